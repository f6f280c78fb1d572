package io.micms.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.TestPropertySource;

@MiCmsTest
@TestPropertySource(properties = "micms.imports.forget-every=100ms")
class ForgottenImportsTest {

    private final String mark = UUID.randomUUID().toString();

    @Autowired
    private MongoTemplate mongo;

    private String ended(Duration ago) {
        String id = UUID.randomUUID().toString();
        mongo.getCollection("importRejections")
                .insertOne(new Document("_id", id + ":000000000001")
                        .append("jobId", id)
                        .append("row", 1L)
                        .append("line", 2L)
                        .append("cells", List.of(mark))
                        .append("faults", List.of()));
        mongo.getCollection("imports")
                .insertOne(new Document("_id", id)
                        .append("fileName", "orders.csv")
                        .append("fileId", new ObjectId())
                        .append("bytes", 1L)
                        .append("columns", List.of())
                        .append("mapping", List.of())
                        .append("state", "DONE")
                        .append("rows", 1L)
                        .append("rejected", 1L)
                        .append("bytesRead", 1L)
                        .append("createdBy", "Ada Lovelace")
                        .append("createdAt", Date.from(Instant.now().minus(ago))));
        return id;
    }

    @Test
    void rowsThatWereRefusedAreNotKeptForEver() {
        String fresh = ended(Duration.ofDays(29));
        String old = ended(Duration.ofDays(31));

        await().untilAsserted(() -> assertThat(Traces.of(mongo, old)).isEmpty());
        assertThat(Traces.of(mongo, mark)).singleElement().asString().contains(fresh);
    }
}
