package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.rules.Rule.Condition;
import io.micms.insight.wording.Quantities.Comparison;
import io.micms.insight.wording.Scan.Listed;
import io.micms.insight.wording.Vocabulary.Attribute;
import io.micms.insight.wording.Vocabulary.Found;
import io.micms.insight.wording.Vocabulary.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said of people: where they live, how old they are, since when they are known, tags, attributes and consent. */
final class ProfileClauses {

    private static final BigDecimal OLDEST = BigDecimal.valueOf(120);
    private static final String ONLY_AHEAD =
            "a rule asks for birthdays in a period ahead of now, such as “birthday in the next 30 days”";

    private static final Set<String> BOUNDARIES = Set.of(
            ",",
            ";",
            ".",
            "(",
            ")",
            "!",
            "?",
            "and",
            "&",
            "or",
            "nor",
            "not",
            "non",
            "neither",
            "either",
            "but",
            "except",
            "excluding",
            "exclude",
            "without",
            "minus",
            "besides",
            "than",
            "barring",
            "unless",
            "only");

    private final Scan scan;
    private final Quantities quantities;
    private final Times times;

    ProfileClauses(Scan scan, Quantities quantities, Times times) {
        this.scan = scan;
        this.quantities = quantities;
        this.times = times;
    }

    /** @param negated whether what stands before denies it; the clauses themselves affirm */
    List<Clause> at(int at, boolean negated) {
        List<Clause> clauses = new ArrayList<>();
        places(clauses, at, negated);
        tags(clauses, at, negated);
        attributes(clauses, at, negated);
        ages(clauses, at);
        birthdays(clauses, at);
        joined(clauses, at, negated);
        consent(clauses, at);
        contacts(clauses, at, negated);
        texts(clauses, at);
        segments(clauses, at);
        premodified(clauses, at);
        return clauses;
    }

    private void places(List<Clause> clauses, int at, boolean negated) {
        int in = scan.match(Lexicon.IN_PLACE, at);
        place(clauses, in, false);
        boolean not = scan.is(at, "not");
        List<Clause> outside = new ArrayList<>();
        place(outside, scan.match(Lexicon.OUTSIDE, at), !not);
        outside.forEach(clause -> clauses.add(not ? clause.denied().leaningOnNothing() : clause));
        for (Phrases noun : List.of(Lexicon.CITY, Lexicon.COUNTRY)) {
            int behind = scan.match(noun, scan.skipArticles(at));
            int isNot = behind < 0 ? -1 : scan.match(Lexicon.IS_NOT, behind);
            int is = behind < 0 ? -1 : scan.match(Lexicon.IS, behind);
            place(clauses, isNot, true);
            place(clauses, isNot > 0 ? -1 : is < 0 ? behind : is, false);
            if (behind > 0) {
                String field = noun == Lexicon.CITY ? "city" : "country";
                presence(clauses, behind, field);
                named(clauses, Math.max(isNot, is), field, isNot > 0);
            }
        }
        int no = scan.match(Lexicon.NO, at);
        for (Map.Entry<Phrases, String> noun :
                Map.of(Lexicon.CITY, "city", Lexicon.COUNTRY, "country").entrySet()) {
            int none = no < 0 ? -1 : scan.match(noun.getKey(), no);
            int lacked = negated ? scan.match(noun.getKey(), scan.skipArticles(at)) : -1;
            if (none > 0) {
                clauses.add(Clause.of(none, Condition.of(noun.getValue(), "null", null)));
            } else if (lacked > 0) {
                clauses.add(Clause.of(lacked, Condition.of(noun.getValue(), "notNull", null)));
            }
        }
        unseenCity(clauses, in);
    }

    private void place(List<Clause> clauses, int at, boolean outside) {
        Listed cities = at < 0 ? null : scan.list(scan.skip(Lexicon.CITY, at), Lexicon.IN_PLACE, Place.CITY);
        Listed countries = at < 0 ? null : scan.list(scan.skip(Lexicon.COUNTRY, at), Lexicon.IN_PLACE, Place.COUNTRY);
        for (Listed places : java.util.Arrays.asList(cities, countries)) {
            if (places != null && !isCapitalDoubt(places, at)) {
                Rule rule = anyOf(places.values().getFirst().field(), places.texts());
                clauses.add(
                        Clause.of(places.end(), outside ? rule.negated() : rule).asLeaning());
            }
        }
    }

    /** A country's code in small letters is a word of English: "in", "us", "it". */
    private boolean isCapitalDoubt(Listed places, int at) {
        Token token = scan.token(scan.skipArticles(at));
        return token.kind() == Token.Kind.WORD && token.text().length() == 2 && !token.isCapitalised();
    }

