package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.rules.Rule.Condition;
import io.micms.insight.wording.Quantities.Comparison;
import io.micms.insight.wording.Scan.Listed;
import io.micms.insight.wording.Vocabulary.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is said of orders: that there are some, how many, of what, where, when, and what was spent. */
final class OrderClauses {

    private static final String COUNT = "orders.count";
    private static final String TOTAL = "orders.total";
    private static final String AVERAGE = "orders.average";
    private static final String FIRST = "orders.firstAt";
    private static final String LAST = "orders.lastAt";
    private static final String ONLY_BACK_FROM_NOW =
            "a rule counts orders in a period back from now, such as “in the last 90 days”, not between dates";

    private static final String NOTHING_LEFT_OUT =
            "a rule counts orders with something in them and cannot count those without it; say what was bought, or “never bought …”";

    private static final List<String> WEB = List.of("online", "web", "website");

    private final Scan scan;
    private final Quantities quantities;
    private final Times times;
    private final String currency;
    private @Nullable When preset;

    OrderClauses(Scan scan, Quantities quantities, Times times, String currency) {
        this.scan = scan;
        this.quantities = quantities;
        this.times = times;
        this.currency = currency;
    }

    /** What a verb's surroundings say about it. */
    private static final class Parts {
        private int end;
        private @Nullable Comparison times;
        private @Nullable Comparison money;
        private @Nullable When when;
        private boolean timed;
        private boolean perOrder;
        private boolean nothing;
        private @Nullable Listed objects;
        private @Nullable Listed channels;
        private final List<String> notes = new ArrayList<>();
        private final Map<String, List<String>> unseen = new TreeMap<>();
        private @Nullable String refusal;

        private Parts(int end, @Nullable When preset) {
            this.end = end;
            this.when = preset;
            this.timed = preset != null;
        }

        private boolean isEmpty() {
            return times == null
                    && money == null
                    && !timed
                    && objects == null
                    && channels == null
                    && !nothing
                    && !perOrder
                    && unseen.isEmpty();
        }
    }

    /**
     * @param negated whether what stands before denies it; the clauses themselves affirm
     * @param preset when, as said before; null if nothing was
     */
    List<Clause> at(int at, boolean negated, @Nullable When preset) {
        this.preset = preset;
        List<Clause> clauses = new ArrayList<>();
        verb(clauses, at, negated);
        noun(clauses, at, negated);
        spent(clauses, at, negated);
        totals(clauses, at, negated);
        counts(clauses, at, negated);
        averages(clauses, at, negated);
        moments(clauses, at, negated);
        kinds(clauses, at);
        return clauses;
    }

    private void verb(List<Clause> clauses, int at, boolean negated) {
        int verb = scan.match(Lexicon.ORDERED, at);
        if (verb < 0) {
            return;
        }
        Parts parts = modifiers(parts(verb), negated);
        Clause clause = counted(parts).asOpen().asLeaning();
        clauses.add(clause);
        Clause excepting = excepting(parts.end, Lexicon.EXCEPT, false);
        if (excepting != null) {
            clauses.add(excepting);
        }
        Clause allBut = excepting(parts.end, Lexicon.BUT, true);
        if (allBut != null && parts.objects == null && !parts.timed && parts.times == null) {
            // It is read as "and bags" otherwise.
            clauses.add(allBut);
            return;
        }
        clauses.addAll(elliptic(clause, parts, negated));
    }

    /** "Bought anything but shoes", "ordered something other than bags": a rule cannot leave things out of what it counts. */
    private @Nullable Clause excepting(int at, Phrases word, boolean thingsOnly) {
        int except = scan.match(word, at);
        if (except < 0 || except >= scan.size()) {
            return null;
        }
        Parts parts = modifiers(new Parts(except, null), false);
        boolean elsewhere = !thingsOnly && (parts.timed || parts.channels != null);
        return parts.objects == null && !elsewhere ? null : Clause.refused(parts.end, NOTHING_LEFT_OUT);
    }

