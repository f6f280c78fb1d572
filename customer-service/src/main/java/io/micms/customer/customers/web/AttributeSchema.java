package io.micms.customer.customers.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** What an attribute can be: Java only sees an object. */
@Component
class AttributeSchema implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        Schema<?> value = new Schema<>().anyOf(List.of(new StringSchema(), new NumberSchema(), new BooleanSchema()));
        api.getComponents()
                .getSchemas()
                .get("Customer")
                .addProperty("attributes", new ObjectSchema().additionalProperties(value));
    }
}
