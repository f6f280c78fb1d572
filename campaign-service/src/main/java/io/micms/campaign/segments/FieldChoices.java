package io.micms.campaign.segments;

import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.MostFrequent;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.rules.RuleField.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What rules can ask about, with what there is to choose from. */
@Component
public class FieldChoices {

    /** Enough for every value that one customer in a few hundred has. */
    private static final int SAMPLE = 1_000;

    private static final int VALUES_SHOWN = 50;

    private final Profiles profiles;

    FieldChoices(Profiles profiles) {
        this.profiles = profiles;
    }

    /**
     * A field that can be asked about.
     *
     * @param where values by what it can be narrowed down by
     * @param values that customers have in it; the most frequent first; empty where there are too many to be of use
     */
    public record FieldChoice(RuleField field, Map<Dimension, List<String>> where, List<String> values) {}

    public List<FieldChoice> all() {
        SeenValues values = new SeenValues();
        List<Profile> sample = profiles.samplePeople(SAMPLE);
        sample.stream().map(Profile::customer).forEach(values::take);
        Map<Dimension, List<String>> seen =
                profiles.valuesSeen(sample.stream().map(Profile::id).toList());
        List<FieldChoice> choices = new ArrayList<>();
        for (RuleField field : RuleField.fixed()) {
            Map<Dimension, List<String>> where = new EnumMap<>(Dimension.class);
            field.dimensions().forEach(dimension -> where.put(dimension, seen.get(dimension)));
            choices.add(new FieldChoice(field, where, values.of(field)));
        }
        for (Map.Entry<String, Object> attribute : profiles.attributesSeen().entrySet()) {
            Type type = switch (attribute.getValue()) {
                case Number number -> Type.NUMBER;
                case Boolean flag -> Type.BOOLEAN;
                default -> Type.TEXT;
            };
            RuleField field = RuleField.attribute(attribute.getKey(), type);
            choices.add(new FieldChoice(field, Map.of(), values.of(field)));
        }
        return choices;
    }

    /** How many customers of a sample have which text in a field. */
    private static final class SeenValues {

        private final Map<String, Map<String, Integer>> byField = new HashMap<>();

        void take(CustomerCopy customer) {
            count("city", Stream.ofNullable(customer.city()));
            count("country", Stream.ofNullable(customer.country()));
            count("tags", customer.tags().stream());
            customer.attributes()
                    .forEach((name, value) -> count(
                            RuleField.ATTRIBUTES + name,
                            Stream.of(value).filter(String.class::isInstance).map(String.class::cast)));
        }

        private void count(String field, Stream<String> values) {
            Map<String, Integer> counts = byField.computeIfAbsent(field, absent -> new HashMap<>());
            values.forEach(value -> counts.merge(value, 1, Integer::sum));
        }

        List<String> of(RuleField field) {
            // What only one has may be somebody's secret, such as another address.
            int atLeast = field.name().startsWith(RuleField.ATTRIBUTES) ? 2 : 1;
            Map<String, Integer> shown = new HashMap<>(byField.getOrDefault(field.name(), Map.of()));
            shown.values().removeIf(seen -> seen < atLeast);
            return MostFrequent.of(shown, VALUES_SHOWN);
        }
    }
}