    /** "… at least twice but not in the last 30 days": the verb is understood. */
    private List<Clause> elliptic(Clause first, Parts before, boolean negated) {
        List<Clause> clauses = new ArrayList<>();
        int comma = scan.is(first.end(), ",") ? first.end() + 1 : first.end();
        int but = scan.match(Lexicon.BUT, comma);
        int and = scan.match(Lexicon.AND, comma);
        int conjunction = Math.max(but, and);
        if (conjunction < 0 || first.rule() == null || negated) {
            return clauses;
        }
        int not = denial(scan.skipAll(Lexicon.AUXILIARY, conjunction));
        Parts parts = modifiers(new Parts(not < 0 ? conjunction : not, null), not > 0);
        boolean another = parts.objects != null && before.objects != null;
        if (parts.isEmpty() || not < 0 && but < 0 && !another) {
            return clauses;
        }
        Clause second = counted(parts);
        if (second.rule() == null) {
            clauses.add(Clause.refused(second.end(), String.valueOf(second.refusal())));
            return clauses;
        }
        Rule other = not > 0 ? second.rule().negated() : second.rule();
        clauses.add(Clause.of(second.end(), Rule.all(List.of(first.rule(), other)))
                .withNotes(first.notes())
                .withNotes(second.notes())
                .asOpen());
        return clauses;
    }

    /** Behind what denies: "but not bags", "but neither bags nor shirts", "and no bags". */
    private int denial(int at) {
        int not = Math.max(scan.match(Lexicon.NOT, at), scan.match(Lexicon.NEITHER, at));
        boolean no = not < 0 && scan.is(at, "no") && scan.value(at + 1, Place.CATEGORY, Place.SKU) != null;
        return no ? at + 1 : not;
    }

    /** "placed 3 orders", "no purchases", "with orders in the last week". */
    private void noun(List<Clause> clauses, int at, boolean negated) {
        int placing = scan.match(Lexicon.PLACING, at);
        int start = placing < 0 ? at : placing;
        int no = scan.match(Lexicon.NO, start);
        Comparison many = quantities.comparison(start);
        int noun = -1;
        if (no > 0) {
            noun = scan.match(Lexicon.ORDER_NOUN, no);
        }
        Comparison count = null;
        if (noun < 0 && many != null && many.foreign() == null) {
            noun = scan.match(Lexicon.ORDER_NOUN, scan.is(many.end(), "more") ? many.end() + 1 : many.end());
            count = many;
        }
        boolean none = noun > 0 && count == null;
        boolean bare = noun < 0;
        if (bare) {
            noun = scan.match(Lexicon.ORDER_NOUN, scan.skipArticles(start));
            count = null;
        }
        if (noun < 0) {
            return;
        }
        Parts parts = modifiers(parts(noun), negated || none);
        if (bare && placing < 0 && scan.skipArticles(start) == start && parts.isEmpty() && !negated) {
            // "orders" by itself is a thing and asks nothing.
            return;
        }
        int more = count == null || count.stated() ? -1 : Math.max(scan.match(Lexicon.OR_MORE, noun), -1);
        if (more > 0) {
            parts = modifiers(parts(more), negated);
            count = new Comparison(more, ">=", count.number(), null, true, null);
        }
        if (count != null) {
            parts.times = count;
        }
        Clause clause = counted(parts).asOpen();
        clauses.add(none ? clause.denied() : clause);
        if (placing > 0) {
            clauses.addAll(elliptic(clause, parts, negated || none));
        }
    }

    private Parts parts(int end) {
        return new Parts(end, preset);
    }

    private Parts modifiers(Parts parts, boolean negated) {
        boolean more = true;
        while (more) {
            more = time(parts, negated)
                    || howOften(parts)
                    || nothing(parts)
                    || channel(parts)
                    || perOrder(parts)
                    || worth(parts)
                    || objects(parts)
                    || filler(parts);
        }
        return parts;
    }

