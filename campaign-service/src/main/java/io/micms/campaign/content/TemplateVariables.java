package io.micms.campaign.content;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What templates can say of the recipient and of the brand. */
final class TemplateVariables {

    /** What stands behind a name. */
    sealed interface Shape {

        /** Text, a number, a moment, or true or false. */
        record Value() implements Shape {}

        /** Of which nothing is known before the rendering. */
        record Anything() implements Shape {}

        record Many(Shape element) implements Shape {}

        /** @param open whether it may have members of any other name, too */
        record Group(Map<String, Shape> members, boolean open) implements Shape {}
    }

    static final Shape ANYTHING = new Shape.Anything();
    private static final Shape VALUE = new Shape.Value();

    private static final Shape PRODUCT =
            group("name", VALUE, "sku", VALUE, "category", VALUE, "quantity", VALUE, "unitPrice", VALUE);

    private static final Map<String, Shape> ALL = Map.of(
            "customer",
            group(
                    "firstName",
                    VALUE,
                    "lastName",
                    VALUE,
                    "name",
                    VALUE,
                    "externalId",
                    VALUE,
                    "email",
                    VALUE,
                    "phone",
                    VALUE,
                    "city",
                    VALUE,
                    "country",
                    VALUE,
                    "birthDate",
                    VALUE,
                    "createdAt",
                    VALUE,
                    "tags",
                    new Shape.Many(VALUE),
                    "attributes",
                    new Shape.Group(Map.of(), true)),
            "orders",
            group("count", VALUE, "total", VALUE, "average", VALUE, "lastAt", VALUE),
            "order",
            group(
                    "number",
                    VALUE,
                    "placedAt",
                    VALUE,
                    "status",
                    VALUE,
                    "channel",
                    VALUE,
                    "currency",
                    VALUE,
                    "total",
                    VALUE,
                    "items",
                    new Shape.Many(PRODUCT)),
            "product",
            PRODUCT,
            "products",
            new Shape.Many(PRODUCT),
            "brand",
            group("name", VALUE, "websiteUrl", VALUE, "logoUrl", VALUE, "postalAddress", VALUE, "color", VALUE),
            "campaign",
            group("name", VALUE),
            "unsubscribe_url",
            VALUE);

    /** What people here write themselves, so that it may be markup. */
    private static final Set<String> TRUSTED = Set.of("brand", "campaign", "unsubscribe_url");

    private TemplateVariables() {}

    private static Shape group(Object... namesAndShapes) {
        Map<String, Shape> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            members.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
        }
        return new Shape.Group(members, false);
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
            case Shape.Value value -> "size".equals(name) ? Optional.of(VALUE) : Optional.empty();
            case Shape.Many many ->
                switch (name) {
                    case null -> Optional.of(many.element());
                    case "first", "last" -> Optional.of(many.element());
                    case "size" -> Optional.of(VALUE);
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
