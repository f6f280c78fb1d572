package io.micms.insight;

import java.math.BigDecimal;
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

    /** The hour of the day, from 0 to 23, that an instant falls in. */
    public int hourOf(Instant instant) {
        return instant.atZone(timeZone).getHour();
    }

    /** An amount as decimal text, with as many decimals as the currency has, and more only where they say something. */
    public String money(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(shortest.scale(), currency.getDefaultFractionDigits()))
                .toPlainString();
    }
}
