package io.micms.customer.customers;

import static io.micms.customer.customers.CustomerFixtures.changes;
import static io.micms.customer.customers.CustomerFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What recipients answer to messages becomes part of their consent. */
@MiCmsTest
class AnswersTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static KafkaProbe kafka;

    @Autowired
    private CustomerService service;

    @Autowired
    private Customers customers;

    @Autowired
    private Answers answers;

    @Autowired
    private Merges merges;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void connect() {
        kafka = KafkaProbe.ofTests();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    private String customer(String name) {
        return service.register(record(
                        "{'externalId': '%s-%s', 'consent': {'email': true, 'sms': true}, 'updatedAt': '2026-11-01T10:00:00Z'}"
                                .formatted(mark, name)))
                .customer()
                .id();
    }

    private static Answers.Heard says(String customerId, boolean wanted, String at) {
        return new Answers.Heard(customerId, new Answer(Answer.Channel.EMAIL, wanted, Instant.parse(at)));
    }

    private Consent consent(String id) {
        return customers.get(id).consent();
    }

    @Test
    void thePublishedEventsOfMessagesAreHeardHoweverOftenTheyCome() {
        String id = customer("A");
        for (String event : List.of("message.unsubscribed.v1", "message.sent.v1", "message.unsubscribed.v1")) {
            ObjectNode message = (ObjectNode) JSON.readTree(Contracts.example(event));
            message.put("id", mark + ":" + id + ":0:0").put("customerId", id);
            kafka.send("messages", message.path("id").asString(), message.toString());
        }

        await().untilAsserted(() -> assertThat(consent(id)).isEqualTo(new Consent(false, false)));
        long version = customers.get(id).version();
        ObjectNode takenBack = (ObjectNode) JSON.readTree(Contracts.example("message.resubscribed.v1"));
        takenBack.put("id", mark + ":" + id + ":0:0").put("customerId", id);
        kafka.send("messages", takenBack.path("id").asString(), takenBack.toString());

        await().untilAsserted(() -> assertThat(consent(id)).isEqualTo(new Consent(true, false)));
        assertThat(customers.get(id).version()).isEqualTo(version + 1);
    }

    /** Three messages to one customer: by the first they refuse both channels, by the second they take one back, by the third the other. */
    @Test
    void whatIsTakenBackByAnotherMessageCountsOnceHoweverOftenItIsTold() {
        String id = customer("H");
        String first = answer(id, 0, "message.unsubscribed.v1", message -> {});
        String second =
                answer(id, 1, "message.sent.v1", message -> message.put("resubscribedAt", "2026-11-02T10:00:00Z"));
        String third = answer(
                id,
                2,
                "message.sent.v1",
                message -> message.putArray("choices")
                        .addObject()
                        .put("channel", "SMS")
                        .put("wanted", true)
                        .put("at", "2026-11-02T11:00:00Z"));
        // Somebody else's, behind them in the same partition, says how far it has been heard.
        String other = customer("I");
        kafka.send("messages", id, first);
        await().untilAsserted(() -> assertThat(consent(id)).isEqualTo(new Consent(false, false)));

        List.of(third, first, second).forEach(message -> kafka.send("messages", id, message));
        await().untilAsserted(() -> assertThat(consent(id)).isEqualTo(new Consent(true, true)));
        long version = customers.get(id).version();
        List.of(second, third, first, third).forEach(message -> kafka.send("messages", id, message));
        kafka.send("messages", id, answer(other, 0, "message.unsubscribed.v1", message -> {}));

        await().untilAsserted(() -> assertThat(consent(other)).isEqualTo(new Consent(false, false)));
        assertThat(consent(id)).isEqualTo(new Consent(true, true));
        assertThat(customers.get(id).version()).isEqualTo(version);
    }

    private String answer(String customerId, int step, String example, Consumer<ObjectNode> with) {
        ObjectNode message = (ObjectNode) JSON.readTree(Contracts.example(example));
        message.put("id", mark + ":" + customerId + ":" + step + ":0").put("customerId", customerId);
        with.accept(message);
        return message.toString();
    }

    @Test
    void aRecordOfBeforeDoesNotTakeItBackAndOneOfLaterDoes() {
        String id = customer("B");
        answers.heard(List.of(says(id, false, "2026-11-02T10:00:00Z")));

        service.register(record(
                "{'externalId': '%s-B', 'consent': {'email': true, 'sms': false}, 'updatedAt': '2026-11-02T09:00:00Z'}"
                        .formatted(mark)));
        assertThat(consent(id)).isEqualTo(new Consent(false, false));

        service.register(
                record("{'externalId': '%s-B', 'consent': {'email': true}, 'updatedAt': '2026-11-02T11:00:00Z'}"
                        .formatted(mark)));
        assertThat(consent(id).email()).isTrue();
    }

    @Test
    void whoeverEditsTheConsentHasTheLastWord() {
        String id = customer("C");
        answers.heard(List.of(says(id, false, "2026-11-02T10:00:00Z")));

        service.edit(id, null, seen -> changes("{'city': 'Pune'}"));
        assertThat(consent(id)).isEqualTo(new Consent(false, true));
        service.edit(id, null, seen -> changes("{'consent': {'email': true, 'sms': true}}"));
        assertThat(consent(id)).isEqualTo(new Consent(true, true));
    }

    @Test
    void whoIsPartOfAnotherAnswersForBoth() {
        String survivor = customer("D");
        String other = customer("E");
        merges.merge(survivor, other, "Ada");

        answers.heard(List.of(says(other, false, "2026-11-02T10:00:00Z")));
        assertThat(consent(survivor).email()).isFalse();

        merges.undo(survivor, other);
        assertThat(consent(survivor).email()).isTrue();
        assertThat(consent(other).email()).isFalse();
    }

    @Test
    void whatWasAnsweredBeforeAMergeIsNotLostByIt() {
        String survivor = customer("F");
        String other = customer("G");
        answers.heard(List.of(says(other, false, "2026-11-02T10:00:00Z")));

        merges.merge(survivor, other, "Ada");

        assertThat(consent(survivor).email()).isFalse();
    }

    @Test
    void nobodyIsMadeByAnAnswer() {
        answers.heard(List.of(says("nobody-" + mark, false, "2026-11-02T10:00:00Z")));

        assertThat(customers.find("nobody-" + mark)).isEmpty();
    }
}
