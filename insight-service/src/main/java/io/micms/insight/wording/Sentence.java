package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.rules.Rule.Condition;
import io.micms.insight.wording.Item.Connector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole text: every position is tried as the beginning of every kind of part, and the cheapest way through all
 * parts is taken, where words that fit nothing cost most. What is left over is never dropped: it is said.
 */
final class Sentence {

    private static final int CLAUSE = 10;
    private static final int NOTE = 3;
    private static final int REFUSED = 200;
    private static final int FILLER = 2;
    private static final int CONNECTOR = 1;
    private static final int BEYOND = 800;
    private static final int UNKNOWN = 1_000;
    private static final String PUNCTUATION = ".!?\"'";
    private static final Set<Connector> JOINING = EnumSet.of(
            Connector.AND,
            Connector.AND_WHO,
            Connector.OR,
            Connector.NOR,
            Connector.BUT,
            Connector.EXCEPT,
            Connector.UNLESS,
            Connector.CONCEDED,
            Connector.NOT);
    private static final String NOTHING_ASKED =
            "it does not say which customers are meant; say something about them, or “everybody” for all";
    private static final String NOTHING_BEHIND = "nothing follows that this could be about";
    private static final String HALF_DENIED =
            "what this denies or limits is not clear; say it with “not”, “never” or “except”";

    private final String text;
    private final Scan scan;
    private final Times times;
    private final OrderClauses orders;
    private final MessageClauses messages;
    private final ProfileClauses profiles;
    private final UnaryOperator<String> names;

    Sentence(
            String text,
            Scan scan,
            Times times,
            OrderClauses orders,
            MessageClauses messages,
            ProfileClauses profiles,
            UnaryOperator<String> names) {
        this.text = text;
        this.scan = scan;
        this.times = times;
        this.orders = orders;
        this.messages = messages;
        this.profiles = profiles;
        this.names = names;
    }

    Reading read() {
        List<Item> items = withoutHalfDenied(withoutHalfSaid(cheapest()));
        Expression expression = new Expression(items, this::isPlural);
        Rule rule = expression.rule();
        List<Part> notUnderstood = new ArrayList<>(leftOver(items));
        expression.left().forEach(left -> notUnderstood.add(part(left.start(), left.end(), left.reason())));
        notUnderstood.addAll(dangling(items));
        List<Part> understood = new ArrayList<>();
        List<Rule> asked = new ArrayList<>();
        for (Item item : items) {
            if (item.clause() != null
                    && item.clause().rule() != null
                    && expression.left().stream().noneMatch(left -> left.holds(item))) {
                understood.add(understood(item, item.clause(), expression.note(item.start())));
                asked.add(item.clause().rule());
            }
        }
        if (rule != null || !notUnderstood.isEmpty()) {
            return new Reading(rule, understood, asked, notUnderstood);
        }
        boolean everybody = items.stream().anyMatch(item -> item.connector() == Connector.HEAD)
                || scan.tokens().stream().anyMatch(token -> token.is("all"));
        Part whole = Part.of(
                text,
                scan.token(0).start(),
                scan.token(scan.size() - 1).end(),
                everybody ? "everybody" : NOTHING_ASKED);
        Rule all = Condition.of("createdAt", "notNull", null);
        return everybody
                ? new Reading(all, List.of(whole), List.of(all), List.of())
                : new Reading(null, List.of(), List.of(), List.of(whole));
    }

    /** Whether a noun for several people ends there. */
    private boolean isPlural(int end) {
        Token last = scan.token(end - 1);
        return last.read().endsWith("s") || last.is("people") || last.is("children") || last.is("folk");
    }

    private Part understood(Item item, Clause clause, @Nullable String decided) {
        StringBuilder meaning = new StringBuilder(Meaning.of(java.util.Objects.requireNonNull(clause.rule()), names));
        clause.notes().stream().distinct().forEach(note -> meaning.append("; ").append(note));
        if (decided != null) {
            meaning.append("; ").append(decided);
        }
        for (int i = item.start(); i < item.end(); i++) {
            Token token = scan.token(i);
            if (token.isMended()) {
                meaning.append("; “%s” is taken for “%s”".formatted(token.text(), token.read()));
            }
        }
        return part(item.start(), item.end(), meaning.toString());
    }

    private Part part(int from, int to, String meaning) {
        return Part.of(text, scan.token(from).start(), scan.token(to - 1).end(), meaning);
    }

