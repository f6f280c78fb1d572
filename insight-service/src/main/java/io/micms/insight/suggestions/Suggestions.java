package io.micms.insight.suggestions;

import io.micms.insight.PlatformProperties;
import io.micms.insight.people.Everybody;
import io.micms.platform.leasing.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Suggests segments from what all customers bought and read. Going through all of them takes longer than anybody wants to wait where
 * there are many, so it is done in the background, by one instance at a time, and kept with its age. Where it is quick, whoever asks
 * gets it fresh.
 */
@Component
public class Suggestions {

    private static final Logger log = LoggerFactory.getLogger(Suggestions.class);

    /** What nobody minds waiting for. */
    private static final Duration QUICK = Duration.ofMillis(150);
    /** No more than a tenth of the time goes into counting. */
    private static final int TIMES = 10;

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double GROWTH = 1.1;

    private final Everybody everybody;
    private final MongoTemplate mongo;
    private final SuggestionProperties properties;
    private final PlatformProperties platform;
    private final Leases leases;
    private final MeterRegistry meters;
    private final Clock clock;

    Suggestions(
            Everybody everybody,
            MongoTemplate mongo,
            SuggestionProperties properties,
            PlatformProperties platform,
            Leases leases,
            MeterRegistry meters,
            Clock clock) {
        this.everybody = everybody;
        this.mongo = mongo;
        this.properties = properties;
        this.platform = platform;
        this.leases = leases;
        this.meters = meters;
        this.clock = clock;
    }

    /** @param at when everybody was looked at */
    public record Counted(Instant at, List<Suggestion> suggestions) {}

    /** The newest there are: counted now, where nobody has done so yet or it is quick. */
    public Counted current() {
        return kept().filter(counted -> !isQuick(counted) || ageOf(counted).compareTo(pauseAfter(counted)) < 0)
                .orElseGet(this::count)
                .counted();
    }

    @Scheduled(fixedDelayString = "${micms.insights.look-for-suggesting-every:10s}")
    void countWhenDue() {
        try {
            if (isDue()) {
                leases.run("suggestions", LEASE, () -> {
                    if (isDue()) {
                        count();
                    }
                });
            }
        } catch (RuntimeException e) {
            log.error("Counting what segments to suggest failed and is repeated", e);
        }
    }

    private boolean isDue() {
        long customers = everybody.count();
        return customers > 0
                && kept().map(counted -> {
                            Duration age = ageOf(counted);
                            return age.compareTo(pauseAfter(counted)) >= 0
                                    && (age.compareTo(properties.suggestEvery()) >= 0
                                            || age.compareTo(SOON) >= 0 && customers > GROWTH * counted.customers());
                        })
                        .orElse(true);
    }

    private Optional<CountedRow> kept() {
        return Optional.ofNullable(mongo.findById(CountedRow.ID, CountedRow.class));
    }

    private Duration ageOf(CountedRow counted) {
        return Duration.between(counted.at(), clock.instant());
    }

    /** Going by how long it took, and how many there are by now. */
    private boolean isQuick(CountedRow counted) {
        return counted.millis() * (1 + everybody.count()) / (1 + counted.customers()) <= QUICK.toMillis();
    }

    private static Duration pauseAfter(CountedRow counted) {
        return Duration.ofMillis(TIMES * counted.millis());
    }

    private CountedRow count() {
        long begin = System.nanoTime();
        Instant now = clock.instant();
        long[] customers = new long[1];
        List<Suggestion> suggestions = Ideas.suggestions(
                action -> {
                    customers[0] = 0;
                    everybody.forEach(somebody -> {
                        customers[0]++;
                        action.accept(somebody);
                    });
                },
                now,
                platform);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        meters.timer("micms.insights.suggesting").record(took);
        return mongo.save(CountedRow.of(now, took, customers[0], suggestions));
    }
}
