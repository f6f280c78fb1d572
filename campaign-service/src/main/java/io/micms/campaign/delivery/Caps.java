package io.micms.campaign.delivery;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Message.State;
import io.micms.campaign.profiles.ErasureListener;
import io.micms.campaign.settings.DeliverySettings;
import io.micms.campaign.settings.DeliverySettings.Cap;
import io.micms.campaign.settings.Settings;
import io.micms.platform.publishing.ConditionalUpserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * How often somebody is written to, across campaigns. A place is taken before a message goes out and given back when it
 * certainly did not. A crash between the two leaves a place taken: so nobody is refused before the ledger has been asked
 * what became of the messages that hold the places.
 *
 * <p>Two may have taken the place of the same message, two instances, or one that has read it twice, of which one will send it:
 * each gives back only that it holds it itself.
 */
@Component
class Caps implements ErasureListener {

    private static final Logger log = LoggerFactory.getLogger(Caps.class);
    private static final int ATTEMPTS = 3;
    private static final Set<State> NEVER_OUT = Set.of(State.FAILED, State.SKIPPED, State.HELD_OUT);

    private final MongoTemplate mongo;
    private final Ledger ledger;
    private final Settings settings;

    Caps(MongoTemplate mongo, Ledger ledger, Settings settings) {
        this.mongo = mongo;
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * What came of asking for places.
     *
     * @param refused messages for which the caps leave no place
     * @param contended messages whose customer was written to by another sender in the same moment; ask again
     */
    record Answer(Set<String> refused, Set<String> contended) {

        static final Answer ALL_TAKEN = new Answer(Set.of(), Set.of());
    }

    /**
     * Takes a place for each of these messages, in their order.
     *
     * @param holder who takes them, by a name that nobody else has, nor the same another time
     */
    Answer take(List<Message> messages, String holder, Instant now) {
        DeliverySettings delivery = settings.delivery();
        List<Message> capped = messages.stream()
                .filter(message -> !of(message.channel(), delivery).isEmpty())
                .toList();
        if (capped.isEmpty()) {
            return Answer.ALL_TAKEN;
        }
        Map<String, Allowance> allowances = read(customers(capped));
        Set<String> refused = take(capped, allowances, delivery, holder, now);
        if (!refused.isEmpty() && releaseLost(refused, capped, allowances)) {
            refused = take(capped.stream().filter(isAmong(refused)).toList(), allowances, delivery, holder, now);
        }
        Instant forgotten = now.minus(Allowance.longest(all(delivery)));
        allowances.values().forEach(allowance -> allowance.forgetBefore(forgotten));
        Set<String> lost = write(allowances.values());
        Set<String> contended = capped.stream()
                .filter(message -> lost.contains(message.customerId()))
                .map(Message::id)
                .collect(Collectors.toSet());
        refused.removeAll(contended);
        return new Answer(refused, contended);
    }

    private static Predicate<Message> isAmong(Set<String> ids) {
        return message -> ids.contains(message.id());
    }

    private static Set<String> take(
            List<Message> messages,
            Map<String, Allowance> allowances,
            DeliverySettings delivery,
            String holder,
            Instant now) {
        Set<String> refused = new HashSet<>();
        for (Message message : messages) {
            Allowance allowance = allowances.computeIfAbsent(message.customerId(), Allowance::new);
            if (!allowance.take(message.id(), message.channel(), of(message.channel(), delivery), holder, now)) {
                refused.add(message.id());
            }
        }
        return refused;
    }

    /** Gives back what messages hold that never went out. @return whether there was any */
    private boolean releaseLost(Set<String> refused, List<Message> messages, Map<String, Allowance> allowances) {
        List<Allowance> full = messages.stream()
                .filter(isAmong(refused))
                .map(message -> Objects.requireNonNull(allowances.get(message.customerId())))
                .distinct()
                .toList();
        Set<String> neverOut =
                ledger
                        .rows(full.stream()
                                .flatMap(allowance -> allowance.messages().stream())
                                .toList())
                        .entrySet()
                        .stream()
                        .filter(row -> NEVER_OUT.contains(row.getValue().state())
                                && !row.getValue().bounced())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        return full.stream().filter(allowance -> allowance.free(neverOut)).count() > 0;
    }

    /** Whom the caps would refuse a further message at a moment. */
    Set<String> full(Collection<String> customerIds, Channel channel, Instant now) {
        List<Cap> caps = of(channel, settings.delivery());
        if (caps.isEmpty()) {
            return Set.of();
        }
        return read(customerIds).values().stream()
                .filter(allowance -> !allowance.hasPlace(channel, caps, now))
                .map(Allowance::customerId)
                .collect(Collectors.toSet());
    }

    /**
     * These certainly did not go out by who held their places. Where this fails, whoever is refused for it finds out.
     *
     * @param held messages, each with who holds its place
     */
    void giveBack(Map<Message, String> held) {
        Map<String, String> holders = new HashMap<>();
        held.forEach((message, holder) -> holders.put(message.id(), holder));
        change(held.keySet(), allowance -> allowance.giveBack(holders));
    }

    /** These certainly did not go out, and nobody is sending them. As with {@link #giveBack}, this may fail. */
    void free(Collection<Message> messages) {
        Set<String> ids = messages.stream().map(Message::id).collect(Collectors.toSet());
        change(messages, allowance -> allowance.free(ids));
    }

    private void change(Collection<Message> messages, Predicate<Allowance> change) {
        if (messages.isEmpty() || all(settings.delivery()).isEmpty()) {
            return;
        }
        try {
            Set<String> open = customers(messages);
            // Two that reached for the same may well give it back at once.
            for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
                open = write(read(open).values().stream().filter(change).toList());
            }
        } catch (RuntimeException e) {
            log.debug("Places of {} messages could not be given back", messages.size(), e);
        }
    }