    private boolean time(Parts parts, boolean negated) {
        if (parts.timed) {
            return false;
        }
        Times.Found found = times.past(parts.end);
        if (found == null && negated) {
            found = times.lasting(parts.end);
        }
        if (found == null) {
            return false;
        }
        parts.timed = true;
        parts.when = found.when();
        parts.end = found.end();
        if (found.note() != null) {
            parts.notes.add(found.note());
        }
        return true;
    }

    private boolean howOften(Parts parts) {
        Comparison found = parts.times == null ? quantities.times(parts.end) : null;
        if (found == null) {
            return false;
        }
        parts.times = found;
        parts.end = found.end();
        return true;
    }

    private boolean nothing(Parts parts) {
        int end = scan.match(Lexicon.NOTHING, parts.end);
        parts.nothing |= end > 0;
        parts.end = Math.max(end, parts.end);
        return end > 0;
    }

    private boolean perOrder(Parts parts) {
        int end = scan.match(Lexicon.PER_ORDER, parts.end);
        parts.perOrder |= end > 0;
        parts.end = Math.max(end, parts.end);
        return end > 0;
    }

    private boolean worth(Parts parts) {
        int worth = parts.money == null ? scan.match(Lexicon.WORTH, parts.end) : -1;
        Comparison money = worth < 0 ? null : quantities.comparison(worth);
        if (money == null || money.end() < scan.size() && isUnitOfTime(money.end())) {
            return false;
        }
        parts.money = money;
        parts.end = money.end();
        return true;
    }

    private boolean isUnitOfTime(int at) {
        return Calendar.isKnown(scan.token(at).read());
    }

    private boolean channel(Parts parts) {
        if (parts.channels != null) {
            return false;
        }
        int on = scan.match(Lexicon.ON_CHANNEL, parts.end);
        Listed channels = scan.list(on < 0 ? parts.end : on, Lexicon.ON_CHANNEL, Place.CHANNEL);
        if (channels != null) {
            parts.channels = channels;
            parts.end = scan.skip(Lexicon.CHANNEL_WORD, channels.end());
            return true;
        }
        int online = scan.match(Lexicon.ONLINE, parts.end);
        if (online < 0) {
            return false;
        }
        for (String name : WEB) {
            Listed web = new Scan(Tokens.of(name), scan.vocabulary()).list(0, Lexicon.ON_CHANNEL, Place.CHANNEL);
            if (web != null) {
                parts.channels = new Listed(online, web.values(), false);
                parts.end = online;
                return true;
            }
        }
        return false;
    }

    private boolean objects(Parts parts) {
        if (parts.objects != null || !parts.unseen.isEmpty()) {
            return false;
        }
        int start = scan.skipAll(Lexicon.OBJECT_FILLER, parts.end);
        Listed objects = scan.list(start, Lexicon.OBJECT_FILLER, Place.CATEGORY, Place.SKU);
        if (objects != null) {
            parts.objects = objects;
            parts.end = scan.skip(Lexicon.CATEGORY_WORD, objects.end());
            return true;
        }
        return unseen(parts, start, Lexicon.CATEGORY_WORD, "category") || unseen(parts, start, Lexicon.SKU_WORD, "sku");
    }

    /** A category or SKU that is named as one counts even if nobody has bought from it yet. */
    private boolean unseen(Parts parts, int behindFillers, Phrases word, String dimension) {
        for (int at = parts.end; at <= behindFillers && at < scan.size(); at++) {
            int behind = scan.match(word, at);
            String text = behind < 0 ? null : scan.text(behind);
            if (text != null) {
                parts.unseen.put(dimension, List.of(text));
                parts.notes.add("nobody has bought from %s “%s” yet".formatted(dimension, text));
                parts.end = behind + 1;
                return true;
            }
        }
        return false;
    }

