package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.wording.Item.Connector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clauses of a sentence joined as the words between them say. "And" binds tighter than "or"; a comma, "but" and "who"
 * before what follows bind looser than both, so that "in Pune or Mumbai who have ordered" is about people in both cities.
 */
final class Expression {

    private static final int SIDE_BY_SIDE = 50;
    private static final int EITHER_OR = 45;
    private static final int AND = 40;
    private static final int OR = 30;
    private static final int LOOSE_AND = 20;
    private static final int EXCEPT = 18;
    private static final int LOOSE_OR = 15;

    private final List<Clause> operands = new ArrayList<>();
    private final List<Joint> joints = new ArrayList<>();
    private boolean exceptFirst;
    private int at;

    private record Joint(boolean or, boolean except, boolean nor, boolean tight, int strength) {}

    Expression(List<Item> items) {
        List<Set<Connector>> between = new ArrayList<>();
        Set<Connector> seen = EnumSet.noneOf(Connector.class);
        for (Item item : items) {
            if (item.connector() != null) {
                seen.add(item.connector());
            } else if (item.clause() != null && item.clause().rule() != null) {
                if (operands.isEmpty()) {
                    exceptFirst = seen.contains(Connector.EXCEPT);
                    if (!seen.contains(Connector.EITHER)) {
                        seen.clear();
                    } else {
                        seen = EnumSet.of(Connector.EITHER);
                    }
                    between.add(EnumSet.copyOf(seen.isEmpty() ? EnumSet.noneOf(Connector.class) : seen));
                } else {
                    between.add(EnumSet.copyOf(seen.isEmpty() ? EnumSet.noneOf(Connector.class) : seen));
                }
                operands.add(item.clause());
                seen = EnumSet.noneOf(Connector.class);
            }
        }
        for (int i = 1; i < between.size(); i++) {
            joints.add(joint(between, i));
        }
    }

    private static Joint joint(List<Set<Connector>> between, int index) {
        Set<Connector> here = between.get(index);
        boolean comma = here.contains(Connector.COMMA);
        boolean loose = comma || here.contains(Connector.BUT) || here.contains(Connector.RELATIVE);
        if (here.contains(Connector.EXCEPT)) {
            return new Joint(false, true, false, false, EXCEPT);
        }
        if (here.contains(Connector.OR) || here.contains(Connector.NOR)) {
            boolean either = between.get(index - 1).contains(Connector.EITHER) && !comma;
            int strength = either ? EITHER_OR : comma ? LOOSE_OR : OR;
            return new Joint(true, false, here.contains(Connector.NOR), !loose, strength);
        }
        if (here.equals(EnumSet.of(Connector.COMMA))) {
            return listed(between, index);
        }
        if (loose) {
            return new Joint(false, false, false, false, LOOSE_AND);
        }
        return new Joint(false, false, false, true, here.contains(Connector.AND) ? AND : SIDE_BY_SIDE);
    }

    /** "A, B or C": a comma means what the next word between two members of the list says. */
    private static Joint listed(List<Set<Connector>> between, int index) {
        for (int i = index + 1; i < between.size(); i++) {
            Set<Connector> next = between.get(i);
            if (next.contains(Connector.OR) && !next.contains(Connector.BUT) && !next.contains(Connector.RELATIVE)) {
                return new Joint(true, false, false, false, next.contains(Connector.COMMA) ? LOOSE_OR : OR);
            }
            if (!next.equals(EnumSet.of(Connector.COMMA))) {
                break;
            }
        }
        return new Joint(false, false, false, false, LOOSE_AND);
    }

    /** Null without a clause. */
    @Nullable
    Rule rule() {
        if (operands.isEmpty()) {
            return null;
        }
        Term whole = joined(0);
        return exceptFirst ? whole.rule().negated() : whole.rule();
    }

    /** @param negated whether all of it is denied, so that a verb behind "or" is as well */
    private record Term(Rule rule, boolean negated) {}

    private Term joined(int weakest) {
        Clause first = operands.get(at);
        Term term = new Term(java.util.Objects.requireNonNull(first.rule()), first.negated());
        while (at < joints.size() && joints.get(at).strength() >= weakest) {
            Joint joint = joints.get(at);
            Clause next = operands.get(at + 1);
            boolean denied = joint.or()
                    && (joint.nor() || joint.tight() && next.bareVerb())
                    && term.negated()
                    && !next.negated();
            at++;
            if (joint.except()) {
                Term except = joined(OR);
                term = new Term(Rule.all(List.of(term.rule(), except.rule().negated())), false);
                continue;
            }
            if (denied) {
                term = new Term(
                        Rule.all(List.of(
                                term.rule(),
                                java.util.Objects.requireNonNull(next.rule()).negated())),
                        true);
                continue;
            }
            Term right = joined(joint.strength() + 1);
            List<Rule> both = List.of(term.rule(), right.rule());
            term = new Term(joint.or() ? Rule.any(both) : Rule.all(both), term.negated() && right.negated());
        }
        return term;
    }
}
