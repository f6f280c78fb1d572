package io.micms.platform.persons;

import io.micms.platform.problem.InvalidParameter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Everything that this service holds of a person, written as it is read. For other services; the gateway does not lead here. */
@RestController
class PersonController {

    private static final int IDS_AT_MOST = 100;

    private final List<PersonalData> kinds;
    private final JsonMapper json;

    PersonController(List<PersonalData> kinds, JsonMapper json) {
        this.kinds = kinds;
        this.json = json;
    }

    /** @param id the person's customer ids: their own, and of those who are merged into them */
    @GetMapping("/internal/persons")
    ResponseEntity<StreamingResponseBody> held(@RequestParam(required = false) @Nullable List<String> id) {
        Set<String> ids = id == null ? Set.of() : new TreeSet<>(id);
        if (ids.isEmpty() || ids.size() > IDS_AT_MOST) {
            throw new InvalidParameter("id", "id is given 1 to %d times.".formatted(IDS_AT_MOST));
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(output -> {
            try (JsonGenerator out = json.createGenerator(output)) {
                out.writeStartObject();
                for (PersonalData kind : kinds) {
                    out.writeName(kind.kind());
                    out.writeStartArray();
                    try (Stream<?> held = kind.heldOf().apply(ids)) {
                        held.forEach(out::writePOJO);
                    }
                    out.writeEndArray();
                }
                out.writeEndObject();
            }
        });
    }
}