    private List<Item> cheapest() {
        int size = scan.size();
        int[] cost = new int[size + 1];
        Item[] last = new Item[size + 1];
        Arrays.fill(cost, Integer.MAX_VALUE);
        cost[0] = 0;
        for (int at = 0; at < size; at++) {
            if (cost[at] == Integer.MAX_VALUE) {
                continue;
            }
            for (Item item : itemsAt(at)) {
                int sum = cost[at] + item.cost();
                if (sum < cost[item.end()]) {
                    cost[item.end()] = sum;
                    last[item.end()] = item;
                }
            }
        }
        List<Item> items = new ArrayList<>();
        for (int at = size; at > 0; at = last[at].start()) {
            items.add(last[at]);
        }
        Collections.reverse(items);
        return items;
    }

    private List<Item> itemsAt(int at) {
        List<Item> items = new ArrayList<>();
        clauses(items, at);
        connectors(items, at);
        int head = scan.match(Lexicon.HEADS, at);
        connector(items, at, head, Connector.HEAD, FILLER * (head - at));
        filler(items, at, scan.match(Lexicon.FILLERS, at));
        filler(items, at, scan.match(Lexicon.AUXILIARY, at));
        if (PUNCTUATION.contains(scan.token(at).read())) {
            filler(items, at, at + 1);
        }
        for (Map.Entry<Phrases, String> beyond : Lexicon.BEYOND.entrySet()) {
            int end = scan.match(beyond.getKey(), at);
            if (end > 0) {
                items.add(Item.leftOver(at, end, beyond.getValue(), BEYOND));
            }
        }
        items.add(Item.leftOver(at, at + 1, null, UNKNOWN));
        return items;
    }

    private static void filler(List<Item> items, int at, int end) {
        if (end > at) {
            items.add(Item.filler(at, end, FILLER * (end - at)));
        }
    }

    private void connectors(List<Item> items, int at) {
        int except = scan.match(Lexicon.EXCEPT, at);
        boolean all = scan.is(except - 1, "not") && scan.match(Lexicon.EVERY, except) > 0;
        except = all || scan.match(Lexicon.JUST, except) > 0 ? -1 : except;
        connector(items, at, scan.match(Lexicon.AND, at), Connector.AND);
        connector(items, at, scan.match(Lexicon.OR, at), Connector.OR);
        connector(items, at, scan.is(at, "nor") ? at + 1 : -1, Connector.NOR);
        // "but not" takes out all that it names, not only the first of it.
        connector(items, at, scan.match(Lexicon.BUT, at), Connector.BUT, except > 0 ? CONNECTOR + 1 : CONNECTOR);
        connector(items, at, scan.match(Lexicon.RELATIVE, at), Connector.RELATIVE);
        connector(items, at, scan.match(Lexicon.AND_WHO, at), Connector.AND_WHO);
        connector(items, at, except, Connector.EXCEPT);
        connector(items, at, scan.match(Lexicon.NOT_THOSE, at) - 1, Connector.EXCEPT);
        connector(items, at, allBut(at), Connector.EXCEPT);
        connector(items, at, noneOf(at), Connector.EXCEPT);
        connector(items, at, scan.match(Lexicon.UNLESS, at), Connector.UNLESS);
        connector(items, at, scan.match(Lexicon.CONCEDED, at), Connector.CONCEDED);
        connector(items, at, scan.match(Lexicon.EITHER, at), Connector.EITHER);
        connector(items, at, isComma(at) ? at + 1 : -1, Connector.COMMA);
        connector(items, at, scan.is(at, "(") ? at + 1 : -1, Connector.OPEN);
        connector(items, at, scan.is(at, ")") ? at + 1 : -1, Connector.CLOSE);
        Polarity polarity = polarity(at);
        if (polarity.negated() && scan.is(polarity.end(), "(")) {
            connector(items, at, polarity.end(), Connector.NOT);
        }
    }

    private boolean isComma(int at) {
        return scan.is(at, ",") || scan.is(at, ";") || scan.is(at, ":");
    }

    /** "Everyone but VIPs"; in "everyone, but only in Pune" and "everyone but not VIPs" the word means something else. */
    private int allBut(int at) {
        int end = scan.match(Lexicon.ALL_BUT, at);
        return scan.match(Lexicon.NOT, end) > 0 || scan.match(Lexicon.RELATIVE, end) > 0 || scan.is(end, "only")
                ? -1
                : end;
    }

    /** "No VIPs" and "no people in Pune" rather than "no orders". */
    private int noneOf(int at) {
        if (!scan.is(at, "no")) {
            return -1;
        }
        boolean people = scan.match(Lexicon.HEADS, at + 1) > 0
                || at + 1 < scan.size() && profiles.at(at + 1, false).stream().anyMatch(Clause::names);
        return people ? at + 1 : -1;
    }

    private static void connector(List<Item> items, int at, int end, Connector connector) {
        connector(items, at, end, connector, CONNECTOR);
    }