    private boolean filler(Parts parts) {
        int ever = scan.match(Lexicon.EVER, parts.end);
        int something = scan.match(Lexicon.ORDER_FILLING, parts.end);
        int end = Math.max(ever, something);
        if (end < 0) {
            return false;
        }
        parts.end = end;
        return true;
    }

    private Map<String, List<String>> where(Parts parts) {
        Map<String, List<String>> where = new TreeMap<>(parts.unseen);
        if (parts.objects != null) {
            where.put(parts.objects.values().getFirst().field(), parts.objects.texts());
        }
        if (parts.channels != null) {
            where.put("channel", parts.channels.texts());
        }
        return where;
    }

    private Clause counted(Parts parts) {
        if (parts.money != null) {
            return money(parts, parts.money);
        }
        if (parts.nothing) {
            Clause clause = counted(withoutNothing(parts));
            return clause.rule() == null
                    ? clause
                    : Clause.of(parts.end, clause.rule().negated()).withNotes(clause.notes());
        }
        if (parts.objects != null
                && parts.objects.all()
                && parts.objects.values().size() > 1) {
            return each(parts);
        }
        return counted(parts, where(parts));
    }

    private static Parts withoutNothing(Parts parts) {
        parts.nothing = false;
        return parts;
    }

    /** "shoes and bags": an order with each of them, not necessarily the same one. */
    private Clause each(Parts parts) {
        List<Rule> rules = new ArrayList<>();
        for (Vocabulary.Value value :
                java.util.Objects.requireNonNull(parts.objects).values()) {
            Map<String, List<String>> where = where(parts);
            where.put(value.field(), List.of(value.value()));
            Clause one = counted(parts, where);
            if (one.rule() == null) {
                return one;
            }
            rules.add(one.rule());
        }
        return Clause.of(parts.end, Rule.all(rules)).withNotes(parts.notes);
    }

    private Clause counted(Parts parts, Map<String, List<String>> where) {
        Comparison times = parts.times;
        boolean atLeastOnce = times == null || isAtLeastOnce(times);
        Comparison count = times == null ? new Comparison(parts.end, ">=", BigDecimal.ONE, null, true, null) : times;
        if (!parts.timed) {
            return Clause.of(parts.end, count.of(COUNT, null, where)).withNotes(parts.notes);
        }
        if (parts.when instanceof When.Last last) {
            Rule rule = atLeastOnce && where.isEmpty()
                    ? Times.ofInstant(LAST, last)
                    : count.of(COUNT, last.period(), where);
            return Clause.of(parts.end, rule).withNotes(parts.notes);
        }
        if (!atLeastOnce || !where.isEmpty()) {
            return Clause.refused(parts.end, ONLY_BACK_FROM_NOW);
        }
        return switch (parts.when) {
            case When.Since since ->
                Clause.of(parts.end, Times.ofInstant(LAST, since)).withNotes(parts.notes);
            case When.Before before ->
                Clause.of(parts.end, Times.ofInstant(FIRST, before)).withNotes(parts.notes);
            case When.LongerAgo ago ->
                Clause.of(parts.end, Times.ofInstant(FIRST, ago)).withNotes(parts.notes);
            case When.Between between ->
                Clause.refused(
                        parts.end,
                        "whether somebody ordered between two dates cannot be asked; when the first or the last order was can");
            default -> Clause.refused(parts.end, ONLY_BACK_FROM_NOW);
        };
    }

    private static boolean isAtLeastOnce(Comparison times) {
        return times.operator().equals(">=") && times.number().compareTo(BigDecimal.ONE) == 0
                || times.operator().equals(">") && times.number().signum() == 0;
    }

