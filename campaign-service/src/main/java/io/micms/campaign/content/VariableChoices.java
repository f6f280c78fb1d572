package io.micms.campaign.content;

import io.micms.campaign.content.TemplateVariable.Type;
import io.micms.campaign.content.TemplateVariables.Shape;
import io.micms.campaign.profiles.Profiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What there is for templates to say, for people to choose from. */
@Component
public class VariableChoices {

    static final String MESSAGE = "This message";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Profiles profiles;

    VariableChoices(Profiles profiles) {
        this.profiles = profiles;
    }

    /** @param label what its variables say something of */
    public record VariableGroup(String label, List<TemplateVariable> variables) {}

    /** All that templates know, and the attributes that customers have had; what is asked for most comes first. */
    public List<VariableGroup> all() {
        return all(profiles.attributesSeen());
    }

    /** @param attributes with a value for example */
    static List<VariableGroup> all(Map<String, Object> attributes) {
        Map<String, List<TemplateVariable>> groups = new LinkedHashMap<>();
        TemplateVariables.roots().forEach((name, shape) -> {
            switch (shape) {
                case Shape.Group group ->
                    groups.computeIfAbsent(group.label(), label -> new ArrayList<>())
                            .addAll(members(name, group));
                case Shape.Value value ->
                    groups.computeIfAbsent(MESSAGE, label -> new ArrayList<>()).addAll(variables(name, value));
                case Shape.Many sameAsTheOrders -> {}
                case Shape.Anything unknown -> {}
            }
            if (name.equals("customer") && !attributes.isEmpty()) {
                groups.put("Customer’s attributes", attributes(attributes));
            }
        });
        return groups.entrySet().stream()
                .map(group -> new VariableGroup(group.getKey(), group.getValue()))
                .toList();
    }

    private static List<TemplateVariable> members(String parent, Shape.Group group) {
        return group.members().entrySet().stream()
                .flatMap(member -> variables(parent + "." + member.getKey(), member.getValue()).stream())
                .toList();
    }

    private static List<TemplateVariable> variables(String name, Shape shape) {
        return switch (shape) {
            case Shape.Value value ->
                List.of(new TemplateVariable(name, value.label(), value.type(), snippet(name, value)));
            case Shape.Many many ->
                List.of(new TemplateVariable(
                        name,
                        many.label(),
                        Type.LIST,
                        many.element() instanceof Shape.Group
                                ? "{%% for item in %s %%}{{ item.name }} {%% endfor %%}".formatted(name)
                                : "{{ %s | join: ', ' }}".formatted(name)));
            // Attributes are those of the data.
            case Shape.Group group -> members(name, group);
            case Shape.Anything anything -> List.of();
        };
    }

    private static List<TemplateVariable> attributes(Map<String, Object> seen) {
        List<TemplateVariable> variables = new ArrayList<>();
        seen.forEach((name, example) -> {
            String path = path(name);
            if (path != null) {
                Type type = switch (example) {
                    case Number number -> Type.NUMBER;
                    case Boolean flag -> Type.BOOLEAN;
                    default -> Type.TEXT;
                };
                Shape.Value value = new Shape.Value(name, type, type == Type.TEXT ? "" : null);
                variables.add(new TemplateVariable(path, name, type, snippet(path, value)));
            }
        });
        return variables;
    }

    /** @return null where Liquid has no way to write it: what is quoted cannot be escaped */
    private static @Nullable String path(String attribute) {
        String attributes = "customer.attributes";
        if (IDENTIFIER.matcher(attribute).matches()) {
            return attributes + "." + attribute;
        }
        if (!attribute.contains("'")) {
            return "%s['%s']".formatted(attributes, attribute);
        }
        return attribute.contains("\"") ? null : "%s[\"%s\"]".formatted(attributes, attribute);
    }

    private static String snippet(String name, Shape.Value value) {
        return switch (value.type()) {
            case TEXT, LIST ->
                value.otherwise() == null
                        ? "{{ %s }}".formatted(name)
                        : "{{ %s | default: '%s' }}".formatted(name, value.otherwise());
            case NUMBER -> "{{ %s | number }}".formatted(name);
            case MONEY -> "{{ %s | money }}".formatted(name);
            case DATE -> "{{ %s | date: 'long' }}".formatted(name);
            case BOOLEAN -> "{%% if %s %%}…{%% endif %%}".formatted(name);
        };
    }
}
