package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Personalisation.Rendered;
import io.micms.campaign.delivery.Message.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** The ledger writes its messages in a way of its own, and Spring reads them: the two have to be of one mind. */
class StoredMessageTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    /** What {@code PublishedDocuments} sees to, and Spring's note of the class. */
    private static final Set<String> OTHERS = Set.of("_id", "_class", "version", "unpublished");

    private final MappingMongoConverter spring = converter();

    private static MappingMongoConverter converter() {
        MongoCustomConversions conversions = new MongoCustomConversions(List.of());
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        MappingMongoConverter converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.afterPropertiesSet();
        return converter;
    }

    static List<Message> messages() {
        Message waiting = queued();
        waiting.defer(Reason.QUIET_HOURS, NOON.plusSeconds(60));
        Message sending = sending();
        Message answered = sending();
        answered.sent("its-id", NOON);
        answered.followUp(NOON.plusSeconds(600));
        answered.delivered(NOON, NOON);
        answered.opened(NOON, false);
        answered.opened(NOON, true);
        answered.clicked(NOON, false);
        answered.clicked(NOON, true);
        answered.unsubscribed(NOON);
        answered.resubscribed(NOON.plusSeconds(1));
        answered.chose(Channel.SMS, true, NOON);
        answered.complained(NOON, NOON);
        answered.word(Wording.of(answered.id(), new Rendered("Hi", "<p>Hi</p>", "Hi")));
        Message bounced = sending();
        bounced.sent("its-id", NOON);
        bounced.bounced(Feedback.Bounce.HARD, "No such user", NOON, NOON);
        Message scrubbed = sending();
        scrubbed.scrub(NOON);
        Message refused = sending();
        refused.retryLater("Come back later", Duration.ofSeconds(5), NOON);
        return List.of(queued(), waiting, sending, answered, bounced, scrubbed, refused, Message.holdOut(slot(), NOON));
    }

    private static Message.Slot slot() {
        return new Message.Slot("thanks", "asha", Channel.EMAIL, 1, 2);
    }

    private static Message queued() {
        return Message.queue(slot(), "B", NOON);
    }

    private static Message sending() {
        Message message = queued();
        message.startSending("asha@example.com", "A", NOON, Duration.ofMinutes(1));
        return message;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isWrittenAsSpringWouldWriteIt(Message message) {
        Document springs = new Document();
        spring.write(message, springs);
        springs.keySet().removeAll(OTHERS);

        Document ours = message.fields(feedback -> {
            Document document = new Document();
            spring.write(feedback, document);
            document.remove("_class");
            return document;
        });

        assertThat(bson(ours)).isEqualTo(bson(springs));
    }

    private static BsonDocument bson(Document document) {
        return document.toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }
}
