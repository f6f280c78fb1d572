package io.micms.campaign.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A profile that an earlier release wrote becomes complete when the topics are read again. */
@MiCmsTest
class FormerProfileTest {

    @Autowired
    MongoTemplate mongo;

    @Autowired
    Profiles profiles;

    @Test
    void learnsWhatItDidNotCopyAndCountsFromTheBeginning() {
        String id = "former-" + UUID.randomUUID();
        mongo.getCollection("profiles")
                .insertOne(new Document("_id", id)
                        .append("revision", 7L)
                        .append(
                                "customer",
                                new Document("_id", id)
                                        .append("version", 3L)
                                        .append("city", "Pune")
                                        .append("tags", List.of())
                                        .append("attributes", new Document()))
                        .append("orders", new Document("count", 9).append("total", Decimal128.parse("900")))
                        .append("facts", new Document())
                        .append("epoch", 0L)
                        .append("memberships", List.of())
                        .append("memberOf", List.of()));
        try (KafkaProbe kafka = KafkaProbe.ofTests()) {
            kafka.send("customers", id, "{\"id\":\"%s\",\"version\":3,\"birthDate\":\"1990-04-01\"}".formatted(id));
            kafka.send("orders", id + "-1", """
                    {"id":"%s-1","version":4,"customerId":"%s","status":"PAID","total":"50","placedAt":"2026-01-01T10:00:00Z"}""".formatted(id, id));

            await().untilAsserted(() -> {
                Profile profile = profiles.find(id).orElseThrow();
                assertThat(profile.customer().birthDate()).isEqualTo(LocalDate.of(1990, 4, 1));
                assertThat(profile.orders().count()).isEqualTo(1);
                assertThat(profile.orders().total()).isEqualByComparingTo("50");
            });
        }
    }
}
