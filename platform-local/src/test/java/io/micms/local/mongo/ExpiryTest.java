package io.micms.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void aDocumentEndsSoLongAfterItsInstant() {
        EmbeddedBackend backend = EmbeddedBackend.inMemory(Clock.fixed(NOW, ZoneOffset.UTC));
        try {
            Commands commands = new Commands(backend);
            commands.createIndex(
                    "sessions",
                    new Document("key", new Document("at", 1))
                            .append("name", "at")
                            .append("expireAfterSeconds", 60));
            commands.insert(
                    "sessions",
                    new Document("_id", "expired").append("at", NOW.minusSeconds(61)),
                    new Document("_id", "just not").append("at", NOW.minusSeconds(60)),
                    new Document("_id", "no instant").append("at", 1),
                    new Document("_id", "none"));
            backend.expire();
            assertThat(commands.find("sessions", new Document()))
                    .extracting(document -> document.get("_id"))
                    .containsExactly("just not", "no instant", "none");
        } finally {
            backend.close();
        }
    }
}