    private static void connector(List<Item> items, int at, int end, Connector connector, int cost) {
        if (end > at) {
            items.add(Item.connector(at, end, connector, cost));
        }
    }

    /** @param denied whether anything denies, once or twice */
    private record Polarity(int end, boolean negated, boolean denied) {}

    /** Auxiliaries and what denies them: "have not yet", "never". */
    private Polarity polarity(int at) {
        int end = at;
        boolean negated = false;
        boolean denied = false;
        while (true) {
            int not = Math.max(scan.match(Lexicon.NOT, end), scan.match(Lexicon.NEITHER, end));
            int auxiliary = scan.match(Lexicon.AUXILIARY, end);
            if (not > 0 && not >= auxiliary && scan.match(Lexicon.NOT_JUST, end) < 0) {
                negated = !negated;
                denied = true;
                end = not;
            } else if (auxiliary > 0) {
                end = auxiliary;
            } else {
                return new Polarity(end, negated, denied);
            }
        }
    }

    private void clauses(List<Item> items, int at) {
        // Behind "nor" it is said as behind "not": "nor opened a mail in 60 days".
        add(items, at, clausesFrom(at, at, new Polarity(at, false, scan.is(at - 1, "nor"))));
        Polarity polarity = polarity(at);
        if (polarity.end() > at) {
            add(items, at, clausesFrom(at, polarity.end(), polarity));
        }
        if (scan.is(at, "only") && at + 1 < scan.size()) {
            // Who lives in Pune lives nowhere else; who bought shoes may have bought more, so that is not dropped.
            add(items, at, profiles.at(at + 1, false));
        }
        Times.Found before = times.past(at);
        if (before != null) {
            int behind = scan.is(before.end(), ",") ? before.end() + 1 : before.end();
            Polarity late = polarity(behind);
            add(items, at, withNote(verbs(behind, false, before.when()), before.note()));
            if (late.end() > behind) {
                List<Clause> verbs = verbs(late.end(), late.negated(), before.when());
                add(
                        items,
                        at,
                        withNote(
                                late.negated()
                                        ? verbs.stream().map(Clause::denied).toList()
                                        : verbs,
                                before.note()));
            }
        }
    }

    private static List<Clause> withNote(List<Clause> clauses, @Nullable String note) {
        return clauses.stream().map(clause -> clause.withNote(note)).toList();
    }

    private List<Clause> verbs(int at, boolean negated, @Nullable When preset) {
        if (at >= scan.size()) {
            return List.of();
        }
        List<Clause> clauses = new ArrayList<>(orders.at(at, negated, preset));
        clauses.addAll(messages.at(at, negated, preset));
        return clauses;
    }

    private List<Clause> clausesFrom(int start, int at, Polarity polarity) {
        if (at >= scan.size()) {
            return List.of();
        }
        List<Clause> clauses = new ArrayList<>(verbs(at, polarity.denied(), null));
        clauses.addAll(profiles.at(at, polarity.denied()));
        return clauses.stream()
                .map(clause -> polarity.negated() ? clause.denied() : clause)
                .map(clause -> at > start ? clause.leaningOnNothing() : clause)
                .toList();
    }

    private void add(List<Item> items, int at, List<Clause> clauses) {
        for (Clause clause : clauses) {
            if (clause.end() > at && clause.end() <= scan.size()) {
                int cost = CLAUSE + NOTE * clause.notes().size() + (clause.rule() == null ? REFUSED : 0);
                items.add(Item.clause(at, clause, cost));
            }
        }
    }

    /**
     * Words right behind a verb that were not understood belong to it: "bought lamps" is not "bought". Such a verb is
     * left out together with them.
     */
    private List<Item> withoutHalfSaid(List<Item> items) {
        List<Item> whole = new ArrayList<>();
        for (Item item : items) {
            if (item.isLeftOver()) {
                absorbFillers(whole);
                absorbDeterminers(whole);
            }
            Item before = whole.isEmpty() ? null : whole.getLast();
            if (item.isLeftOver()
                    && before != null
                    && before.clause() != null
                    && before.clause().open()) {
                whole.removeLast();
                whole.add(Item.leftOver(before.start(), item.end(), item.reason(), 0));
            } else if (item.isLeftOver() && before != null && before.isLeftOver()) {
                whole.removeLast();
                String reason = before.reason() == null ? item.reason() : before.reason();
                whole.add(Item.leftOver(before.start(), item.end(), reason, 0));
            } else {
                whole.add(item);
            }
        }
        return whole;
    }

    /** Words that say nothing belong to what stands around them if that was not understood. */
    private static void absorbFillers(List<Item> items) {
        int last = items.size() - 1;
        while (last >= 0 && items.get(last).isFiller()) {
            last--;
        }
        if (last >= 0 && items.get(last).isLeftOver()) {
            while (items.size() > last + 1) {
                items.removeLast();
            }
        }
    }

