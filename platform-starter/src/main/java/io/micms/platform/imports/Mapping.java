package io.micms.platform.imports;

import io.micms.platform.csv.SpreadsheetCell;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which column stands for which field, and the making of records from rows by it. */
final class Mapping {

    /** What Java's decoders put where bytes mean nothing in an encoding. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,10})?");
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x");
    private static final Set<String> NO = Set.of("no", "n", "false", "0");
    private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();

    private final List<String> columns;
    private final List<@Nullable ImportField> fields;
    private final ZoneId zone;

    private Mapping(List<String> columns, List<@Nullable ImportField> fields, ZoneId zone) {
        this.columns = columns;
        this.fields = fields;
        this.zone = zone;
    }

    /** The fields that the columns are called after, each at most once; null for a column that nothing is called like. */
    static List<@Nullable String> guess(List<String> columns, ImportTarget target) {
        List<@Nullable String> guessed = new ArrayList<>();
        for (String column : columns) {
            Optional<String> field = target.fields().stream()
                    .filter(candidate -> candidate.isCalled(column))
                    .map(ImportField::name)
                    .filter(name -> !guessed.contains(name))
                    .findFirst();
            boolean attribute = target.takesAttributes() && column.startsWith(ImportField.ATTRIBUTE);
            guessed.add(field.orElse(attribute && !guessed.contains(column) ? column : null));
        }
        return guessed;
    }

    /**
     * @param names the field of each column; null for one that is left out
     * @throws InvalidInput if a field does not exist, or is named twice, or none is named
     */
    static Mapping of(List<String> columns, List<@Nullable String> names, ImportTarget target, ZoneId zone) {
        List<Fault> faults = new ArrayList<>();
        if (names.size() != columns.size()) {
            throw new InvalidInput(
                    "/mapping", "The table has %d columns; these are %d.".formatted(columns.size(), names.size()));
        }
        List<@Nullable ImportField> fields = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            ImportField field = name == null ? null : field(name, target);
            if (name != null && field == null) {
                faults.add(new Fault("/mapping/" + i, "There is no field '%s'.".formatted(name)));
            } else if (name != null && !seen.add(name)) {
                faults.add(new Fault("/mapping/" + i, "Two columns cannot both be '%s'.".formatted(name)));
            }
            fields.add(field);
        }
        if (seen.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault("/mapping", "At least one column must stand for a field."));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Mapping(columns, fields, zone);
    }

    private static @Nullable ImportField field(String name, ImportTarget target) {
        if (target.takesAttributes()
                && name.startsWith(ImportField.ATTRIBUTE)
                && name.length() > ImportField.ATTRIBUTE.length()) {
            return ImportField.attribute(name.substring(ImportField.ATTRIBUTE.length()));
        }
        return target.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The record that a row stands for; an empty cell says nothing.
     *
     * @throws InvalidInput with every cell that cannot be read
     */
    JsonNode record(Table.Row row) {
        List<Fault> faults = new ArrayList<>();
        if (row.cells().size() > columns.size()) {
            faults.add(new Fault(
                    "",
                    "The row has %d cells under %d columns."
                            .formatted(row.cells().size(), columns.size())));
        }
        ObjectNode record = JSON.objectNode();
        for (int i = 0; i < Math.min(row.cells().size(), columns.size()); i++) {
            ImportField field = fields.get(i);
            String text = SpreadsheetCell.read(row.cells().get(i)).strip();
            if (field == null || text.isEmpty()) {
                continue;
            }
            JsonNode value = text.indexOf(REPLACEMENT) >= 0
                    ? fault(faults, field, "There are bytes here that mean nothing in the file's encoding.")
                    : value(field, text, faults);
            if (value != null) {
                put(record, field.name(), value);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return record;
    }

    private static void put(ObjectNode record, String path, JsonNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            record.set(path, value);
        } else {
            record.withObjectProperty(path.substring(0, dot)).set(path.substring(dot + 1), value);
        }
    }

    private @Nullable JsonNode value(ImportField field, String text, List<Fault> faults) {
        return switch (field.kind()) {
            case TEXT -> JSON.stringNode(text);
            case CODE -> JSON.stringNode(text.toUpperCase(Locale.ROOT));
            case FLAG -> flag(field, text, faults);
            case LIST -> list(text);
            case MOMENT -> moment(field, text, faults);
            case SCALAR -> scalar(text);
        };
    }

    private static @Nullable JsonNode flag(ImportField field, String text, List<Fault> faults) {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return JSON.booleanNode(true);
        }
        return NO.contains(word) ? JSON.booleanNode(false) : fault(faults, field, "Yes or no is expected here.");
    }

    private static JsonNode list(String text) {
        String separator = text.contains("|") ? "\\|" : text.contains(";") ? ";" : ",";
        ArrayNode list = JSON.arrayNode();
        Arrays.stream(text.split(separator)).map(String::strip).forEach(list::add);
        return list;
    }

    private @Nullable JsonNode moment(ImportField field, String text, List<Fault> faults) {
        String iso = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) +", "$1T");
        try {
            if (!iso.contains("T")) {
                return JSON.stringNode(
                        LocalDate.parse(iso).atStartOfDay(zone).toInstant().toString());
            }
            return JSON.stringNode(
                    iso.endsWith("Z") || iso.substring(iso.indexOf('T')).matches(".*[+-].*")
                            ? OffsetDateTime.parse(iso).toInstant().toString()
                            : LocalDateTime.parse(iso).atZone(zone).toInstant().toString());
        } catch (DateTimeException e) {
            return fault(
                    faults,
                    field,
                    "A date or a time in ISO-8601 is expected here, like 2026-11-01 or 2026-11-01 10:00.");
        }
    }

    private static JsonNode scalar(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> NUMBER.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.stringNode(text);
        };
    }

    private static @Nullable JsonNode fault(List<Fault> faults, ImportField field, String detail) {
        faults.add(new Fault("/" + field.name().replace('.', '/'), detail));
        return null;
    }
}
