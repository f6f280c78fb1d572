// Generated from docs/openapi/order-service.json by npm run generate:api.
export interface paths {
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_list"];
        put?: never;
        post: operations["orders_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orders_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_imports"];
        put?: never;
        post: operations["orders_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/import/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_importJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/import/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orders_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/import/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/import/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["orders_map"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/import/{id}/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_rejected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/import/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orders_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_rejectedRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/rejected/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_rejectedRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/rejected/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orders_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/rejected/{id}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["orders_resubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["orders_one"];
        put?: never;
        post?: never;
        delete: operations["orders_delete"];
        options?: never;
        head?: never;
        patch: operations["orders_change"];
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
        Discard: {
            reason?: string;
        };
        /** @enum {string} */
        Encoding: "TEXT" | "BASE64";
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
        Order: {
            channel?: string;
            /** Format: date-time */
            createdAt: string;
            currency: string;
            customerExternalId?: string;
            customerId?: string;
            customerName?: string;
            discount?: string;
            externalId?: string;
            id: string;
            items: components["schemas"]["OrderItem"][];
            /** Format: date-time */
            placedAt: string;
            shipping?: string;
            status: components["schemas"]["OrderStatus"];
            tax?: string;
            total: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        OrderItem: {
            category?: string;
            name?: string;
            /** Format: int32 */
            quantity: number;
            sku: string;
            unitPrice: string;
        };
        OrderPage: {
            items: components["schemas"]["Order"][];
            nextCursor?: string;
        };
        /** @enum {string} */
        OrderStatus: "PLACED" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
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
    orders_list: {
        parameters: {
            query?: {
                customerId?: string | null;
                status?: string | null;
                from?: string | null;
                to?: string | null;
                minTotal?: string | null;
                maxTotal?: string | null;
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
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    orders_record: {
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
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    orders_batch: {
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
    orders_export: {
        parameters: {
            query?: {
                customerId?: string | null;
                status?: string | null;
                from?: string | null;
                to?: string | null;
                minTotal?: string | null;
                maxTotal?: string | null;
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
    orders_imports: {
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
    orders_upload: {
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
    orders_importJob: {
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
    orders_cancel: {
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
    orders_check: {
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
    orders_map: {
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
    orders_rejected: {
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
    orders_start: {
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
    orders_rejectedRecords: {
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
    orders_rejectedRecord: {
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
    orders_discard: {
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
    orders_resubmit: {
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
    orders_one: {
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
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    orders_delete: {
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
    orders_change: {
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
                    "application/json": components["schemas"]["Order"];
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
export const encodingValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Encoding"]> = ["TEXT", "BASE64"];
export const importJobStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ImportJobState"]> = ["UPLOADED", "RUNNING", "DONE", "CANCELLED", "FAILED"];
export const orderStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["OrderStatus"]> = ["PLACED", "PAID", "SHIPPED", "DELIVERED", "CANCELLED", "REFUNDED"];
export const rejectedRecordStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RejectedRecordState"]> = ["REJECTED", "RESUBMITTED", "DISCARDED"];
