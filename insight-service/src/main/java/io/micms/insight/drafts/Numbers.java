package io.micms.insight.drafts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers that a text names, as digits and as words, so that each can be held against what is known. */
public final class Numbers {

    private static final Pattern DIGITS = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90),
            Map.entry("hundred", 100),
            Map.entry("thousand", 1_000),
            Map.entry("million", 1_000_000),
            Map.entry("lakh", 100_000),
            Map.entry("crore", 10_000_000),
            Map.entry("half", 50),
            Map.entry("double", 2),
            Map.entry("doubled", 2),
            Map.entry("twice", 2),
            Map.entry("triple", 3),
            Map.entry("tripled", 3),
            Map.entry("dozen", 12));

    private Numbers() {}

    /** All of them, without trailing zeros. */
    static Set<BigDecimal> in(String text) {
        Set<BigDecimal> numbers = new HashSet<>();
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            numbers.add(new BigDecimal(digits.group().replace(",", "")).stripTrailingZeros());
        }
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            Integer value = WORDS.get(words.group());
            if (value != null) {
                numbers.add(BigDecimal.valueOf(value).stripTrailingZeros());
            }
        }
        return numbers;
    }

    /** What is wrong with a text that may only name numbers of some sources, as sentences. */
    public static List<String> unknown(String text, List<String> sources) {
        Set<BigDecimal> known = new HashSet<>();
        sources.forEach(source -> known.addAll(in(source)));
        List<String> faults = new ArrayList<>();
        for (BigDecimal number : in(text)) {
            if (!known.contains(number)) {
                faults.add("The number %s is not given anywhere.".formatted(number.toPlainString()));
            }
        }
        return faults;
    }
}
