package io.micms.campaign.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountingPlanTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final Aggregate SENT = Aggregate.all(Kind.SENT);

    @Test
    void ordersAreAlwaysCountedAndTheRestWhereARuleAsks() {
        CountingPlan nobodyAsks = new CountingPlan(List.of(), ZONE);
        CountingPlan sentLately = new CountingPlan(
                List.of(new Aggregate(Kind.SENT, Span.parse("P7D"), Map.of()), Aggregate.all(Kind.ORDER)), ZONE);

        assertThat(nobodyAsks.ids()).isEqualTo(Set.of(Aggregate.all(Kind.ORDER).id()));
        assertThat(nobodyAsks.countsMessages()).isFalse();
        assertThat(sentLately.ids()).hasSize(2).doesNotContain(SENT.id());
        assertThat(sentLately.countsMessages()).isTrue();
        assertThat(Stream.of(Kind.values()).filter(sentLately::counts)).containsExactly(Kind.ORDER, Kind.SENT);
    }

    @Test
    void fingerprintsAreTheSameExactlyForWhatIsCountedByTheSameClock() {
        CountingPlan plan = new CountingPlan(List.of(SENT), ZONE);

        assertThat(new CountingPlan(List.of(Aggregate.all(Kind.ORDER), SENT, SENT), ZONE).fingerprint())
                .isEqualTo(plan.fingerprint());
        assertThat(new CountingPlan(List.of(), ZONE).fingerprint()).isNotEqualTo(plan.fingerprint());
        assertThat(new CountingPlan(List.of(SENT), ZoneId.of("Asia/Kolkata")).fingerprint())
                .isNotEqualTo(plan.fingerprint());
    }

    /** It counted all kinds, asked or not; what came since then without its profiles is missing in them. */
    @Test
    void whatTheReleaseBeforeCountedIsCountedAgainEvenWhereRulesAskForJustThat() throws Exception {
        List<Aggregate> all = Stream.of(Kind.values()).map(Aggregate::all).toList();
        String text = ZONE + " " + all.stream().map(Aggregate::id).sorted().collect(Collectors.joining(" "));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        String before = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 15));

        assertThat(new CountingPlan(all, ZONE).fingerprint())
                .hasSameSizeAs(before)
                .isNotEqualTo(before);
    }
}
