package io.micms.auth.audit.web;

import io.micms.auth.audit.AuditEntries;
import io.micms.auth.audit.AuditEntry;
import io.micms.auth.audit.AuditEntry.Actor;
import io.micms.auth.audit.AuditEntry.Outcome;
import io.micms.auth.audit.AuditQuery;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Role;
import io.micms.platform.web.InstantParameters;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/audit")
class AuditController {

    private final AuditEntries entries;
    private final ZoneId timeZone;

    AuditController(AuditEntries entries, @Value("${micms.time-zone}") ZoneId timeZone) {
        this.entries = entries;
        this.timeZone = timeZone;
    }

    /**
     * Which actions are wanted.
     *
     * @param actor the id of the person or the API client that acted
     * @param subject the id of what it was done to, such as a customer, a campaign or a user
     * @param service such as campaign-service
     * @param from an instant, or a date on which the day begins in the platform's time zone
     * @param to the first instant that is too late, or the last date
     */
    record Filter(
            @Nullable String actor,
            @Nullable String subject,
            @Nullable String service,
            @Nullable String from,
            @Nullable String to) {}

    /** Who did what, newest first. What was done to users and API clients is for administrators alone. */
    @GetMapping
    Page<ActionView> list(ListQuery list, @ParameterObject Filter filter, Caller caller) {
        AuditQuery wanted = new AuditQuery(
                given(filter.actor()),
                given(filter.subject()),
                given(filter.service()),
                InstantParameters.from("from", filter.from(), timeZone),
                InstantParameters.to("to", filter.to(), timeZone),
                caller.roles().contains(Role.ADMIN));
        return entries.page(wanted, list).map(ActionView::of);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * @param at when it began
     * @param service which it was asked of
     * @param action the method and the pattern of the path, such as POST /api/campaigns/{id}/launch
     * @param on what stands in the places of the pattern
     * @param created the path of what came into being by it
     * @param details what the path does not say, such as the roles that somebody got
     * @param outcome UNCERTAIN: it failed in the middle, so that it may have been done, or a part of it
     */
    record ActionView(
            String id,
            Instant at,
            Actor actor,
            String service,
            String action,
            Map<String, String> on,
            @Nullable String created,
            Map<String, String> details,
            Outcome outcome) {

        static ActionView of(AuditEntry entry) {
            return new ActionView(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.service(),
                    entry.action(),
                    new TreeMap<>(entry.on()),
                    entry.created(),
                    new TreeMap<>(entry.details()),
                    entry.outcome());
        }
    }
}
