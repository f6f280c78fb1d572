package io.micms.customer.customers;

import io.micms.platform.records.Place;
import io.micms.platform.records.ValueReader;
import io.micms.platform.records.Values;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/** What the values of a customer look like. */
final class CustomerValues {

    static final int MOST_TAGS = 100;

    static final ValueReader<String> EXTERNAL_ID = Values.line(200);
    static final ValueReader<String> NAME = Values.line(200);
    static final ValueReader<List<String>> IDS = Values.lines(1_000, 100);
    static final ValueReader<List<String>> TAGS = Values.lines(MOST_TAGS, 100);
    static final ValueReader<Instant> INSTANT = Values::instant;

    private static final int ATTRIBUTES = 100;
    private static final int ATTRIBUTE_NAME = 100;
    private static final ValueReader<String> ATTRIBUTE_TEXT = Values.line(1_000);
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1850, 1, 1);

    /** Letters and digits of any script (RFC 6531, RFC 5890), with the marks that belong to them. */
    private static final String ALPHANUMERIC = "\\p{L}\\p{M}\\p{Nd}";

    private static final String ATOM = "[" + ALPHANUMERIC + "!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL_AFTER_FIRST = "(?:[" + ALPHANUMERIC + "-]{0,61}[" + ALPHANUMERIC + "])";

    /** RFC 5321's limits on RFC 5322's dot-atoms: what mail servers take. No quoted local parts, no address literals. */
    private static final Pattern EMAIL = Pattern.compile("(?=.{3,254}$)(?=[^@]{1,64}@)"
            + (ATOM + "(?:\\." + ATOM + ")*")
            + ("@(?:[" + ALPHANUMERIC + "]" + LABEL_AFTER_FIRST + "?\\.)+\\p{L}" + LABEL_AFTER_FIRST));

    private static final ValueReader<String> EMAIL_LINE = Values.line(320);

    static final ValueReader<String> PHONE_LINE = Values.line(40);

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** The JDK makes this set anew each time it is asked, which would be half of what reading a record costs. */
    private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private static final ValueReader<String> SHORT_LINE = Values.line(60);

    private CustomerValues() {}

    static @Nullable String email(JsonNode value, Place place) {
        String email = EMAIL_LINE.read(value, place);
        if (email == null) {
            return null;
        }
        // The same letters may come in two forms; RFC 6532, section 3.1, names the one to send.
        String composed = Normalizer.normalize(email, Normalizer.Form.NFC);
        return EMAIL.matcher(composed).matches() ? composed : place.fault("This is not an e-mail address.");
    }

    static @Nullable String country(JsonNode value, Place place) {
        String country = SHORT_LINE.read(value, place);
        if (country == null) {
            return null;
        }
        String code = country.toUpperCase(Locale.ROOT);
        return isCountry(code) ? code : place.fault("A country is its two-letter code (ISO 3166-1), like IN.");
    }

    static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    static @Nullable String birthDate(JsonNode value, Place place) {
        LocalDate date = Values.date(value, place);
        if (date == null) {
            return null;
        }
        // The easternmost zone's today, as nobody says in which zone the date is meant.
        if (date.isAfter(LocalDate.now(ZoneOffset.ofHours(14)))) {
            return place.fault("A date of birth is not in the future.");
        }
        if (date.isBefore(EARLIEST_BIRTH)) {
            return place.fault("A date of birth is not before 1850.");
        }
        return date.toString();
    }

    static @Nullable String timeZone(JsonNode value, Place place) {
        String zone = SHORT_LINE.read(value, place);
        if (zone == null) {
            return null;
        }
        return TIME_ZONES.contains(zone)
                ? zone
                : place.fault("A time zone is a name from the IANA database, like Asia/Kolkata.");
    }

    static @Nullable Map<String, Object> attributes(JsonNode value, Place place) {
        if (!value.isObject()) {
            return place.fault("An object of names and values is expected here.");
        }
        if (value.size() > ATTRIBUTES) {
            return place.fault("At most %d attributes are allowed; these are %d.".formatted(ATTRIBUTES, value.size()));
        }
        Map<String, Object> attributes = new TreeMap<>();
        value.properties().forEach(attribute -> {
            Place at = place.member(attribute.getKey());
            Object scalar = isAttributeName(attribute.getKey(), at) ? scalar(attribute.getValue(), at) : null;
            if (scalar != null) {
                attributes.put(attribute.getKey(), scalar);
            }
        });
        return Collections.unmodifiableMap(attributes);
    }

    private static boolean isAttributeName(String name, Place place) {
        if (name.isBlank() || name.length() > ATTRIBUTE_NAME) {
            place.fault("The name of an attribute has 1 to %d characters.".formatted(ATTRIBUTE_NAME));
            return false;
        }
        if (name.contains(".") || name.contains("$") || name.codePoints().anyMatch(Values::isUnprintable)) {
            place.fault("The name of an attribute has no dot, no $ and no control character.");
            return false;
        }
        return true;
    }

    private static @Nullable Object scalar(JsonNode value, Place place) {
        if (value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return ATTRIBUTE_TEXT.read(value, place);
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        // A number beyond what a double holds is read as an infinite one.
        if (value instanceof NumericNode number) {
            return number.isNaN() ? tooLong(place) : number(number.decimalValue(), place);
        }
        return place.fault("An attribute is text, a number, or true or false.");
    }

    private static @Nullable Number tooLong(Place place) {
        return place.fault("A number has at most 15 digits before the point and 30 after it.");
    }

    private static @Nullable Number number(BigDecimal number, Place place) {
        if (number.precision() - number.scale() > 15 || number.scale() > 30) {
            return tooLong(place);
        }
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() <= 0) {
            return plain.longValueExact();
        }
        return plain.doubleValue();
    }

    static @Nullable Consent consent(JsonNode value, Place place) {
        if (!value.isObject()) {
            return place.fault("An object with email and sms is expected here.");
        }
        for (String name : value.propertyNames()) {
            if (!name.equals("email") && !name.equals("sms")) {
                place.member(name).fault("There is no field with this name.");
            }
        }
        return new Consent(flag(value, "email", place), flag(value, "sms", place));
    }

    private static @Nullable Boolean flag(JsonNode consent, String channel, Place place) {
        JsonNode value = consent.get(channel);
        return value == null || value.isNull() ? null : Values.flag(value, place.member(channel));
    }
}
