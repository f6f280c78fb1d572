// Generated from docs/openapi/insight-service.json by npm run generate:api.
export interface paths {
    "/api/insights/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["insights_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_campaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/campaigns/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_review"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/customers/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["insights_entries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/customers/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["insights_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/customers/{id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/insights/describe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["insights_describe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["insights_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/messages/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["insights_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/messages/subjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["insights_subjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["insights_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["insights_segments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/ai": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["settings_current"];
        put: operations["settings_change"];
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
        AiSettings: {
            available: boolean;
            brandVoice?: string;
            dailyBudget: string;
            defaultModel: string;
            enabled: boolean;
            forbiddenWords: string[];
            inputPrice: string;
            keyConfigured: boolean;
            model: string;
            outputPrice: string;
            server: string;
            today: components["schemas"]["Spending"];
            unavailable?: string;
            /** Format: date-time */
            updatedAt?: string;
            updatedBy?: string;
            /** Format: int64 */
            version: number;
        };
        AiSettingsDraft: {
            brandVoice?: string;
            dailyBudget?: string;
            enabled?: boolean;
            forbiddenWords?: string[];
            inputPrice?: string;
            model?: string;
            outputPrice?: string;
        };
        AskedPeriod: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
        };
        Audience: {
            /** Format: int64 */
            count: number;
            exact: boolean;
            /** Format: int64 */
            high: number;
            /** Format: int64 */
            low: number;
            /** Format: int64 */
            of: number;
            sample: components["schemas"]["RuleSample"][];
        };
        Brief: {
            channel?: components["schemas"]["BriefChannel"];
            goal?: string;
            length?: components["schemas"]["BriefLength"];
            offer?: string;
            segmentId?: string;
            tone?: components["schemas"]["BriefTone"];
            /** Format: int32 */
            variants?: number;
        };
        /** @enum {string} */
        BriefChannel: "EMAIL" | "SMS";
        /** @enum {string} */
        BriefLength: "SHORT" | "MEDIUM" | "LONG";
        /** @enum {string} */
        BriefTone: "FRIENDLY" | "PROFESSIONAL" | "PLAYFUL" | "URGENT" | "GRATEFUL";
        CampaignInsight: {
            /** Format: date-time */
            asOf: string;
            currency: string;
            curves: components["schemas"]["CampaignInsightCurve"][];
            id: string;
            /** Format: date-time */
            launchedAt?: string;
            messages: components["schemas"]["CampaignPerformanceReach"];
            name?: string;
            revenue: components["schemas"]["CampaignInsightAttributed"];
            steps: components["schemas"]["CampaignInsightPart"][];
            touch: components["schemas"]["CampaignPerformanceTouch"];
            uplift: components["schemas"]["CampaignInsightEffect"];
            variants: components["schemas"]["CampaignInsightPart"][];
            /** Format: int32 */
            windowDays: number;
        };
        CampaignInsightAttributed: {
            /** Format: double */
            conversion?: number;
            /** Format: int64 */
            customers: number;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            people: number;
            perPerson?: string;
            revenue: string;
        };
        CampaignInsightCurve: {
            of: components["schemas"]["CampaignPerformanceCurveOf"];
            /** Format: int64 */
            people: number;
            points: components["schemas"]["CampaignInsightCurvePoint"][];
            variant?: string;
        };
        CampaignInsightCurvePoint: {
            /** Format: double */
            conversion: number;
            /** Format: int64 */
            customers: number;
            /** Format: int32 */
            day: number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            perPerson: number;
            revenue: string;
        };
        CampaignInsightEffect: {
            /** Format: double */
            confidence: number;
            conversion?: components["schemas"]["CampaignInsightEffectInterval"];
            explanation: string;
            extraRevenue?: components["schemas"]["CampaignInsightEffectInterval"];
            heldOut?: components["schemas"]["UpliftArm"];
            messaged?: components["schemas"]["UpliftArm"];
            revenuePerPerson?: components["schemas"]["CampaignInsightEffectInterval"];
        };
        CampaignInsightEffectInterval: {
            /** Format: double */
            estimate: number;
            /** Format: double */
            high: number;
            /** Format: double */
            low: number;
            significant: boolean;
        };
        CampaignInsightPart: {
            messages: components["schemas"]["CampaignPerformanceReach"];
            name: string;
            revenue: components["schemas"]["CampaignInsightAttributed"];
        };
        /** @enum {string} */
        CampaignPerformanceCurveOf: "MESSAGED" | "HELD_OUT" | "VARIANT";
        CampaignPerformanceReach: {
            /** Format: int64 */
            bounced: number;
            /** Format: int64 */
            clicked: number;
            /** Format: int64 */
            complained: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            heldOut: number;
            /** Format: int64 */
            opened: number;
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            skipped: number;
            /** Format: int64 */
            unconfirmed: number;
            /** Format: int64 */
            unsubscribed: number;
        };
        /** @enum {string} */
        CampaignPerformanceTouch: "SENT" | "OPENED" | "CLICKED";
        CampaignReview: {
            answeredBy: string;
            campaignId: string;
            figures: components["schemas"]["Figure"][];
            headline: string;
            name: string;
            nextTime: string[];
            notice?: string;
            paragraphs: string[];
        };
        Check: {
            detail: string;
            level: components["schemas"]["CheckLevel"];
            pointer: string;
        };
        /** @enum {string} */
        CheckLevel: "ERROR" | "WARNING";
        Column: {
            label: string;
            numeric: boolean;
            unit: components["schemas"]["Unit"];
        };
        CustomerBase: {
            /** Format: date-time */
            countedAt: string;
            currency: string;
            /** Format: int64 */
            customers: number;
            groups: components["schemas"]["CustomerBaseGroup"][];
            model?: components["schemas"]["CustomerBaseModel"];
            modelNote: string;
        };
        CustomerBaseGroup: {
            /** Format: int64 */
            customers: number;
            expectedValue?: string;
            key: components["schemas"]["CustomerGroup"];
            meaning: string;
            revenue: string;
            /** Format: double */
            revenueShare: number;
            /** Format: double */
            share: number;
            title: string;
        };
        CustomerBaseModel: {
            /** Format: double */
            a: number;
            /** Format: double */
            alpha: number;
            /** Format: double */
            b: number;
            /** Format: int32 */
            customers: number;
            /** Format: date-time */
            fittedAt: string;
            /** Format: double */
            logLikelihood: number;
            /** Format: double */
            r: number;
            /** Format: int32 */
            repeaters: number;
            spending?: components["schemas"]["CustomerBaseSpending"];
        };
        CustomerBaseSpending: {
            /** Format: int32 */
            customers: number;
            /** Format: double */
            gamma: number;
            /** Format: double */
            logLikelihood: number;
            /** Format: double */
            p: number;
            /** Format: double */
            q: number;
        };
        CustomerFact: {
            label: string;
            text: string;
        };
        /** @enum {string} */
        CustomerGroup: "CHAMPIONS" | "LOYAL" | "POTENTIAL_LOYALISTS" | "NEW" | "PROMISING" | "NEED_ATTENTION" | "ABOUT_TO_SLEEP" | "AT_RISK" | "CANNOT_LOSE" | "HIBERNATING" | "LOST" | "PROSPECTS";
        CustomerInsight: {
            /** Format: date-time */
            asOf: string;
            bestHour: components["schemas"]["PersonInsightBestHour"];
            categories: components["schemas"]["CustomerInsightCategory"][];
            currency: string;
            favouriteCategory?: string;
            favouriteChannel?: string;
            group?: components["schemas"]["CustomerInsightGroup"];
            id: string;
            /** Format: date */
            knownSince?: string;
            mergedIds: string[];
            messages: components["schemas"]["PersonInsightMessages"];
            orders: components["schemas"]["CustomerInsightOrders"];
            outlook: components["schemas"]["CustomerInsightExpectations"];
            scores?: components["schemas"]["PersonInsightScores"];
        };
        CustomerInsightCategory: {
            category: string;
            /** Format: int32 */
            orders: number;
            revenue: string;
            /** Format: double */
            share: number;
        };
        CustomerInsightExpectations: {
            basis: components["schemas"]["OutlookBasis"];
            churn: components["schemas"]["OutlookChurn"];
            /** Format: double */
            churnRisk?: number;
            /** Format: double */
            expectedOrders?: number;
            expectedValue?: string;
            explanation: string;
            /** Format: date-time */
            fittedAt?: string;
            /** Format: int32 */
            horizonDays: number;
            /** Format: double */
            probabilityAlive?: number;
            /** Format: double */
            probabilityOfOrder?: number;
        };
        CustomerInsightGroup: {
            key: components["schemas"]["CustomerGroup"];
            meaning: string;
            title: string;
        };
        CustomerInsightOrders: {
            average?: string;
            /** Format: int32 */
            cancelled: number;
            /** Format: int32 */
            count: number;
            /** Format: double */
            daysBetween?: number;
            /** Format: int32 */
            daysSinceLast?: number;
            /** Format: date-time */
            firstAt?: string;
            /** Format: date-time */
            lastAt?: string;
            revenue: string;
        };
        CustomerSummary: {
            answeredBy: string;
            customerId: string;
            facts: components["schemas"]["CustomerFact"][];
            headline: string;
            missing: string[];
            name: string;
            nextBestAction: components["schemas"]["NextBestAction"];
            notice?: string;
            sentences: string[];
        };
        Dashboard: {
            anomalies: components["schemas"]["DashboardAnomaly"][];
            /** Format: date-time */
            asOf: string;
            bands: components["schemas"]["DashboardBand"][];
            before: components["schemas"]["DashboardSums"];
            breakdowns: components["schemas"]["DashboardBreakdown"][];
            comparedWith: components["schemas"]["DashboardPeriod"];
            currency: string;
            customers: components["schemas"]["DashboardCustomers"];
            granularity: components["schemas"]["DashboardGranularity"];
            messages: components["schemas"]["DashboardMessages"];
            movers: components["schemas"]["DashboardMover"][];
            orders: components["schemas"]["DashboardOrders"];
            /** Format: int64 */
            pending: number;
            period: components["schemas"]["DashboardPeriod"];
            series: components["schemas"]["DashboardDay"][];
            seriesBefore: components["schemas"]["DashboardDay"][];
            topCities: components["schemas"]["DashboardCity"][];
        };
        DashboardAnomaly: {
            /** Format: date */
            day: string;
            drivers: components["schemas"]["DashboardAnomalyDriver"][];
            /** Format: double */
            expected: number;
            explanation: string;
            /** Format: double */
            high: number;
            /** Format: double */
            low: number;
            metric: components["schemas"]["DashboardWatched"];
            /** Format: double */
            score: number;
            value: string;
        };
        DashboardAnomalyDriver: {
            /** Format: double */
            actual: number;
            /** Format: double */
            expected: number;
            /** Format: double */
            part: number;
            split: components["schemas"]["Split"];
            value: string;
        };
        DashboardBand: {
            days: components["schemas"]["DashboardBandExpected"][];
            metric: components["schemas"]["DashboardWatched"];
        };
        DashboardBandExpected: {
            /** Format: date */
            day: string;
            /** Format: double */
            expected: number;
            /** Format: double */
            high: number;
            /** Format: double */
            low: number;
        };
        DashboardBreakdown: {
            split: components["schemas"]["Split"];
            values: components["schemas"]["DashboardBreakdownValue"][];
        };
        DashboardBreakdownValue: {
            /** Format: double */
            change?: number;
            /** Format: int64 */
            newCustomers: number;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            ordersBefore: number;
            revenue: string;
            revenueBefore: string;
            /** Format: double */
            share: number;
            value: string;
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
            /** Format: double */
            repeatRate?: number;
            /** Format: int64 */
            total: number;
        };
        DashboardDay: {
            /** Format: date */
            day: string;
            /** Format: int32 */
            hour?: number;
            /** Format: int64 */
            messagesSent: number;
            /** Format: int64 */
            newCustomers: number;
            /** Format: int64 */
            orders: number;
            revenue: string;
        };
        /** @enum {string} */
        DashboardGranularity: "DAY" | "HOUR";
        DashboardMessages: {
            /** Format: int64 */
            bounced: number;
            /** Format: int64 */
            clicked: number;
            /** Format: int64 */
            complained: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            heldOut: number;
            /** Format: int64 */
            opened: number;
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            skipped: number;
            /** Format: int64 */
            unconfirmed: number;
            /** Format: int64 */
            unsubscribed: number;
        };
        DashboardMover: {
            /** Format: double */
            change?: number;
            difference: string;
            revenue: string;
            revenueBefore: string;
            split: components["schemas"]["Split"];
            value: string;
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
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
        };
        DashboardSums: {
            customers: components["schemas"]["DashboardCustomers"];
            messages: components["schemas"]["DashboardMessages"];
            orders: components["schemas"]["DashboardOrders"];
        };
        /** @enum {string} */
        DashboardWatched: "REVENUE" | "ORDERS" | "NEW_CUSTOMERS";
        Description: {
            description: string;
            sameAs: components["schemas"]["SameSegment"][];
        };
        /** @enum {string} */
        Engine: "MODEL" | "RULES_ENGINE";
        EntrySuggestion: {
            kind: components["schemas"]["EntrySuggestionKind"];
            source: string;
            tags: string[];
            task?: components["schemas"]["SuggestedTask"];
            text: string;
            why: string;
        };
        /** @enum {string} */
        EntrySuggestionKind: "NOTE" | "CALL" | "MEETING";
        EntrySuggestions: {
            answeredBy: string;
            customerId: string;
            entries: components["schemas"]["EntrySuggestion"][];
            notice?: string;
        };
        EntrySuggestionsRequest: {
            notes?: string;
        };
        /** @description One thing that is wrong with the input */
        Fault: {
            detail: string;
            /** @description JSON pointer (RFC 6901) into the request's body */
            pointer: string;
        };
        Figure: {
            definition: string;
            label: string;
            name: string;
            text: string;
        };
        MessageCheckRequest: {
            body?: string;
            channel?: components["schemas"]["BriefChannel"];
            subject?: string;
        };
        MessageDraft: {
            body: string;
            /** Format: int32 */
            characters: number;
            checks: components["schemas"]["Check"][];
            /** Format: int32 */
            smsParts?: number;
            subject?: string;
            variables: string[];
        };
        MessageDrafts: {
            answeredBy: string;
            bestTime?: components["schemas"]["SendTime"];
            notice?: string;
            subjects: components["schemas"]["SubjectLine"][];
            variants: components["schemas"]["MessageDraft"][];
        };
        NextBestAction: {
            channel?: components["schemas"]["BriefChannel"];
            kind: components["schemas"]["NextBestActionKind"];
            title: string;
            why: string;
        };
        /** @enum {string} */
        NextBestActionKind: "WELCOME" | "SECOND_PURCHASE" | "WIN_BACK" | "BIRTHDAY" | "THANK" | "CROSS_SELL" | "FOLLOW_UP" | "ASK_CONSENT" | "LEAVE_ALONE";
        NotUnderstood: {
            /** Format: int32 */
            end: number;
            reason: string;
            /** Format: int32 */
            start: number;
            text: string;
        };
        /** @enum {string} */
        OutlookBasis: "MODEL" | "SILENCE" | "NO_ORDERS";
        /** @enum {string} */
        OutlookChurn: "LOW" | "MEDIUM" | "HIGH" | "UNKNOWN";
        PersonInsightBestHour: {
            basis: components["schemas"]["PersonInsightBestHourBasis"];
            explanation: string;
            /** Format: int32 */
            hour?: number;
            /** Format: double */
            probability?: number;
            /** Format: int32 */
            responses: number;
            timeZone: string;
        };
        /** @enum {string} */
        PersonInsightBestHourBasis: "OWN" | "EVERYBODY" | "NOTHING";
        PersonInsightMessages: {
            /** Format: int32 */
            clicked: number;
            /** Format: date-time */
            lastOpenedAt?: string;
            /** Format: date-time */
            lastSentAt?: string;
            /** Format: int32 */
            opened: number;
            /** Format: int32 */
            sent: number;
            /** Format: date-time */
            unsubscribedAt?: string;
        };
        PersonInsightScores: {
            /** Format: int32 */
            frequency: number;
            /** Format: int32 */
            monetary: number;
            /** Format: int32 */
            recency: number;
        };
        PersonalCheck: {
            detail: string;
            level: components["schemas"]["CheckLevel"];
            pointer: string;
        };
        PersonalMessage: {
            answeredBy: string;
            basedOn: string[];
            body: string;
            channel: components["schemas"]["BriefChannel"];
            /** Format: int32 */
            characters: number;
            checks: components["schemas"]["PersonalCheck"][];
            customerId: string;
            notice?: string;
            /** Format: int32 */
            smsParts?: number;
            subject?: string;
        };
        PersonalMessageRequest: {
            channel?: components["schemas"]["BriefChannel"];
            goal?: string;
            length?: components["schemas"]["BriefLength"];
            tone?: components["schemas"]["BriefTone"];
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
        QuestionRequest: {
            question?: string;
        };
        Reply: {
            answer?: string;
            answeredBy: string;
            columns: components["schemas"]["Column"][];
            currency?: string;
            definition?: string;
            notUnderstood: string[];
            notice?: string;
            period?: components["schemas"]["AskedPeriod"];
            query?: string;
            question: string;
            rows: string[][];
            suggestions: string[];
        };
        RuleCondition: {
            field: string;
            /** @description one of the field's operators */
            operator: string;
            value?: components["schemas"]["RuleScalar"] | components["schemas"]["RuleScalar"][];
            /** @description what is counted */
            where?: {
                [key: string]: string[];
            };
            /** @description ISO-8601 period back from now */
            within?: string;
        };
        RuleGroup: {
            /** @enum {string} */
            combinator: "and" | "or";
            not?: boolean;
            rules: (components["schemas"]["RuleCondition"] | components["schemas"]["RuleGroup"])[];
        };
        RuleSample: {
            city?: string;
            customerId: string;
            externalId?: string;
            firstName?: string;
            lastName?: string;
            /** Format: int64 */
            orders: number;
            total: string;
        };
        RuleScalar: string | number | boolean;
        RuleToDescribe: {
            rule?: components["schemas"]["RuleGroup"];
        };
        SameSegment: {
            id: string;
            name: string;
        };
        SegmentSuggestions: {
            /** Format: date-time */
            countedAt: string;
            currency: string;
            items: components["schemas"]["SegmentSuggestionsItem"][];
        };
        SegmentSuggestionsItem: {
            figures: components["schemas"]["SuggestionFigure"][];
            key: components["schemas"]["SuggestionKey"];
            name: string;
            revenue?: string;
            rule: Record<string, never>;
            /** Format: int64 */
            size: number;
            why: string;
            worth?: string;
        };
        SendTime: {
            dayOfWeek?: string;
            /** Format: int32 */
            hour: number;
            reason: string;
        };
        Spending: {
            budget: string;
            /** Format: int64 */
            calls: number;
            /** Format: date */
            day: string;
            /** Format: int64 */
            inputTokens: number;
            /** Format: int64 */
            outputTokens: number;
            spent: string;
        };
        /** @enum {string} */
        Split: "CITY" | "COUNTRY" | "CHANNEL" | "CATEGORY" | "TAG";
        SubjectLine: {
            /** Format: int32 */
            characters: number;
            checks: components["schemas"]["Check"][];
            idea: string;
            text: string;
        };
        SubjectLines: {
            answeredBy: string;
            notice?: string;
            subjects: components["schemas"]["SubjectLine"][];
        };
        SubjectLinesRequest: {
            about?: string;
            body?: string;
            /** Format: int32 */
            count?: number;
        };
        SuggestedTask: {
            assignee?: string;
            /** Format: date-time */
            dueAt: string;
        };
        SuggestionFigure: {
            name: string;
            value: string;
        };
        /** @enum {string} */
        SuggestionKey: "AT_RISK_HIGH_VALUE" | "SECOND_PURCHASE_DUE" | "LAPSED_BY_CATEGORY" | "BIRTHDAY_SOON" | "NEW_WITHOUT_ORDER" | "ENGAGED_NON_BUYERS" | "BEST_CUSTOMERS";
        Understood: {
            /** Format: int32 */
            end: number;
            meaning: string;
            /** Format: int32 */
            start: number;
            text: string;
        };
        /** @enum {string} */
        Unit: "TEXT" | "DAY" | "COUNT" | "MONEY" | "SHARE" | "PERCENT";
        UpliftArm: {
            /** Format: double */
            conversion: number;
            /** Format: int64 */
            customers: number;
            /** Format: double */
            overShare: number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenuePerPerson: number;
        };
        WordsAnswer: {
            answeredBy: string;
            audience?: components["schemas"]["Audience"];
            complete: boolean;
            description?: string;
            notUnderstood: components["schemas"]["NotUnderstood"][];
            notice?: string;
            rule?: components["schemas"]["RuleGroup"];
            text: string;
            understood: components["schemas"]["Understood"][];
        };
        WordsRequest: {
            engine?: components["schemas"]["Engine"];
            text?: string;
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
    insights_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reply"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_campaign: {
        parameters: {
            query?: {
                touch?: string;
                window?: string;
            };
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
                    "application/json": components["schemas"]["CampaignInsight"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_review: {
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
                    "application/json": components["schemas"]["CampaignReview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_customers: {
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
                    "application/json": components["schemas"]["CustomerBase"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_customer: {
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
                    "application/json": components["schemas"]["CustomerInsight"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_entries: {
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
                "application/json": components["schemas"]["EntrySuggestionsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntrySuggestions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_message: {
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
                "application/json": components["schemas"]["PersonalMessageRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalMessage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_summary: {
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
                    "application/json": components["schemas"]["CustomerSummary"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_dashboard: {
        parameters: {
            query?: {
                days?: string;
                from?: string;
                to?: string;
                granularity?: string;
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
    insights_describe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleToDescribe"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Description"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Brief"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageDrafts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageCheckRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageDraft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_subjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubjectLinesRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectLines"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordsAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    insights_segments: {
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
                    "application/json": components["schemas"]["SegmentSuggestions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settings_current: {
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
                    "application/json": components["schemas"]["AiSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settings_change: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AiSettingsDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AiSettings"];
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
export const briefChannelValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BriefChannel"]> = ["EMAIL", "SMS"];
export const briefLengthValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BriefLength"]> = ["SHORT", "MEDIUM", "LONG"];
export const briefToneValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BriefTone"]> = ["FRIENDLY", "PROFESSIONAL", "PLAYFUL", "URGENT", "GRATEFUL"];
export const campaignPerformanceCurveOfValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CampaignPerformanceCurveOf"]> = ["MESSAGED", "HELD_OUT", "VARIANT"];
export const campaignPerformanceTouchValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CampaignPerformanceTouch"]> = ["SENT", "OPENED", "CLICKED"];
export const checkLevelValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CheckLevel"]> = ["ERROR", "WARNING"];
export const customerGroupValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CustomerGroup"]> = ["CHAMPIONS", "LOYAL", "POTENTIAL_LOYALISTS", "NEW", "PROMISING", "NEED_ATTENTION", "ABOUT_TO_SLEEP", "AT_RISK", "CANNOT_LOSE", "HIBERNATING", "LOST", "PROSPECTS"];
export const dashboardGranularityValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DashboardGranularity"]> = ["DAY", "HOUR"];
export const dashboardWatchedValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DashboardWatched"]> = ["REVENUE", "ORDERS", "NEW_CUSTOMERS"];
export const engineValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Engine"]> = ["MODEL", "RULES_ENGINE"];
export const entrySuggestionKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["EntrySuggestionKind"]> = ["NOTE", "CALL", "MEETING"];
export const nextBestActionKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["NextBestActionKind"]> = ["WELCOME", "SECOND_PURCHASE", "WIN_BACK", "BIRTHDAY", "THANK", "CROSS_SELL", "FOLLOW_UP", "ASK_CONSENT", "LEAVE_ALONE"];
export const outlookBasisValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["OutlookBasis"]> = ["MODEL", "SILENCE", "NO_ORDERS"];
export const outlookChurnValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["OutlookChurn"]> = ["LOW", "MEDIUM", "HIGH", "UNKNOWN"];
export const personInsightBestHourBasisValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PersonInsightBestHourBasis"]> = ["OWN", "EVERYBODY", "NOTHING"];
export const ruleGroupCombinatorValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RuleGroup"]["combinator"]> = ["and", "or"];
export const splitValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Split"]> = ["CITY", "COUNTRY", "CHANNEL", "CATEGORY", "TAG"];
export const suggestionKeyValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SuggestionKey"]> = ["AT_RISK_HIGH_VALUE", "SECOND_PURCHASE_DUE", "LAPSED_BY_CATEGORY", "BIRTHDAY_SOON", "NEW_WITHOUT_ORDER", "ENGAGED_NON_BUYERS", "BEST_CUSTOMERS"];
export const unitValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Unit"]> = ["TEXT", "DAY", "COUNT", "MONEY", "SHARE", "PERCENT"];
