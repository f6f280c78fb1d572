package io.micms.benchmarks.customers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Made-up people, each with everything that a record can say. */
final class People {

    static final List<String> CITIES = List.of(
            "Pune", "Mumbai", "Delhi", "Bengaluru", "Chennai", "Kolkata", "Hyderabad", "Jaipur", "Surat", "Kochi");
    static final List<String> COLUMNS = List.of(
            "externalId",
            "firstName",
            "lastName",
            "email",
            "phone",
            "city",
            "country",
            "birthDate",
            "tags",
            "timeZone",
            "attributes.plan",
            "attributes.loyaltyPoints",
            "consent.email",
            "consent.sms");

    private static final List<String> FIRST =
            List.of("Asha", "Ravi", "Meera", "Arjun", "Diya", "Kabir", "Isha", "Rohan", "Tara", "Vikram", "Nisha");
    private static final List<String> LAST = List.of(
            "Rao",
            "Sharma",
            "Iyer",
            "Patel",
            "Singh",
            "Das",
            "Nair",
            "Kulkarni",
            "Mehta",
            "Bose",
            "Reddy",
            "Gill",
            "Joshi");

    private People() {}

    static String externalId(int person) {
        // Scattered, as they come from elsewhere.
        return "C-%08x-%d".formatted(person * 0x9E3779B1, person);
    }

    private static String city(int person, int state) {
        return CITIES.get((person + state) % CITIES.size());
    }

    /** @param state counts up; each differs from the one before in the city, the tags and an attribute */
    static Map<String, Object> json(int person, int state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("externalId", externalId(person));
        json.put("firstName", FIRST.get(person % FIRST.size()));
        json.put("lastName", LAST.get(person % LAST.size()));
        json.put("email", "person" + person + "@example.com");
        json.put("phone", "+91" + (9_000_000_000L + person));
        json.put("city", city(person, state));
        json.put("country", "IN");
        json.put("birthDate", "19%02d-%02d-%02d".formatted(50 + person % 50, 1 + person % 12, 1 + person % 28));
        json.put("tags", List.of("vip", "round-" + state));
        json.put("timeZone", "Asia/Kolkata");
        json.put("attributes", Map.of("plan", "gold", "loyaltyPoints", person % 1000 + state));
        json.put("consent", Map.of("email", true, "sms", person % 2 == 0));
        return json;
    }

    /** The same as a line of a table with these {@link #COLUMNS}. */
    static String csv(int person) {
        Map<String, Object> json = json(person, 0);
        List<String> cells = new ArrayList<>();
        for (String column : COLUMNS) {
            String[] path = column.split("\\.");
            Object value = json.get(path[0]);
            if (path.length > 1 && value instanceof Map<?, ?> inner) {
                value = inner.get(path[1]);
            }
            cells.add(
                    value instanceof List<?> list
                            ? String.join(
                                    "|", list.stream().map(String::valueOf).toList())
                            : String.valueOf(value));
        }
        return String.join(",", cells) + "\n";
    }
}
