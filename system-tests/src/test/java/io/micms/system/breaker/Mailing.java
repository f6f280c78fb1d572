package io.micms.system.breaker;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.micms.local.launcher.Port;
import io.micms.system.SignedIn;
import io.micms.system.breaker.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * One campaign to many people, whose service is killed ({@code kill -9}) at moments that nobody chose. In the end everybody
 * stands in the ledger in one final state, nobody has two mails in the inbox, whoever stands as sent has one, and no more are
 * unconfirmed than were being sent when the service was killed.
 */
final class Mailing {

    /** As many messages as an instance has under way at once. */
    static final int PLACES = 64;

    private static final Duration DOWN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final BreakablePlatform broken;
    private final SignedIn person;
    private final Random random;
    private final Consumer<String> progress;

    Mailing(BreakablePlatform broken, SignedIn person, Random random, Consumer<String> progress) {
        this.broken = broken;
        this.person = person;
        this.random = random;
        this.progress = progress;
    }

    /** What became of a mailing. */
    record Result(
            int people, int kills, Map<String, Long> states, long doubled, long sentWithoutMail, long mailWithoutSent) {

        /** @throws AssertionError saying what is wrong */
        void check() {
            long unconfirmed = states.getOrDefault("UNCONFIRMED", 0L);
            long sent = states.getOrDefault("SENT", 0L);
            if (sent + unconfirmed != people || !Set.of("SENT", "UNCONFIRMED").containsAll(states.keySet())) {
                throw new AssertionError("not everybody is in a final state: " + this);
            }
            if (doubled > 0) {
                throw new AssertionError(doubled + " people got more than one: " + this);
            }
            if (sentWithoutMail > 0) {
                throw new AssertionError(sentWithoutMail + " stand as sent and got nothing: " + this);
            }
            if (mailWithoutSent > 0) {
                throw new AssertionError(
                        mailWithoutSent + " got it and stand as neither sent nor unconfirmed: " + this);
            }
            if (unconfirmed > (long) kills * PLACES) {
                throw new AssertionError("more are unconfirmed than were being sent: " + this);
            }
        }
    }

    /**
     * @param name of the mailing, different from all others'
     * @param slowness of the way to the mail server, so that there is something to kill
     */
    Result send(String name, int people, int kills, Duration slowness) {
        feed(name, people);
        String segment = person.post("/api/segments", """
                        {"name":"%s","rule":{"combinator":"and","rules":[{"field":"city","operator":"=","value":"%s"}]}}""".formatted(name, name))
                .path("id")
                .asString();
        try (MongoClient mongo = MongoClients.create(broken.mongoUri())) {
            MongoDatabase database = mongo.getDatabase("micms_campaigns");
            MongoCollection<Document> profiles = database.getCollection("profiles");
            MongoCollection<Document> messages = database.getCollection("messages");
            await(
                    "everybody is in the segment",
                    people,
                    () -> profiles.countDocuments(Filters.eq("memberOf", segment)));
            String campaign = person.post("/api/campaigns", """
                            {"name":"%s","segmentId":"%s","channel":"EMAIL","mode":"ONE_OFF","content":{
                            "subject":"%s","html":"<p>Dear {{ customer.firstName }}, thank you.</p>"}}""".formatted(name, segment, name))
                    .path("id")
                    .asString();
            broken.delay(Port.SMTP, slowness);
            Instant launched = Instant.now();
            person.post("/api/campaigns/" + campaign + "/launch", "");
            for (int kill = 1; kill <= kills; kill++) {
                // At least so many, which may be none of the sending, the middle or the end of it.
                long reached = Math.round(people * (kill - 1 + random.nextDouble()) / kills);
                await(
                        "%d are sent".formatted(reached),
                        reached,
                        () -> messages.countDocuments(Filters.and(
                                Filters.eq("campaignId", campaign), Filters.in("state", "SENT", "UNCONFIRMED"))));
                broken.inflict(new Fault(Kind.KILL, "campaign"), DOWN);
                progress.accept("%s: killed %d times, at %d sent or more".formatted(name, kill, reached));
            }
            broken.heal(Port.SMTP);
            await("the campaign is complete", 1, () -> isComplete(campaign) ? 1 : 0);
            progress.accept("%s: complete after %d s"
                    .formatted(name, Duration.between(launched, Instant.now()).toSeconds()));
            return result(people, kills, mails(name, launched), messages, campaign);
        } finally {
            broken.heal(Port.SMTP);
        }
    }

    private boolean isComplete(String campaign) {
        return person.get("/api/campaigns/" + campaign).path("state").asString().equals("COMPLETED");
    }

    private void feed(String name, int people) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broken.platform().kafkaBootstrapServers(), "acks", "all", "linger.ms", 20),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < people; i++) {
                String id = name + "-" + i;
                producer.send(new ProducerRecord<>("customers.inbound", id, """
                        {"externalId":"%s","firstName":"P%d","email":"%s@example.com","city":"%s","consent":{"email":true}}""".formatted(id, i, id, name)));
            }
        }
    }

    private static Result result(
            int people, int kills, Map<String, Integer> mails, MongoCollection<Document> messages, String campaign) {
        Map<String, Long> states = new TreeMap<>();
        long sentWithoutMail = 0;
        Map<String, Integer> unexplained = new HashMap<>(mails);
        for (Document message : messages.find(Filters.eq("campaignId", campaign))) {
            String state = message.getString("state");
            states.merge(state, 1L, Long::sum);
            String to = String.valueOf(message.getString("to"));
            if (state.equals("SENT") && !mails.containsKey(to)) {
                sentWithoutMail++;
            }
            if (state.equals("SENT") || state.equals("UNCONFIRMED")) {
                unexplained.remove(to);
            }
        }
        return new Result(
                people,
                kills,
                states,
                mails.values().stream().filter(count -> count > 1).count(),
                sentWithoutMail,
                unexplained.size());
    }

    /** How many of this mailing each address got. */
    private Map<String, Integer> mails(String name, Instant launched) {
        Map<String, Integer> mails = new HashMap<>();
        try (InboxClient inbox = new InboxClient(broken.platform().inbox())) {
            inbox.mails(mail -> {
                if (mail.path("subject").asString("").equals(name)) {
                    mails.merge(mail.path("to").get(0).asString(), 1, Integer::sum);
                }
                return Instant.parse(mail.path("receivedAt").asString()).isAfter(launched);
            });
            return mails;
        }
    }

    private static void await(String what, long atLeast, LongSupplier actual) {
        Instant end = Instant.now().plus(PATIENCE);
        long last = actual.getAsLong();
        while (last < atLeast) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain until %s: %d of %d".formatted(what, last, atLeast));
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            last = actual.getAsLong();
        }
    }
}
