package io.micms.local.mongo;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import io.micms.local.mongo.index.UnsupportedByEmbedded;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the library would not refuse although it ignores it or does something else. */
final class Unsupported {

    private static final Set<String> COMMANDS = Set.of("renamecollection", "bulkwrite", "collmod", "mapreduce");

    private static final Set<String> OPTIONS = Set.of(
            "startTransaction",
            "txnNumber",
            "autocommit",
            "collation",
            "tailable",
            "awaitData",
            "returnKey",
            "showRecordId",
            "min",
            "max",
            "let",
            "viewOn",
            "timeseries",
            "clusteredIndex",
            "changeStreamPreAndPostImages",
            "capped",
            "validator");

    private static final Set<String> PROJECTIONS = Set.of("$elemMatch", "$slice");

    private Unsupported() {}

    /** @throws UnsupportedByEmbedded naming what it is */
    static void refuse(String command, Document query) {
        if (COMMANDS.contains(command.toLowerCase(Locale.ROOT))) {
            throw new UnsupportedByEmbedded(command);
        }
        refuseOptions(query);
        for (String statements : Set.of("updates", "deletes")) {
            if (query.get(statements) instanceof Collection<?> all) {
                all.forEach(each -> refuseOptions((Document) each));
            }
        }
        refuseComputed(query.get("projection"));
        refuseComputed(query.get("fields"));
    }

    private static void refuseOptions(Document query) {
        for (String option : OPTIONS) {
            if (Utils.isTrue(query.get(option))) {
                throw new UnsupportedByEmbedded(option);
            }
        }
    }

    private static void refuseComputed(@Nullable Object projection) {
        if (projection instanceof Document fields) {
            fields.forEach((field, value) -> {
                boolean computed = value instanceof String
                        || value instanceof Document expression && !PROJECTIONS.containsAll(expression.keySet());
                if (computed) {
                    throw new UnsupportedByEmbedded("a computed projection of " + field);
                }
            });
        }
    }
}
