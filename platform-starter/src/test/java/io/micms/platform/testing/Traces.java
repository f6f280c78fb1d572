package io.micms.platform.testing;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What a database still holds of somebody, wherever it is and whatever it is for. */
public final class Traces {

    private Traces() {}

    /** Every document, of any collection, that contains one of the texts. */
    public static List<String> of(MongoTemplate mongo, String... texts) {
        List<String> traces = new ArrayList<>();
        for (String collection : mongo.getCollectionNames()) {
            for (Document document : mongo.getCollection(collection).find()) {
                String json = document.toJson();
                for (String text : texts) {
                    if (json.contains(text)) {
                        traces.add(collection + " has " + text + ": " + json);
                    }
                }
            }
        }
        return traces;
    }
}
