package io.micms.customer.customers.web;

import io.micms.customer.customers.Consent;
import io.micms.customer.customers.Customer;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a merge patch (RFC 7396) that a record does not know by itself. */
final class MergePatch {

    /** What a view shows and nobody can change; it may come back with a changed view, and is ignored then. */
    private static final Set<String> READ_ONLY = Set.of("id", "version", "createdAt", "updatedAt", "merged");

    private static final JsonMapper JSON = JsonMapper.shared();

    private MergePatch() {}

    static JsonNode editable(JsonNode body) {
        return body instanceof ObjectNode object ? object.deepCopy().remove(READ_ONLY) : body;
    }

    /** The patch with its nested objects filled up from the customer, as a record names these only as a whole. */
    static JsonNode mergeNested(JsonNode patch, Customer customer) {
        if (!(patch instanceof ObjectNode object)) {
            return patch;
        }
        ObjectNode merged = object.deepCopy();
        merge(merged, "attributes", JSON.valueToTree(customer.attributes()));
        Consent consent = customer.consent();
        merge(merged, "consent", consent == null ? JSON.createObjectNode() : JSON.valueToTree(consent));
        return merged;
    }

    private static void merge(ObjectNode patch, String field, ObjectNode present) {
        if (patch.get(field) instanceof ObjectNode named) {
            patch.set(field, present.setAll(named));
        }
    }
}
