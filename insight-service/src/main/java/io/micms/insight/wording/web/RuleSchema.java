package io.micms.insight.wording.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** The shape of a rule, which campaign-service owns and describes in the same way. */
@Component
class RuleSchema implements OpenApiCustomizer {

    private static final String GROUP = "RuleGroup";
    private static final String CONDITION = "RuleCondition";
    private static final String SCALAR = "RuleScalar";

    @Override
    public void customise(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        for (String holder : List.of("WordsAnswer", "RuleToDescribe")) {
            schemas.get(holder).addProperty("rule", reference(GROUP));
        }
        schemas.put(GROUP, group());
        schemas.put(CONDITION, condition());
        schemas.put(SCALAR, anyOf(new StringSchema(), new NumberSchema(), new BooleanSchema()));
    }

    private static Schema<?> group() {
        return new ObjectSchema()
                .addProperty("combinator", new StringSchema()._enum(List.of("and", "or")))
                .addProperty("not", new BooleanSchema())
                .addProperty("rules", new ArraySchema().items(anyOf(reference(CONDITION), reference(GROUP))))
                .required(List.of("combinator", "rules"));
    }

    private static Schema<?> condition() {
        return new ObjectSchema()
                .addProperty("field", new StringSchema())
                .addProperty("operator", new StringSchema().description("one of the field's operators"))
                .addProperty("value", anyOf(reference(SCALAR), new ArraySchema().items(reference(SCALAR))))
                .addProperty("within", new StringSchema().description("ISO-8601 period back from now"))
                .addProperty(
                        "where",
                        new ObjectSchema()
                                .additionalProperties(new ArraySchema().items(new StringSchema()))
                                .description("what is counted"))
                .required(List.of("field", "operator"));
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
    }

    private static Schema<?> anyOf(Schema<?>... schemas) {
        return new Schema<>().anyOf(List.of(schemas));
    }
}
