package io.micms.campaign.delivery;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** What messages say; in place of what they said before, where they are sent once more. */
@Component
class Wordings {

    private final MongoTemplate mongo;

    Wordings(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    void keep(Collection<Wording> wordings) {
        if (wordings.isEmpty()) {
            return;
        }
        List<ReplaceOneModel<Document>> writes = wordings.stream()
                .map(wording -> new ReplaceOneModel<>(
                        Filters.eq("_id", wording.id()), document(wording), new ReplaceOptions().upsert(true)))
                .toList();
        mongo.execute(Wording.class, collection -> collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
    }

    private static Document document(Wording wording) {
        Document document = new Document("_id", wording.id());
        append(document, "subject", wording.subject());
        append(document, "html", wording.html());
        append(document, "text", wording.text());
        return document;
    }

    private static void append(Document document, String field, @Nullable String words) {
        if (words != null) {
            document.append(field, words);
        }
    }

    /** Those that there are, by the message's id. */
    Map<String, Wording> of(Collection<String> messageIds) {
        return messageIds.isEmpty()
                ? Map.of()
                : mongo.find(new Query(Criteria.where("_id").in(messageIds)), Wording.class).stream()
                        .collect(Collectors.toMap(Wording::id, Function.identity()));
    }

    void forget(Collection<String> messageIds) {
        if (!messageIds.isEmpty()) {
            mongo.remove(new Query(Criteria.where("_id").in(messageIds)), Wording.class);
        }
    }
}
