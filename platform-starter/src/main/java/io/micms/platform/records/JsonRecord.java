package io.micms.platform.records;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A JSON object being read strictly: every fault is collected, and a field that nobody asked for is one. */
public final class JsonRecord {

    /** Reasons travel in the header of a dead letter and in answers, so a record that is nothing but faults gets no more. */
    private static final int FAULTS = 100;

    private final JsonNode object;
    private final List<Fault> faults = new ArrayList<>();
    private final Place root = new Place("", faults);
    private final Set<String> known = new HashSet<>();

    /** @throws InvalidRecord if the body is not an object */
    public JsonRecord(JsonNode body) {
        if (!body.isObject()) {
            throw new InvalidRecord("", "A JSON object is expected here.");
        }
        this.object = body;
    }

    public <T> Change<T> change(String field, ValueReader<T> reader) {
        known.add(field);
        JsonNode value = object.get(field);
        if (value == null) {
            return Change.none();
        }
        return Change.to(value.isNull() ? null : reader.read(value, root.member(field)));
    }

    /** A field that cannot be cleared: null is a fault, with {@code reason} as its detail. */
    public <T> Change<T> change(String field, ValueReader<T> reader, String reason) {
        if (object.path(field).isNull()) {
            known.add(field);
            root.member(field).fault(reason);
            return Change.none();
        }
        Change<T> change = change(field, reader);
        return change.value() == null ? Change.none() : change;
    }

    public Place place(String field) {
        return root.member(field);
    }

    public boolean names(String field) {
        return object.has(field);
    }

    /** @throws InvalidRecord with everything that was reported, and every field that was never asked for */
    public void complete() {
        for (String field : object.propertyNames()) {
            if (!known.contains(field)) {
                root.member(field).fault("There is no field with this name.");
            }
        }
        if (faults.size() > FAULTS) {
            List<Fault> first = new ArrayList<>(faults.subList(0, FAULTS));
            first.add(new Fault("", "%d more things are wrong with it.".formatted(faults.size() - FAULTS)));
            throw new InvalidRecord(first);
        }
        if (!faults.isEmpty()) {
            throw new InvalidRecord(faults);
        }
    }
}
