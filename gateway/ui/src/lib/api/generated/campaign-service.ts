// Generated from docs/openapi/campaign-service.json by npm run generate:api.
export interface paths {
    "/api/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns_list"];
        put?: never;
        post: operations["campaigns_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_previewContent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns_variables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns_one"];
        put: operations["campaigns_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns_audience"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_duplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/launch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_launch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/messages/{messageId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/messages/{messageId}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns_previewDocument"];
        put?: never;
        post: operations["campaigns_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["campaigns_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/unschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["campaigns_unschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["communications_list"];
        put?: never;
        post: operations["communications_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["communications_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["communications_one"];
        put?: never;
        post?: never;
        delete: operations["communications_delete"];
        options?: never;
        head?: never;
        patch: operations["communications_edit"];
        trace?: never;
    };
    "/api/communications/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["communications_complete"];
        delete: operations["communications_reopen"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communications/{id}/html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["communications_html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_list"];
        put?: never;
        post: operations["segments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_fields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/of/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_ofCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["segments_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["segments_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_one"];
        put: operations["segments_change"];
        post?: never;
        delete: operations["segments_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["segments_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["segments_duplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/members/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["segments_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}/why/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["segments_why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["settings_brand"];
        put: operations["settings_changeBrand"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["settings_deliverySettings"];
        put: operations["settings_changeDeliverySettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["suppressions"];
        put?: never;
        post: operations["suppressions_suppress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suppressions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["suppressions_lift"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Approval: {
            approved?: boolean;
            /** Format: date-time */
            decidedAt?: string;
            decidedBy?: components["schemas"]["Author"];
            note?: string;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: components["schemas"]["Author"];
        };
        Author: {
            id: string;
            name: string;
        };
        Brand: {
            color?: string;
            fromAddress?: string;
            fromName?: string;
            locale?: string;
            logoUrl?: string;
            name?: string;
            postalAddress?: string;
            replyTo?: string;
            textColor?: string;
            tracked?: boolean;
            tracking?: boolean;
            websiteUrl?: string;
        };
        BrandChange: {
            /** Format: date-time */
            at: string;
            brand: components["schemas"]["Brand"];
            by: string;
        };
        BrandSettings: {
            changes: components["schemas"]["BrandChange"][];
            color?: string;
            fromAddress?: string;
            fromName?: string;
            locale?: string;
            logoUrl?: string;
            name: string;
            postalAddress?: string;
            replyTo?: string;
            textColor?: string;
            tracking: boolean;
            /** Format: int64 */
            version: number;
            websiteUrl?: string;
        };
        Campaign: {
            approval?: components["schemas"]["Approval"];
            changedBy?: string;
            channel: components["schemas"]["Channel"];
            content: components["schemas"]["Content"];
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            decisions: components["schemas"]["Decision"][];
            /** Format: date-time */
            endedAt?: string;
            /** Format: int64 */
            enrolled: number;
            /** Format: date-time */
            enrolledAt?: string;
            followUps: components["schemas"]["FollowUp"][];
            guards: components["schemas"]["GuardOverrides"];
            /** Format: int32 */
            holdout: number;
            id: string;
            /** Format: date-time */
            launchedAt?: string;
            mode: components["schemas"]["CampaignMode"];
            name: string;
            /** Format: date-time */
            nextAt?: string;
            /** Format: int32 */
            occurrence: number;
            /** Format: date-time */
            occurrenceAt?: string;
            /** Format: date-time */
            pausedAt?: string;
            /** Format: int32 */
            priority: number;
            reentry?: components["schemas"]["Reentry"];
            schedule?: components["schemas"]["Schedule"];
            segmentId: string;
            segmentName?: string;
            /** Format: date-time */
            startedAt?: string;
            state: components["schemas"]["CampaignState"];
            stateReason?: string;
            /** Format: date-time */
            updatedAt: string;
            variants: components["schemas"]["Variant"][];
            /** Format: int64 */
            version: number;
            winner?: components["schemas"]["Winner"];
        };
        CampaignDraft: {
            channel?: components["schemas"]["Channel"];
            content?: components["schemas"]["Content"];
            followUps?: components["schemas"]["FollowUp"][];
            guards?: components["schemas"]["GuardOverrides"];
            /** Format: int32 */
            holdout?: number;
            mode?: components["schemas"]["CampaignMode"];
            name?: string;
            /** Format: int32 */
            priority?: number;
            reentry?: components["schemas"]["Reentry"];
            schedule?: components["schemas"]["Schedule"];
            segmentId?: string;
            variants?: components["schemas"]["Variant"][];
            winner?: components["schemas"]["Winner"];
        };
        /** @enum {string} */
        CampaignMode: "LIVE" | "ONE_OFF" | "SCHEDULED";
        CampaignPage: {
            items: components["schemas"]["Campaign"][];
            nextCursor?: string;
        };
        /** @enum {string} */
        CampaignState: "DRAFT" | "IN_APPROVAL" | "APPROVED" | "SCHEDULED" | "RUNNING" | "PAUSED" | "COMPLETED" | "STOPPED";
        /** @enum {string} */
        Channel: "EMAIL" | "SMS";
        Communication: {
            acceptedBy?: string;
            /** Format: date-time */
            at: string;
            author?: string;
            body?: string;
            /** Format: date-time */
            bouncedAt?: string;
            campaignId?: string;
            campaignName?: string;
            channel?: components["schemas"]["Channel"];
            /** Format: date-time */
            clickedAt?: string;
            /** Format: date-time */
            complainedAt?: string;
            customerId: string;
            customerName?: string;
            /** Format: date-time */
            deliveredAt?: string;
            detail?: string;
            html?: string;
            id: string;
            kind: components["schemas"]["EntryKind"];
            /** Format: date-time */
            openedAt?: string;
            reason?: components["schemas"]["MessageReason"];
            /** Format: date-time */
            sentAt?: string;
            source?: components["schemas"]["CommunicationSource"];
            state?: components["schemas"]["MessageState"];
            subject?: string;
            tags: string[];
            task?: components["schemas"]["Task"];
            to?: string;
            /** Format: date-time */
            unsubscribedAt?: string;
            /** Format: int64 */
            version?: number;
        };
        CommunicationEntry: {
            /** Format: date-time */
            at?: string;
            customerId?: string;
            kind?: components["schemas"]["CommunicationKind"];
            source?: components["schemas"]["CommunicationSource"];
            tags?: string[];
            task?: components["schemas"]["CommunicationTaskPlan"];
            text?: string;
        };
        /** @enum {string} */
        CommunicationKind: "NOTE" | "CALL" | "MEETING";
        CommunicationPage: {
            items: components["schemas"]["Communication"][];
            nextCursor?: string;
        };
        /** @enum {string} */
        CommunicationSource: "PERSON" | "AI";
        CommunicationTaskPlan: {
            assignee?: string;
            /** Format: date-time */
            dueAt?: string;
        };
        Comparison: {
            by: string;
            /** Format: double */
            probabilityOfChance: number;
            rates: components["schemas"]["VariantRate"][];
        };
        ConditionCount: {
            /** Format: int64 */
            count: number;
            exact: boolean;
            pointer: string;
        };
        Content: {
            html?: string;
            preheader?: string;
            subject?: string;
            text?: string;
            tracking?: boolean;
        };
        ContentProofRequest: {
            campaignName?: string;
            channel?: components["schemas"]["Channel"];
            content?: components["schemas"]["Content"];
            customerId?: string;
        };
        CurrentDeliverySettings: {
            approvalRequired: boolean;
            automaticPause?: components["schemas"]["DeliverySettingsAutomaticPause"];
            changes: components["schemas"]["SettingsChange"][];
            defaultLimits: components["schemas"]["Limits"];
            emailCaps: components["schemas"]["DeliverySettingsCap"][];
            limits?: components["schemas"]["Limits"];
            quietHours?: components["schemas"]["DeliverySettingsQuietHours"];
            smsCaps: components["schemas"]["DeliverySettingsCap"][];
            timeZone: string;
            /** Format: int64 */
            version: number;
        };
        Day: {
            /** Format: date */
            day: string;
            /** Format: int64 */
            joined: number;
            /** Format: int64 */
            left: number;
            /** Format: int64 */
            size: number;
        };
        Decision: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["WinnerMeasure"];
            figures: components["schemas"]["DecisionFigure"][];
            /** Format: int32 */
            occurrence: number;
            winner: string;
        };
        DecisionFigure: {
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            successes: number;
            variant: string;
        };
        DecisionRequest: {
            note?: string;
        };
        DeliverySettings: {
            approvalRequired?: boolean;
            automaticPause?: components["schemas"]["DeliverySettingsAutomaticPause"];
            emailCaps?: components["schemas"]["DeliverySettingsCap"][];
            limits?: components["schemas"]["Limits"];
            quietHours?: components["schemas"]["DeliverySettingsQuietHours"];
            smsCaps?: components["schemas"]["DeliverySettingsCap"][];
        };
        DeliverySettingsAutomaticPause: {
            /** Format: int32 */
            atLeast?: number;
            /** Format: double */
            bounceRate?: number;
            /** Format: double */
            complaintRate?: number;
        };
        DeliverySettingsCap: {
            /** Format: int32 */
            messages?: number;
            per?: string;
        };
        DeliverySettingsQuietHours: {
            from?: string;
            spreadOver?: string;
            to?: string;
        };
        /** @enum {string} */
        EntryKind: "MESSAGE" | "NOTE" | "CALL" | "MEETING";
        /** @enum {string} */
        Fate: "GETS_IT" | "GETS_IT_LATER" | "HELD_OUT" | "WITHHELD";
        /** @description One thing that is wrong with the input */
        Fault: {
            detail: string;
            /** @description JSON pointer (RFC 6901) into the request's body */
            pointer: string;
        };
        Field: {
            label: string;
            name: string;
            operators: string[];
            options: string[];
            type: components["schemas"]["RuleFieldType"];
            values: string[];
            where: components["schemas"]["Where"][];
        };
        Fields: {
            fields: components["schemas"]["Field"][];
        };
        Figures: {
            /** Format: int64 */
            accepted: number;
            /** Format: int64 */
            bounced: number;
            /** Format: int64 */
            clicked: number;
            /** Format: int64 */
            complained: number;
            /** Format: int64 */
            deferred: number;
            deferredBy: {
                [key: string]: number;
            };
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            failed: number;
            failedBy: {
                [key: string]: number;
            };
            /** Format: int64 */
            handedOver: number;
            /** Format: int64 */
            heldOut: number;
            /** Format: int64 */
            opened: number;
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            sending: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            skipped: number;
            skippedBy: {
                [key: string]: number;
            };
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            unconfirmed: number;
            /** Format: int64 */
            unsubscribed: number;
        };
        Finding: {
            /** Format: date-time */
            changesAt?: string;
            combinator?: string;
            description: string;
            holds: boolean;
            kind: components["schemas"]["RuleExplanationKind"];
            not: boolean;
            pointer: string;
            rules: components["schemas"]["Finding"][];
            value?: string;
        };
        FollowUp: {
            after?: string;
            content?: components["schemas"]["Content"];
            when?: components["schemas"]["FollowUpCondition"];
        };
        /** @enum {string} */
        FollowUpCondition: "ALWAYS" | "NOT_OPENED" | "NOT_CLICKED" | "STILL_IN_SEGMENT";
        GuardOverrides: {
            ignoreCaps?: boolean;
            ignoreQuietHours?: boolean;
        };
        History: {
            days: components["schemas"]["Day"][];
        };
        Limits: {
            domains?: components["schemas"]["LimitsDomainLimit"][];
            email?: components["schemas"]["LimitsLimit"];
            sms?: components["schemas"]["LimitsLimit"];
        };
        LimitsDomainLimit: {
            /** Format: int32 */
            concurrency?: number;
            domain?: string;
            /** Format: double */
            perSecond?: number;
        };
        LimitsLimit: {
            /** Format: int32 */
            concurrency?: number;
            /** Format: double */
            perSecond?: number;
        };
        Member: {
            city?: string;
            customerId: string;
            email?: string;
            externalId?: string;
            firstName?: string;
            lastName?: string;
            reason?: components["schemas"]["MembershipReason"];
            /** Format: date-time */
            since?: string;
        };
        MemberPage: {
            items: components["schemas"]["Member"][];
            nextCursor?: string;
        };
        /** @enum {string} */
        MembershipReason: "CUSTOMER_CHANGED" | "ORDER_CHANGED" | "MESSAGE_CHANGED" | "SEGMENT_CHANGED" | "TIME_PASSED";
        Message: {
            /** Format: int32 */
            attempts: number;
            body?: string;
            /** Format: date-time */
            bouncedAt?: string;
            campaignId: string;
            campaignName: string;
            channel: components["schemas"]["Channel"];
            /** Format: date-time */
            clickedAt?: string;
            /** Format: date-time */
            complainedAt?: string;
            customerId: string;
            customerName?: string;
            /** Format: date-time */
            deliveredAt?: string;
            detail?: string;
            /** Format: date-time */
            due?: string;
            /** Format: date-time */
            endedAt?: string;
            html?: string;
            id: string;
            /** Format: int32 */
            occurrence: number;
            /** Format: date-time */
            openedAt?: string;
            /** Format: date-time */
            queuedAt: string;
            reason?: components["schemas"]["MessageReason"];
            /** Format: date-time */
            sentAt?: string;
            state: components["schemas"]["MessageState"];
            /** Format: int32 */
            step: number;
            subject?: string;
            to?: string;
            /** Format: date-time */
            unsubscribedAt?: string;
            variant?: string;
        };
        MessagePage: {
            items: components["schemas"]["Message"][];
            nextCursor?: string;
        };
        /** @enum {string} */
        MessageReason: "NO_CONSENT" | "NO_ADDRESS" | "UNSUBSCRIBED" | "SUPPRESSED" | "LEFT_SEGMENT" | "ALREADY_SENT" | "FREQUENCY_CAP" | "CONDITION_NOT_MET" | "QUIET_HOURS" | "RECIPIENTS_TIME" | "AWAITING_WINNER" | "NOT_SENT" | "ERASED" | "CAMPAIGN_STOPPED" | "TEMPLATE_FAILED" | "PROVIDER_BUSY" | "PROVIDER_REFUSED" | "BOUNCED" | "NO_ANSWER" | "SENDER_VANISHED";
        /** @enum {string} */
        MessageState: "QUEUED" | "SENDING" | "SENT" | "DELIVERED" | "FAILED" | "SKIPPED" | "HELD_OUT" | "UNCONFIRMED";
        Movement: {
            /** Format: int64 */
            count: number;
            exact: boolean;
            sample: components["schemas"]["Sample"][];
        };
        Name: {
            id: string;
            name: string;
        };
        Orders: {
            /** Format: int64 */
            count: number;
            total: string;
        };
        Outlook: {
            /** Format: date-time */
            asOf: string;
            exact: boolean;
            /** Format: int64 */
            examined: number;
            faults: components["schemas"]["Fault"][];
            /** Format: int64 */
            gets: number;
            /** Format: int64 */
            heldOut: number;
            later: {
                [key: string]: number;
            };
            /** Format: int64 */
            members: number;
            people: components["schemas"]["Prospect"][];
            withheld: {
                [key: string]: number;
            };
        };
        Preview: {
            conditions: components["schemas"]["ConditionCount"][];
            /** Format: int64 */
            count: number;
            description: string;
            exact: boolean;
            /** Format: int64 */
            high: number;
            joining?: components["schemas"]["Movement"];
            leaving?: components["schemas"]["Movement"];
            /** Format: int64 */
            low: number;
            /** Format: int64 */
            of: number;
            sample: components["schemas"]["Sample"][];
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
        Progress: {
            /** Format: int64 */
            done: number;
            /** Format: int64 */
            secondsLeft?: number;
            /** Format: int64 */
            total: number;
        };
        Proof: {
            /** Format: int32 */
            bytes: number;
            customerId: string;
            customerName: string;
            html: string;
            preheader: string;
            sms?: components["schemas"]["SmsText"];
            subject: string;
            text: string;
            warnings: components["schemas"]["ProofWarning"][];
        };
        ProofRequest: {
            content?: components["schemas"]["Content"];
            customerId?: string;
            /** Format: int32 */
            step?: number;
            variant?: string;
        };
        ProofWarning: {
            detail: string;
            pointer: string;
        };
        ProportionsRate: {
            /** Format: double */
            high: number;
            /** Format: double */
            low: number;
            /** Format: int64 */
            of: number;
            /** Format: double */
            rate: number;
            /** Format: int64 */
            successes: number;
        };
        Prospect: {
            customerId: string;
            fate: components["schemas"]["Fate"];
            name: string;
            reason?: components["schemas"]["MessageReason"];
        };
        Reentry: {
            after?: string;
        };
        RuleCondition: {
            field: string;
            /** @description one of the field's operators */
            operator: string;
            value?: components["schemas"]["RuleScalar"] | components["schemas"]["RuleScalar"][];
            /** @description what is counted; for fields that have it in their options */
            where?: {
                [key: string]: string[];
            };
            /** @description ISO-8601 period back from now; for fields that have it in their options */
            within?: string;
        };
        /** @enum {string} */
        RuleExplanationKind: "GROUP" | "CONDITION" | "SEGMENT";
        /** @enum {string} */
        RuleFieldType: "TEXT" | "TEXT_LIST" | "NUMBER" | "BOOLEAN" | "DATE" | "INSTANT" | "SEGMENT";
        RuleGroup: {
            /** @enum {string} */
            combinator: "and" | "or";
            not?: boolean;
            rules: (components["schemas"]["RuleCondition"] | components["schemas"]["RuleGroup"])[];
        };
        RulePreviewRequest: {
            builder?: string;
            exact?: boolean;
            rule?: components["schemas"]["RuleGroup"];
            segmentId?: string;
        };
        RuleRequest: {
            rule?: components["schemas"]["RuleGroup"];
        };
        RuleScalar: string | number | boolean;
        Sample: {
            city?: string;
            customerId: string;
            email?: string;
            externalId?: string;
            firstName?: string;
            lastName?: string;
            orders: components["schemas"]["Orders"];
        };
        Schedule: {
            /** Format: date-time */
            at?: string;
            cron?: string;
            /** Format: date-time */
            end?: string;
            /** Format: date-time */
            localAt?: string;
            /** Format: date-time */
            start?: string;
            zone?: components["schemas"]["ScheduleZone"];
        };
        /** @enum {string} */
        ScheduleZone: "PLATFORM" | "RECIPIENT";
        Segment: {
            backfill?: components["schemas"]["Progress"];
            /** Format: date-time */
            createdAt: string;
            description?: string;
            id: string;
            name: string;
            rule: components["schemas"]["RuleGroup"];
            ruleDescription: string;
            /** Format: int64 */
            size: number;
            state: components["schemas"]["SegmentState"];
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        SegmentDraft: {
            description?: string;
            name?: string;
            rule?: components["schemas"]["RuleGroup"];
        };
        SegmentOfCustomer: {
            name: string;
            reason: components["schemas"]["MembershipReason"];
            segmentId: string;
            /** Format: date-time */
            since: string;
        };
        SegmentPage: {
            items: components["schemas"]["Segment"][];
            nextCursor?: string;
        };
        /** @enum {string} */
        SegmentState: "ACTIVE" | "ARCHIVED" | "DELETED";
        /** @enum {string} */
        SegmentUsersKind: "SEGMENT" | "CAMPAIGN";
        SegmentUsersUse: {
            id: string;
            kind: components["schemas"]["SegmentUsersKind"];
            name: string;
        };
        SegmentsOfCustomer: {
            items: components["schemas"]["SegmentOfCustomer"][];
        };
        SettingsChange: {
            /** Format: date-time */
            at: string;
            by: string;
            settings: components["schemas"]["DeliverySettings"];
        };
        SettleRequest: {
            as?: components["schemas"]["Settlement"];
        };
        /** @enum {string} */
        Settlement: "SENT" | "NOT_SENT";
        /** @enum {string} */
        Shown: "ACTIVE" | "ARCHIVED" | "ALL";
        SmsText: {
            beyondGsm: string[];
            /** Format: int32 */
            characters: number;
            encoding: components["schemas"]["SmsTextEncoding"];
            /** Format: int32 */
            left: number;
            /** Format: int32 */
            segments: number;
        };
        /** @enum {string} */
        SmsTextEncoding: "GSM_7" | "UCS_2";
        Stats: {
            /** Format: int64 */
            accepted: number;
            /** Format: int64 */
            audience: number;
            /** Format: int64 */
            bounced: number;
            /** Format: int64 */
            clicked: number;
            comparisons: components["schemas"]["Comparison"][];
            /** Format: int64 */
            complained: number;
            /** Format: int64 */
            deferred: number;
            deferredBy: {
                [key: string]: number;
            };
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            failed: number;
            failedBy: {
                [key: string]: number;
            };
            /** Format: int64 */
            handedOver: number;
            /** Format: int64 */
            heldOut: number;
            /** Format: int64 */
            members: number;
            /** Format: int64 */
            opened: number;
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            sending: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            skipped: number;
            skippedBy: {
                [key: string]: number;
            };
            steps: components["schemas"]["Step"][];
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            unconfirmed: number;
            /** Format: int64 */
            unsubscribed: number;
        };
        Step: {
            figures: components["schemas"]["Figures"];
            /** Format: int32 */
            step: number;
            variants: components["schemas"]["VariantFigures"][];
        };
        StreamingResponseBody: unknown;
        Suppression: {
            address?: string;
            by?: string;
            channel: components["schemas"]["Channel"];
            customerId?: string;
            customerName?: string;
            detail?: string;
            id: string;
            liftNote?: string;
            /** Format: date-time */
            liftedAt?: string;
            liftedBy?: string;
            messageId?: string;
            note?: string;
            reason: components["schemas"]["SuppressionReason"];
            /** Format: date-time */
            since: string;
        };
        SuppressionPage: {
            items: components["schemas"]["Suppression"][];
            nextCursor?: string;
        };
        /** @enum {string} */
        SuppressionReason: "UNSUBSCRIBED" | "BOUNCED" | "COMPLAINED" | "MANUAL";
        SuppressionRequest: {
            address?: string;
            channel?: components["schemas"]["Channel"];
            customerId?: string;
            note?: string;
        };
        Task: {
            assignee?: string;
            /** Format: date-time */
            doneAt?: string;
            doneBy?: string;
            /** Format: date-time */
            dueAt: string;
        };
        TemplateVariable: {
            label: string;
            name: string;
            snippet: string;
            type: components["schemas"]["TemplateVariableType"];
        };
        /** @enum {string} */
        TemplateVariableType: "TEXT" | "NUMBER" | "MONEY" | "DATE" | "BOOLEAN" | "LIST";
        Test: {
            results: components["schemas"]["TestResult"][];
        };
        TestRequest: {
            content?: components["schemas"]["Content"];
            customerId?: string;
            /** Format: int32 */
            step?: number;
            to?: string[];
            variant?: string;
        };
        TestResult: {
            detail?: string;
            taken: boolean;
            to: string;
        };
        Uses: {
            items: components["schemas"]["SegmentUsersUse"][];
        };
        Validation: {
            description: string;
            normalised: string;
            sameAs: components["schemas"]["Name"][];
            valid: boolean;
        };
        VariableGroup: {
            label: string;
            variables: components["schemas"]["TemplateVariable"][];
        };
        Variables: {
            groups: components["schemas"]["VariableGroup"][];
        };
        Variant: {
            content?: components["schemas"]["Content"];
            name?: string;
            /** Format: int32 */
            share?: number;
        };
        VariantFigures: {
            figures: components["schemas"]["Figures"];
            variant?: string;
        };
        VariantRate: {
            name?: string;
            rate: components["schemas"]["ProportionsRate"];
            variant: string;
        };
        Where: {
            name: string;
            values: string[];
        };
        Why: {
            cause?: string;
            customerId: string;
            finding: components["schemas"]["Finding"];
            member: boolean;
            name: string;
            /** Format: date-time */
            nextChangeAt?: string;
            reason?: components["schemas"]["MembershipReason"];
            /** Format: date-time */
            since?: string;
        };
        Winner: {
            after?: string;
            by?: components["schemas"]["WinnerMeasure"];
            /** Format: int32 */
            testShare?: number;
        };
        /** @enum {string} */
        WinnerMeasure: "OPENS" | "CLICKS";
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
    campaigns_list: {
        parameters: {
            query?: {
                state?: components["schemas"]["CampaignState"][];
                segmentId?: string;
                channel?: components["schemas"]["Channel"];
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
                    "application/json": components["schemas"]["CampaignPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_create: {
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
                "application/json": components["schemas"]["CampaignDraft"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_previewContent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContentProofRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_variables: {
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
                    "application/json": components["schemas"]["Variables"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_one: {
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
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_change: {
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
                "application/json": components["schemas"]["CampaignDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_approve: {
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
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_audience: {
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
                    "application/json": components["schemas"]["Outlook"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_duplicate: {
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
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_launch: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_messages: {
        parameters: {
            query?: {
                state?: components["schemas"]["MessageState"][];
                reason?: components["schemas"]["MessageReason"];
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
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                messageId: string;
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
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_settle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                messageId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_pause: {
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
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_previewDocument: {
        parameters: {
            query?: {
                customerId?: string;
                variant?: string;
                step?: number;
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
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_preview: {
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
                "application/json": components["schemas"]["ProofRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_reject: {
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
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_resume: {
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
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_schedule: {
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
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Schedule"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_stats: {
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
                    "application/json": components["schemas"]["Stats"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_stop: {
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
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_submit: {
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
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_test: {
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
                "application/json": components["schemas"]["TestRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Test"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    campaigns_unschedule: {
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
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    communications_list: {
        parameters: {
            query?: {
                customerId?: string | null;
                campaignId?: string | null;
                kind?: string | null;
                tag?: string | null;
                task?: string | null;
                channel?: components["schemas"]["Channel"];
                state?: components["schemas"]["MessageState"];
                source?: components["schemas"]["CommunicationSource"];
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
                    "application/json": components["schemas"]["CommunicationPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    communications_record: {
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
                "application/json": components["schemas"]["CommunicationEntry"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Communication"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    communications_export: {
        parameters: {
            query?: {
                customerId?: string | null;
                campaignId?: string | null;
                kind?: string | null;
                tag?: string | null;
                task?: string | null;
                channel?: components["schemas"]["Channel"];
                state?: components["schemas"]["MessageState"];
                source?: components["schemas"]["CommunicationSource"];
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
                    "text/csv": components["schemas"]["StreamingResponseBody"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    communications_one: {
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
                    "application/json": components["schemas"]["Communication"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    communications_delete: {
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
    communications_edit: {
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
                    "application/json": components["schemas"]["Communication"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    communications_complete: {
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
                    "application/json": components["schemas"]["Communication"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    communications_reopen: {
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
                    "application/json": components["schemas"]["Communication"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    communications_html: {
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
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_list: {
        parameters: {
            query?: {
                state?: components["schemas"]["Shown"];
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
                    "application/json": components["schemas"]["SegmentPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_create: {
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
                "application/json": components["schemas"]["SegmentDraft"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_fields: {
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
                    "application/json": components["schemas"]["Fields"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_ofCustomer: {
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
                    "application/json": components["schemas"]["SegmentsOfCustomer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulePreviewRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_one: {
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
                    "application/json": components["schemas"]["Segment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_change: {
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
                "application/json": components["schemas"]["SegmentDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_delete: {
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
    segments_archive: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_duplicate: {
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
                    "application/json": components["schemas"]["Segment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_history: {
        parameters: {
            query?: {
                days?: number;
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
                    "application/json": components["schemas"]["History"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_members: {
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
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_export: {
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
    segments_restore: {
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_uses: {
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
                    "application/json": components["schemas"]["Uses"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    segments_why: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
                    "application/json": components["schemas"]["Why"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settings_brand: {
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
                    "application/json": components["schemas"]["BrandSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settings_changeBrand: {
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
                "application/json": components["schemas"]["Brand"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settings_deliverySettings: {
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
                    "application/json": components["schemas"]["CurrentDeliverySettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settings_changeDeliverySettings: {
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
                "application/json": components["schemas"]["DeliverySettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentDeliverySettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    suppressions: {
        parameters: {
            query?: {
                customerId?: string;
                address?: string;
                channel?: components["schemas"]["Channel"];
                reason?: components["schemas"]["SuppressionReason"];
                lifted?: boolean;
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
                    "application/json": components["schemas"]["SuppressionPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    suppressions_suppress: {
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
                "application/json": components["schemas"]["SuppressionRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suppression"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    suppressions_lift: {
        parameters: {
            query?: {
                note?: string;
            };
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
}
type FlattenedDeepRequired<T> = {
    [K in keyof T]-?: FlattenedDeepRequired<T[K] extends unknown[] | undefined | null ? Extract<T[K], unknown[]>[number] : T[K]>;
};
type ReadonlyArray<T> = [
    Exclude<T, undefined>
] extends [
    unknown[]
] ? Readonly<Exclude<T, undefined>> : Readonly<Exclude<T, undefined>[]>;
export const campaignModeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CampaignMode"]> = ["LIVE", "ONE_OFF", "SCHEDULED"];
export const campaignStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CampaignState"]> = ["DRAFT", "IN_APPROVAL", "APPROVED", "SCHEDULED", "RUNNING", "PAUSED", "COMPLETED", "STOPPED"];
export const channelValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Channel"]> = ["EMAIL", "SMS"];
export const communicationKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CommunicationKind"]> = ["NOTE", "CALL", "MEETING"];
export const communicationSourceValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CommunicationSource"]> = ["PERSON", "AI"];
export const entryKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["EntryKind"]> = ["MESSAGE", "NOTE", "CALL", "MEETING"];
export const fateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Fate"]> = ["GETS_IT", "GETS_IT_LATER", "HELD_OUT", "WITHHELD"];
export const followUpConditionValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["FollowUpCondition"]> = ["ALWAYS", "NOT_OPENED", "NOT_CLICKED", "STILL_IN_SEGMENT"];
export const membershipReasonValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MembershipReason"]> = ["CUSTOMER_CHANGED", "ORDER_CHANGED", "MESSAGE_CHANGED", "SEGMENT_CHANGED", "TIME_PASSED"];
export const messageReasonValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MessageReason"]> = ["NO_CONSENT", "NO_ADDRESS", "UNSUBSCRIBED", "SUPPRESSED", "LEFT_SEGMENT", "ALREADY_SENT", "FREQUENCY_CAP", "CONDITION_NOT_MET", "QUIET_HOURS", "RECIPIENTS_TIME", "AWAITING_WINNER", "NOT_SENT", "ERASED", "CAMPAIGN_STOPPED", "TEMPLATE_FAILED", "PROVIDER_BUSY", "PROVIDER_REFUSED", "BOUNCED", "NO_ANSWER", "SENDER_VANISHED"];
export const messageStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MessageState"]> = ["QUEUED", "SENDING", "SENT", "DELIVERED", "FAILED", "SKIPPED", "HELD_OUT", "UNCONFIRMED"];
export const ruleExplanationKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RuleExplanationKind"]> = ["GROUP", "CONDITION", "SEGMENT"];
export const ruleFieldTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RuleFieldType"]> = ["TEXT", "TEXT_LIST", "NUMBER", "BOOLEAN", "DATE", "INSTANT", "SEGMENT"];
export const ruleGroupCombinatorValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RuleGroup"]["combinator"]> = ["and", "or"];
export const scheduleZoneValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ScheduleZone"]> = ["PLATFORM", "RECIPIENT"];
export const segmentStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SegmentState"]> = ["ACTIVE", "ARCHIVED", "DELETED"];
export const segmentUsersKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SegmentUsersKind"]> = ["SEGMENT", "CAMPAIGN"];
export const settlementValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Settlement"]> = ["SENT", "NOT_SENT"];
export const shownValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Shown"]> = ["ACTIVE", "ARCHIVED", "ALL"];
export const smsTextEncodingValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SmsTextEncoding"]> = ["GSM_7", "UCS_2"];
export const suppressionReasonValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SuppressionReason"]> = ["UNSUBSCRIBED", "BOUNCED", "COMPLAINED", "MANUAL"];
export const templateVariableTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["TemplateVariableType"]> = ["TEXT", "NUMBER", "MONEY", "DATE", "BOOLEAN", "LIST"];
export const winnerMeasureValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["WinnerMeasure"]> = ["OPENS", "CLICKS"];
