package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.rules.Rule.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers and amounts with what is said about them: "more than 5k", "between 2 and 4", "twice or more". */
final class Quantities {

    private final Scan scan;

    Quantities(Scan scan) {
        this.scan = scan;
    }

    /**
     * @param operator as rules have it
     * @param high of a range; null of anything else
     * @param stated whether the text says how to compare, rather than only giving a number
     * @param foreign the sign of another currency than the platform's; null without one
     */
    record Comparison(
            int end,
            String operator,
            BigDecimal number,
            @Nullable BigDecimal high,
            boolean stated,
            @Nullable String foreign) {

        Comparison endingAt(int behind) {
            return new Comparison(behind, operator, number, high, stated, foreign);
        }

        /** The same, with an operator of the grammar's choice where the text gives only a number. */
        Comparison orElse(String otherwise) {
            return stated ? this : new Comparison(end, otherwise, number, high, false, foreign);
        }

        Rule of(String field, @Nullable String within, Map<String, List<String>> where) {
            Object value = high == null ? number : List.of(number, high);
            return new Condition(field, operator, value, within, where);
        }

        Rule of(String field) {
            return of(field, null, Map.of());
        }
    }

    private record Amount(
            int end, BigDecimal value, @Nullable String foreign) {}

    /** A comparison with a number or an amount of money; null if none stands there. */
    @Nullable
    Comparison comparison(int at) {
        int between = scan.match(Lexicon.BETWEEN, at);
        if (between > 0) {
            Comparison range = range(between);
            if (range != null) {
                return range;
            }
        }
        Comparison prefixed = prefixed(at);
        if (prefixed != null) {
            return prefixed;
        }
        Comparison range = range(at);
        if (range != null && !scan.is(amountEnd(at), "and")) {
            return range;
        }
        Amount amount = amount(at);
        if (amount == null) {
            return null;
        }
        int more = scan.match(Lexicon.OR_MORE, amount.end());
        if (more > 0) {
            return stated(more, ">=", amount);
        }
        int less = scan.match(Lexicon.OR_LESS, amount.end());
        if (less > 0) {
            return stated(less, "<=", amount);
        }
        return new Comparison(amount.end(), "=", amount.value(), null, false, amount.foreign());
    }

    private int amountEnd(int at) {
        Amount amount = amount(at);
        return amount == null ? at : amount.end();
    }

    private @Nullable Comparison prefixed(int at) {
        Comparison best = null;
        best = longer(best, prefixed(Lexicon.MORE_THAN, ">", at));
        best = longer(best, prefixed(Lexicon.AT_LEAST, ">=", at));
        best = longer(best, prefixed(Lexicon.LESS_THAN, "<", at));
        best = longer(best, prefixed(Lexicon.AT_MOST, "<=", at));
        return longer(best, prefixed(Lexicon.EXACTLY, "=", at));
    }

    private @Nullable Comparison prefixed(Phrases phrases, String operator, int at) {
        int start = scan.skipArticlesOf(at);
        int behind = scan.match(phrases, start);
        if (behind < 0) {
            return null;
        }
        Amount amount = amount(scan.is(behind, "of") ? behind + 1 : behind);
        if (amount == null) {
            return null;
        }
        // "is 25 or older" says more than "is".
        if (operator.equals("=")) {
            int more = scan.match(Lexicon.OR_MORE, amount.end());
            int less = scan.match(Lexicon.OR_LESS, amount.end());
            if (more > 0 || less > 0) {
                return stated(Math.max(more, less), more > 0 ? ">=" : "<=", amount);
            }
        }
        return stated(amount.end(), operator, amount);
    }

    private static @Nullable Comparison longer(@Nullable Comparison one, @Nullable Comparison other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.end() > one.end() ? other : one;
    }

    private static Comparison stated(int end, String operator, Amount amount) {
        return new Comparison(end, operator, amount.value(), null, true, amount.foreign());
    }

