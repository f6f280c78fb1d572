package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.wording.Item.Connector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The clauses of a sentence joined as the words between them say. "And" binds tighter than "or"; a comma, "but" and "who"
 * before what follows bind looser than both, so that "in Pune or Mumbai who have ordered" is about people in both cities.
 * Brackets come before all of that.
 *
 * <p>"Except" denies what it names and nothing behind: it ends at "but", at a comma and at whatever else goes on with the
 * sentence, see {@link #bind}. "And" between two groups of people ("customers in Pune and people in Delhi") adds them up.
 */
final class Expression {

    private static final int SIDE_BY_SIDE = 50;
    private static final int EITHER_OR = 45;
    private static final int AND = 40;
    private static final int OR = 30;
    private static final int LOOSE_AND = 20;
    private static final int EXCEPT = 18;
    private static final int LOOSE_OR = 15;

    private static final String ADDED =
            "“and” before another group of customers adds them; for those who are in both, say “who are also”";
    private static final String SECOND_EXCEPTION =
            "whether this takes something out of the exception or is a second one is not clear; say it in a rule of its own";
    private static final String UNLESS_NOT =
            "“unless” behind something denied can be read in two ways; say it with “or”";
    private static final String CONCEDED = "this asks for nothing: those who do are meant as well as those who do not";

    private final List<Item> operands = new ArrayList<>();
    private final List<Set<Connector>> between = new ArrayList<>();
    private final List<Boolean> headed = new ArrayList<>();
    private final List<Boolean> plural = new ArrayList<>();
    private final List<Integer> openings = new ArrayList<>();
    private final List<Joint> joints = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final Map<Integer, String> notes = new HashMap<>();
    private boolean mainNamed;
    private int at;

    private record Joint(boolean or, boolean except, boolean nor, boolean tight, int strength) {

        static Joint union() {
            return new Joint(true, false, false, false, OR);
        }

        static Joint and(int strength) {
            return new Joint(false, false, false, false, strength);
        }
    }

    /**
     * What has no part in the rule although each of its words is known.
     *
     * @param start of the first token
     * @param end behind the last
     */
    record Left(int start, int end, String reason) {

        boolean holds(Item item) {
            return item.start() >= start && item.end() <= end;
        }
    }

    /** @param endsInPlural whether a noun for several people ends before the token of that number */
    Expression(List<Item> items, IntPredicate endsInPlural) {
        List<Item> flat = withoutBrackets(items, endsInPlural);
        Set<Connector> seen = EnumSet.noneOf(Connector.class);
        boolean head = false;
        int opening = -1;
        for (Item item : flat) {
            Connector connector = item.connector();
            if (connector == Connector.HEAD) {
                if (seen.isEmpty() && !operands.isEmpty() && endsInPlural.test(item.end())) {
                    // "Gold customers": the noun is named behind.
                    plural.set(plural.size() - 1, true);
                }
                head = true;
            } else if (connector != null) {
                if (isExcepting(connector)) {
                    mainNamed |= operands.isEmpty() && head;
                    opening = opening < 0 ? item.start() : opening;
                }
                head &= connector == Connector.RELATIVE || connector == Connector.EITHER;
                if (connector == Connector.AND_WHO) {
                    seen.add(Connector.AND);
                    seen.add(Connector.RELATIVE);
                } else {
                    seen.add(connector);
                }
            } else if (item.clause() != null && item.clause().rule() != null) {
                between.add(EnumSet.copyOf(seen));
                operands.add(item);
                headed.add(head);
                plural.add(item.clause().names() && endsInPlural.test(item.end()));
                openings.add(opening < 0 ? item.start() : opening);
                seen = EnumSet.noneOf(Connector.class);
                head = false;
                opening = -1;
            }
        }
        for (int i = 1; i < between.size(); i++) {
            joints.add(joint(i));
        }
        bindExceptions();
    }

    private static boolean isExcepting(Connector connector) {
        return connector == Connector.EXCEPT || connector == Connector.UNLESS || connector == Connector.CONCEDED;
    }

    private static boolean isExcepting(Set<Connector> connectors) {
        return connectors.contains(Connector.EXCEPT) || connectors.contains(Connector.UNLESS);
    }

    /** What stands in brackets is one operand. One that nothing closes ends with the text; one that nothing opens says nothing. */
    private List<Item> withoutBrackets(List<Item> items, IntPredicate endsInPlural) {
        List<Item> flat = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.connector() != Connector.OPEN) {
                if (item.connector() != Connector.CLOSE && item.connector() != Connector.NOT) {
                    flat.add(item);
                }
                continue;
            }
            int close = i + 1;
            for (int depth = 1; close < items.size(); close++) {
                Connector connector = items.get(close).connector();
                depth += connector == Connector.OPEN ? 1 : connector == Connector.CLOSE ? -1 : 0;
                if (depth == 0) {
                    break;
                }
            }
            Expression inside = new Expression(items.subList(i + 1, close), endsInPlural);
            Rule rule = inside.rule();
            left.addAll(inside.left);
            notes.putAll(inside.notes);
            if (rule != null) {
                boolean denied = i > 0 && items.get(i - 1).connector() == Connector.NOT;
                int end = close < items.size()
                        ? items.get(close).end()
                        : items.getLast().end();
                Clause whole = Clause.of(end, rule);
                flat.add(Item.clause(item.start(), denied ? whole.denied() : whole, 0));
            }
            i = close;
        }
        return flat;
    }

    private Joint joint(int index) {
        Set<Connector> here = between.get(index);
        boolean comma = here.contains(Connector.COMMA);
        boolean loose = comma || here.contains(Connector.BUT) || here.contains(Connector.RELATIVE);
        if (isExcepting(here) || here.contains(Connector.CONCEDED)) {
            return new Joint(false, true, false, false, EXCEPT);
        }
        if (here.contains(Connector.OR) || here.contains(Connector.NOR)) {
            boolean either = between.get(index - 1).contains(Connector.EITHER) && !comma;
            int strength = either ? EITHER_OR : comma ? LOOSE_OR : OR;
            boolean tight = !loose || comma && here.size() == 2 && endsList(index);
            return new Joint(true, false, here.contains(Connector.NOR), tight, strength);
        }
        if (here.equals(EnumSet.of(Connector.COMMA))) {
            return listed(index);
        }
        if (loose) {
            return Joint.and(LOOSE_AND);
        }
        return new Joint(false, false, false, true, here.contains(Connector.AND) ? AND : SIDE_BY_SIDE);
    }

    /** Whether nothing but a comma stands before the member before: "A, B, or C". */
    private boolean endsList(int index) {
        return index > 1 && between.get(index - 1).equals(EnumSet.of(Connector.COMMA));
    }

    /** "A, B or C": a comma means what the next word between two members of the list says. */
    private Joint listed(int index) {
        for (int i = index + 1; i < between.size(); i++) {
            Set<Connector> next = between.get(i);
            if (next.contains(Connector.OR)
                    && !isExcepting(next)
                    && !next.contains(Connector.BUT)
                    && !next.contains(Connector.RELATIVE)) {
                return new Joint(true, false, false, true, next.contains(Connector.COMMA) ? LOOSE_OR : OR);
            }
            if (!next.equals(EnumSet.of(Connector.COMMA))) {
                break;
            }
        }
        return Joint.and(LOOSE_AND);
    }

    /** Whether an operand names people by itself, as "VIPs" and "people in Delhi" do, and "tagged vip" does not. */
    private boolean isGroup(int operand) {
        return headed.get(operand)
                || plural.get(operand)
                || Objects.requireNonNull(operands.get(operand).clause()).names();
    }

    /** Whether an operand is a noun for several people, which "and" adds to others: in "who are new and VIPs" it is said of them. */
    private boolean isNoun(int operand) {
        if (!plural.get(operand)
                || Objects.requireNonNull(operands.get(operand).clause()).negated()) {
            return false;
        }
        for (int i = operand; i >= 0; i--) {
            boolean said = between.get(i).contains(Connector.RELATIVE)
                    && (i == operand
                            || !Objects.requireNonNull(operands.get(i).clause()).open());
            if (said || headed.get(i) && i < operand) {
                return !said;
            }
        }
        return true;
    }

    private void bindExceptions() {
        if (operands.isEmpty()) {
            return;
        }
        Set<Integer> bound = new java.util.HashSet<>();
        if (isExcepting(between.getFirst())) {
            bind(0, mainNamed, bound);
        }
        for (int i = 0; i < joints.size(); i++) {
            if (joints.get(i).except() && isExcepting(between.get(i + 1))) {
                bind(i + 1, true, bound);
            }
        }
        for (int i = 0; i < joints.size(); i++) {
            Set<Connector> here = between.get(i + 1);
            boolean listed = here.equals(EnumSet.of(Connector.COMMA)) && isListedBehind(i + 1)
                    || here.contains(Connector.AND) && !here.contains(Connector.BUT);
            boolean group = listed && (headed.get(i + 1) || isNoun(i + 1));
            if (group && isGroup(0) && !joints.get(i).except() && !bound.contains(i)) {
                joints.set(i, new Joint(true, false, false, false, LOOSE_OR));
                notes.put(operands.get(i + 1).start(), ADDED);
            }
        }
    }

    /**
     * Decides what belongs to an exception: further groups of a list ("except VIPs, people in Delhi and those who never
     * ordered"), what is said of its own people ("except people in Pune who ordered"), and what only "or" joins to it. Whatever
     * else follows is said of those who remain.
     *
     * @param first the first operand that is named
     * @param named whether those who remain have been named before, so that a group behind a comma is another exception
     */
    private void bind(int first, boolean named, Set<Integer> bound) {
        boolean relative = between.get(first).contains(Connector.RELATIVE);
        boolean list = false;
        boolean listEnded = false;
        for (int i = first; i < joints.size(); i++) {
            Set<Connector> here = between.get(i + 1);
            boolean comma = here.contains(Connector.COMMA);
            boolean and = here.contains(Connector.AND);
            boolean or = here.contains(Connector.OR) || here.contains(Connector.NOR);
            if (joints.get(i).except() || here.contains(Connector.BUT)) {
                return;
            }
            if (and
                    && !headed.get(i + 1)
                    && Objects.requireNonNull(operands.get(i + 1).clause()).negated()) {
                // "Not those in Pune and not VIPs" takes out both.
                joints.set(i, Joint.and(LOOSE_AND));
                return;
            }
            if (isGroup(i + 1) && (comma || and || or)) {
                // "A, B, and C" is a list; a comma behind its end is not, and nor is one before the only "and".
                boolean goesOn = !comma || !listEnded && (and || or ? list : list || named || isListedBehind(i + 1));
                if (!goesOn) {
                    return;
                }
                joints.set(i, Joint.union());
                list = true;
                listEnded |= and || or;
            } else if (comma) {
                if (joints.get(i).strength() < OR) {
                    return;
                }
            } else if (here.contains(Connector.RELATIVE)) {
                if (or || !(and ? relative : isGroup(first))) {
                    return;
                }
                joints.set(i, Joint.and(AND));
            } else if (and && !headed.get(first)) {
                joints.set(i, Joint.and(LOOSE_AND));
                return;
            }
            bound.add(i);
        }
    }

    /** Whether "and" or "or" with a group follows, with nothing but commas between: the end of a list. */
    private boolean isListedBehind(int operand) {
        for (int i = operand + 1; i < operands.size(); i++) {
            Set<Connector> here = between.get(i);
            if (here.contains(Connector.AND) || here.contains(Connector.OR)) {
                return isGroup(i) && !here.contains(Connector.BUT);
            }
            if (!here.equals(EnumSet.of(Connector.COMMA))) {
                return false;
            }
        }
        return false;
    }

    /** Null without a clause. */
    @Nullable
    Rule rule() {
        if (operands.isEmpty()) {
            return null;
        }
        Set<Connector> start = between.getFirst();
        if (start.contains(Connector.CONCEDED)) {
            joined(OR);
            leave(0, CONCEDED);
            if (++at >= operands.size()) {
                return null;
            }
            return joined(0).rule();
        }
        if (isExcepting(start)) {
            Rule named = joined(OR).rule();
            return continued(new Term(named.negated(), false), 0).rule();
        }
        return joined(0).rule();
    }

    /** What {@link #rule} leaves out, each with the reason. */
    List<Left> left() {
        return List.copyOf(left);
    }

    /** What was decided about the clause that begins there; null if nothing was. */
    @Nullable
    String note(int start) {
        return notes.get(start);
    }

    private void leave(int first, String reason) {
        left.add(new Left(openings.get(first), operands.get(at).end(), reason));
    }

    /** @param negated whether all of it is denied, so that a verb behind "or" is as well */
    private record Term(Rule rule, boolean negated) {}

    private Term joined(int weakest) {
        Clause first = Objects.requireNonNull(operands.get(at).clause());
        return continued(new Term(Objects.requireNonNull(first.rule()), first.negated()), weakest);
    }

    private Term continued(Term start, int weakest) {
        Term term = start;
        boolean excepted = isExcepting(between.getFirst());
        while (at < joints.size() && joints.get(at).strength() >= weakest) {
            Joint joint = joints.get(at);
            at++;
            Set<Connector> here = between.get(at);
            Clause next = Objects.requireNonNull(operands.get(at).clause());
            if (joint.except()) {
                int first = at;
                Rule named = joined(OR).rule();
                String unclear = unclear(here, term, excepted);
                if (unclear == null) {
                    term = new Term(Rule.all(List.of(term.rule(), named.negated())), false);
                    excepted = true;
                } else {
                    leave(first, unclear);
                }
                continue;
            }
            boolean denied =
                    joint.or() && (joint.nor() || joint.tight() && next.leaning()) && term.negated() && !next.negated();
            if (denied) {
                Rule other = Objects.requireNonNull(next.rule()).negated();
                term = new Term(Rule.all(List.of(term.rule(), other)), true);
                continue;
            }
            Term right = joined(joint.strength() + 1);
            List<Rule> both = List.of(term.rule(), right.rule());
            term = new Term(joint.or() ? Rule.any(both) : Rule.all(both), term.negated() && right.negated());
        }
        return term;
    }

    private static @Nullable String unclear(Set<Connector> here, Term before, boolean excepted) {
        if (here.contains(Connector.CONCEDED)) {
            return CONCEDED;
        }
        if (here.contains(Connector.UNLESS) && before.negated()) {
            return UNLESS_NOT;
        }
        boolean apart = here.contains(Connector.COMMA) || here.contains(Connector.AND);
        return excepted && !apart ? SECOND_EXCEPTION : null;
    }
}