    @Override
    public void erased(Collection<String> customerIds) {
        mongo.remove(new Query(Criteria.where("_id").in(customerIds)), Allowance.class);
    }

    private static Set<String> customers(Collection<Message> messages) {
        return messages.stream().map(Message::customerId).collect(Collectors.toSet());
    }

    private static List<Cap> of(Channel channel, DeliverySettings delivery) {
        return Objects.requireNonNull(
                switch (channel) {
                    case EMAIL -> delivery.emailCaps();
                    case SMS -> delivery.smsCaps();
                });
    }

    private static List<Cap> all(DeliverySettings delivery) {
        return Stream.of(Channel.values())
                .flatMap(channel -> of(channel, delivery).stream())
                .toList();
    }

    private Map<String, Allowance> read(Collection<String> customerIds) {
        Map<String, Allowance> read = new HashMap<>();
        mongo.find(new Query(Criteria.where("_id").in(customerIds)), Allowance.class)
                .forEach(allowance -> read.put(allowance.customerId(), allowance));
        return read;
    }

    /** @return the customers whose document somebody else wrote meanwhile */
    private Set<String> write(Collection<Allowance> changed) {
        List<Allowance> all = List.copyOf(changed);
        if (all.isEmpty()) {
            return Set.of();
        }
        List<ReplaceOneModel<Document>> writes = new ArrayList<>();
        for (Allowance allowance : all) {
            long read = allowance.revision();
            allowance.nextRevision();
            Document bson = new Document();
            mongo.getConverter().write(allowance, bson);
            writes.add(new ReplaceOneModel<>(
                    Filters.and(Filters.eq("_id", allowance.customerId()), Filters.eq("revision", read)),
                    bson,
                    new ReplaceOptions().upsert(true)));
        }
        return mongo
                .execute(Allowance.class, collection -> ConditionalUpserts.run(collection, writes))
                .keySet()
                .stream()
                .map(index -> all.get(index).customerId())
                .collect(Collectors.toSet());
    }
}
