package io.micms.platform.csv;

import org.jspecify.annotations.Nullable;

/**
 * Text in a cell that no spreadsheet executes: what would begin a formula gets an apostrophe before it, as OWASP's "CSV
 * Injection" advises. Reading takes the apostrophe away again, so that a phone number survives an export and an import.
 */
public final class SpreadsheetCell {

    private static final String BEGINS_A_FORMULA = "=+-@\t\r";
    private static final char APOSTROPHE = '\'';

    private SpreadsheetCell() {}

    /** @param text null for an empty cell */
    public static String write(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return needsApostrophe(text) ? APOSTROPHE + text : text;
    }

    public static String read(String cell) {
        return cell.length() > 1 && cell.charAt(0) == APOSTROPHE && needsApostrophe(cell.substring(1))
                ? cell.substring(1)
                : cell;
    }

    /** Also what has an apostrophe already, or reading would take a person's own away. */
    private static boolean needsApostrophe(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == APOSTROPHE) {
            first++;
        }
        return first < text.length() && BEGINS_A_FORMULA.indexOf(text.charAt(first)) >= 0;
    }
}
