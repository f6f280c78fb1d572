package io.micms.order.ordering;

import java.time.ZoneId;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What holds for the whole platform.
 *
 * @param currency the one that all orders are in
 * @param timeZone in which a date without a time is meant
 */
@ConfigurationProperties("micms")
public record PlatformProperties(Currency currency, ZoneId timeZone) {}
