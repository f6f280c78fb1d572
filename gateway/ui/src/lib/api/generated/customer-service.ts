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
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["customers_change"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
            phone?: string;
            tags: string[];
            timeZone?: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        CustomerPage: {
            items: components["schemas"]["Customer"][];
            nextCursor?: string;
        };
        /** @description One thing that is wrong with the input */
        Fault: {
            detail: string;
            /** @description JSON pointer (RFC 6901) into the request's body */
            pointer: string;
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
                city?: string;
                country?: string;
                tag?: string;
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
            header?: never;
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
}