    private void spent(List<Clause> clauses, int at, boolean negated) {
        int verb = scan.match(Lexicon.SPENT, at);
        if (verb < 0) {
            return;
        }
        int start = scan.skip(Lexicon.ORDER_TOTALLY, verb);
        Comparison money = quantities.comparison(start);
        Parts parts = parts(money == null ? start : money.end());
        modifiers(parts, negated);
        if (parts.nothing) {
            clauses.add(spentNothing(parts));
            return;
        }
        if (money == null) {
            money = quantities.comparison(parts.end);
            if (money == null) {
                return;
            }
            parts.end = money.end();
            modifiers(parts, negated);
        }
        clauses.add(money(parts, money).asOpen().asLeaning());
    }

    private Clause spentNothing(Parts parts) {
        if (parts.when == null || parts.when instanceof When.Last) {
            return Clause.of(parts.end, new Condition(TOTAL, "=", BigDecimal.ZERO, within(parts), where(parts)))
                    .withNotes(parts.notes);
        }
        return parts.when instanceof When.Since since && where(parts).isEmpty()
                ? Clause.of(parts.end, Times.ofInstant(LAST, since).negated()).withNotes(parts.notes)
                : Clause.refused(parts.end, ONLY_BACK_FROM_NOW);
    }

    private static @Nullable String within(Parts parts) {
        return parts.when instanceof When.Last last ? last.period() : null;
    }

    private Clause money(Parts parts, Comparison money) {
        if (money.foreign() != null) {
            return Clause.refused(
                    parts.end, "amounts are in %s; “%s” is another currency".formatted(currency, money.foreign()));
        }
        if (parts.timed && !(parts.when instanceof When.Last)) {
            return Clause.refused(parts.end, ONLY_BACK_FROM_NOW);
        }
        if (parts.times != null) {
            return Clause.refused(
                    parts.end,
                    "a rule sums up orders and does not look at single ones; say how much in total, or on average");
        }
        Clause clause = Clause.of(
                        parts.end, money.orElse(">=").of(parts.perOrder ? AVERAGE : TOTAL, within(parts), where(parts)))
                .withNotes(parts.notes);
        return money.stated() ? clause : clause.withNote("taken for at least that amount");
    }

    /** "total spend above 5,000", "more than 10k in total". */
    private void totals(List<Clause> clauses, int at, boolean negated) {
        int noun = scan.match(Lexicon.TOTAL, scan.skipArticles(at));
        if (noun > 0) {
            Parts before = modifiers(parts(noun), negated);
            Comparison money = quantities.comparison(scan.skip(Lexicon.IS, before.end));
            if (money != null) {
                before.end = money.end();
                clauses.add(money(modifiers(before, negated), money).asOpen());
            }
        }
        Comparison money = quantities.comparison(at);
        int inOrders = money == null ? -1 : scan.match(Lexicon.IN_ORDERS, money.end());
        if (inOrders > 0) {
            clauses.add(money(modifiers(parts(inOrders), negated), money).asOpen());
        }
    }

    /** "order count above 4". */
    private void counts(List<Clause> clauses, int at, boolean negated) {
        int noun = scan.match(Lexicon.ORDER_COUNT, scan.skipArticles(at));
        if (noun < 0) {
            return;
        }
        Parts before = modifiers(parts(noun), negated);
        Comparison count = quantities.comparison(scan.skip(Lexicon.IS, before.end));
        count = count == null ? quantities.comparison(before.end) : count;
        if (count != null && count.foreign() == null) {
            before.end = count.end();
            before.times = count;
            clauses.add(counted(modifiers(before, negated)).asOpen());
        }
    }

    private void averages(List<Clause> clauses, int at, boolean negated) {
        int noun = scan.match(Lexicon.AVERAGE, scan.skipArticles(at));
        if (noun < 0) {
            return;
        }
        Parts before = modifiers(parts(noun), negated);
        Comparison money = quantities.comparison(scan.skip(Lexicon.IS, before.end));
        if (money != null) {
            before.end = money.end();
            before.perOrder = true;
            clauses.add(money(modifiers(before, negated), money).asOpen());
        }
    }

