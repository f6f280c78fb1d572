package io.micms.platform.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * What holds for every operation: it is tagged with its resource and called {@code resource_method}, it may answer with
 * a problem, and posting to a list creates.
 */
final class ApiConventions implements OpenApiCustomizer {

    private static final Pattern RESOURCE = Pattern.compile("/api/([^/]+).*");
    /** What springdoc appends to the name of a method that another controller has too. */
    private static final Pattern COUNTED = Pattern.compile("_\\d+$");

    private static final String PROBLEM = "Problem";
    private static final String UNDESCRIBED = "OK";

    private final SchemaNames names;

    ApiConventions(SchemaNames names) {
        this.names = names;
    }

    @Override
    public void customise(OpenAPI api) {
        names.refuseClashes();
        api.getPaths().forEach((path, item) -> {
            String resource = resource(path);
            for (Operation operation : item.readOperations()) {
                String method = COUNTED.matcher(operation.getOperationId()).replaceFirst("");
                operation.operationId(method.equals(resource) ? resource : resource + "_" + method);
                operation.tags(List.of(resource));
                operation.getResponses().addApiResponse("default", new ApiResponse().$ref(PROBLEM));
            }
            if (isList(item.getGet()) && item.getPost() != null) {
                creates(item.getPost().getResponses());
                item.getPost().addParametersItem(idempotencyKey());
            }
        });
        api.getComponents().addResponses(PROBLEM, problemResponse());
        api.getComponents().addSchemas(PROBLEM, problem()).addSchemas("Fault", fault());
    }

    private static String resource(String path) {
        Matcher matcher = RESOURCE.matcher(path);
        if (!matcher.matches()) {
            throw new IllegalStateException(path + " is outside /api");
        }
        return matcher.group(1);
    }

    private static boolean isList(@Nullable Operation get) {
        if (get == null || get.getResponses().get("200") == null) {
            return false;
        }
        Content content = get.getResponses().get("200").getContent();
        return content != null
                && content.values().stream()
                        .map(MediaType::getSchema)
                        .anyMatch(schema ->
                                schema.get$ref() != null && schema.get$ref().endsWith("Page"));
    }

    /** Which status a {@code ResponseEntity} will have cannot be seen; one that is described beside 201 is kept. */
    private static void creates(ApiResponses responses) {
        ApiResponse ok = responses.get("200");
        if (ok == null || responses.containsKey("201")) {
            return;
        }
        responses.addApiResponse("201", new ApiResponse().description("Created").content(ok.getContent()));
        if (UNDESCRIBED.equals(ok.getDescription())) {
            responses.remove("200");
        }
    }

    private static Parameter idempotencyKey() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .description(
                        "Any text of the caller's choice. Sent twice within a day, it makes one thing and gets one answer.")
                .schema(new StringSchema().maxLength(255));
    }

    private static ApiResponse problemResponse() {
        return new ApiResponse()
                .description("What went wrong (RFC 9457)")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType()
                                        .schema(new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + PROBLEM))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().format("uri-reference"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty(
                        "errors",
                        new ArraySchema().items(new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + "Fault")))
                .required(List.of("status", "title"));
    }

    private static Schema<?> fault() {
        return new ObjectSchema()
                .description("One thing that is wrong with the input")
                .addProperty(
                        "pointer", new StringSchema().description("JSON pointer (RFC 6901) into the request's body"))
                .addProperty("detail", new StringSchema())
                .required(List.of("detail", "pointer"));
    }
}
