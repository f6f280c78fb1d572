package io.micms.insight.wording;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Numbers as digits and as words, with the multiples of English and of India. */
final class Numerals {

    private static final Map<String, Integer> SMALL = new HashMap<>();
    private static final Map<String, Long> MULTIPLES = new HashMap<>();

    static {
        List<String> ones = List.of(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen");
        for (int i = 0; i < ones.size(); i++) {
            SMALL.put(ones.get(i), i);
        }
        List<String> tens = List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
        for (int i = 0; i < tens.size(); i++) {
            SMALL.put(tens.get(i), 20 + i * 10);
        }
        MULTIPLES.put("hundred", 100L);
        for (String word : List.of("thousand", "thousands", "k", "grand")) {
            MULTIPLES.put(word, 1_000L);
        }
        for (String word : List.of("lakh", "lakhs", "lac", "lacs", "l")) {
            MULTIPLES.put(word, 100_000L);
        }
        for (String word : List.of("million", "millions", "m", "mn", "mio")) {
            MULTIPLES.put(word, 1_000_000L);
        }
        for (String word : List.of("crore", "crores", "cr")) {
            MULTIPLES.put(word, 10_000_000L);
        }
    }

    private Numerals() {}

    record Number(int end, BigDecimal value) {}

    static boolean isNumeral(String word) {
        return SMALL.containsKey(word) || MULTIPLES.containsKey(word) || word.matches("\\d+(st|nd|rd|th)?");
    }

    /** What a word such as "k" multiplies by; null if it is none. */
    static @Nullable Long multiple(String word) {
        return MULTIPLES.get(word);
    }

    static Stream<String> words() {
        return Stream.concat(SMALL.keySet().stream(), MULTIPLES.keySet().stream());
    }

    /** The number that begins at a position; null if none does. */
    static @Nullable Number at(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Token first = tokens.get(at);
        if (first.number() != null) {
            return multiplied(tokens, at + 1, first.number());
        }
        if (first.is("a") && at + 1 < tokens.size()) {
            Token second = tokens.get(at + 1);
            if (second.is("couple")) {
                return new Number(behind(tokens, at + 2, "of"), BigDecimal.TWO);
            }
            if (second.is("dozen")) {
                return new Number(at + 2, BigDecimal.valueOf(12));
            }
            Long multiple = second.kind() == Token.Kind.WORD && second.read().length() > 2
                    ? MULTIPLES.get(second.read())
                    : null;
            return multiple == null ? null : multiplied(tokens, at + 2, BigDecimal.valueOf(multiple));
        }
        if (first.is("half") && at + 2 < tokens.size() && tokens.get(at + 1).is("a")) {
            Long multiple = MULTIPLES.get(tokens.get(at + 2).read());
            return multiple == null ? null : new Number(at + 3, BigDecimal.valueOf(multiple / 2));
        }
        return first.kind() == Token.Kind.WORD ? words(tokens, at) : null;
    }

    private static int behind(List<Token> tokens, int at, String word) {
        return at < tokens.size() && tokens.get(at).is(word) ? at + 1 : at;
    }

    private static Number multiplied(List<Token> tokens, int at, BigDecimal number) {
        int end = at;
        BigDecimal value = number;
        while (end < tokens.size() && MULTIPLES.containsKey(tokens.get(end).read()) && isMultiple(tokens, end)) {
            value = value.multiply(
                    BigDecimal.valueOf(MULTIPLES.get(tokens.get(end).read())));
            end++;
        }
        return new Number(end, value);
    }

    /** A single letter is a multiple only if it is stuck to its number. */
    private static boolean isMultiple(List<Token> tokens, int at) {
        return tokens.get(at).read().length() > 1
                || (at > 0 && tokens.get(at - 1).end() == tokens.get(at).start());
    }

    private static @Nullable Number words(List<Token> tokens, int at) {
        int end = at;
        long total = 0;
        long part = 0;
        boolean any = false;
        while (end < tokens.size()) {
            String word = tokens.get(end).read();
            Integer small = small(word);
            Long multiple = MULTIPLES.get(word);
            if (small != null) {
                if (any && !continues(part, small)) {
                    break;
                }
                part += small;
            } else if (multiple != null && any && word.length() > 2) {
                if (multiple == 100L) {
                    part = part * 100;
                } else {
                    total += part * multiple;
                    part = 0;
                }
            } else if (word.equals("and")
                    && any
                    && end + 1 < tokens.size()
                    && part % 100 == 0
                    && part > 0
                    && SMALL.containsKey(tokens.get(end + 1).read())) {
                // Five hundred and twenty.
            } else {
                break;
            }
            any = true;
            end++;
        }
        return any ? new Number(end, BigDecimal.valueOf(total + part)) : null;
    }

    /** Twenty goes on with five, a hundred with anything smaller; "two three" is two numbers. */
    private static boolean continues(long part, int small) {
        return part == 0 || (part % 100 == 0) || (part % 10 == 0 && part % 100 >= 20 && small < 10);
    }

    private static @Nullable Integer small(String word) {
        Integer small = SMALL.get(word);
        if (small == null && word.contains("-")) {
            String[] parts = word.split("-");
            Integer tens = parts.length == 2 ? SMALL.get(parts[0]) : null;
            Integer ones = parts.length == 2 ? SMALL.get(parts[1]) : null;
            return tens != null && ones != null && tens >= 20 && ones < 10 ? Integer.valueOf(tens + ones) : null;
        }
        return small;
    }
}
