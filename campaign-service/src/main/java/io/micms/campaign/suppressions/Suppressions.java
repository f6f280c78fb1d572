package io.micms.campaign.suppressions;

import com.mongodb.client.result.UpdateResult;
import io.micms.campaign.content.Channel;
import io.micms.campaign.profiles.ErasureListener;
import io.micms.campaign.suppressions.Suppression.Reason;
import io.micms.platform.erasure.PersonHashes;
import io.micms.platform.problem.NotFound;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Who must not be written to any more, and where nothing must go, whatever consent says. No feed lifts a suppression:
 * only the recipient does, or a person here. An address is found by its keyed hash, so that it stays suppressed when its
 * owner is erased and it is forgotten itself.
 *
 * <p>What recipients and servers say and what people here say are kept apart, each under an id of its own: neither takes
 * the other's place, and lifting one leaves the other. So a recipient who subscribes again does not lift what a person
 * here said, and a person who lifts that does not unsay what the recipient had said. Among what is said from outside of an
 * address, a complaint takes the place of a bounce: servers are mended, and who complained does not want it all the same.
 */
@Component
public class Suppressions implements ErasureListener {

    private static final Logger log = LoggerFactory.getLogger(Suppressions.class);

    /** A mailbox that was full once may be read next week; one that is always full is read by nobody. */
    private static final int SOFT_BOUNCES_AT_MOST = 5;

    private static final Duration SOFT_BOUNCES_WITHIN = Duration.ofDays(30);
    private static final String SOFT_BOUNCES = "soft_bounces";
    private static final SortOptions SORTS = new SortOptions("-since", Map.of("since", "since"));

    private final MongoTemplate mongo;
    private final PersonHashes hashes;
    private final KeysetPages pages;
    private final MeterRegistry meters;
    private final Clock clock;

    Suppressions(MongoTemplate mongo, PersonHashes hashes, KeysetPages pages, MeterRegistry meters, Clock clock) {
        this.mongo = mongo;
        this.hashes = hashes;
        this.pages = pages;
        this.meters = meters;
        this.clock = clock;
    }

    /** What a message had to do with it. */
    public record Cause(
            String messageId,
            String customerId,
            Instant at,
            @Nullable String detail) {}

    /** What the list can be narrowed to; each part may be missing. */
    public record Filter(
            @Nullable String customerId,
            @Nullable String address,
            @Nullable Channel channel,
            @Nullable Reason reason,
            boolean lifted) {}

    /** As {@link #unsubscribe(String, Channel, String, Instant)}, just now. */
    public Instant unsubscribe(String customerId, Channel channel, String messageId) {
        return unsubscribe(customerId, channel, messageId, clock.instant());
    }

    /**
     * The recipient of a message wants no more on its channel, unless they took that back later.
     *
     * @param at when they said so
     * @return since when they have wanted no more, by this message or another
     */
    public Instant unsubscribe(String customerId, Channel channel, String messageId, Instant at) {
        String id = personId(customerId, channel);
        suppress(id, channel, Reason.UNSUBSCRIBED, new Cause(messageId, customerId, at, null), null);
        Suppression suppression = get(id);
        return suppression.holds() ? suppression.since() : at;
    }

    /** The recipient takes back that they want no more. What others found out about the address, or said, holds on. */
    public void resubscribe(Collection<String> customerIds, Channel channel) {
        for (String customerId : customerIds) {
            mongo.updateFirst(
                    new Query(
                            holding(personId(customerId, channel)).and("reason").is(Reason.UNSUBSCRIBED)),
                    lifting("recipient", null),
                    Suppression.class);
        }
    }

    /** Mail to the address comes back for good. */
    public void bounced(Channel channel, String address, Cause cause) {
        suppress(addressId(address, channel), channel, Reason.BOUNCED, cause, address);
    }

    /** The owner of the address called a message spam. */
    public void complained(Channel channel, String address, Cause cause) {
        suppress(addressId(address, channel), channel, Reason.COMPLAINED, cause, address);
    }