    /** A place that no customer seen lives in, as long as its capital says that it is one. */
    private void unseenCity(List<Clause> clauses, int at) {
        if (at < 0 || at >= scan.size()) {
            return;
        }
        Token token = scan.token(at);
        boolean known = scan.vocabulary().at(scan.tokens(), at).stream()
                .anyMatch(found -> found.value().place() != Place.ATTRIBUTE_NAME);
        if (token.isCapitalised()
                && !Lexicon.isKnown(token.read())
                && !known
                && token.text().matches("\\p{Lu}\\p{Ll}{2,}")) {
            clauses.add(Clause.of(at + 1, Condition.of("city", "=", token.text()))
                    .withNote("no customer seen lives in “%s”".formatted(token.text())));
        }
    }

    private static Rule anyOf(String field, List<String> values) {
        return values.size() == 1
                ? Condition.of(field, field.equals("tags") ? "contains" : "=", values.getFirst())
                : Condition.of(field, "in", values);
    }

    private void tags(List<Clause> clauses, int at, boolean negated) {
        int any = scan.match(Lexicon.ANY_TAG, at);
        int no = scan.match(Lexicon.NO, at);
        int noTag = no < 0 ? -1 : scan.match(Lexicon.ANY_TAG, no);
        if (noTag > 0 || any > 0) {
            clauses.add(Clause.of(Math.max(noTag, any), Condition.of("tags", noTag > 0 ? "null" : "notNull", null)));
        }
        int tagged = scan.match(Lexicon.TAGGED, no > 0 ? no : at);
        if (tagged < 0) {
            valueThenTag(clauses, at);
            return;
        }
        int start = scan.skip(Lexicon.TAGGED, scan.skip(Lexicon.IS, tagged));
        Listed listed = scan.list(start, Lexicon.TAGGED, Place.TAG);
        if (listed != null) {
            Rule rule = listed.all() && !negated && no < 0
                    ? Rule.all(listed.texts().stream()
                            .map(tag -> (Rule) Condition.of("tags", "contains", tag))
                            .toList())
                    : anyOf("tags", listed.texts());
            Clause clause = Clause.of(listed.end(), no > 0 ? rule.negated() : rule);
            clauses.add(no > 0 ? clause : clause.asLeaning());
            return;
        }
        String text = scan.text(scan.skipArticles(start));
        if (text != null) {
            Rule rule = Condition.of("tags", "contains", text);
            clauses.add(Clause.of(scan.skipArticles(start) + 1, no > 0 ? rule.negated() : rule)
                    .withNote("no customer seen has the tag “%s”".formatted(text)));
        }
    }

    /** "the vip tag". */
    private void valueThenTag(List<Clause> clauses, int at) {
        Listed listed = scan.list(scan.skipArticles(at), Lexicon.TAGGED, Place.TAG);
        if (listed != null && (scan.is(listed.end(), "tag") || scan.is(listed.end(), "tags"))) {
            clauses.add(Clause.of(listed.end() + 1, anyOf("tags", listed.texts())));
        }
    }

    private void attributes(List<Clause> clauses, int at, boolean negated) {
        int start = scan.skipAll(Lexicon.PROFILE_ATTRIBUTE_LEAD, at);
        Found name = scan.value(start, Place.ATTRIBUTE_NAME);
        if (name != null) {
            attribute(clauses, scan.vocabulary().attribute(name.value().field()), name.end());
            boolean having =
                    negated || scan.is(start - 1, "a") || scan.is(start - 1, "an") || scan.is(start - 1, "any");
            if (having && !typeOf(name).equals("BOOLEAN")) {
                clauses.add(Clause.of(name.end(), Condition.of(name.value().field(), "notNull", null)));
            }
        }
        int no = scan.match(Lexicon.NO, at);
        Found none = no < 0 ? null : scan.value(no, Place.ATTRIBUTE_NAME);
        if (none != null) {
            clauses.add(Clause.of(none.end(), Condition.of(none.value().field(), "null", null)));
        }
        Comparison count = quantities.comparison(at);
        Found counted = count == null ? null : scan.value(count.end(), Place.ATTRIBUTE_NAME);
        if (counted != null && typeOf(counted).equals("NUMBER")) {
            int more = count.stated() ? -1 : scan.match(Lexicon.OR_MORE, counted.end());
            int less = count.stated() ? -1 : scan.match(Lexicon.OR_LESS, counted.end());
            Comparison whole = Math.max(more, less) < 0
                    ? count.endingAt(counted.end())
                    : new Comparison(
                            Math.max(more, less), more > 0 ? ">=" : "<=", count.number(), null, true, count.foreign());
            clauses.add(Clause.of(whole.end(), whole.of(counted.value().field())));
        }
        Listed values = scan.list(
                scan.skip(Lexicon.PROFILE_ATTRIBUTE_ON, start), Lexicon.PROFILE_ATTRIBUTE_ON, Place.ATTRIBUTE);
        if (values != null) {
            String field = values.values().getFirst().field();
            Found behind = scan.value(values.end(), Place.ATTRIBUTE_NAME);
            if (behind != null && behind.value().field().equals(field)) {
                clauses.add(Clause.of(behind.end(), anyOf(field, values.texts())));
            }
        }
    }

