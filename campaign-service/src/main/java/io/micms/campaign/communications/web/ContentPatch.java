package io.micms.campaign.communications.web;

import io.micms.campaign.communications.Communication;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A merge patch (RFC 7396) of an entry made by hand. */
final class ContentPatch {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> MEMBERS = Set.of("text", "tags", "task");
    private static final Set<String> TASK_MEMBERS = Set.of("dueAt", "assignee");

    private ContentPatch() {}

    /** @throws InvalidInput if the patch names what cannot be changed, or a value of a wrong type */
    static Communication.Content apply(JsonNode patch, Communication.Content present) {
        if (!(patch instanceof ObjectNode changes)) {
            throw new InvalidInput("", "A merge patch is a JSON object.");
        }
        List<Fault> faults = new ArrayList<>();
        unknown(changes, "", MEMBERS, "Only text, tags and task can be changed.", faults);
        if (changes.get("task") instanceof ObjectNode task) {
            unknown(
                    task,
                    "/task",
                    TASK_MEMBERS,
                    "Only dueAt and assignee can be changed; a task is completed by POST to …/done.",
                    faults);
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        ObjectNode merged = JSON.valueToTree(present);
        merge(merged, changes);
        try {
            return JSON.treeToValue(merged, Communication.Content.class);
        } catch (JacksonException e) {
            throw new InvalidInput(Fault.pointer(e), "This value does not have the type that belongs here.");
        }
    }

    private static void unknown(
            ObjectNode changes, String parent, Set<String> known, String detail, List<Fault> faults) {
        changes.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(new Fault(Fault.pointer(parent, name), detail)));
    }

    private static void merge(ObjectNode target, ObjectNode changes) {
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else if (change.getValue() instanceof ObjectNode nested) {
                ObjectNode inner = target.get(change.getKey()) instanceof ObjectNode object
                        ? object
                        : target.putObject(change.getKey());
                merge(inner, nested);
            } else {
                target.set(change.getKey(), change.getValue());
            }
        });
    }
}
