package io.micms.gateway.session;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sign-ins by an id that only the session knows. They are not attributes of the session itself, because every request writes the
 * whole session back as it read it: one that began before a refresh would bring the used refresh token back, and its next use
 * would end the sign-in.
 */
@Component
public class SignIns {

    private static final Logger log = LoggerFactory.getLogger(SignIns.class);

    private final MongoOperations mongo;
    private final JsonMapper json;
    private final SessionProperties properties;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SignIns(
            MongoOperations mongo,
            JsonMapper json,
            SessionProperties properties,
            Clock clock,
            ApplicationEventPublisher events) {
        this.mongo = mongo;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
        this.events = events;
    }

    /** Ids come before sign-ins, because what is in them is encrypted for the id. */
    public String newId() {
        return UUID.randomUUID().toString();
    }

    public void start(String id, SignIn signIn) {
        mongo.insert(new Stored(id, 1, json.writeValueAsString(signIn), until(), null));
    }

    /** Empty if there is none, it has expired, or it cannot be read. */
    public Optional<Current> find(String id) {
        return Optional.ofNullable(
                        mongo.findOne(query(where("_id").is(id).and("expiresAt").gt(clock.instant())), Stored.class))
                .flatMap(this::read);
    }

    private Optional<Current> read(Stored stored) {
        try {
            return Optional.of(new Current(stored.id, stored.revision, json.readValue(stored.state, SignIn.class)));
        } catch (JacksonException e) {
            log.warn("A sign-in could not be read and is over", e);
            return Optional.empty();
        }
    }

    /**
     * Takes the right to refresh the tokens, for a short while; false if another request, here or at another gateway, has it or
     * has just used it.
     */
    public boolean reserveRefresh(Current current, Duration atMost) {
        Instant now = clock.instant();
        return mongo.findAndModify(
                        query(where("_id")
                                .is(current.id())
                                .and("revision")
                                .is(current.revision())
                                .andOperator(new Criteria()
                                        .orOperator(
                                                where("refreshingUntil").is(null),
                                                where("refreshingUntil").lt(now)))),
                        Update.update("refreshingUntil", now.plus(atMost)),
                        FindAndModifyOptions.options(),
                        Stored.class)
                != null;
    }

    /** Follows a reserved refresh that succeeded. */
    public Current refreshed(Current current, SignIn signIn) {
        mongo.updateFirst(
                query(where("_id").is(current.id())),
                new Update()
                        .set("state", json.writeValueAsString(signIn))
                        .set("expiresAt", until())
                        .inc("revision", 1)
                        .unset("refreshingUntil"),
                Stored.class);
        return new Current(current.id(), current.revision() + 1, signIn);
    }

    /** Follows a reserved refresh that got no answer. */
    public void notRefreshed(Current current) {
        mongo.updateFirst(query(where("_id").is(current.id())), new Update().unset("refreshingUntil"), Stored.class);
    }

    public void end(String id) {
        mongo.remove(query(where("_id").is(id)), Stored.class);
        events.publishEvent(new SignInEnded(id));
    }

    /** Those of the given that have not ended. */
    public Set<String> live(Collection<String> ids) {
        Query live = query(where("_id").in(ids).and("expiresAt").gt(clock.instant()));
        live.fields().include("_id");
        return mongo.find(live, org.bson.Document.class, mongo.getCollectionName(Stored.class)).stream()
                .map(stored -> stored.getString("_id"))
                .collect(Collectors.toSet());
    }

    private Instant until() {
        return clock.instant().plus(properties.idle());
    }

    /** A sign-in as it was read. */
    public record Current(String id, long revision, SignIn signIn) {}

    @Document("sign_ins")
    record Stored(
            @Id String id,
            long revision,
            String state,
            @Indexed(expireAfter = "0s") Instant expiresAt,
            @Nullable Instant refreshingUntil) {}
}