    /**
     * Mail to the address came back this time. It is suppressed when that has happened with {@value #SOFT_BOUNCES_AT_MOST}
     * messages within thirty days.
     */
    public void bouncedSoftly(Channel channel, String address, Cause cause) {
        String id = addressId(address, channel);
        Instant since = cause.at().minus(SOFT_BOUNCES_WITHIN);
        Document count = mongo.findAndModify(
                new Query(Criteria.where("_id").is(id)),
                new Update()
                        .set("messages." + key(cause.messageId()), cause.at())
                        .set("last", cause.at()),
                FindAndModifyOptions.options().upsert(true).returnNew(true),
                Document.class,
                SOFT_BOUNCES);
        if (count == null) {
            return;
        }
        Document messages = count.get("messages", Document.class);
        List<String> old = messages.keySet().stream()
                .filter(message -> messages.getDate(message).toInstant().isBefore(since))
                .toList();
        if (messages.size() - old.size() >= SOFT_BOUNCES_AT_MOST) {
            bounced(channel, address, cause);
        }
        if (!old.isEmpty()) {
            Update forget = new Update();
            old.forEach(message -> forget.unset("messages." + message));
            mongo.updateFirst(new Query(Criteria.where("_id").is(id)), forget, SOFT_BOUNCES);
        }
    }

    /** Something arrived at the address, so that whatever came back before was of passing nature. */
    public void arrived(Channel channel, String address) {
        mongo.remove(new Query(Criteria.where("_id").is(addressId(address, channel))), SOFT_BOUNCES);
    }

    /** Names of fields have no dots. */
    private static String key(String messageId) {
        return messageId.replace('.', '-').replace('$', '-');
    }

    /** A person says that a customer gets nothing on a channel. */
    public Suppression addCustomer(String customerId, Channel channel, @Nullable String note, String by) {
        return add(manual(personId(customerId, channel)), channel, customerId, null, note, by);
    }

    /** A person says that an address gets nothing. */
    public Suppression addAddress(String address, Channel channel, @Nullable String note, String by) {
        return add(manual(addressId(address, channel)), channel, null, address, note, by);
    }

    private Suppression add(
            String id,
            Channel channel,
            @Nullable String customerId,
            @Nullable String address,
            @Nullable String note,
            String by) {
        write(
                id,
                Reason.MANUAL,
                clock.instant(),
                facts(channel, Reason.MANUAL, customerId, address).set("by", by).set("note", note));
        log.info("{} suppressed {}", by, id);
        return get(id);
    }

    private void suppress(String id, Channel channel, Reason reason, Cause cause, @Nullable String address) {
        boolean news = write(
                id,
                reason,
                cause.at(),
                facts(channel, reason, cause.customerId(), address)
                        .set("messageId", cause.messageId())
                        .set("detail", cause.detail()));
        if (news) {
            meters.counter("micms.suppressions", "channel", channel.name(), "reason", reason.name())
                    .increment();
        }
    }

    private static Update facts(Channel channel, Reason reason, @Nullable String customerId, @Nullable String address) {
        return new Update()
                .set("channel", channel)
                .set("reason", reason)
                .set("customerId", customerId)
                .set("address", address == null ? null : folded(address));
    }

    /**
     * What holds stays as it is, but for a bounce that a complaint follows; what was lifted holds again, unless it was lifted
     * after this had happened.
     *
     * @return whether it holds, or holds for this reason, only now
     */
    private boolean write(String id, Reason reason, Instant at, Update facts) {
        facts.set("since", at).unset("liftedAt").unset("liftedBy").unset("liftNote");
        Criteria replaced = reason == Reason.COMPLAINED
                ? Criteria.where("_id")
                        .is(id)
                        .orOperator(
                                Criteria.where("liftedAt").lte(at),
                                Criteria.where("liftedAt")
                                        .isNull()
                                        .and("reason")
                                        .is(Reason.BOUNCED))
                : Criteria.where("_id").is(id).and("liftedAt").lte(at);
        UpdateResult again = mongo.updateFirst(new Query(replaced), facts, Suppression.class);
        if (again.getMatchedCount() > 0) {
            return true;
        }
        if (mongo.exists(new Query(Criteria.where("_id").is(id)), Suppression.class)) {
            return false;
        }
        try {
            Document fresh = new Document("_id", id);
            facts.getUpdateObject().get("$set", Document.class).forEach((field, value) -> {
                if (value != null) {
                    fresh.append(field, value instanceof Enum<?> constant ? constant.name() : value);
                }
            });
            mongo.insert(fresh, mongo.getCollectionName(Suppression.class));
            return true;
        } catch (DuplicateKeyException e) {
            // Another one was told the same at the same time.
            return false;
        }
    }

    /** @throws NotFound if there is none */
    public Suppression get(String id) {
        return Optional.ofNullable(mongo.findById(id, Suppression.class))
                .orElseThrow(() -> new NotFound("suppression " + id));
    }

