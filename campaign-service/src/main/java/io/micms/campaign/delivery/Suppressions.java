package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Who must not be written to any more, whatever their consent says. No feed lifts a suppression. */
@Component
public class Suppressions {

    private static final String COLLECTION = "suppressions";

    private final MongoTemplate mongo;
    private final Clock clock;

    /** @param messageId of the message whose link was followed */
    public record Suppression(@Id String id, Instant since, String reason, String messageId) {}

    Suppressions(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** @param messageId of the message whose link was followed */
    void unsubscribe(String customerId, Channel channel, String messageId) {
        mongo.upsert(
                byId(customerId, channel),
                new Update()
                        .setOnInsert("since", clock.instant())
                        .setOnInsert("reason", "UNSUBSCRIBED")
                        .setOnInsert("messageId", messageId),
                COLLECTION);
    }

    /** @param customerIds all that one person goes by */
    boolean containsAny(Collection<String> customerIds, Channel channel) {
        return mongo.exists(byIds(customerIds, channel), Suppression.class, COLLECTION);
    }

    /** Which of these ids must not be written to. */
    Set<String> among(Collection<String> customerIds, Channel channel) {
        return mongo.find(byIds(customerIds, channel), Suppression.class, COLLECTION).stream()
                .map(suppression ->
                        suppression.id().substring(0, suppression.id().lastIndexOf(':')))
                .collect(Collectors.toSet());
    }

    public List<Suppression> of(Collection<String> customerIds) {
        return mongo.find(byIds(customerIds, Channel.values()), Suppression.class, COLLECTION);
    }

    private static Query byIds(Collection<String> customerIds, Channel... channels) {
        return new Query(Criteria.where("_id")
                .in(Arrays.stream(channels)
                        .flatMap(channel -> customerIds.stream().map(id -> id(id, channel)))
                        .toList()));
    }

    private static Query byId(String customerId, Channel channel) {
        return new Query(Criteria.where("_id").is(id(customerId, channel)));
    }

    private static String id(String customerId, Channel channel) {
        return customerId + ":" + channel;
    }
}
