package io.micms.campaign.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.content.TemplateVariable.Type;
import io.micms.campaign.content.VariableChoices.VariableGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VariableChoicesTest {

    private static final String OF_CUSTOMERS = "Customer’s attributes";
    private static final Map<String, Object> ATTRIBUTES = attributes();

    private static Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("plan", "");
        attributes.put("loyaltyPoints", 0);
        attributes.put("isStaff", false);
        attributes.put("shoe size", "");
        attributes.put("mother's name", "");
        attributes.put("both ' and \"", "");
        return attributes;
    }

    static List<TemplateVariable> offered() {
        return VariableChoices.all(ATTRIBUTES).stream()
                .flatMap(group -> group.variables().stream())
                .toList();
    }

    private static List<String> labels(Map<String, Object> attributes) {
        return VariableChoices.all(attributes).stream()
                .map(VariableGroup::label)
                .toList();
    }

    private static Map<String, String> snippets() {
        Map<String, String> snippets = new LinkedHashMap<>();
        VariableChoices.all(ATTRIBUTES).stream()
                .filter(group -> group.label().equals(OF_CUSTOMERS))
                .flatMap(group -> group.variables().stream())
                .forEach(variable -> snippets.put(variable.label(), variable.snippet()));
        return snippets;
    }

    @ParameterizedTest
    @MethodSource("offered")
    void whatIsOfferedIsValidInSubjectsAndInHtml(TemplateVariable variable) {
        assertThat(LiquidTemplates.check(variable.snippet(), false)).isEmpty();
        assertThat(LiquidTemplates.check(variable.snippet(), true)).isEmpty();
        assertThat(LiquidTemplates.check("{{ " + variable.name() + " }}", true)).isEmpty();
    }

    @Test
    void ordersProductsAndTheBrandAreOffered() {
        assertThat(offered().stream().map(TemplateVariable::name))
                .contains(
                        "customer.firstName",
                        "customer.tags",
                        "orders.average",
                        "order.placedAt",
                        "order.items",
                        "product.unitPrice",
                        "brand.websiteUrl",
                        "campaign.name",
                        "unsubscribe_url")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsAskedForMostComesFirst() {
        assertThat(labels(ATTRIBUTES))
                .containsExactly(
                        "Customer",
                        OF_CUSTOMERS,
                        "All orders",
                        "Last order",
                        "First product of the last order",
                        "Brand",
                        "This message");
        assertThat(labels(Map.of())).doesNotContain(OF_CUSTOMERS).hasSize(6);
    }

    @Test
    void attributesAreSaidByTheirTypes() {
        assertThat(snippets())
                .containsEntry("plan", "{{ customer.attributes.plan | default: '' }}")
                .containsEntry("loyaltyPoints", "{{ customer.attributes.loyaltyPoints | number }}")
                .containsEntry("isStaff", "{% if customer.attributes.isStaff %}…{% endif %}")
                .containsEntry("shoe size", "{{ customer.attributes['shoe size'] | default: '' }}")
                .containsEntry("mother's name", "{{ customer.attributes[\"mother's name\"] | default: '' }}")
                .doesNotContainKey("both ' and \"");
    }

    @Test
    void anAttributeInQuotesIsFoundInTheProfile() {
        String snippet = snippets().get("mother's name").replace("''", "'none'");

        assertThat(LiquidTemplates.renderText(
                        snippet, Map.of("customer", Map.of("attributes", Map.of("mother's name", "Meera")))))
                .isEqualTo("Meera");
        assertThat(LiquidTemplates.renderText(snippet, Map.of("customer", Map.of("attributes", Map.of()))))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void whatIsOfOneTypeIsSaidInOneWay(Type type) {
        String way = switch (type) {
            case TEXT -> "^\\{\\{ [^|]+( \\| default: '\\w*')? }}$";
            case NUMBER -> "^\\{\\{ [^|]+ \\| number }}$";
            case MONEY -> "^\\{\\{ [^|]+ \\| money }}$";
            case DATE -> "^\\{\\{ [^|]+ \\| date: 'long' }}$";
            case BOOLEAN -> "^\\{% if .+ %}…\\{% endif %}$";
            case LIST -> "^(\\{\\{ .+ \\| join: ', ' }}|\\{% for .+\\{% endfor %})$";
        };
        assertThat(offered().stream()
                        .filter(variable -> variable.type() == type)
                        .map(TemplateVariable::snippet))
                .isNotEmpty()
                .allMatch(snippet -> snippet.matches(way));
    }
}
