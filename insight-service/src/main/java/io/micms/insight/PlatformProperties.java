package io.micms.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What holds for the whole platform.
 *
 * @param currency the one that all orders are in
 * @param timeZone in which days begin and end
 */
@ConfigurationProperties("micms")
public record PlatformProperties(Currency currency, ZoneId timeZone) {

    /** The day an instant falls on. */
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, timeZone);
    }
}
