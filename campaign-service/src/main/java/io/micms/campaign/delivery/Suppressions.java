package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Channel;
import java.time.Clock;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Who must not be written to any more, whatever their consent says. No feed lifts a suppression. */
@Component
class Suppressions {

    private static final String COLLECTION = "suppressions";

    private final MongoTemplate mongo;
    private final Clock clock;

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

    boolean contains(String customerId, Channel channel) {
        return mongo.exists(byId(customerId, channel), Document.class, COLLECTION);
    }

    private static Query byId(String customerId, Channel channel) {
        return new Query(Criteria.where("_id").is(customerId + ":" + channel));
    }
}
