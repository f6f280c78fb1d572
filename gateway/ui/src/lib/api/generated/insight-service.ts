// Generated from docs/openapi/insight-service.json by npm run generate:api.
export interface paths {
    "/api/insights/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_dashboard"];
        put?: never;
        post?: never;
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
        Dashboard: {
            /** Format: date-time */
            asOf: string;
            currency: string;
            customers: components["schemas"]["DashboardCustomers"];
            messages: components["schemas"]["DashboardMessages"];
            orders: components["schemas"]["DashboardOrders"];
            period: components["schemas"]["DashboardPeriod"];
            series: components["schemas"]["DashboardDay"][];
            topCities: components["schemas"]["DashboardCity"][];
        };
        DashboardCity: {
            city: string;
            /** Format: int64 */
            customers: number;
            revenue: string;
        };
        DashboardCustomers: {
            /** Format: int64 */
            active: number;
            /** Format: int64 */
            new: number;
            /** Format: int64 */
            total: number;
        };
        DashboardDay: {
            /** Format: date */
            day: string;
            /** Format: int64 */
            messagesSent: number;
            /** Format: int64 */
            newCustomers: number;
            /** Format: int64 */
            orders: number;
            revenue: string;
        };
        DashboardMessages: {
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            skipped: number;
            /** Format: int64 */
            unconfirmed: number;
        };
        DashboardOrders: {
            average: string;
            /** Format: int64 */
            counted: number;
            revenue: string;
            /** Format: int64 */
            total: number;
        };
        DashboardPeriod: {
            /** Format: int32 */
            days: number;
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
    insights_dashboard: {
        parameters: {
            query?: {
                days?: string;
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
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