    /** When the first or the last order was. */
    private void moments(List<Clause> clauses, int at, boolean negated) {
        moment(clauses, scan.match(Lexicon.LAST_ORDER, owned(at)), LAST, negated);
        moment(clauses, scan.match(Lexicon.LAST_ORDERED, owned(at)), LAST, negated);
        moment(clauses, scan.match(Lexicon.FIRST_ORDER, owned(at)), FIRST, negated);
        moment(clauses, scan.match(Lexicon.FIRST_ORDERED, owned(at)), FIRST, negated);
    }

    private int owned(int at) {
        return scan.skipAll(Lexicon.ORDER_OWNED, at);
    }

    private void moment(List<Clause> clauses, int end, String field, boolean negated) {
        if (end < 0) {
            return;
        }
        int start = scan.skipAll(Lexicon.ORDER_HAPPENED, end);
        int not = scan.match(Lexicon.NOT, start);
        Times.Found found = times.past(not < 0 ? start : not);
        if (found == null && (negated || not > 0)) {
            found = times.lasting(not < 0 ? start : not);
        }
        if (found == null) {
            return;
        }
        Clause clause =
                Clause.of(found.end(), Times.ofInstant(field, found.when())).withNote(found.note());
        clauses.add(not > 0 ? clause.denied() : clause);
    }

    private void kinds(List<Clause> clauses, int at) {
        kind(clauses, at, Lexicon.REPEAT_BUYERS, atLeast(2), "taken for two orders or more");
        kind(clauses, at, Lexicon.ONE_TIME, Condition.of(COUNT, "=", BigDecimal.ONE), "taken for exactly one order");
        kind(clauses, at, Lexicon.BUYERS, atLeast(1), null);
        kind(clauses, at, Lexicon.NON_BUYERS, Condition.of(COUNT, "=", BigDecimal.ZERO), null);
        inactive(clauses, at);
        kind(
                clauses,
                at,
                Lexicon.INACTIVE,
                Rule.all(List.of(atLeast(1), Condition.of(LAST, "notWithinLast", "P180D"))),
                "taken for: ordered before, but not in the last 180 days");
        kind(
                clauses,
                at,
                Lexicon.ACTIVE,
                Condition.of(LAST, "withinLast", "P90D"),
                "taken for: ordered in the last 90 days");
        Listed objects = scan.list(at, Lexicon.OBJECT_FILLER, Place.CATEGORY, Place.SKU);
        int buyers = objects == null ? -1 : scan.match(Lexicon.BUYERS, objects.end());
        if (buyers > 0) {
            Parts parts = parts(buyers);
            parts.objects = objects;
            clauses.add(counted(modifiers(parts, false)).asOpen().asName());
        }
        int of = scan.match(Lexicon.BUYERS, at);
        if (of > 0 && scan.is(of, "of")) {
            Parts parts = modifiers(parts(of + 1), false);
            if (parts.objects != null) {
                clauses.add(counted(parts).asOpen().asName());
            }
        }
    }

    /** "Inactive for 90 days". */
    private void inactive(List<Clause> clauses, int at) {
        int end = scan.match(Lexicon.INACTIVE, at);
        Times.Found found = end < 0 ? null : times.lasting(end);
        if (found != null && found.when() instanceof When.Last last) {
            clauses.add(Clause.of(
                            found.end(),
                            Rule.all(List.of(atLeast(1), Condition.of(LAST, "notWithinLast", last.period()))))
                    .withNote("taken for: ordered before, but not in that time"));
        }
    }

    private static Rule atLeast(int orders) {
        return Condition.of(COUNT, ">=", BigDecimal.valueOf(orders));
    }

    private void kind(List<Clause> clauses, int at, Phrases phrases, Rule rule, @Nullable String note) {
        int end = scan.match(phrases, at);
        if (end > 0) {
            clauses.add(Clause.of(end, rule).withNote(note).asName());
        }
    }
}
