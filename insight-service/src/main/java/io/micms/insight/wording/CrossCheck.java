package io.micms.insight.wording;

import io.micms.insight.wording.ModelReading.Understood;
import io.micms.insight.wording.RuleTask.World;
import io.micms.insight.wording.Vocabulary.Place;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds what the language model made of a text against the text. Each condition has to stand for words, and every number, stretch of
 * time and known value in words that are said to be understood has to stand in a condition that they became. What the grammar
 * makes of the same text has to be asked for as well, and must not be asked for the other way round; so a condition without
 * any number cannot be dropped either, and no "not". Words that the grammar does not know are the model's to read.
 */
final class CrossCheck {

    private static final double ABOUT_THE_SAME = 0.1;
    private static final double DAYS_OF_MONTH = 30.44;
    private static final double DAYS_OF_YEAR = 365.25;
    private static final List<String> ORDERS =
            List.of("orders.count", "orders.total", "orders.lastAt", "orders.firstAt");

    private final String text;
    private final Vocabulary vocabulary;
    private final LocalDate today;
    private final Reading engine;

    CrossCheck(String text, World world) {
        this.text = text;
        this.vocabulary = world.vocabulary();
        this.today = world.today();
        this.engine = new Grammar(vocabulary, today, world.currency()).read(text);
    }

    /** A condition of the model's rule, with every "not" around it counted. */
    private record Leaf(String pointer, JsonNode condition, boolean denied) {

        String field() {
            return condition.path("field").asString("");
        }

        String operator() {
            return condition.path("operator").asString("");
        }

        /** All that it compares with, as text: values and what is counted. */
        List<String> texts() {
            List<String> texts = new ArrayList<>();
            scalars(condition.path("value")).forEach(value -> texts.add(value.asString("")));
            condition.path("where").forEach(values -> scalars(values).forEach(value -> texts.add(value.asString(""))));
            return texts;
        }

        List<BigDecimal> numbers() {
            return scalars(condition.path("value"))
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::decimalValue)
                    .toList();
        }

        List<String> periods() {
            return Stream.concat(
                            Stream.of(condition.path("within").asString("")),
                            scalars(condition.path("value")).map(value -> value.asString("")))
                    .filter(value -> value.matches("P(?=.)[\\dYMWDTHS]+"))
                    .toList();
        }

        List<LocalDate> dates() {
            List<LocalDate> dates = new ArrayList<>();
            scalars(condition.path("value")).map(value -> value.asString("")).forEach(value -> {
                if (value.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
                    try {
                        dates.add(LocalDate.parse(value.substring(0, 10)));
                    } catch (DateTimeException e) {
                        // No day of the calendar; whoever judges the rule says so.
                    }
                }
            });
            return dates;
        }

