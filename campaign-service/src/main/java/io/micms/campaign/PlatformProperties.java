package io.micms.campaign;

import java.time.ZoneId;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What holds for the whole platform.
 *
 * @param timeZone in which days begin and end
 * @param currency the one that all orders are in
 */
@ConfigurationProperties("micms")
public record PlatformProperties(ZoneId timeZone, Currency currency) {}
