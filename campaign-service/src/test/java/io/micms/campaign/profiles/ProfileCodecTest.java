package io.micms.campaign.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.profiles.Membership.Reason;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleParser;
import io.micms.platform.publishing.Owed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is written of a profile is read again, all of it. */
class ProfileCodecTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final RuleIndex INDEX = RuleIndex.of(Map.of(
            "s1", rule("{'field':'city','operator':'=','value':'Pune'}"),
            "s2", rule("{'field':'orders.count','operator':'>=','value':1,'within':'PT5S'}"),
            "s3", rule("{'field':'orders.total','operator':'>=','value':10,'where':{'category':['shoes']}}")));
    private static final CountingPlan PLAN = new CountingPlan(INDEX.aggregates(), ZONE);

    private final ProfileCodec codec = new ProfileCodec();

    private static Rule rule(String condition) {
        return RuleParser.parse(
                JsonMapper.shared()
                        .readTree("{'combinator':'and','rules':[%s]}"
                                .formatted(condition)
                                .replace('\'', '"')),
                "/rule",
                ZONE);
    }

    private static CustomerCopy customer(int version, String city) {
        return new CustomerCopy(
                "c1",
                version,
                "X-1",
                "Asha",
                "Rao",
                "asha@example.com",
                "+919812345678",
                city,
                "IN",
                LocalDate.of(1990, 4, 1),
                "Asia/Kolkata",
                List.of("vip", "new"),
                Map.of(
                        "plan",
                        "gold",
                        "points",
                        420,
                        "visits",
                        1L << 40,
                        "score",
                        0.5,
                        "limit",
                        new BigDecimal("12.50"),
                        "member",
                        true),
                true,
                false,
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of("c2"),
                null,
                null);
    }

    private static Occurrence order(Instant at) {
        return new Occurrence(
                at,
                new BigDecimal("19.99"),
                List.of(
                        new Occurrence.Item("shoes", "a", new BigDecimal("10")),
                        new Occurrence.Item(null, null, new BigDecimal("9.99"))),
                "web",
                null);
    }

    private static OccurrenceRow row(String id, long version, Occurrence latest) {
        return new OccurrenceRow(
                id, Kind.ORDER, id, "c1", version, latest, OccurrenceRow.NEVER_COUNTED, null, NOW, false);
    }

    /** With something in every field. */
    private static Profile full() {
        SegmentRules.Active active = new SegmentRules.Active(7, INDEX);
        Profile profile = Profile.of(customer(1, "Pune"), NOW, PLAN);
        profile.judgeAnew(active, PLAN, ZONE, Reason.CUSTOMER_CHANGED, "c1");
        profile.count(
                List.of(
                        row("o1", 1, order(NOW.minusMillis(100))),
                        row("o2", 2, order(NOW.plusSeconds(60))),
                        row("o3", 3, null)),
                PLAN,
                ZONE);
        profile.judgeAnew(active, PLAN, ZONE, Reason.ORDER_CHANGED, "o1");
        profile.learn(customer(2, "Goa"));
        profile.judgeAnew(active, PLAN, ZONE, Reason.CUSTOMER_CHANGED, "c1");
        profile.owe(new Owed(NOW.plusSeconds(5), "me", NOW.plusSeconds(50)));
        return profile;
    }

    private BsonDocument encoded(Profile profile) {
        BsonDocument document = new BsonDocument();
        codec.encode(
                new BsonDocumentWriter(document),
                profile,
                EncoderContext.builder().build());
        return document;
    }

    private Profile decoded(BsonDocument document) {
        return codec.decode(
                new BsonDocumentReader(document), DecoderContext.builder().build());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Profile profile = full();
        Profile.State written = profile.state();
        Profile.State read = decoded(encoded(profile)).state();

        assertThat(read.facts()).as("facts are for the database").isNull();
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("facts")
                .ignoringCollectionOrder()
                .isEqualTo(written);
        assertThat(read.memberships()).extracting(Membership::member).contains(true, false);
        assertThat(read.noted()).hasSize(3);
        assertThat(read.nextChangeAt()).isNotNull();
    }

    @Test
    void whatWasNotJudgedIsNotWrittenAsAWhole() {
        Profile read = decoded(encoded(full()));

        assertThat(read.isJudged()).isFalse();
        assertThatThrownBy(() -> encoded(read)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsStoredOfNothing() {
        Profile profile = Profile.of(customer(1, "Goa"), NOW, PLAN);
        profile.judgeAnew(new SegmentRules.Active(7, INDEX), PLAN, ZONE, Reason.CUSTOMER_CHANGED, "c1");
        BsonDocument document = encoded(profile);

        assertThat(document.getDocument("tallies").getDocument("totals")).isEmpty();
        assertThat(document.getDocument("facts")).doesNotContainKeys("orders", "messages", "aggregates");
        assertThat(document).doesNotContainKeys("unpublished", "pending");
    }

    /** As reflection wrote it. */
    @Test
    void profilesOfTheReleaseBeforeAreRead() {
        Document membership = new Document("segmentId", "s1")
                .append("member", true)
                .append("version", 3L)
                .append("since", Date.from(NOW))
                .append("reason", "ORDER_CHANGED")
                .append("cause", "o1")
                .append("pending", true);
        Document former = new Document("_id", "c1")
                .append("revision", 5L)
                .append(
                        "customer",
                        new Document("_id", "c1")
                                .append("version", 4L)
                                .append(
                                        "birthDate",
                                        Date.from(LocalDate.of(1990, 4, 1)
                                                .atStartOfDay(ZoneId.systemDefault())
                                                .toInstant()))
                                .append("tags", new ArrayList<>(List.of("vip")))
                                .append("attributes", new Document("points", 7).append("plan", null)))
                .append(
                        "tallies",
                        new Document("asOf", Date.from(NOW))
                                .append(
                                        "totals",
                                        new Document(
                                                "x",
                                                new Document("count", 0L).append("total", Decimal128.POSITIVE_ZERO))))
                .append("epoch", 7L)
                .append("memberships", List.of(membership))
                .append("memberOf", List.of("s1"))
                .append("unpublished", new Document("due", Date.from(NOW)).append("sentBy", "me"));
        Profile profile = decoded(former.toBsonDocument());

        assertThat(profile.customer().birthDate()).isEqualTo(LocalDate.of(1990, 4, 1));
        assertThat(profile.customer().attributes()).isEqualTo(Map.of("points", 7));
        assertThat(profile.pendingChanges())
                .containsExactly(new Membership("s1", true, 3, NOW, Reason.ORDER_CHANGED, "o1", true));
        assertThat(profile.isCountedBy(PLAN)).isFalse();
        assertThat(profile.recount(NOW, PLAN))
                .as("there may be something to count")
                .isTrue();
    }
}
