package io.micms.campaign.delivery;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.profiles.CustomerCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which clock somebody lives by: the one that their customer record names, else that of most people in their country, else
 * the platform's.
 */
@Component
class TimeZones {

    private final Map<String, ZoneId> byCountry;
    private final ZoneId platform;

    TimeZones(PlatformProperties platform) {
        this.platform = platform.timeZone();
        this.byCountry = mainZones();
    }

    private static Map<String, ZoneId> mainZones() {
        Properties lines = new Properties();
        try (InputStream file = TimeZones.class.getResourceAsStream("main-time-zones.properties");
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, ZoneId> zones = new HashMap<>();
        lines.forEach((country, zone) -> zones.put(country.toString(), ZoneId.of(zone.toString())));
        return Map.copyOf(zones);
    }

    ZoneId of(CustomerCopy customer) {
        return zone(customer.timeZone())
                .or(() -> Optional.ofNullable(customer.country())
                        .map(country -> byCountry.get(country.toUpperCase(Locale.ROOT))))
                .orElse(platform);
    }

    private static Optional<ZoneId> zone(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
