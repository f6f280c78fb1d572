package io.micms.platform.rejected;

import io.micms.platform.consuming.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** By what a record that nobody could read may yet name a person: its key, and some fields of its text. */
final class Identities {

    private static final int LONGEST = 300;

    private final List<String> fields;
    private final Pattern named;

    /** @param fields of a record that name a person */
    Identities(List<String> fields) {
        this.fields = fields;
        this.named = Pattern.compile("\"(?:%s)\"\\s*:\\s*\"([^\"]{1,%d})"
                .formatted(fields.stream().map(Pattern::quote).collect(Collectors.joining("|")), LONGEST));
    }

    Set<String> in(DeadLetter letter) {
        Set<String> found = new TreeSet<>();
        if (letter.key() != null) {
            add(found, letter.key());
        }
        JsonNode body = letter.body();
        if (body != null) {
            fields.stream()
                    .map(body::path)
                    .filter(JsonNode::isString)
                    .forEach(value -> add(found, value.stringValue()));
        } else if (letter.value() != null) {
            Matcher matcher = named.matcher(new String(letter.value(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                add(found, matcher.group(1));
            }
        }
        return found;
    }

    static Set<String> of(Collection<String> texts) {
        Set<String> identities = new TreeSet<>();
        texts.forEach(text -> add(identities, text));
        return identities;
    }

    /** External ids as they are, e-mails in lower case. */
    private static void add(Set<String> identities, String text) {
        String identity = text.strip();
        if (!identity.isEmpty() && identity.length() <= LONGEST) {
            identities.add(identity.contains("@") ? identity.toLowerCase(Locale.ROOT) : identity);
        }
    }
}
