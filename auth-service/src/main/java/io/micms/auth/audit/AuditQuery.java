package io.micms.auth.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Which entries of the audit log are wanted; null where it does not matter.
 *
 * @param actor the id of whoever did it
 * @param subject the id of what it was done to
 * @param service which it was asked of
 * @param from the first instant
 * @param to the first instant that is too late
 * @param withAdministration whether what was done to users and API clients is among them
 */
public record AuditQuery(
        @Nullable String actor,
        @Nullable String subject,
        @Nullable String service,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean withAdministration) {

    /** Users and API clients are all that this service lets anybody change. */
    private static final String ADMINISTRATION = "auth-service";

    Criteria criteria() {
        List<Criteria> all = new ArrayList<>();
        if (actor != null) {
            all.add(Criteria.where("actor.id").is(actor));
        }
        if (subject != null) {
            all.add(Criteria.where("subjects").is(subject));
        }
        if (service != null) {
            all.add(Criteria.where("service").is(service));
        }
        if (from != null) {
            all.add(Criteria.where("at").gte(from));
        }
        if (to != null) {
            all.add(Criteria.where("at").lt(to));
        }
        if (!withAdministration) {
            all.add(Criteria.where("service").ne(ADMINISTRATION));
        }
        return all.isEmpty() ? new Criteria() : new Criteria().andOperator(all);
    }
}
