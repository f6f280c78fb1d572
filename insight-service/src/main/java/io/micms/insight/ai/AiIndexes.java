package io.micms.insight.ai;

import java.util.concurrent.TimeUnit;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;

/** Has the database forget answers that have expired, and spending of more than a year ago. */
@Component
class AiIndexes {

    private static final int SPENDING_KEPT_DAYS = 400;

    AiIndexes(MongoTemplate mongo) {
        mongo.indexOps(Budget.COLLECTION)
                .createIndex(new Index("at", Sort.Direction.ASC).expire(SPENDING_KEPT_DAYS, TimeUnit.DAYS));
        mongo.indexOps(AnswerCache.COLLECTION)
                .createIndex(new Index("expiresAt", Sort.Direction.ASC).expire(0, TimeUnit.SECONDS));
    }
}
