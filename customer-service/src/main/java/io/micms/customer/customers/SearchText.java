package io.micms.customer.customers;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text in the form in which it is searched: what somebody types without accents and capitals finds it. */
final class SearchText {

    /** Only the accents of Latin, Greek and Cyrillic: in Indic scripts, marks are vowels and tell words apart. */
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern PHONE_LIKE = Pattern.compile("\\+?[0-9 ().-]{3,}");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9+]");

    /** Numbers are often typed without the country code, which has at most three digits before these. */
    private static final int NATIONAL_DIGITS = 10;

    private static final int WORDS = 5;

    private SearchText() {}

    static String fold(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        return SPACES.matcher(plain.toLowerCase(Locale.ROOT).strip()).replaceAll(" ");
    }

    /** What to look for, each as the beginning of some key; all of them must be found. */
    static List<String> words(String search) {
        if (PHONE_LIKE.matcher(search.strip()).matches()) {
            return List.of(NOT_DIGITS.matcher(search).replaceAll(""));
        }
        return SPACES.splitAsStream(fold(search))
                .filter(word -> !word.isEmpty())
                .limit(WORDS)
                .toList();
    }

    static List<String> names(@Nullable String firstName, @Nullable String lastName, List<String> externalIds) {
        Set<String> keys = new LinkedHashSet<>();
        for (String name : new @Nullable String[] {firstName, lastName}) {
            if (name != null) {
                keys.addAll(List.of(fold(name).split(" ")));
            }
        }
        externalIds.forEach(externalId -> keys.addAll(words(externalId)));
        return List.copyOf(keys);
    }

    static List<String> contacts(List<String> emails, List<String> phones) {
        List<String> keys = new ArrayList<>();
        emails.forEach(email -> keys.add(fold(email)));
        for (String phone : phones) {
            String digits = phone.substring(1);
            keys.add(phone);
            keys.add(digits);
            if (digits.length() > NATIONAL_DIGITS) {
                keys.add(digits.substring(digits.length() - NATIONAL_DIGITS));
            }
        }
        return List.copyOf(keys);
    }
}
