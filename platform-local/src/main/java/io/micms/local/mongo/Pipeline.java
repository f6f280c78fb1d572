package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import io.micms.local.mongo.index.SortOrder;
import io.micms.local.mongo.index.UnsupportedByEmbedded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stages of an aggregation or an update: those of the library, and ours in place of what it does not know or gets wrong. */
final class Pipeline {

    private static final Set<String> OF_UPDATES =
            Set.of("$set", "$addFields", "$unset", "$project", "$replaceWith", "$replaceRoot");

    /** These would write, see other collections change, or need what is not there. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "$out", "$merge", "$changeStream", "$setWindowFields", "$unionWith", "$densify", "$fill", "$documents");

    private final List<UnaryOperator<Stream<Document>>> stages = new ArrayList<>();

    private Pipeline(List<Document> pipeline, @Nullable MongoDatabase database, DatabaseResolver databases) {
        List<Document> theirs = new ArrayList<>();
        for (Document stage : pipeline) {
            String name = name(stage);
            if (name.equals("$set") || name.equals("$addFields")) {
                addTheirs(theirs, database, databases);
                SetStage set = new SetStage((Document) rewritten(stage.get(name)));
                stages.add(documents -> documents.map(set::apply));
            } else if (name.equals("$sort")) {
                addTheirs(theirs, database, databases);
                SortOrder order = new SortOrder((Document) stage.get(name));
                stages.add(documents -> order.sorted(documents, Function.identity()));
            } else if (name.equals("$facet")) {
                addTheirs(theirs, database, databases);
                stages.add(facets((Document) stage.get(name), database, databases));
            } else {
                theirs.add(supported(name, stage.get(name)));
            }
        }
        addTheirs(theirs, database, databases);
    }

    /** @param database that the stages find other collections in */
    static Pipeline of(List<Document> stages, MongoDatabase database, DatabaseResolver databases) {
        return new Pipeline(stages, database, databases);
    }

    static Pipeline ofUpdate(List<?> stages) {
        List<Document> pipeline = Aggregation.parse(stages);
        for (Document stage : pipeline) {
            if (!OF_UPDATES.contains(name(stage))) {
                throw new MongoServerError(72, "InvalidOptions", name(stage) + " is not allowed in an update");
            }
        }
        return new Pipeline(pipeline, null, name -> null);
    }

    Stream<Document> run(Stream<Document> documents) {
        Stream<Document> result = documents;
        for (UnaryOperator<Stream<Document>> stage : stages) {
            result = stage.apply(result);
        }
        return result;
    }

    private void addTheirs(List<Document> pipeline, @Nullable MongoDatabase database, DatabaseResolver databases) {
        if (!pipeline.isEmpty()) {
            Aggregation aggregation =
                    Aggregation.fromPipeline(List.copyOf(pipeline), databases, database, null, NoopOplog.get());
            stages.add(aggregation::runStagesAsStream);
            pipeline.clear();
        }
    }

    private static UnaryOperator<Stream<Document>> facets(
            Document facets, @Nullable MongoDatabase database, DatabaseResolver databases) {
        Map<String, Pipeline> pipelines = new LinkedHashMap<>();
        facets.forEach(
                (name, stages) -> pipelines.put(name, new Pipeline(Aggregation.parse(stages), database, databases)));
        return documents -> {
            List<Document> all = documents.toList();
            Document result = new Document();
            pipelines.forEach((name, pipeline) ->
                    result.put(name, pipeline.run(all.stream()).toList()));
            return Stream.of(result);
        };
    }

    private static String name(Document stage) {
        if (stage.size() != 1) {
            throw new MongoServerError(40323, "A pipeline stage specification object must contain exactly one field.");
        }
        return stage.keySet().iterator().next();
    }

    private static Document supported(String name, @Nullable Object specification) {
        if (UNSUPPORTED.contains(name)) {
            throw new UnsupportedByEmbedded(name);
        }
        if (name.equals("$lookup") && specification instanceof Document lookup && lookup.containsKey("pipeline")) {
            throw new UnsupportedByEmbedded("$lookup with a pipeline");
        }
        return switch (name) {
            case "$match" -> new Document(name, specification);
            case "$replaceWith" -> new Document("$replaceRoot", new Document("newRoot", rewritten(specification)));
            case "$group" -> new Document(name, counted((Document) rewritten(specification)));
            default -> new Document(name, rewritten(specification));
        };
    }

    /** The accumulator {@code $count} in terms of {@code $sum}. */
    private static Document counted(Document group) {
        Document result = group.clone();
        result.replaceAll((field, accumulator) ->
                accumulator instanceof Document single && single.keySet().equals(Set.of("$count"))
                        ? new Document("$sum", 1)
                        : accumulator);
        return result;
    }

    /** An expression with {@code $switch} in terms of {@code $cond}. */
    private static @Nullable Object rewritten(@Nullable Object expression) {
        if (expression instanceof Collection<?> elements) {
            List<@Nullable Object> result = new ArrayList<>(elements.size());
            elements.forEach(element -> result.add(rewritten(element)));
            return result;
        }
        if (!(expression instanceof Document document) || document.containsKey("$literal")) {
            return expression;
        }
        if (document.get("$switch") instanceof Document branches) {
            return conditional(branches);
        }
        Document result = new Document();
        document.forEach((key, value) -> result.put(key, rewritten(value)));
        return result;
    }

    private static @Nullable Object conditional(Document branches) {
        if (!branches.containsKey("default")) {
            throw new UnsupportedByEmbedded("$switch without a default");
        }
        Object result = rewritten(branches.get("default"));
        for (Object each : ((List<?>) branches.get("branches")).reversed()) {
            Document branch = (Document) each;
            result = new Document(
                    "$cond",
                    new Document("if", rewritten(branch.get("case")))
                            .append("then", rewritten(branch.get("then")))
                            .append("else", result));
        }
        return result;
    }
}
