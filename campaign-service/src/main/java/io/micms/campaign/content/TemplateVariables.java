package io.micms.campaign.content;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What templates can say of the recipient and of the brand. */
final class TemplateVariables {

    /** What stands behind a name. */
    sealed interface Shape {

        /**
         * Text, a number, a moment, or true or false.
         *
         * @param label for people
         * @param otherwise what is said to those who have none, to begin with; null where all have one, or need nothing said
         */
        record Value(
                String label,
                TemplateVariable.Type type,
                @Nullable String otherwise) implements Shape {}

        /** Of which nothing is known before the rendering. */
        record Anything() implements Shape {}

        record Many(String label, Shape element) implements Shape {}

        /** @param open whether it may have members of any other name, too */
        record Group(String label, Map<String, Shape> members, boolean open) implements Shape {}
    }

    static final Shape ANYTHING = new Shape.Anything();
    private static final Shape SIZE = number("Size");

    private static final Shape.Group PRODUCT = group("First product of the last order", members -> {
        members.put("name", text("Name"));
        members.put("category", text("Category"));
        members.put("quantity", number("Quantity"));
        members.put("unitPrice", money("Unit price"));
        members.put("sku", text("SKU"));
    });

    /** In the order in which people are shown them. */
    private static final Map<String, Shape> ALL = new LinkedHashMap<>();

    static {
        ALL.put("customer", group("Customer", members -> {
            members.put("firstName", textOr("there", "First name"));
            members.put("lastName", text("Last name"));
            members.put("name", textOr("there", "Full name"));
            members.put("city", textOr("", "City"));
            members.put("country", textOr("", "Country"));
            members.put("email", text("E-mail"));
            members.put("phone", text("Phone"));
            members.put("birthDate", date("Date of birth"));
            members.put("createdAt", date("Date added"));
            members.put("tags", new Shape.Many("Tags", text("Tag")));
            members.put("externalId", text("External id"));
            members.put("attributes", new Shape.Group("Attributes", Map.of(), true));
        }));
        ALL.put("orders", group("All orders", members -> {
            members.put("count", number("Number of orders"));
            members.put("total", money("Total of orders"));
            members.put("average", money("Average order"));
            members.put("lastAt", date("Last order"));
        }));
        ALL.put("order", group("Last order", members -> {
            members.put("number", text("Number"));
            members.put("placedAt", date("Date"));
            members.put("total", money("Total"));
            members.put("status", text("Status"));
            members.put("channel", text("Channel"));
            members.put("currency", text("Currency"));
            members.put("items", new Shape.Many("Each product", PRODUCT));
        }));
        ALL.put("products", new Shape.Many("Each product of the last order", PRODUCT));
        ALL.put("product", PRODUCT);
        ALL.put("brand", group("Brand", members -> {
            members.put("name", text("Name"));
            members.put("websiteUrl", text("Website"));
            members.put("logoUrl", text("Logo"));
            members.put("postalAddress", text("Postal address"));
            members.put("color", text("Colour"));
        }));
        ALL.put(
                "campaign",
                group(VariableChoices.MESSAGE, members -> members.put("name", text("Name of the campaign"))));
        ALL.put("unsubscribe_url", text("Unsubscribe link"));
    }

    /** What people here write themselves, so that it may be markup. */
    private static final Set<String> TRUSTED = Set.of("brand", "campaign", "unsubscribe_url");

    private TemplateVariables() {}

    private static Shape.Group group(String label, Consumer<Map<String, Shape>> named) {
        Map<String, Shape> members = new LinkedHashMap<>();
        named.accept(members);
        return new Shape.Group(label, Collections.unmodifiableMap(members), false);
    }

    private static Shape text(String label) {
        return new Shape.Value(label, TemplateVariable.Type.TEXT, null);
    }

    private static Shape textOr(String otherwise, String label) {
        return new Shape.Value(label, TemplateVariable.Type.TEXT, otherwise);
    }

    private static Shape number(String label) {
        return new Shape.Value(label, TemplateVariable.Type.NUMBER, null);
    }

    private static Shape money(String label) {
        return new Shape.Value(label, TemplateVariable.Type.MONEY, null);
    }

    private static Shape date(String label) {
        return new Shape.Value(label, TemplateVariable.Type.DATE, null);
    }

    /** All that has a name of its own, in the order in which people are shown it. */
    static Map<String, Shape> roots() {
        return Collections.unmodifiableMap(ALL);
    }

    static Optional<Shape> root(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static boolean isTrusted(String root) {
        return TRUSTED.contains(root);
    }

    /** @return empty if there is no such member */
    static Optional<Shape> member(Shape shape, @Nullable String name) {
        return switch (shape) {
            case Shape.Anything anything -> Optional.of(anything);
            case Shape.Value value -> "size".equals(name) ? Optional.of(SIZE) : Optional.empty();
            case Shape.Many many ->
                switch (name) {
                    case null -> Optional.of(many.element());
                    case "first", "last" -> Optional.of(many.element());
                    case "size" -> Optional.of(SIZE);
                    default -> Optional.empty();
                };
            case Shape.Group group -> {
                Shape found = name == null ? null : group.members().get(name);
                yield found != null || !group.open() ? Optional.ofNullable(found) : Optional.of(ANYTHING);
            }
        };
    }

    /** The name that a mistaken one comes closest to; empty if none is close. */
    static Optional<String> likeliest(Shape parent, String mistaken) {
        return parent instanceof Shape.Group group ? likeliest(group.members().keySet(), mistaken) : Optional.empty();
    }

    static Optional<String> likeliestRoot(String mistaken) {
        return likeliest(ALL.keySet(), mistaken);
    }

    static Optional<String> likeliest(Set<String> known, String mistaken) {
        String best = null;
        int least = Math.max(2, mistaken.length() / 3) + 1;
        for (String candidate : new TreeSet<>(known)) {
            int distance = distance(candidate.toLowerCase(Locale.ROOT), mistaken.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** After Levenshtein. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