    private String typeOf(Found name) {
        return scan.vocabulary().attribute(name.value().field()).type();
    }

    private void attribute(List<Clause> clauses, Attribute attribute, int end) {
        String field = attribute.field();
        presence(clauses, end, field);
        int not = scan.match(Lexicon.IS_NOT, end);
        int is = scan.match(Lexicon.IS, end);
        int start = not > 0 ? not : is > 0 ? is : end;
        boolean denied = not > 0;
        Comparison number = not > 0 ? quantities.comparison(not) : quantities.comparison(end);
        if (number == null) {
            number = quantities.comparison(start);
        }
        if (attribute.type().equals("NUMBER")) {
            if (number != null) {
                Rule rule = number.of(field);
                clauses.add(Clause.of(number.end(), denied ? rule.negated() : rule));
            }
            return;
        }
        if (attribute.type().equals("BOOLEAN")) {
            for (Map.Entry<String, Boolean> word : TRUTH.entrySet()) {
                if (scan.is(start, word.getKey())) {
                    Rule rule = Condition.of(field, "=", word.getValue());
                    clauses.add(Clause.of(start + 1, denied ? rule.negated() : rule));
                }
            }
            return;
        }
        Listed values = scan.list(start, Lexicon.IS, Place.ATTRIBUTE);
        if (values != null && values.values().getFirst().field().equals(field)) {
            Rule rule = anyOf(field, values.texts());
            clauses.add(Clause.of(values.end(), denied ? rule.negated() : rule));
        } else if (start > end) {
            named(clauses, start, field, denied);
        }
        comparedText(clauses, end, field);
        int in = scan.match(Lexicon.PROFILE_IN_LIST, start);
        Listed listed = in < 0 ? null : scan.list(in, Lexicon.IS, Place.ATTRIBUTE);
        if (listed != null && listed.values().getFirst().field().equals(field)) {
            Rule rule = anyOf(field, listed.texts());
            clauses.add(Clause.of(listed.end(), denied ? rule.negated() : rule));
        }
    }

    private static final Map<String, Boolean> TRUTH = truth();

