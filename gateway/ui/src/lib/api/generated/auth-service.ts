// Generated from docs/openapi/auth-service.json by npm run generate:api.
export interface paths {
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["clients_list"];
        put?: never;
        post: operations["clients_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["clients_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["users_list"];
        put?: never;
        post: operations["users_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["users_change"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Action: {
            action: string;
            actor: components["schemas"]["AuditEntryActor"];
            /** Format: date-time */
            at: string;
            created?: string;
            details: {
                [key: string]: string;
            };
            id: string;
            on: {
                [key: string]: string;
            };
            outcome: components["schemas"]["AuditEntryOutcome"];
            service: string;
        };
        ActionPage: {
            items: components["schemas"]["Action"][];
            nextCursor?: string;
        };
        AuditEntryActor: {
            id: string;
            kind: components["schemas"]["AuditEntryActorKind"];
            name: string;
        };
        /** @enum {string} */
        AuditEntryActorKind: "PERSON" | "CLIENT";
        /** @enum {string} */
        AuditEntryOutcome: "DONE" | "UNCERTAIN";
        Client: {
            clientId: string;
            /** Format: date-time */
            createdAt: string;
            name: string;
            scopes: string[];
        };
        ClientPage: {
            items: components["schemas"]["Client"][];
            nextCursor?: string;
        };
        /** @description One thing that is wrong with the input */
        Fault: {
            detail: string;
            /** @description JSON pointer (RFC 6901) into the request's body */
            pointer: string;
        };
        Invitation: {
            email?: string;
            name?: string;
            roles?: components["schemas"]["Role"][];
        };
        IssuedClient: {
            clientId: string;
            clientSecret: string;
            /** Format: date-time */
            createdAt: string;
            name: string;
            scopes: string[];
        };
        Me: {
            email: string;
            id: string;
            name: string;
            picture?: string;
            roles: components["schemas"]["Role"][];
        };
        NewClient: {
            name?: string;
            scopes?: string[];
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
        /** @enum {string} */
        Role: "ADMIN" | "MANAGER" | "MARKETER" | "ANALYST";
        User: {
            active: boolean;
            /** Format: date-time */
            createdAt: string;
            email: string;
            id: string;
            /** Format: date-time */
            lastSignInAt?: string;
            name: string;
            picture?: string;
            roles: components["schemas"]["Role"][];
            /** Format: int64 */
            version: number;
        };
        UserChange: {
            active?: boolean;
            roles?: components["schemas"]["Role"][];
        };
        UserPage: {
            items: components["schemas"]["User"][];
            nextCursor?: string;
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
    audit_list: {
        parameters: {
            query?: {
                actor?: string | null;
                subject?: string | null;
                service?: string | null;
                from?: string | null;
                to?: string | null;
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
                    "application/json": components["schemas"]["ActionPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clients_list: {
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
                    "application/json": components["schemas"]["ClientPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clients_create: {
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
                "application/json": components["schemas"]["NewClient"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedClient"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clients_delete: {
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
    me: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    users_list: {
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
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    users_invite: {
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
                "application/json": components["schemas"]["Invitation"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    users_change: {
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
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
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
export const auditEntryActorKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AuditEntryActorKind"]> = ["PERSON", "CLIENT"];
export const auditEntryOutcomeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AuditEntryOutcome"]> = ["DONE", "UNCERTAIN"];
export const roleValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Role"]> = ["ADMIN", "MANAGER", "MARKETER", "ANALYST"];
