package io.micms.campaign.segments;

import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.rules.RuleField.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What rules can ask about, with what there is to choose from. */
@Component
public class FieldChoices {

    private static final Set<String> SUGGESTED_VALUES = Set.of("city", "country", "tags");

    private final Profiles profiles;

    FieldChoices(Profiles profiles) {
        this.profiles = profiles;
    }

    /**
     * A field that can be asked about.
     *
     * @param where values by what it can be narrowed down by
     * @param values that customers have in it; empty where there are too many to be of use
     */
    public record FieldChoice(RuleField field, Map<Dimension, Collection<String>> where, List<String> values) {}

    public List<FieldChoice> all() {
        Map<Dimension, Collection<String>> seen = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            seen.put(dimension, profiles.valuesSeen(dimension));
        }
        List<FieldChoice> choices = new ArrayList<>();
        for (RuleField field : RuleField.fixed()) {
            Map<Dimension, Collection<String>> where = new EnumMap<>(Dimension.class);
            field.dimensions().forEach(dimension -> where.put(dimension, seen.get(dimension)));
            choices.add(new FieldChoice(
                    field,
                    where,
                    SUGGESTED_VALUES.contains(field.name()) ? profiles.valuesSeen(field.name()) : List.of()));
        }
        for (Map.Entry<String, Object> attribute : profiles.attributesSeen().entrySet()) {
            Type type = switch (attribute.getValue()) {
                case Number number -> Type.NUMBER;
                case Boolean flag -> Type.BOOLEAN;
                default -> Type.TEXT;
            };
            RuleField field = RuleField.attribute(attribute.getKey(), type);
            choices.add(new FieldChoice(
                    field, Map.of(), type == Type.TEXT ? profiles.valuesSeen(field.name()) : List.of()));
        }
        return choices;
    }
}
