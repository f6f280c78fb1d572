package io.micms.campaign.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that goes on as clocks do, and can be put forward and back. It ticks in milliseconds, as the service's does. */
final class SettableClock extends Clock {

    private static final Clock SYSTEM = Clock.tickMillis(ZoneOffset.UTC);

    private volatile Duration ahead = Duration.ZERO;

    /** Makes a service go by this clock. */
    @TestConfiguration(proxyBeanMethods = false)
    static class InUse {
        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock();
        }
    }

    void set(Instant now) {
        ahead = Duration.between(SYSTEM.instant(), now);
    }

    void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return SYSTEM.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nobody asks this clock for a date");
    }
}
