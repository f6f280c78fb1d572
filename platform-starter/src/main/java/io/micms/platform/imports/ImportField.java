package io.micms.platform.imports;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a column can stand for.
 *
 * @param name the path of the field in the record, such as {@code consent.email}
 * @param kind how a cell's text becomes its value
 * @param alsoCalled other names that a column may have, in any spelling of case and separators
 */
public record ImportField(String name, Kind kind, List<String> alsoCalled) {

    static final String ATTRIBUTE = "attributes.";

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** How a cell's text becomes a value. */
    public enum Kind {
        /** The text itself. */
        TEXT,
        /** The text in capitals. */
        CODE,
        /** Yes or no, in the words and figures that tables use. */
        FLAG,
        /** Texts between bars, or else semicolons, or else commas. */
        LIST,
        /** An instant, or a date or local time in the platform's time zone. */
        MOMENT,
        /** A number or true or false where it is one, text otherwise. */
        SCALAR
    }

    public ImportField {
        alsoCalled = List.copyOf(alsoCalled);
    }

    public static ImportField text(String name, String... alsoCalled) {
        return new ImportField(name, Kind.TEXT, List.of(alsoCalled));
    }

    public static ImportField of(Kind kind, String name, String... alsoCalled) {
        return new ImportField(name, kind, List.of(alsoCalled));
    }

    static ImportField attribute(String name) {
        return new ImportField(ATTRIBUTE + name, Kind.SCALAR, List.of());
    }

    boolean isCalled(String column) {
        String wanted = plain(column);
        return plain(name).equals(wanted)
                || alsoCalled.stream().anyMatch(other -> plain(other).equals(wanted));
    }

    private static String plain(String text) {
        return SEPARATORS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
