package io.micms.platform.openapi;

import io.micms.platform.web.ListQuery;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Describes a {@link ListQuery} as the parameters that it is read from. */
final class ListParameters implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == ListQuery.class)) {
            operation
                    .addParametersItem(parameter(
                            "limit",
                            "items per page",
                            new IntegerSchema()
                                    .minimum(BigDecimal.ONE)
                                    .maximum(BigDecimal.valueOf(ListQuery.LIMIT_AT_MOST))
                                    ._default(ListQuery.LIMIT_BY_DEFAULT)))
                    .addParametersItem(parameter("cursor", "nextCursor of the page before", new StringSchema()))
                    .addParametersItem(
                            parameter("sort", "a field, with a minus before it for descending", new StringSchema()))
                    .addParametersItem(parameter("search", "words to look for", new StringSchema()));
        }
        return operation;
    }

    private static Parameter parameter(String name, String description, Schema<?> schema) {
        return new Parameter()
                .in("query")
                .name(name)
                .description(description)
                .required(false)
                .schema(schema);
    }
}
