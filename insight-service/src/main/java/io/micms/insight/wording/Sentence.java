package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.rules.Rule.Condition;
import io.micms.insight.wording.Item.Connector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    private static final String PUNCTUATION = ".!?();:\"'";

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
        List<Item> items = withoutHalfSaid(cheapest());
        List<Part> notUnderstood = leftOver(items);
        Rule rule = new Expression(items).rule();
        List<Part> understood = new ArrayList<>();
        for (Item item : items) {
            if (item.clause() != null && item.clause().rule() != null) {
                understood.add(understood(item, item.clause()));
            }
        }
        if (rule == null && notUnderstood.isEmpty() && scan.size() > 0) {
            return new Reading(
                    Condition.of("createdAt", "notNull", null),
                    List.of(Part.of(
                            text,
                            scan.token(0).start(),
                            scan.token(scan.size() - 1).end(),
                            "everybody")),
                    List.of());
        }
        return new Reading(rule, understood, notUnderstood);
    }

    private Part understood(Item item, Clause clause) {
        StringBuilder meaning = new StringBuilder(Meaning.of(java.util.Objects.requireNonNull(clause.rule()), names));
        clause.notes().stream().distinct().forEach(note -> meaning.append("; ").append(note));
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
        filler(items, at, scan.match(Lexicon.HEADS, at));
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
        connector(items, at, scan.match(Lexicon.AND, at), Connector.AND);
        connector(items, at, scan.match(Lexicon.OR, at), Connector.OR);
        connector(items, at, scan.is(at, "nor") ? at + 1 : -1, Connector.NOR);
        connector(items, at, scan.match(Lexicon.BUT, at), Connector.BUT);
        connector(items, at, scan.match(Lexicon.RELATIVE, at), Connector.RELATIVE);
        connector(items, at, scan.match(Lexicon.EXCEPT, at), Connector.EXCEPT);
        connector(items, at, scan.match(Lexicon.EITHER, at), Connector.EITHER);
        connector(items, at, scan.is(at, ",") || scan.is(at, ";") ? at + 1 : -1, Connector.COMMA);
    }

    private static void connector(List<Item> items, int at, int end, Connector connector) {
        if (end > at) {
            items.add(Item.connector(at, end, connector, CONNECTOR));
        }
    }

    private record Polarity(int end, boolean negated) {}

    /** Auxiliaries and what denies them: "have not yet", "never". */
    private Polarity polarity(int at) {
        int end = at;
        boolean negated = false;
        while (true) {
            int not = Math.max(scan.match(Lexicon.NOT, end), scan.match(Lexicon.NEITHER, end));
            int auxiliary = scan.match(Lexicon.AUXILIARY, end);
            if (not > 0 && not >= auxiliary) {
                negated = !negated;
                end = not;
            } else if (auxiliary > 0) {
                end = auxiliary;
            } else {
                return new Polarity(end, negated);
            }
        }
    }

    private void clauses(List<Item> items, int at) {
        add(items, at, clausesFrom(at, at, false, null));
        Polarity polarity = polarity(at);
        if (polarity.end() > at) {
            add(items, at, clausesFrom(at, polarity.end(), polarity.negated(), null));
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

    private List<Clause> clausesFrom(int start, int at, boolean negated, @Nullable When preset) {
        if (at >= scan.size()) {
            return List.of();
        }
        List<Clause> clauses = new ArrayList<>(verbs(at, negated, preset));
        clauses.addAll(profiles.at(at, negated));
        return clauses.stream()
                .map(clause -> negated ? clause.denied() : clause)
                .map(clause -> at > start ? leaningOnNothing(clause) : clause)
                .toList();
    }

    private static Clause leaningOnNothing(Clause clause) {
        return new Clause(
                clause.end(), clause.rule(), clause.refusal(), clause.negated(), clause.open(), false, clause.notes());
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
    private static List<Item> withoutHalfSaid(List<Item> items) {
        List<Item> whole = new ArrayList<>();
        for (Item item : items) {
            if (item.isLeftOver()) {
                absorbFillers(whole);
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
        while (last >= 0 && items.get(last).kind() == Item.Kind.FILLER) {
            last--;
        }
        if (last >= 0 && items.get(last).isLeftOver()) {
            while (items.size() > last + 1) {
                items.removeLast();
            }
        }
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
