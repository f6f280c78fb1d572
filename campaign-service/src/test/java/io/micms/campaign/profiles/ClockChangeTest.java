package io.micms.campaign.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Span;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.SegmentService;
import io.micms.platform.leasing.Leases;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.web.KeysetPages;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Where days come to begin at another time, everybody is counted and judged by that. */
@MiCmsTest
class ClockChangeTest {

    private static final Span YEAR = Span.parse("P1Y");

    @Autowired
    MongoTemplate mongo;

    @Autowired
    KeysetPages pages;

    @Autowired
    Occurrences occurrences;

    @Autowired
    SegmentRules rules;

    @Autowired
    AudienceEffects effects;

    @Autowired
    AttributeNames attributeNames;

    @Autowired
    ObjectProvider<ErasureListener> erasureListeners;

    @Autowired
    Leases leases;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Clock clock;

    @Autowired
    PlatformProperties platform;

    @Autowired
    Profiles profiles;

    @Autowired
    ProfileUpdates updates;

    @Autowired
    SegmentService segments;

    private final String customer = "c-" + UUID.randomUUID();

    @Test
    void calendarWindowsMoveWithTheClock() {
        Instant now = clock.instant();
        Instant start = YEAR.startOfWindow(now, platform.timeZone());
        ZoneId elsewhere = Stream.of("Pacific/Kiritimati", "America/Los_Angeles")
                .map(ZoneId::of)
                .filter(zone -> !YEAR.startOfWindow(now, zone).equals(start))
                .findFirst()
                .orElseThrow();
        Instant startElsewhere = YEAR.startOfWindow(now, elsewhere);
        Instant between = start.plus(Duration.between(start, startElsewhere).dividedBy(2));
        String segment = segments.create(new Segment.Draft(
                        "Of " + customer, null, JsonMapper.shared().readTree("""
                        {"combinator":"and","rules":[
                          {"field":"externalId","operator":"=","value":"%s"},
                          {"field":"orders.count","operator":"=","value":1,"within":"P1Y"}]}""".formatted(customer))))
                .segment()
                .id();
        updates.customersChanged(List.of(copy()));
        updates.occurred(List.of(new OccurrenceNews(
                Kind.ORDER,
                customer + "-order",
                customer,
                1,
                new Occurrence(between, BigDecimal.TEN, List.of(), null, null))));
        assertThat(isIn(segment)).isEqualTo(between.isAfter(start));

        await().untilAsserted(() -> {
            backfill(elsewhere).run();
            assertThat(isIn(segment)).isEqualTo(between.isAfter(startElsewhere));
        });
        await().untilAsserted(() -> {
            backfill(platform.timeZone()).run();
            assertThat(isIn(segment)).isEqualTo(between.isAfter(start));
        });
    }

    /** As it starts in a service with that time zone. */
    private Backfill backfill(ZoneId zone) {
        PlatformProperties there = new PlatformProperties(zone, platform.currency());
        Profiles judged = new Profiles(mongo, pages, occurrences, rules, there);
        ProfileUpdates judging = new ProfileUpdates(
                judged, rules, effects, attributeNames, erasureListeners, occurrences, meters, there, clock);
        return new Backfill(judged, judging, rules, leases, mongo, meters, clock, there);
    }

    private boolean isIn(String segment) {
        return profiles.find(customer).orElseThrow().isIn(segment);
    }

    private CustomerCopy copy() {
        return new CustomerCopy(
                customer,
                1,
                customer,
                "Asha",
                "Rao",
                null,
                null,
                "Pune",
                "IN",
                null,
                null,
                List.of(),
                Map.of(),
                true,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(),
                null,
                null);
    }
}
