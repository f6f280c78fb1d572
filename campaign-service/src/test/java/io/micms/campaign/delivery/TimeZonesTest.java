package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.profiles.CustomerCopy;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeZonesTest {

    private final TimeZones zones =
            new TimeZones(new PlatformProperties(ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY")));

    private static CustomerCopy customer(@Nullable String zone, @Nullable String country) {
        return new CustomerCopy(
                "c", 1, null, null, null, null, null, null, country, null, zone, List.of(), Map.of(), null, null, null,
                List.of(), null, null);
    }

    @Test
    void theCustomersOwnComesFirstThenTheCountrysThenThePlatforms() {
        assertThat(zones.of(customer("America/Chicago", "IN"))).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(zones.of(customer(null, "in"))).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(zones.of(customer("Mars/Olympus", "DE"))).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(zones.of(customer(null, "Atlantis"))).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(zones.of(customer(null, null))).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void everyCountryHasOne() {
        assertThat(Arrays.stream(Locale.getISOCountries())
                        // Nobody lives on Bouvet Island and on Heard and McDonald Islands.
                        .filter(country -> !List.of("BV", "HM").contains(country))
                        .filter(country -> zones.of(customer(null, country)).equals(ZoneId.of("Asia/Tokyo"))))
                .containsExactly("JP");
    }
}
