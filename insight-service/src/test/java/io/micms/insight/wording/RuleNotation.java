package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.rules.Rule.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules as the corpus writes them, one a line: {@code city in [Pune, Mumbai] and orders.count >= 2 within P90D where
 * category [shoes]}, with {@code not ( … )} and parentheses. "And" binds tighter than "or".
 */
final class RuleNotation {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\"[^\"]*\"|[()\\[\\],]|[<>!]=|[<>=]|[^\\s()\\[\\],\"<>=!]+)");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private RuleNotation(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            matcher.region(matcher.end(), text.length());
        }
        if (!text.substring(matcher.regionStart()).isBlank()) {
            throw new IllegalArgumentException("Not a rule: " + text);
        }
    }

    static Rule parse(String text) {
        RuleNotation notation = new RuleNotation(text);
        Rule rule = notation.or();
        if (notation.at < notation.tokens.size()) {
            throw new IllegalArgumentException("Too much behind the rule: " + text);
        }
        return rule;
    }

    private Rule or() {
        List<Rule> rules = new ArrayList<>(List.of(and()));
        while (take("or")) {
            rules.add(and());
        }
        return Rule.any(rules);
    }

    private Rule and() {
        List<Rule> rules = new ArrayList<>(List.of(one()));
        while (take("and")) {
            rules.add(one());
        }
        return Rule.all(rules);
    }

    private Rule one() {
        if (take("not")) {
            Rule inner = one();
            return new Rule.Group(false, true, List.of(inner));
        }
        if (take("(")) {
            Rule inner = or();
            expect(")");
            return inner;
        }
        String field = next();
        String operator = next();
        Object value = switch (operator) {
            case "null", "notNull" -> null;
            case "between", "notBetween" -> {
                Object low = value();
                expect("and");
                yield List.of(low, value());
            }
            case "in", "notIn" -> list();
            case "withinLast", "notWithinLast", "anniversaryWithinNext" -> next();
            default -> value();
        };
        String within = take("within") ? next() : null;
        Map<String, List<String>> where = new TreeMap<>();
        while (take("where")) {
            String dimension = next();
            where.put(dimension, list().stream().map(String::valueOf).toList());
        }
        return new Condition(field, operator, value, within, where);
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        expect("[");
        do {
            values.add(value());
        } while (take(","));
        expect("]");
        return values;
    }

    private Object value() {
        String token = next();
        if (token.startsWith("\"")) {
            return token.substring(1, token.length() - 1);
        }
        if (token.equals("true") || token.equals("false")) {
            return Boolean.valueOf(token);
        }
        return token.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(token) : token;
    }

    private boolean take(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException("Expected %s in %s at %d".formatted(token, tokens, at));
        }
    }

    private @Nullable String peek() {
        return at < tokens.size() ? tokens.get(at) : null;
    }

    private String next() {
        String token = peek();
        if (token == null) {
            throw new IllegalArgumentException("The rule ends early: " + tokens);
        }
        at++;
        return token;
    }
}
