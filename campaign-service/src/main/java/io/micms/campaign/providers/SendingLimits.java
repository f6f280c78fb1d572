package io.micms.campaign.providers;

import io.micms.campaign.settings.DefaultLimits;
import io.micms.campaign.settings.Limits;
import io.micms.campaign.settings.Limits.Limit;
import io.micms.campaign.settings.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How much goes out at a time: as people have set it, else as the environment says. A message on its way never waits for the
 * database to say so; what it goes by is a second old at the most.
 */
@Component
class SendingLimits {

    private static final Logger log = LoggerFactory.getLogger(SendingLimits.class);

    private final Limits defaults;
    private final Settings settings;
    private volatile Limits current;

    SendingLimits(DefaultLimits defaults, Settings settings, MeterRegistry meters) {
        this.defaults = defaults.limits();
        this.settings = settings;
        this.current = this.defaults;
        refresh();
        Gauge.builder("micms.delivery.limit", this, limits -> limits.email().rate())
                .description("Messages a second of this instance; 0 for as many as go")
                .tag("channel", "EMAIL")
                .register(meters);
        Gauge.builder("micms.delivery.limit", this, limits -> limits.sms().rate())
                .description("Messages a second of this instance; 0 for as many as go")
                .tag("channel", "SMS")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${micms.delivery.limits-every:1s}")
    void refresh() {
        try {
            Limits set = settings.delivery().limits();
            Limits now = set == null ? defaults : set.or(defaults);
            if (!now.equals(current)) {
                log.info("From now on at most {} go out", now);
                current = now;
            }
        } catch (DataAccessException e) {
            log.warn("Limits stay as they were: the settings cannot be read: {}", e.toString());
        }
    }

    Limit email() {
        return Objects.requireNonNullElse(current.email(), Limit.NONE);
    }

    Limit sms() {
        return Objects.requireNonNullElse(current.sms(), Limit.NONE);
    }

    /** Of mail to this domain, which is in ASCII and lower case; null for none. */
    @Nullable
    Limit domain(String domain) {
        return current.of(domain);
    }
}