    private @Nullable Comparison range(int at) {
        Amount low = amount(at);
        if (low == null) {
            return null;
        }
        int to = scan.match(Lexicon.TO, low.end());
        Amount high = to < 0 ? null : amount(to);
        if (high == null) {
            return null;
        }
        // "between 5 and 10k" means thousands both times.
        BigDecimal least = low.value();
        Numerals.Number bare = Numerals.at(scan.tokens(), to);
        if (bare != null && scan.token(to).number() != null && bare.end() > to + 1 && low.end() == at + 1) {
            BigDecimal multiple = bare.value().divide(scan.token(to).number());
            if (least.compareTo(scan.token(to).number()) < 0) {
                least = least.multiply(multiple);
            }
        }
        if (least.compareTo(high.value()) > 0) {
            return null;
        }
        return new Comparison(
                high.end(),
                "between",
                least,
                high.value(),
                true,
                low.foreign() == null ? high.foreign() : low.foreign());
    }

    private @Nullable Amount amount(int at) {
        int start = at;
        String foreign = null;
        int currency = scan.match(Lexicon.CURRENCY, start);
        if (currency > 0) {
            start = scan.is(currency, ".") ? currency + 1 : currency;
        } else if (scan.match(Lexicon.FOREIGN, start) > 0) {
            foreign = scan.token(start).text();
            start = scan.match(Lexicon.FOREIGN, start);
        }
        Numerals.Number number = Numerals.at(scan.tokens(), start);
        if (number == null || isPeriodOrShare(number.end())) {
            return null;
        }
        int end = number.end();
        int behind = scan.match(Lexicon.CURRENCY, end);
        if (behind > 0) {
            end = behind;
        } else if (scan.is(end, "/") && scan.is(end + 1, "-")) {
            end += 2;
        } else if (foreign == null && scan.match(Lexicon.FOREIGN, end) > 0) {
            foreign = scan.token(end).text();
            end = scan.match(Lexicon.FOREIGN, end);
        }
        return new Amount(end, number.value(), foreign);
    }

    private boolean isPeriodOrShare(int at) {
        return scan.is(at, "%") || scan.is(at, "percent") || scan.is(at, "per") && scan.is(at + 1, "cent");
    }

    /** How many times: "at least twice", "3 times", "once or twice", "more than 3 times". */
    @Nullable
    Comparison times(int at) {
        if (scan.is(at, "once") && scan.is(at + 1, "or") && scan.is(at + 2, "twice")) {
            return new Comparison(at + 3, "between", BigDecimal.ONE, BigDecimal.TWO, true, null);
        }
        Comparison adverb = null;
        for (Map.Entry<Phrases, String> prefix : PREFIXES) {
            int behind = scan.match(prefix.getKey(), at);
            BigDecimal number = behind < 0 ? null : adverb(behind);
            if (number != null) {
                adverb = longer(adverb, new Comparison(behind + 1, prefix.getValue(), number, null, true, null));
            }
        }
        if (adverb != null) {
            return adverb;
        }
        BigDecimal bare = adverb(at);
        if (bare != null) {
            int more = scan.match(Lexicon.OR_MORE, at + 1);
            return more > 0
                    ? new Comparison(more, ">=", bare, null, true, null)
                    : new Comparison(at + 1, "=", bare, null, false, null);
        }
        Comparison counted = comparison(at);
        if (counted == null || counted.foreign() != null) {
            return null;
        }
        int times = scan.match(Lexicon.TIMES, counted.end());
        if (times < 0) {
            return null;
        }
        int more = scan.match(Lexicon.OR_MORE, times);
        int less = scan.match(Lexicon.OR_LESS, times);
        if (!counted.stated() && (more > 0 || less > 0)) {
            return new Comparison(Math.max(more, less), more > 0 ? ">=" : "<=", counted.number(), null, true, null);
        }
        return counted.endingAt(times);
    }

    private static final List<Map.Entry<Phrases, String>> PREFIXES = List.of(
            Map.entry(Lexicon.MORE_THAN, ">"),
            Map.entry(Lexicon.AT_LEAST, ">="),
            Map.entry(Lexicon.LESS_THAN, "<"),
            Map.entry(Lexicon.AT_MOST, "<="),
            Map.entry(Lexicon.EXACTLY, "="));

    private @Nullable BigDecimal adverb(int at) {
        if (scan.is(at, "once")) {
            return BigDecimal.ONE;
        }
        if (scan.is(at, "twice")) {
            return BigDecimal.TWO;
        }
        return scan.is(at, "thrice") ? BigDecimal.valueOf(3) : null;
    }
}