    /**
     * A person takes it back; doing so again changes nothing.
     *
     * @throws NotFound if there is none
     */
    public void lift(String id, @Nullable String note, String by) {
        get(id);
        UpdateResult lifted = mongo.updateFirst(new Query(holding(id)), lifting(by, note), Suppression.class);
        mongo.remove(new Query(Criteria.where("_id").is(id)), SOFT_BOUNCES);
        if (lifted.getModifiedCount() > 0) {
            log.info("{} lifted suppression {}", by, id);
        }
    }

    private Update lifting(String by, @Nullable String note) {
        return new Update().set("liftedAt", clock.instant()).set("liftedBy", by).set("liftNote", note);
    }

    private static Criteria holding(String id) {
        return Criteria.where("_id").is(id).and("liftedAt").isNull();
    }

    /** Whether a person, under any of these ids, has said that they want no more on a channel. */
    public boolean isUnsubscribed(Collection<String> customerIds, Channel channel) {
        List<String> ids = customerIds.stream().map(id -> personId(id, channel)).toList();
        return mongo.exists(
                new Query(Criteria.where("_id")
                        .in(ids)
                        .and("liftedAt")
                        .isNull()
                        .and("reason")
                        .is(Reason.UNSUBSCRIBED)),
                Suppression.class);
    }

    /** Of some customers and addresses those that nothing may be sent to. */
    public final class Held {

        private final Map<String, Suppression> byId;
        private final Channel channel;

        private Held(Map<String, Suppression> byId, Channel channel) {
            this.byId = byId;
            this.channel = channel;
        }

        /**
         * Why nothing may be sent to somebody, before all else that they said so; empty if something may.
         *
         * @param aliases whatever else they go by
         * @param address null if there is none
         */
        public Optional<Suppression> holding(String customerId, Collection<String> aliases, @Nullable String address) {
            if (byId.isEmpty()) {
                return Optional.empty();
            }
            List<String> ids = new ArrayList<>();
            ids.add(personId(customerId, channel));
            aliases.forEach(alias -> ids.add(personId(alias, channel)));
            if (address != null) {
                ids.add(addressId(address, channel));
            }
            return Stream.concat(ids.stream(), ids.stream().map(Suppressions::manual))
                    .map(byId::get)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }

    public Held among(Collection<String> customerIds, Collection<String> addresses, Channel channel) {
        List<String> ids = new ArrayList<>();
        customerIds.forEach(customerId -> ids.add(personId(customerId, channel)));
        addresses.forEach(address -> ids.add(addressId(address, channel)));
        ids.addAll(ids.stream().map(Suppressions::manual).toList());
        Map<String, Suppression> held =
                mongo
                        .find(
                                new Query(Criteria.where("_id")
                                        .in(ids)
                                        .and("liftedAt")
                                        .isNull()),
                                Suppression.class)
                        .stream()
                        .collect(Collectors.toMap(Suppression::id, suppression -> suppression));
        return new Held(held, channel);
    }

    /** Everything about these customers, what was lifted included. */
    public List<Suppression> of(Collection<String> customerIds) {
        List<String> ids = Arrays.stream(Channel.values())
                .flatMap(channel -> customerIds.stream().map(id -> personId(id, channel)))
                .toList();
        return mongo.find(
                new Query(new Criteria()
                        .orOperator(
                                Criteria.where("_id").in(ids),
                                Criteria.where("customerId").in(customerIds))),
                Suppression.class);
    }

    public Page<Suppression> list(Filter filter, ListQuery query) {
        Criteria criteria = filter.lifted()
                ? Criteria.where("liftedAt").ne(null)
                : Criteria.where("liftedAt").isNull();
        if (filter.customerId() != null) {
            criteria = criteria.and("customerId").is(filter.customerId());
        }
        if (filter.address() != null) {
            criteria = criteria.and("address").is(folded(filter.address()));
        }
        if (filter.channel() != null) {
            criteria = criteria.and("channel").is(filter.channel());
        }
        if (filter.reason() != null) {
            criteria = criteria.and("reason").is(filter.reason());
        }
        return pages.find(Suppression.class, criteria, query, SORTS);
    }

    @Override
    public void erased(Collection<String> customerIds) {
        mongo.updateMulti(
                new Query(Criteria.where("customerId").in(customerIds)),
                new Update().unset("address").unset("detail").unset("note").unset("liftNote"),
                Suppression.class);
    }

    private static String personId(String customerId, Channel channel) {
        return customerId + ":" + channel;
    }

    private String addressId(String address, Channel channel) {
        return channel + ":" + hashes.of((channel == Channel.EMAIL ? "e:" : "p:") + folded(address));
    }

    /** What a person here says of the same. */
    private static String manual(String id) {
        return id + ":" + Reason.MANUAL;
    }

    private static String folded(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
