package io.micms.customer.customers;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What holds for the whole platform.
 *
 * @param defaultRegion whose phone numbers are meant where no country code is given, by its two-letter code of ISO 3166-1
 * @param timeZone in which a date without a time is meant
 */
@ConfigurationProperties("micms")
public record PlatformProperties(String defaultRegion, ZoneId timeZone) {

    public PlatformProperties {
        if (!CustomerValues.isCountry(defaultRegion)) {
            throw new IllegalArgumentException(
                    "micms.default-region is a two-letter code of ISO 3166-1, like IN; '%s' is none."
                            .formatted(defaultRegion));
        }
    }
}