    /** "Opened the last 5 emails", "ordered all of the lamps": what is between a verb and what was not understood says nothing. */
    private void absorbDeterminers(List<Item> items) {
        int last = items.size() - 1;
        while (last >= 0 && items.get(last).isFiller() && isDeterminer(items.get(last))) {
            last--;
        }
        Clause verb = last < 0 ? null : items.get(last).clause();
        if (verb != null && verb.open()) {
            while (items.size() > last + 1) {
                items.removeLast();
            }
        }
    }

    private boolean isDeterminer(Item item) {
        return scan.match(Lexicon.DETERMINERS, item.start()) == item.end();
    }

    /**
     * A word that denies or limits and was not understood takes what it stands before with it, which would mean the opposite
     * without it. So does an exception of which a part was not understood.
     */
    private List<Item> withoutHalfDenied(List<Item> items) {
        List<Item> whole = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean refused = item.clause() != null && item.clause().refusal() != null;
            if (!item.isLeftOver() && !refused) {
                whole.add(item);
                continue;
            }
            int opening = opening(whole);
            boolean excepted = opening < whole.size();
            int start = excepted ? whole.get(opening).start() : item.start();
            if (excepted) {
                whole.subList(opening, whole.size()).clear();
            }
            int last = i;
            if (excepted || item.isLeftOver() && denies(item)) {
                int next = item.isLeftOver() ? clauseBehind(items, i + 1) : -1;
                last = next < 0 ? i : next;
                // "Except people with lamps and VIPs": the list goes on.
                for (int joined = joinedBehind(items, last, excepted);
                        joined > 0;
                        joined = joinedBehind(items, last, excepted)) {
                    last = joined;
                }
            }
            String reason =
                    refused ? java.util.Objects.requireNonNull(item.clause()).refusal() : item.reason();
            whole.add(
                    Item.leftOver(start, items.get(last).end(), last > i && reason == null ? HALF_DENIED : reason, 0));
            i = last;
        }
        return whole;
    }

    /** The clause that stands there behind words that say nothing; -1 if there is none. */
    private static int clauseBehind(List<Item> items, int from) {
        int next = from;
        while (next < items.size()
                && (items.get(next).isFiller() || items.get(next).connector() == Connector.RELATIVE)) {
            next++;
        }
        return next < items.size() && items.get(next).kind() == Item.Kind.CLAUSE ? next : -1;
    }

    private static int joinedBehind(List<Item> items, int last, boolean and) {
        Connector connector = last + 1 < items.size() ? items.get(last + 1).connector() : null;
        boolean joins = connector == Connector.OR || connector == Connector.NOR || and && connector == Connector.AND;
        return joins ? clauseBehind(items, last + 2) : -1;
    }

    /** Where the exception begins of which the next item would be; behind all if there is none. */
    private static int opening(List<Item> items) {
        int at = items.size() - 1;
        while (at >= 0 && (items.get(at).isFiller() || items.get(at).connector() == Connector.RELATIVE)) {
            at--;
        }
        Connector connector = at < 0 ? null : items.get(at).connector();
        return connector == Connector.EXCEPT
                        || connector == Connector.UNLESS
                        || connector == Connector.CONCEDED
                        || connector == Connector.NOT
                ? at
                : items.size();
    }

    private boolean denies(Item item) {
        for (int i = item.start(); i < item.end(); i++) {
            if (Lexicon.DENYING.contains(scan.token(i).read())) {
                return true;
            }
        }
        return false;
    }

    /** Words at the end that join or take out, with nothing behind them. */
    private List<Part> dangling(List<Item> items) {
        int end = items.size();
        int start = end;
        while (start > 0
                && items.get(start - 1).kind() != Item.Kind.CLAUSE
                && !items.get(start - 1).isLeftOver()) {
            start--;
        }
        List<Part> parts = new ArrayList<>();
        for (Item item : items.subList(start, end)) {
            boolean joins = item.connector() != null && JOINING.contains(item.connector());
            if (joins) {
                parts.add(part(item.start(), item.end(), NOTHING_BEHIND));
            }
        }
        return parts;
    }

    private List<Part> leftOver(List<Item> items) {
        List<Part> parts = new ArrayList<>();
        for (Item item : items) {
            if (item.isLeftOver()) {
                parts.add(part(
                        item.start(),
                        item.end(),
                        item.reason() == null
                                ? "nothing that a rule can ask for is known by these words"
                                : item.reason()));
            } else if (item.clause() != null && item.clause().refusal() != null) {
                parts.add(part(item.start(), item.end(), item.clause().refusal()));
            }
        }
        return parts;
    }
}