    private static Map<String, Boolean> truth() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        List.of("true", "yes", "on", "enabled").forEach(word -> words.put(word, true));
        List.of("false", "no", "off", "disabled").forEach(word -> words.put(word, false));
        return words;
    }

    private void presence(List<Clause> clauses, int behind, String field) {
        int known = scan.match(Lexicon.KNOWN, behind);
        if (known > 0) {
            clauses.add(Clause.of(known, Condition.of(field, "notNull", null)));
        }
        int unknown = scan.match(Lexicon.UNKNOWN, behind);
        if (unknown > 0) {
            clauses.add(Clause.of(unknown, Condition.of(field, "null", null)));
        }
    }

    private void ages(List<Clause> clauses, int at) {
        int age = scan.match(Lexicon.AGE, at);
        if (age > 0) {
            int start = scan.skip(Lexicon.IS, age);
            Comparison compared = quantities.comparison(age);
            compared = compared == null ? quantities.comparison(start) : compared;
            if (scan.is(at, "aged") && scan.is(at + 1, "between") || scan.is(at, "age") && scan.is(at + 1, "between")) {
                compared = quantities.comparison(at + 1);
            }
            if (isAge(compared)) {
                clauses.add(Clause.of(scan.skip(Lexicon.YEARS_OLD, compared.end()), compared.of("age")));
            }
            presence(clauses, age, "age");
        }
        Comparison older = compared(Lexicon.OLDER, ">", at);
        Comparison younger = compared(Lexicon.YOUNGER, "<", at);
        Comparison plain = quantities.comparison(at);
        for (Comparison compared : java.util.Arrays.asList(older, younger, plain)) {
            int years = compared == null ? -1 : scan.match(Lexicon.YEARS_OLD, compared.end());
            boolean old = years > 0 && !scan.is(years - 1, "years") && !scan.is(years - 1, "yrs");
            if (isAge(compared) && old) {
                int more = compared.stated()
                        ? -1
                        : Math.max(scan.match(Lexicon.OR_MORE, years), scan.match(Lexicon.OR_LESS, years));
                Comparison whole = more < 0
                        ? compared
                        : new Comparison(
                                more,
                                scan.match(Lexicon.OR_MORE, years) > 0 ? ">=" : "<=",
                                compared.number(),
                                null,
                                true,
                                null);
                clauses.add(Clause.of(more < 0 ? years : more, whole.of("age")));
            }
        }
        if (isAge(plain) && plain.stated() && (saysAge(at, plain) || isBareAge(at, plain.end()))) {
            clauses.add(Clause.of(plain.end(), plain.of("age")));
        }
        if (isAge(older) && scan.is(at, "older")) {
            clauses.add(Clause.of(older.end(), older.of("age")));
        }
        if (isAge(younger) && scan.is(at, "younger")) {
            clauses.add(Clause.of(younger.end(), younger.of("age")));
        }
        decade(clauses, at);
        named(clauses, at, Lexicon.TEENAGERS, between(13, 19), "taken for ages 13 to 19");
        named(clauses, at, Lexicon.ADULTS, Condition.of("age", ">=", BigDecimal.valueOf(18)), "taken for 18 or older");
        named(clauses, at, Lexicon.MINORS, Condition.of("age", "<", BigDecimal.valueOf(18)), "taken for under 18");
        named(
                clauses,
                at,
                Lexicon.PENSIONERS,
                Condition.of("age", ">=", BigDecimal.valueOf(60)),
                "taken for 60 or older");
    }

    private @Nullable Comparison compared(Phrases phrases, String operator, int at) {
        int behind = scan.match(phrases, at);
        BigDecimal number = behind < 0 ? null : scan.number(behind);
        Numerals.Number found = number == null ? null : Numerals.at(scan.tokens(), behind);
        return found == null ? null : new Comparison(found.end(), operator, found.value(), null, true, null);
    }

    private static boolean isAge(@Nullable Comparison compared) {
        return compared != null
                && compared.foreign() == null
                && compared.number().compareTo(OLDEST) <= 0
                && compared.number().stripTrailingZeros().scale() <= 0;
    }

    private boolean saysAge(int at, Comparison compared) {
        for (int i = at; i < compared.end(); i++) {
            if (scan.is(i, "older") || scan.is(i, "younger")) {
                return true;
            }
        }
        return false;
    }

    /** "customers over 30": nothing behind the number says what it counts, and only people are before it. */
    private boolean isBareAge(int at, int end) {
        boolean people = at > 0
                && (scan.is(at - 1, "customers")
                        || scan.is(at - 1, "people")
                        || scan.is(at - 1, "everyone")
                        || scan.is(at - 1, "women")
                        || scan.is(at - 1, "men")
                        || scan.is(at - 1, "are")
                        || scan.is(at - 1, "persons")
                        || scan.is(at - 1, "those")
                        || scan.is(at - 1, "is")
                        || scan.is(at - 1, "anyone")
                        || scan.is(at - 1, "everybody"));
        boolean ends = end >= scan.size()
                || scan.is(end, ",")
                || scan.is(end, ".")
                || scan.is(end, "and")
                || scan.is(end, "or")
                || scan.is(end, "who")
                || scan.is(end, "but")
                || scan.is(end, "in")
                || scan.is(end, "with")
                || scan.is(end, "living")
                || scan.is(end, "from");
        return people && ends;
    }

    /** "in their thirties". */
    private void decade(List<Clause> clauses, int at) {
        if (!scan.is(at, "in") || !(scan.is(at + 1, "their") || scan.is(at + 1, "the")) || at + 2 >= scan.size()) {
            return;
        }
        List<String> decades =
                List.of("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties");
        Token token = scan.token(at + 2);
        int index = decades.indexOf(token.read());
        int decade = index >= 0 ? 20 + index * 10 : -1;
        if (token.number() != null && scan.is(at + 3, "s") && token.number().intValue() % 10 == 0) {
            decade = token.number().intValue();
        }
        if (decade > 0) {
            clauses.add(Clause.of(index >= 0 ? at + 3 : at + 4, between(decade, decade + 9)));
        }
    }

    private static Rule between(int low, int high) {
        return Condition.of("age", "between", List.of(BigDecimal.valueOf(low), BigDecimal.valueOf(high)));
    }

    private void named(List<Clause> clauses, int at, Phrases phrases, Rule rule, String note) {
        int end = scan.match(phrases, at);
        if (end > 0) {
            clauses.add(Clause.of(end, rule).withNote(note).asName());
        }
    }

    private void birthdays(List<Clause> clauses, int at) {
        int birthday = scan.match(Lexicon.BIRTHDAY, scan.skipAll(Lexicon.PROFILE_CELEBRATING, at));
        if (birthday > 0) {
            presence(clauses, birthday, "birthDate");
            int start = scan.skipAll(Lexicon.PROFILE_FALLING, birthday);
            Times.Found next = times.future(birthday);
            next = next == null ? times.future(start) : next;
            if (next != null) {
                clauses.add(Clause.of(next.end(), Times.ofDate("birthDate", next.when()))
                        .withNote(next.note()));
            } else {
                Integer end = times.calendarEnd(start);
                if (end != null) {
                    clauses.add(Clause.refused(end, ONLY_AHEAD));
                }
            }
        }
        int soon = scan.match(Lexicon.UPCOMING, scan.skipArticles(scan.skip(Lexicon.PROFILE_CELEBRATING, at)));
        int behind = soon < 0 ? -1 : scan.match(Lexicon.BIRTHDAY, soon);
        if (behind > 0) {
            clauses.add(Clause.of(behind, Condition.of("birthDate", "anniversaryWithinNext", Times.SOON))
                    .withNote("“soon” is taken for the next 14 days"));
        }
        int turning = scan.match(Lexicon.PROFILE_BIRTHDAY_IS, at);
        Times.Found now = turning < 0 ? null : times.future(turning);
        if (now != null) {
            clauses.add(
                    Clause.of(now.end(), Times.ofDate("birthDate", now.when())).withNote(now.note()));
        }
        int born = scan.match(Lexicon.BORN, at);
        if (born > 0) {
            presence(clauses, born, "birthDate");
            Times.Found past = times.past(scan.skip(Lexicon.IS, born));
            if (past == null) {
                past = times.past(born);
            }
            if (past != null && past.note() != null) {
                // "Born on Christmas" is about the day of any year.
                clauses.add(Clause.refused(past.end(), ONLY_AHEAD));
            } else if (past != null) {
                clauses.add(Clause.of(past.end(), Times.ofDate("birthDate", past.when())));
            }
        }
    }

    private void joined(List<Clause> clauses, int at, boolean negated) {
        int joined = scan.match(Lexicon.JOINED, at);
        if (joined < 0) {
            newcomers(clauses, at);
            return;
        }
        int start = scan.skipAll(Lexicon.PROFILE_WITH_US, joined);
        Times.Found past = times.past(joined);
        past = past == null ? times.past(start) : past;
        boolean noun = scan.token(joined - 1).is("customers")
                || scan.token(joined - 1).is("customer")
                || scan.token(joined - 1).is("known")
                || scan.is(joined - 1, "us");
        if (past == null) {
            Times.Found lasting = times.lasting(start);
            if (lasting != null && lasting.when() instanceof When.Last last) {
                if (noun) {
                    clauses.add(Clause.of(lasting.end(), Condition.of("createdAt", "notWithinLast", last.period())));
                } else if (negated) {
                    clauses.add(Clause.of(lasting.end(), Times.ofInstant("createdAt", last)));
                }
            }
            newcomers(clauses, at);
            return;
        }
        boolean preposition = scan.match(Lexicon.PROFILE_JUST_IN, start) > 0;
        if (noun && preposition && past.when() instanceof When.Between) {
            newcomers(clauses, at);
            return;
        }
        Rule rule = past.when() instanceof When.LongerAgo ago
                ? Condition.of("createdAt", "notWithinLast", ago.period())
                : Times.ofInstant("createdAt", past.when());
        clauses.add(Clause.of(past.end(), rule).withNote(past.note()));
        newcomers(clauses, at);
    }

    private void newcomers(List<Clause> clauses, int at) {
        int end = scan.match(Lexicon.NEW, at);
        if (end < 0) {
            return;
        }
        Times.Found past = times.past(end);
        if (past != null) {
            clauses.add(Clause.of(past.end(), Times.ofInstant("createdAt", past.when()))
                    .withNote(past.note())
                    .asName());
        } else {
            clauses.add(Clause.of(end, Condition.of("createdAt", "withinLast", Times.RECENT))
                    .withNote("“new” is taken for added in the last 30 days")
                    .asName());
        }
    }

    private void consent(List<Clause> clauses, int at) {
        channels(clauses, scan.match(Lexicon.CONSENTED, at), "=", true);
        channels(clauses, scan.match(Lexicon.REFUSED, at), "=", false);
        int word = scan.match(Lexicon.CONSENT_WORD, scan.skipAll(Lexicon.PROFILE_GIVEN, at));
        int no = scan.match(Lexicon.NO, at);
        int noWord = no < 0 ? -1 : scan.match(Lexicon.CONSENT_WORD, no);
        int start = Math.max(word, noWord);
        if (start > 0) {
            int channel = scan.skipAll(Lexicon.PROFILE_FOR_CHANNEL, start);
            channels(clauses, channel, noWord > 0 ? "!=" : "=", true);
            if (scan.is(start - 2, "email") || scan.is(start - 2, "sms")) {
                String field = scan.is(start - 2, "sms") ? "consent.sms" : "consent.email";
                clauses.add(Clause.of(start, Condition.of(field, noWord > 0 ? "!=" : "=", true)));
            } else if (clauses.stream().noneMatch(clause -> clause.end() > start)) {
                clauses.add(Clause.refused(start, "say to what: e-mail or SMS"));
            }
        }
        for (Map.Entry<Phrases, String> channel : Map.of(Lexicon.EMAIL, "consent.email", Lexicon.SMS, "consent.sms")
                .entrySet()) {
            int behind = scan.match(channel.getKey(), scan.skipArticles(no > 0 ? no : at));
            int consented = behind < 0 ? -1 : scan.match(Lexicon.PROFILE_CONSENT, behind);
            if (consented > 0) {
                clauses.add(Clause.of(consented, Condition.of(channel.getValue(), no > 0 ? "!=" : "=", true)));
            }
        }
        passive(clauses, scan.match(Lexicon.MAILABLE, at), "consent.email");
        passive(clauses, scan.match(Lexicon.TEXTABLE, at), "consent.sms");
    }

    private static void passive(List<Clause> clauses, int end, String field) {
        if (end > 0) {
            clauses.add(Clause.of(end, Condition.of(field, "=", true)));
        }
    }

    private void channels(List<Clause> clauses, int at, String operator, boolean value) {
        if (at < 0) {
            return;
        }
        int start = scan.skipAll(Lexicon.PROFILE_FOR_CHANNEL, at);
        List<Rule> rules = new ArrayList<>();
        int end = start;
        boolean all = false;
        int next = scan.skipArticles(start);
        while (true) {
            int email = scan.match(Lexicon.EMAIL, next);
            int sms = scan.match(Lexicon.SMS, next);
            if (email < 0 && sms < 0) {
                break;
            }
            rules.add(Condition.of(sms > email ? "consent.sms" : "consent.email", operator, value));
            end = Math.max(email, sms);
            int and = scan.match(Lexicon.AND, end);
            int or = scan.match(Lexicon.NOR, end);
            all |= and > 0;
            if (and < 0 && or < 0) {
                break;
            }
            next = scan.skipAll(Lexicon.PROFILE_FOR_CHANNEL, Math.max(and, or));
        }
        if (!rules.isEmpty()) {
            // "No consent to e-mail or SMS" is to neither.
            boolean each = all || rules.size() == 1 || operator.equals("!=");
            clauses.add(Clause.of(end, each ? Rule.all(rules) : Rule.any(rules)));
        }
    }

    /** Whether there is a number to call or an address to write to. */
    private void contacts(List<Clause> clauses, int at, boolean negated) {
        int no = scan.match(Lexicon.NO, at);
        int lead = scan.match(Lexicon.PROFILE_HAVING, at);
        int start = no > 0 ? no : lead > 0 ? lead : at;
        int behindNo = lead > 0 ? scan.match(Lexicon.NO, lead) : -1;
        boolean none = no > 0 || behindNo > 0;
        start = behindNo > 0 ? behindNo : start;
        contact(clauses, scan.match(Lexicon.PHONE, start), "phone", none, none || lead > 0 || negated);
        int email = scan.match(Lexicon.EMAIL_ADDRESS, start);
        boolean address = email > 0
                && (scan.is(email - 1, "address")
                        || scan.is(email - 1, "addresses")
                        || scan.is(email - 1, "id")
                        || lead > 0 && behindNo < 0 && no < 0 && scan.is(email - 2, "an"));
        contact(clauses, address ? email : -1, "email", none, none || lead > 0 || negated);
        if (none || negated) {
            neitherContact(clauses, start, none);
        }
    }

    /** "Without a phone number or an e-mail address": neither of them. */
    private void neitherContact(List<Clause> clauses, int start, boolean none) {
        int phone = scan.match(Lexicon.PHONE, start);
        int email = scan.match(Lexicon.EMAIL_ADDRESS, start);
        int first = Math.max(phone, email);
        int or = first < 0 ? -1 : Math.max(scan.match(Lexicon.OR, first), scan.is(first, "nor") ? first + 1 : -1);
        int second = or < 0 ? -1 : scan.match(phone > email ? Lexicon.EMAIL_ADDRESS : Lexicon.PHONE, or);
        if (second > 0) {
            Rule either =
                    Rule.any(List.of(Condition.of("phone", "notNull", null), Condition.of("email", "notNull", null)));
            clauses.add(Clause.of(second, none ? either.negated() : either));
        }
    }

    private void contact(List<Clause> clauses, int end, String field, boolean none, boolean said) {
        if (end < 0) {
            return;
        }
        presence(clauses, end, field);
        if (said) {
            int known = scan.match(Lexicon.PROFILE_ON_FILE, end);
            clauses.add(Clause.of(Math.max(known, end), Condition.of(field, none ? "null" : "notNull", null)));
        }
    }

    private void texts(List<Clause> clauses, int at) {
        Map<Phrases, String> fields = new LinkedHashMap<>();
        fields.put(Lexicon.FIRST_NAME, "firstName");
        fields.put(Lexicon.LAST_NAME, "lastName");
        fields.put(Lexicon.EXTERNAL_ID, "externalId");
        fields.put(Lexicon.PHONE, "phone");
        fields.put(Lexicon.EMAIL_ADDRESS, "email");
        fields.put(Lexicon.CITY, "city");
        int start = scan.skipAll(Lexicon.PROFILE_OWNER, at);
        fields.forEach((phrases, field) -> {
            int end = scan.match(phrases, start);
            if (end > 0) {
                comparedText(clauses, end, field);
                presence(clauses, end, field);
                int not = scan.match(Lexicon.IS_NOT, end);
                int is = scan.match(Lexicon.IS, end);
                named(clauses, not > 0 ? not : is > 0 ? is : field.endsWith("Name") ? end : -1, field, not > 0);
            }
        });
        int named = scan.match(Lexicon.NAMED, at);
        if (named > 0) {
            String first = scan.text(named);
            String last = first == null ? null : scan.text(named + 1);
            boolean both = last != null && scan.token(named + 1).isCapitalised();
            if (first != null) {
                Rule rule = both
                        ? Rule.all(List.of(
                                Condition.of("firstName", "=", first),
                                Condition.of("lastName", "=", String.valueOf(last))))
                        : Condition.of("firstName", "=", first);
                clauses.add(Clause.of(both ? named + 2 : named + 1, rule));
            }
        }
        mailProvider(clauses, at);
    }

    private void named(List<Clause> clauses, int at, String field, boolean denied) {
        String text = at < 0 ? null : scan.text(at);
        if (text != null && scan.match(Lexicon.KNOWN, at) < 0) {
            Rule rule = Condition.of(field, "=", text);
            clauses.add(Clause.of(at + 1, denied ? rule.negated() : rule));
        }
    }

    private void comparedText(List<Clause> clauses, int end, String field) {
        Map<Phrases, String> operators = new LinkedHashMap<>();
        operators.put(Lexicon.BEGINS, "beginsWith");
        operators.put(Lexicon.ENDS, "endsWith");
        operators.put(Lexicon.CONTAINS, "contains");
        int not = scan.match(Lexicon.NOT, end);
        int start = not > 0 ? not : end;
        operators.forEach((phrases, operator) -> {
            int behind = scan.match(phrases, start);
            String text = behind < 0 || behind >= scan.size() ? null : compared(scan.token(behind));
            boolean hyphen = text != null
                    && scan.is(behind + 1, "-")
                    && scan.token(behind + 1).start() == scan.token(behind).end();
            if (text != null) {
                Rule rule = Condition.of(field, operator, hyphen ? text + "-" : text);
                clauses.add(Clause.of(hyphen ? behind + 2 : behind + 1, not > 0 ? rule.negated() : rule));
            }
        });
    }

    /** Letters that something begins or ends with, whichever they are. */
    private static @Nullable String compared(Token token) {
        return token.kind() == Token.Kind.SIGN ? (token.text().equals("+") ? "+" : null) : token.text();
    }

    private void mailProvider(List<Clause> clauses, int at) {
        int start = scan.skipAll(Lexicon.PROFILE_OWNER, at);
        if (start >= scan.size()
                || !List.of("gmail", "yahoo", "hotmail", "outlook")
                        .contains(scan.token(start).read())) {
            return;
        }
        int end = scan.match(Lexicon.PROFILE_ADDRESSES, start + 1);
        if (end > 0) {
            clauses.add(Clause.of(
                    end,
                    Condition.of("email", "contains", "@" + scan.token(start).read() + ".")));
        }
    }

    private void segments(List<Clause> clauses, int at) {
        int start = scan.skip(Lexicon.PROFILE_SEGMENT_LEAD, at);
        int in = scan.match(Lexicon.SEGMENT, start);
        if (in > 0) {
            Listed listed = scan.list(scan.skip(Lexicon.SEGMENT, in), Lexicon.SEGMENT, Place.SEGMENT);
            if (listed != null) {
                int end = scan.is(listed.end(), "segment") || scan.is(listed.end(), "segments")
                        ? listed.end() + 1
                        : listed.end();
                clauses.add(inSegments(end, listed));
            } else if (scan.is(in - 1, "segment") || scan.is(in - 1, "segments")) {
                unknownSegment(clauses, in);
            }
        }
        Listed listed = scan.list(scan.skipArticles(start), Lexicon.SEGMENT, Place.SEGMENT);
        if (listed != null
                && (scan.is(listed.end(), "segment")
                        || scan.is(listed.end(), "segments")
                        || start > at && scan.token(listed.end() - 1).kind() == Token.Kind.QUOTED)) {
            boolean named = scan.is(listed.end(), "segment") || scan.is(listed.end(), "segments");
            clauses.add(inSegments(named ? listed.end() + 1 : listed.end(), listed));
        }
    }

    private static Clause inSegments(int end, Listed listed) {
        List<Rule> rules = listed.texts().stream()
                .map(id -> (Rule) Condition.of("segment", "in", List.of(id)))
                .toList();
        return Clause.of(end, listed.all() ? Rule.all(rules) : Condition.of("segment", "in", listed.texts()));
    }

    private void unknownSegment(List<Clause> clauses, int at) {
        String text = scan.text(at);
        if (text != null) {
            clauses.add(Clause.refused(at + 1, "there is no segment called “%s”".formatted(text)));
        }
    }

    /** "vip customers", "gold members", "Pune customers", "VIPs". */
    private void premodified(List<Clause> clauses, int at) {
        Listed listed =
                scan.list(at, Lexicon.PROFILE_PREMODIFIER, Place.TAG, Place.ATTRIBUTE, Place.CITY, Place.COUNTRY);
        if (listed == null || isSmallCode(scan.skipArticles(at))) {
            return;
        }
        int head = scan.match(Lexicon.HEADS, listed.end());
        boolean plural = listed.values().getFirst().place() == Place.TAG
                && scan.token(listed.end() - 1).read().endsWith("s");
        boolean person = listed.values().getFirst().place() == Place.TAG
                || listed.values().getFirst().place() == Place.ATTRIBUTE;
        boolean alone = isBoundary(at - 1) && isBoundary(listed.end());
        int end = head > 0 ? head : person || alone ? listed.end() : -1;
        if (end < 0 || isAmbiguous(scan.skipArticles(at), listed)) {
            return;
        }
        Clause clause = Clause.of(end, anyOf(listed.values().getFirst().field(), listed.texts()));
        clause = head > 0 || person ? clause.asName() : clause;
        clauses.add(
                head > 0 || plural
                        ? clause
                        : clause.withNote("a value of %s"
                                .formatted(listed.values().getFirst().field())));
    }

    /** Whether a part of a list ends before or begins behind a word: "gold plan, Pune, spent over 5000", "except Pune and Delhi". */
    private boolean isBoundary(int at) {
        if (at < 0 || at >= scan.size()) {
            return true;
        }
        Token token = scan.token(at);
        return token.kind() != Token.Kind.QUOTED && BOUNDARIES.contains(token.read());
    }

    private boolean isSmallCode(int at) {
        Token token = scan.token(at);
        return token.text().length() <= 2 && !token.isCapitalised();
    }

    /** A word that is a value in two fields says neither of them by itself. */
    private boolean isAmbiguous(int at, Listed listed) {
        return scan.vocabulary().at(scan.tokens(), at).stream()
                        .filter(found -> found.value().place() != Place.ATTRIBUTE_NAME
                                && found.value().place() != Place.SEGMENT
                                && found.value().place() != Place.CAMPAIGN
                                && found.value().place() != Place.SKU)
                        .map(found -> found.value().field())
                        .distinct()
                        .count()
                > 1;
    }
}
