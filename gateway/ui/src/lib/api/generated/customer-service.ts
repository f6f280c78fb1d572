// Generated from docs/openapi/customer-service.json by npm run generate:api.
export interface paths {
    "/api/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_list"];
        put?: never;
        post: operations["customers_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_list_1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/duplicates/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_erasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/erasures/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_erasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_imports"];
        put?: never;
        post: operations["customers_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/import/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_importJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/import/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/import/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/import/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["customers_map"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/import/{id}/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_rejected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/import/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_rejectedRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/rejected/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_rejectedRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/rejected/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/rejected/{id}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_resubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_tag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_one"];
        put: operations["customers_replace"];
        post?: never;
        delete: operations["customers_erase"];
        options?: never;
        head?: never;
        patch: operations["customers_change"];
        trace?: never;
    };
    "/api/customers/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["customers_held"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/merge/{mergedId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["customers_undoMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        BatchAnswer: {
            /** Format: int32 */
            created: number;
            /** Format: int32 */
            refused: number;
            results: components["schemas"]["BatchResult"][];
            /** Format: int32 */
            unchanged: number;
            /** Format: int32 */
            updated: number;
        };
        BatchRequest: {
            records?: Record<string, never>[];
        };
        BatchResult: {
            errors: components["schemas"]["Fault"][];
            id?: string;
            /** Format: int32 */
            index: number;
            /** Format: int32 */
            status: number;
            /** Format: int64 */
            version?: number;
        };
        Consent: {
            email?: boolean;
            sms?: boolean;
        };
        Customer: {
            attributes: {
                [key: string]: string | number | boolean;
            };
            birthDate?: string;
            city?: string;
            consent?: components["schemas"]["Consent"];
            country?: string;
            /** Format: date-time */
            createdAt: string;
            email?: string;
            externalId?: string;
            firstName?: string;
            id: string;
            lastName?: string;
            merged: components["schemas"]["CustomerMerged"][];
            phone?: string;
            tags: string[];
            timeZone?: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CustomerMerged: {
            email?: string;
            externalId?: string;
            id: string;
            /** Format: date-time */
            mergedAt: string;
            mergedBy: string;
            name?: string;
            /** Format: date-time */
            undoableUntil: string;
        };
        CustomerPage: {
            items: components["schemas"]["Customer"][];
            nextCursor?: string;
        };
        Discard: {
            reason?: string;
        };
        Duplicate: {
            customers: components["schemas"]["Customer"][];
            /** Format: date-time */
            detectedAt: string;
            id: string;
            reason: components["schemas"]["DuplicateReason"];
            value: string;
        };
        DuplicatePage: {
            items: components["schemas"]["Duplicate"][];
            nextCursor?: string;
        };
        /** @enum {string} */
        DuplicateReason: "EMAIL" | "PHONE";
        /** @enum {string} */
        Encoding: "TEXT" | "BASE64";
        Erasure: {
            complete: boolean;
            confirmations: components["schemas"]["ErasureConfirmation"][];
            customerId: string;
            /** Format: date-time */
            erasedAt: string;
            requestedBy: string;
        };
        ErasureConfirmation: {
            /** Format: date-time */
            confirmedAt?: string;
            service: string;
        };
        ErasurePage: {
            items: components["schemas"]["Erasure"][];
            nextCursor?: string;
        };
        /** @description One thing that is wrong with the input */
        Fault: {
            detail: string;
            /** @description JSON pointer (RFC 6901) into the request's body */
            pointer: string;
        };
        Import: {
            /** Format: int64 */
            bytes: number;
            charset: string;
            columns: string[];
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            delimiter: string;
            /** Format: date-time */
            endedAt?: string;
            failure?: string;
            fields: string[];
            fileName: string;
            id: string;
            mapping: string[];
            /** Format: int32 */
            percent: number;
            /** Format: int64 */
            rejected: number;
            /** Format: int64 */
            rows: number;
            sample: string[][];
            /** Format: date-time */
            startedAt?: string;
            state: components["schemas"]["ImportJobState"];
            takesAttributes: boolean;
        };
        /** @enum {string} */
        ImportJobState: "UPLOADED" | "RUNNING" | "DONE" | "CANCELLED" | "FAILED";
        ImportPage: {
            items: components["schemas"]["Import"][];
            nextCursor?: string;
        };
        ImportsRowFaults: {
            cells: string[];
            faults: components["schemas"]["Fault"][];
            /** Format: int64 */
            line: number;
        };
        ImportsTrial: {
            faults: components["schemas"]["ImportsRowFaults"][];
            /** Format: int32 */
            refused: number;
            /** Format: int32 */
            rows: number;
        };
        MappingRequest: {
            delimiter?: string;
            mapping?: string[];
        };
        Merge: {
            customerId: string;
        };
        Problem: {
            detail?: string;
            errors?: components["schemas"]["Fault"][];
            /** Format: uri-reference */
            instance?: string;
            /** Format: int32 */
            status: number;
            title: string;
            /** Format: uri-reference */
            type?: string;
        };
        Rejected: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            bytes: number;
            content?: string;
            encoding: components["schemas"]["Encoding"];
            headers: components["schemas"]["RejectedRecordHeader"][];
            id: string;
            key?: string;
            /** Format: int64 */
            offset: number;
            /** Format: int32 */
            partition: number;
            reasons: components["schemas"]["Fault"][];
            record?: string;
            /** Format: date-time */
            rejectedAt: string;
            settlement?: components["schemas"]["RejectedRecordSettlement"];
            state: components["schemas"]["RejectedRecordState"];
            topic: string;
            whole: boolean;
        };
        RejectedRecordHeader: {
            name: string;
            value: string;
        };
        RejectedRecordSettlement: {
            /** Format: date-time */
            at: string;
            by: string;
            documentId?: string;
            reason?: string;
        };
        /** @enum {string} */
        RejectedRecordState: "REJECTED" | "RESUBMITTED" | "DISCARDED";
        RejectedSummary: {
            id: string;
            key?: string;
            reasons: components["schemas"]["Fault"][];
            /** Format: date-time */
            rejectedAt: string;
            state: components["schemas"]["RejectedRecordState"];
        };
        RejectedSummaryPage: {
            items: components["schemas"]["RejectedSummary"][];
            nextCursor?: string;
        };
        StreamingResponseBody: unknown;
        TagRequest: {
            add?: string[];
            customerIds?: string[];
            remove?: string[];
        };
        Tagged: {
            /** Format: int32 */
            changed: number;
            refused: string[];
            /** Format: int32 */
            unchanged: number;
            unknown: string[];
        };
    };
    responses: {
        /** @description What went wrong (RFC 9457) */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    customers_list: {
        parameters: {
            query?: {
                city?: string | null;
                country?: string | null;
                tag?: string | null;
                createdFrom?: string | null;
                createdTo?: string | null;
                /** @description items per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description a field, with a minus before it for descending */
                sort?: string;
                /** @description words to look for */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_register: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's choice. Sent twice within a day, it makes one thing and gets one answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description It was known already, and has been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_batch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of the caller's choice. Sent twice within a day, the batch gets one answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_list_1: {
        parameters: {
            query?: {
                /** @description items per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description a field, with a minus before it for descending */
                sort?: string;
                /** @description words to look for */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicatePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_dismiss: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_erasures: {
        parameters: {
            query?: {
                /** @description items per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description a field, with a minus before it for descending */
                sort?: string;
                /** @description words to look for */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_erasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_export: {
        parameters: {
            query?: {
                city?: string | null;
                country?: string | null;
                tag?: string | null;
                createdFrom?: string | null;
                createdTo?: string | null;
                /** @description items per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description a field, with a minus before it for descending */
                sort?: string;
                /** @description words to look for */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": components["schemas"]["StreamingResponseBody"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_imports: {
        parameters: {
            query?: {
                /** @description items per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description a field, with a minus before it for descending */
                sort?: string;
                /** @description words to look for */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_upload: {
        parameters: {
            query?: {
                fileName?: string;
            };
            header?: {
                /** @description Any text of the caller's choice. Sent twice within a day, it makes one thing and gets one answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_importJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportsTrial"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_map: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MappingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_rejected: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": components["schemas"]["StreamingResponseBody"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_rejectedRecords: {
        parameters: {
            query?: {
                state?: string;
                /** @description items per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description a field, with a minus before it for descending */
                sort?: string;
                /** @description words to look for */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RejectedSummaryPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_rejectedRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rejected"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Discard"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rejected"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_resubmit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rejected"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_tag: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tagged"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_replace: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_erase: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased here; the other services are told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_held: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Merge"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    customers_undoMerge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                mergedId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
type FlattenedDeepRequired<T> = {
    [K in keyof T]-?: FlattenedDeepRequired<T[K] extends unknown[] | undefined | null ? Extract<T[K], unknown[]>[number] : T[K]>;
};
type ReadonlyArray<T> = [
    Exclude<T, undefined>
] extends [
    unknown[]
] ? Readonly<Exclude<T, undefined>> : Readonly<Exclude<T, undefined>[]>;
export const duplicateReasonValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DuplicateReason"]> = ["EMAIL", "PHONE"];
export const encodingValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Encoding"]> = ["TEXT", "BASE64"];
export const importJobStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ImportJobState"]> = ["UPLOADED", "RUNNING", "DONE", "CANCELLED", "FAILED"];
export const rejectedRecordStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RejectedRecordState"]> = ["REJECTED", "RESUBMITTED", "DISCARDED"];
