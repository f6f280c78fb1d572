package io.micms.insight.ai;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names in place of a person's own, for texts that leave the machine. Names are put back into what comes back; addresses and
 * numbers, which nobody needs to write a sentence, are taken out for good.
 */
public final class Pseudonyms {

    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}._%+-]+@[\\p{L}\\p{M}\\p{N}-]+(\\.[\\p{L}\\p{M}\\p{N}-]+)+");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\+?\\d[\\d ()./-]{6,}\\d(?![\\p{L}\\p{N}])");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final int SHORTEST = 2;

    private final Map<String, String> byName = new LinkedHashMap<>();

    /** @param pseudonym in capitals, such as {@code FIRST_NAME}; written in brackets */
    public Pseudonyms with(@Nullable String name, String pseudonym) {
        if (name != null && name.strip().length() >= SHORTEST) {
            byName.putIfAbsent(name.strip(), "[" + pseudonym + "]");
        }
        return this;
    }

    /** The text as it may leave: without the names, and without addresses, numbers and links. */
    public String hide(String text) {
        String hidden = LINK.matcher(text).replaceAll("[LINK]");
        hidden = ADDRESS.matcher(hidden).replaceAll("[ADDRESS]");
        hidden = hideNumbers(hidden);
        for (Map.Entry<String, String> name : byName.entrySet()) {
            hidden = whole(name.getKey()).matcher(hidden).replaceAll(Matcher.quoteReplacement(name.getValue()));
        }
        return hidden;
    }

    /** Dates are no telephone numbers. */
    private static String hideNumbers(String text) {
        return NUMBER.matcher(text)
                .replaceAll(found -> found.group().matches("\\d{4}-\\d{2}-\\d{2}.*") ? found.group() : "[NUMBER]");
    }

    private static Pattern whole(String name) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The text with the names put back. */
    public String show(String text) {
        String shown = text;
        for (Map.Entry<String, String> name : byName.entrySet()) {
            shown = shown.replace(name.getValue(), name.getKey());
        }
        return shown;
    }

    /** Whether a text speaks of something that was taken out and cannot be put back. */
    public static boolean leavesGaps(String text) {
        return Pattern.compile("\\[(LINK|ADDRESS|NUMBER|[A-Z]+_NAME)]")
                .matcher(text)
                .find();
    }
}