        private static Stream<JsonNode> scalars(JsonNode node) {
            return node.isArray() ? node.valueStream() : node.isMissingNode() ? Stream.empty() : Stream.of(node);
        }
    }

    /** What is wrong, as sentences that the model is handed back. */
    List<String> faults(ModelReading reading) {
        Set<String> faults = new LinkedHashSet<>();
        JsonNode rule = reading.bareRule();
        if (rule == null) {
            return List.of();
        }
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        collect(rule, "", false, leaves);
        Map<String, List<Words>> origins = new HashMap<>();
        for (Understood part : reading.understood()) {
            List<Leaf> named = named(part, leaves, faults);
            Words words = new Words(part.text());
            named.forEach(leaf -> origins.computeIfAbsent(leaf.pointer(), first -> new ArrayList<>())
                    .add(words));
            if (!named.isEmpty()) {
                words.missing(named)
                        .forEach(missing -> faults.add(
                                "“%s” in “%s” stands in none of the conditions that it became; have it there or in notUnderstood."
                                        .formatted(missing, part.text())));
            }
        }
        for (Leaf leaf : leaves.values()) {
            List<Words> origin = origins.get(leaf.pointer());
            if (origin != null && isAdded(leaf, origin)) {
                faults.add("Nothing in its words asks for %s, which the condition at %s compares."
                        .formatted(leaf.field(), leaf.pointer()));
            }
            if (origin == null) {
                faults.add("No part of the text is said to have become the condition at %s.".formatted(leaf.pointer()));
            } else {
                invented(leaf, origin)
                        .forEach(value -> faults.add("“%s” at %s is not in the words that the condition stands for."
                                .formatted(value, leaf.pointer())));
            }
        }
        againstTheGrammar(reading, leaves, faults);
        return List.copyOf(faults);
    }

    private static void collect(JsonNode node, String pointer, boolean denied, Map<String, Leaf> leaves) {
        JsonNode rules = node.path("rules");
        if (!rules.isArray()) {
            leaves.put(pointer, new Leaf(pointer, node, denied));
            return;
        }
        boolean below = denied != node.path("not").asBoolean(false);
        for (int i = 0; i < rules.size(); i++) {
            collect(rules.get(i), pointer + "/rules/" + i, below, leaves);
        }
    }

    private static List<Leaf> named(Understood part, Map<String, Leaf> leaves, Set<String> faults) {
        List<Leaf> named = new ArrayList<>();
        for (String pointer : part.conditions()) {
            List<Leaf> there = leaves.values().stream()
                    .filter(leaf ->
                            leaf.pointer().equals(pointer) || leaf.pointer().startsWith(pointer + "/"))
                    .toList();
            if (there.isEmpty() || pointer.isEmpty()) {
                faults.add("“%s” is said to have become %s, where no condition is.".formatted(part.text(), pointer));
            } else {
                named.addAll(there);
            }
        }
        if (part.conditions().isEmpty()) {
            faults.add("“%s” names no condition that it became.".formatted(part.text()));
        }
        return named;
    }

    /** What some words ask for, read without the grammar of sentences. */
    private final class Words {

        private final String said;
        private final Scan scan;
        private final Times times;
        private final Calendar calendar;

        Words(String said) {
            this.said = said;
            List<Token> tokens = vocabulary.mended(Tokens.of(said));
            this.scan = new Scan(tokens, vocabulary);
            this.times = new Times(scan, today);
            this.calendar = new Calendar(tokens, today);
        }

        /** Numbers, times and known values that none of some conditions holds. */
        List<String> missing(List<Leaf> leaves) {
            List<String> missing = new ArrayList<>();
            int at = 0;
            while (at < scan.size()) {
                List<Times.Found> readings = timesAt(at);
                int end = readings.isEmpty() ? at : readings.getFirst().end();
                if (!readings.isEmpty() && readings.stream().noneMatch(time -> areMet(leaves, time))) {
                    // What looks like a year may be an amount.
                    List<BigDecimal> numbers = numbers(at, end);
                    if (numbers.isEmpty() || numbers.stream().anyMatch(number -> !isCompared(leaves, number))) {
                        missing.add(shown(at, end));
                    }
                }
                if (readings.isEmpty()) {
                    end = missingAt(at, leaves, missing);
                }
                at = Math.max(end, at + 1);
            }
            return missing;
        }

        /** @return behind what stands there */
        private int missingAt(int at, List<Leaf> leaves, List<String> missing) {
            List<Vocabulary.Found> values = valuesAt(at);
            if (!values.isEmpty()) {
                int end = values.getFirst().end();
                if (values.stream().noneMatch(found -> leaves.stream().anyMatch(leaf -> holds(leaf, found.value())))) {
                    missing.add(shown(at, end));
                }
                return end;
            }
            Numerals.Number number = numberAt(at);
            if (number != null && lacks(leaves, number.value())) {
                missing.add(shown(at, number.end()));
            }
            return number == null ? at + 1 : number.end();
        }

        private String shown(int from, int to) {
            return said.substring(scan.token(from).start(), scan.token(to - 1).end());
        }

        /** The longest stretch of time there, as all that it may be: "today" is of the past, and of birthdays ahead. */
        private List<Times.Found> timesAt(int at) {
            Token token = scan.token(at);
            if (token.is("may") && !token.isCapitalised()) {
                return List.of();
            }
            Calendar.Found<String> bare = scan.number(at) == null ? null : calendar.period(at);
            List<Times.Found> readings = new ArrayList<>();
            add(readings, times.past(at));
            add(readings, times.future(at));
            add(readings, times.lasting(at));
            add(readings, bare == null ? null : new Times.Found(bare.end(), new When.Last(bare.value())));
            int end = readings.stream().mapToInt(Times.Found::end).max().orElse(at);
            return readings.stream().filter(reading -> reading.end() == end).toList();
        }

        private static void add(List<Times.Found> readings, Times.@Nullable Found reading) {
            if (reading != null) {
                readings.add(reading);
            }
        }

        private Numerals.@Nullable Number numberAt(int at) {
            if (scan.is(at, "twice")) {
                return new Numerals.Number(at + 1, BigDecimal.TWO);
            }
            if (scan.is(at, "thrice")) {
                return new Numerals.Number(at + 1, BigDecimal.valueOf(3));
            }
            return Numerals.at(scan.tokens(), at);
        }

        private List<BigDecimal> numbers(int from, int to) {
            List<BigDecimal> numbers = new ArrayList<>();
            for (int at = from; at < to; ) {
                Numerals.Number number = numberAt(at);
                if (number != null) {
                    numbers.add(number.value());
                }
                at = number == null ? at + 1 : Math.max(number.end(), at + 1);
            }
            return numbers;
        }

        /** Known values there, the longest; none where the word is one of the grammar's own or a small "in" or "us". */
        private List<Vocabulary.Found> valuesAt(int at) {
            Token token = scan.token(at);
            List<Vocabulary.Found> found = vocabulary.at(scan.tokens(), at);
            boolean doubtful = Lexicon.isKnown(token.read()) || token.text().length() <= 2 && !token.isCapitalised();
            boolean single = !found.isEmpty() && found.getFirst().end() == at + 1;
            if (doubtful && single && token.kind() != Token.Kind.QUOTED) {
                return List.of();
            }
            return found.stream()
                    .filter(one -> one.end() == found.getFirst().end())
                    .toList();
        }

        boolean saysTime(String period) {
            return anyTime(found -> found.note() != null || isAbout(found.when(), period));
        }

        boolean saysAnyTime() {
            return anyTime(found -> true);
        }

        private boolean anyTime(java.util.function.Predicate<Times.Found> test) {
            for (int at = 0; at < scan.size(); at++) {
                if (timesAt(at).stream().anyMatch(test)) {
                    return true;
                }
            }
            return false;
        }

        boolean saysNumber(Leaf leaf, BigDecimal number) {
            return numbers(0, scan.size()).stream().anyMatch(one -> isMeant(leaf, one, number));
        }

        private boolean isCompared(List<Leaf> leaves, BigDecimal number) {
            return leaves.stream()
                    .anyMatch(leaf -> leaf.numbers().stream().anyMatch(held -> isMeant(leaf, number, held)));
        }

        private boolean lacks(List<Leaf> leaves, BigDecimal number) {
            // One and none are said in so many ways that neither can be missed here.
            return number.compareTo(BigDecimal.ONE) > 0
                    && !isCompared(leaves, number)
                    && leaves.stream()
                            .flatMap(leaf -> Stream.concat(leaf.texts().stream(), leaf.periods().stream()))
                            .noneMatch(text -> hasDigits(text, number));
        }

        /** "More than 3" may be written as at least 4, and "between 5 and 10k" means thousands both times. */
        private boolean isMeant(Leaf leaf, BigDecimal number, BigDecimal held) {
            if (number.compareTo(held) == 0) {
                return true;
            }
            BigDecimal difference = number.subtract(held).abs();
            boolean compares =
                    leaf.operator().startsWith("<") || leaf.operator().startsWith(">");
            if (compares
                    && difference.compareTo(BigDecimal.ONE) == 0
                    && !leaf.field().equals("orders.total")) {
                return true;
            }
            return scan.tokens().stream()
                    .map(token -> Numerals.multiple(token.read()))
                    .filter(Objects::nonNull)
                    .anyMatch(multiple ->
                            number.multiply(BigDecimal.valueOf(multiple)).compareTo(held) == 0);
        }

        /** Whether a value is there by its name or by another, or there is a word that nobody here knows, which may be one. */
        boolean saysText(String value) {
            if (said.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT))) {
                return true;
            }
            for (int at = 0; at < scan.size(); at++) {
                Token token = scan.token(at);
                List<Vocabulary.Found> values = vocabulary.at(scan.tokens(), at);
                boolean unknown = token.kind() == Token.Kind.WORD
                        && values.isEmpty()
                        && !Lexicon.isKnown(token.read())
                        && !Lexicon.isHollow(token.read());
                if (unknown
                        || values.stream()
                                .anyMatch(found -> found.value().value().equalsIgnoreCase(value))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean holds(Leaf leaf, Vocabulary.Value value) {
        return value.place() == Place.ATTRIBUTE_NAME
                ? leaf.field().equals(value.field())
                : leaf.texts().stream()
                        .anyMatch(text -> text.equalsIgnoreCase(value.value()) || text.equalsIgnoreCase(value.shown()));
    }

    private static boolean hasDigits(String text, BigDecimal number) {
        return ("." + text + ".")
                .matches("(?s).*\\D0*" + number.stripTrailingZeros().toPlainString() + "\\D.*");
    }

    private boolean areMet(List<Leaf> leaves, Times.Found time) {
        if (time.when() instanceof When.Between between) {
            List<LocalDate> dates =
                    leaves.stream().flatMap(leaf -> leaf.dates().stream()).toList();
            return dates.stream().anyMatch(date -> isBeside(between.first(), date))
                    && dates.stream().anyMatch(date -> isBeside(between.last(), date));
        }
        return leaves.stream().anyMatch(leaf -> meets(leaf, time));
    }

    private boolean meets(Leaf leaf, Times.Found time) {
        boolean vague = time.note() != null
                && !(leaf.periods().isEmpty() && leaf.dates().isEmpty());
        return vague
                || leaf.periods().stream().anyMatch(period -> isAbout(time.when(), period))
                || leaf.dates().stream().anyMatch(date -> isAbout(time.when(), date));
    }

    private boolean isAbout(When when, String period) {
        Double days = days(period);
        return days != null
                && switch (when) {
                    case When.Last last -> areClose(days(last.period()), days);
                    case When.LongerAgo ago -> areClose(days(ago.period()), days);
                    case When.Ago ago -> areClose(days(ago.nearer()), days) || areClose(days(ago.farther()), days);
                    case When.Next next -> areClose(days(next.period()), days);
                    case When.Since since -> areClose((double) ChronoUnit.DAYS.between(since.day(), today), days);
                    case When.Before before -> areClose((double) ChronoUnit.DAYS.between(before.day(), today), days);
                    case When.Between between -> false;
                };
    }

    private boolean isAbout(When when, LocalDate date) {
        return switch (when) {
            case When.Last last -> isBack(last.period(), date);
            case When.LongerAgo ago -> isBack(ago.period(), date);
            case When.Ago ago -> isBack(ago.nearer(), date) || isBack(ago.farther(), date);
            case When.Next next -> false;
            case When.Since since -> isBeside(since.day(), date);
            case When.Before before -> isBeside(before.day(), date);
            case When.Between between -> isBeside(between.first(), date) || isBeside(between.last(), date);
        };
    }

    private boolean isBack(String period, LocalDate date) {
        return areClose(days(period), (double) ChronoUnit.DAYS.between(date, today));
    }

    private static boolean isBeside(LocalDate said, LocalDate held) {
        return Math.abs(ChronoUnit.DAYS.between(said, held)) <= 1;
    }

    private static boolean areClose(@Nullable Double one, @Nullable Double other) {
        return one != null && other != null && Math.abs(one - other) <= Math.max(1, ABOUT_THE_SAME * one);
    }

    private static @Nullable Double days(String period) {
        try {
            if (period.contains("T")) {
                return Duration.parse(period).toSeconds() / 86_400.0;
            }
            Period read = Period.parse(period);
            return read.getYears() * DAYS_OF_YEAR + read.getMonths() * DAYS_OF_MONTH + read.getDays();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Values of a condition that neither its words nor the grammar speak of. */
    private List<String> invented(Leaf leaf, List<Words> origin) {
        List<String> invented = new ArrayList<>();
        for (BigDecimal number : leaf.numbers()) {
            boolean counts = number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0;
            if (!counts
                    && origin.stream().noneMatch(words -> words.saysNumber(leaf, number))
                    && !engineSays(leaf.field(), number.stripTrailingZeros().toPlainString())) {
                invented.add(number.toPlainString());
            }
        }
        for (String period : leaf.periods()) {
            if (origin.stream().noneMatch(words -> words.saysTime(period)) && !engineSays(leaf.field(), period)) {
                invented.add(period);
            }
        }
        if (!leaf.dates().isEmpty() && origin.stream().noneMatch(Words::saysAnyTime)) {
            leaf.dates().forEach(date -> invented.add(date.toString()));
        }
        for (String value : leaf.texts()) {
            boolean other = value.matches("-?[\\d.]+|true|false|P[\\dYMWDTHS]+|\\d{4}-\\d{2}-\\d{2}.*");
            if (!other
                    && !isBeyondTheGrammar(origin)
                    && origin.stream().noneMatch(words -> words.saysText(value))
                    && !engineSays(leaf.field(), value)) {
                invented.add(value);
            }
        }
        return invented;
    }

    /** Whether the grammar understands all of the words that a condition stands for and none of them asks for its field. */
    private boolean isAdded(Leaf leaf, List<Words> origin) {
        List<Part> parts = parts(origin);
        if (isBeyondTheGrammar(origin)) {
            return false;
        }
        for (int i = 0; i < engine.understood().size(); i++) {
            Part understood = engine.understood().get(i);
            boolean asks = conditions(engine.asked().get(i).toJson()).stream()
                    .anyMatch(asked -> isAlike(asked.field(), leaf.field()));
            if (asks && parts.stream().anyMatch(understood::meets)) {
                return false;
            }
        }
        return !parts.isEmpty();
    }

    private List<Part> parts(List<Words> origin) {
        List<Part> parts = new ArrayList<>();
        for (Words words : origin) {
            String said = words.said.strip();
            int start = text.toLowerCase(Locale.ROOT).indexOf(said.toLowerCase(Locale.ROOT));
            if (start >= 0 && start + said.length() <= text.length()) {
                parts.add(Part.of(text, start, start + said.length(), ""));
            }
        }
        return parts;
    }

    private boolean isBeyondTheGrammar(List<Words> origin) {
        List<Part> parts = parts(origin);
        return engine.notUnderstood().stream().anyMatch(left -> parts.stream().anyMatch(part -> part.meets(left)));
    }

    private boolean engineSays(String field, String value) {
        return engine.rule() != null
                && conditions(engine.rule().toJson()).stream()
                        .filter(leaf -> leaf.field().equals(field))
                        .anyMatch(leaf -> Stream.of(leaf.texts(), leaf.periods())
                                        .flatMap(List::stream)
                                        .anyMatch(value::equalsIgnoreCase)
                                || leaf.numbers().stream()
                                        .anyMatch(number -> number.stripTrailingZeros()
                                                .toPlainString()
                                                .equals(value)));
    }

    private static List<Leaf> conditions(JsonNode rule) {
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        collect(rule, "", false, leaves);
        return List.copyOf(leaves.values());
    }

    private void againstTheGrammar(ModelReading reading, Map<String, Leaf> leaves, Set<String> faults) {
        List<Part> given = reading.partsNotUnderstood(text);
        for (int i = 0; i < engine.understood().size(); i++) {
            Part part = engine.understood().get(i);
            if (given.stream().anyMatch(part::meets)) {
                continue;
            }
            for (Leaf asked : conditions(engine.asked().get(i).toJson())) {
                if (leaves.values().stream().noneMatch(leaf -> isAlike(leaf.field(), asked.field()))) {
                    faults.add(
                            "“%s” asks for %s, of which there is no condition.".formatted(part.text(), asked.field()));
                }
            }
        }
        if (engine.rule() == null) {
            return;
        }
        Map<String, Set<Boolean>> here = signs(leaves.values().stream().toList());
        signs(conditions(engine.rule().toJson())).forEach((what, signs) -> {
            Set<Boolean> theirs = here.get(what);
            boolean clear = signs.size() == 1 && theirs != null && theirs.size() == 1;
            if (clear && !signs.equals(theirs)) {
                faults.add("What the text asks for of %s is turned round: look where it denies.".formatted(what));
            }
        });
    }

    /** Fields that say the same in other words. */
    private static boolean isAlike(String one, String other) {
        return one.equals(other)
                || Stream.of(ORDERS, List.of("age", "birthDate"))
                        .anyMatch(alike -> alike.contains(one) && alike.contains(other));
    }

    /** Of each field, and of each value of one that has names for values, whether it is asked for or denied. */
    private static Map<String, Set<Boolean>> signs(List<Leaf> leaves) {
        Map<String, Set<Boolean>> signs = new HashMap<>();
        for (Leaf leaf : leaves) {
            Boolean affirms = affirms(leaf);
            if (affirms != null) {
                List<String> names = isNamed(leaf) ? leaf.texts() : List.of("");
                names.forEach(name -> signs.computeIfAbsent(
                                (leaf.field() + " " + name.toLowerCase(Locale.ROOT)).strip(), first -> new HashSet<>())
                        .add(affirms != leaf.denied()));
            }
        }
        return signs;
    }

    private static boolean isNamed(Leaf leaf) {
        return leaf.numbers().isEmpty()
                && leaf.periods().isEmpty()
                && leaf.dates().isEmpty()
                && !leaf.operator().equalsIgnoreCase("null")
                && !leaf.operator().equalsIgnoreCase("notNull");
    }

    /** Null where the other way round is as good a way to say it. */
    private static @Nullable Boolean affirms(Leaf leaf) {
        boolean counted = leaf.field().startsWith("orders.") || leaf.field().startsWith("messages.");
        boolean none = leaf.numbers().stream().allMatch(number -> number.signum() == 0)
                && !leaf.numbers().isEmpty();
        return switch (leaf.operator()) {
            case "=" -> !(counted && none);
            case "in", "contains", "beginsWith", "endsWith", "withinLast", "notNull", "between" -> true;
            case "!=" -> counted && none;
            case "notIn", "doesNotContain", "notWithinLast", "null", "notBetween" -> false;
            case ">", ">=" -> leaf.numbers().isEmpty() ? null : Boolean.TRUE;
            case "<", "<=" -> leaf.numbers().isEmpty() ? null : Boolean.FALSE;
            default -> null;
        };
    }
}
