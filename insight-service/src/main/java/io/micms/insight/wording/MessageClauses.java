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
import org.jspecify.annotations.Nullable;

/** What is said of messages: who got, opened and clicked them. */
final class MessageClauses {

    private static final String NO_CHANNELS =
            "a rule counts messages of all channels together, so SMS cannot be told from mail";
    private static final String ONLY_BACK_FROM_NOW =
            "a rule counts messages in a period back from now, such as “in the last 90 days”, not between dates";

    private final Scan scan;
    private final Quantities quantities;
    private final Times times;
    private @Nullable When preset;

    MessageClauses(Scan scan, Quantities quantities, Times times) {
        this.scan = scan;
        this.quantities = quantities;
        this.times = times;
    }

    private static final class Parts {
        private int end;
        private @Nullable Comparison count;
        private @Nullable When when;
        private boolean none;
        private boolean mails;
        private boolean sms;
        private @Nullable Listed campaigns;
        private final List<String> notes = new ArrayList<>();

        private Parts(int end, @Nullable When preset) {
            this.end = end;
            this.when = preset;
        }

        private boolean isEmpty() {
            return count == null && when == null && !none && !mails && !sms && campaigns == null;
        }
    }

    private record Verb(int end, String field) {}

    /**
     * @param negated whether what stands before denies it; the clauses themselves affirm
     * @param preset when, as said before; null if nothing was
     */
    List<Clause> at(int at, boolean negated, @Nullable When preset) {
        this.preset = preset;
        List<Clause> clauses = new ArrayList<>();
        Verb first = verb(at);
        if (first != null) {
            spoken(clauses, List.of(first.field()), first.end(), negated);
            int or = Math.max(scan.match(Lexicon.OR, first.end()), scan.is(first.end(), "nor") ? first.end() + 1 : -1);
            Verb second = or < 0 ? null : verb(or);
            if (second != null && !second.field().equals(first.field())) {
                spoken(clauses, List.of(first.field(), second.field()), second.end(), negated);
            }
            int and = scan.match(Lexicon.AND, first.end());
            Verb third = and < 0 ? null : verb(and);
            if (third != null && !third.field().equals(first.field())) {
                both(clauses, first, third, negated);
            }
        }
        nouns(clauses, at, negated);
        int ignored = scan.match(Lexicon.MESSAGE_IGNORED, at);
        Parts parts = ignored < 0 ? null : modifiers(parts(ignored), false);
        if (parts != null && parts.mails && parts.when == null && parts.count == null) {
            clauses.add(Clause.of(parts.end, ignored())
                    .withNote("taken for: got at least one message and opened none")
                    .asOpen());
        }
        return clauses;
    }

    private @Nullable Verb verb(int at) {
        Verb best = null;
        best = longer(best, scan.match(Lexicon.OPENED, at), "messages.opened");
        best = longer(best, scan.match(Lexicon.CLICKED, at), "messages.clicked");
        return longer(best, scan.match(Lexicon.RECEIVED, at), "messages.sent");
    }

    private static @Nullable Verb longer(@Nullable Verb best, int end, String field) {
        return end > 0 && (best == null || end > best.end()) ? new Verb(end, field) : best;
    }

    private void spoken(List<Clause> clauses, List<String> fields, int start, boolean negated) {
        Parts parts = modifiers(parts(start), negated);
        boolean sent = fields.contains("messages.sent");
        if (parts.sms) {
            clauses.add(Clause.refused(parts.end, NO_CHANNELS));
            return;
        }
        if (sent && !parts.mails && parts.campaigns == null) {
            // "got" and "sent" say many other things.
            return;
        }
        if (parts.isEmpty()
                && !negated
                && fields.size() == 1
                && fields.getFirst().equals("messages.opened")) {
            // "read" by itself may be about anything.
            clauses.addAll(elliptic(Clause.of(parts.end, rule(fields.getFirst(), parts)), fields, false, parts));
            return;
        }
        if (parts.when != null && !(parts.when instanceof When.Last)) {
            clauses.add(Clause.refused(parts.end, ONLY_BACK_FROM_NOW));
            return;
        }
        Rule rule = Rule.any(fields.stream().map(field -> rule(field, parts)).toList());
        Clause clause = Clause.of(parts.end, parts.none ? rule.negated() : rule)
                .withNotes(parts.notes)
                .asOpen();
        clauses.add(parts.none ? clause : clause.asLeaning());
        clauses.addAll(elliptic(clause, fields, negated, parts));
    }

    private void both(List<Clause> clauses, Verb first, Verb second, boolean negated) {
        Parts parts = modifiers(parts(second.end()), negated);
        if (parts.sms || parts.when != null && !(parts.when instanceof When.Last)) {
            return;
        }
        clauses.add(Clause.of(parts.end, Rule.all(List.of(rule(first.field(), parts), rule(second.field(), parts))))
                .withNotes(parts.notes)
                .asOpen()
                .asLeaning());
    }

    /** "… opened a mail but not in the last 30 days". */
    private List<Clause> elliptic(Clause first, List<String> fields, boolean negated, Parts before) {
        int comma = scan.is(first.end(), ",") ? first.end() + 1 : first.end();
        int but = scan.match(Lexicon.BUT, comma);
        int not = but < 0 ? -1 : scan.match(Lexicon.NOT, scan.skipAll(Lexicon.AUXILIARY, but));
        if (not < 0 || negated || first.rule() == null) {
            return List.of();
        }
        Verb verb = verb(not);
        Parts parts = modifiers(new Parts(verb == null ? not : verb.end(), null), true);
        int them = scan.match(Lexicon.THEM, parts.end);
        if (verb != null && them > 0 && parts.campaigns == null) {
            parts.campaigns = before.campaigns;
            parts.end = them;
            modifiers(parts, true);
        }
        if (verb == null && parts.isEmpty() || parts.sms || parts.when != null && !(parts.when instanceof When.Last)) {
            return List.of();
        }
        List<String> denied = verb == null ? fields : List.of(verb.field());
        Rule other = Rule.any(denied.stream().map(field -> rule(field, parts)).toList())
                .negated();
        return List.of(Clause.of(parts.end, Rule.all(List.of(first.rule(), other)))
                .withNotes(parts.notes)
                .asOpen());
    }

    private static Rule rule(String field, Parts parts) {
        Comparison count =
                parts.count == null ? new Comparison(parts.end, ">=", BigDecimal.ONE, null, true, null) : parts.count;
        return count.of(
                field,
                parts.when instanceof When.Last last ? last.period() : null,
                parts.campaigns == null ? Map.of() : Map.of("campaign", parts.campaigns.texts()));
    }

    private Parts parts(int end) {
        return new Parts(end, preset);
    }

    private Parts modifiers(Parts parts, boolean negated) {
        boolean more = true;
        while (more) {
            more = time(parts, negated) || times(parts) || mails(parts) || campaigns(parts) || filler(parts);
        }
        return parts;
    }

    private boolean time(Parts parts, boolean negated) {
        if (parts.when != null) {
            return false;
        }
        Times.Found found = times.past(parts.end);
        if (found == null && negated || found == null && parts.none) {
            found = times.lasting(parts.end);
        }
        if (found == null) {
            return false;
        }
        parts.when = found.when();
        parts.end = found.end();
        if (found.note() != null) {
            parts.notes.add(found.note());
        }
        return true;
    }

    private boolean times(Parts parts) {
        Comparison found = parts.count == null ? quantities.times(parts.end) : null;
        if (found == null) {
            return false;
        }
        parts.count = found;
        parts.end = found.end();
        return true;
    }

    /** "no mail", "at least 3 of our mails", "any newsletter". */
    private boolean mails(Parts parts) {
        if (parts.mails || parts.sms) {
            return false;
        }
        int nothing = scan.match(Lexicon.NOTHING, parts.end);
        if (nothing > 0) {
            parts.none = true;
            parts.mails = true;
            parts.end = nothing;
            return true;
        }
        int no = scan.match(Lexicon.NO, parts.end);
        if (no > 0 && behindMails(parts, scan.skip(Lexicon.MESSAGE_DETERMINERS, no))) {
            parts.none = true;
            return true;
        }
        if (scan.is(parts.end, "none")
                && behindMails(parts, scan.skipAll(Lexicon.MESSAGE_DETERMINERS, parts.end + 1))) {
            parts.none = true;
            return true;
        }
        Comparison count = parts.count == null
                ? quantities.comparison(scan.is(parts.end, "on") ? parts.end + 1 : parts.end)
                : null;
        if (count != null
                && count.foreign() == null
                && behindMails(parts, scan.skipAll(Lexicon.MESSAGE_DETERMINERS, count.end()))) {
            int more = scan.match(Lexicon.OR_MORE, parts.end);
            if (!count.stated() && more > 0) {
                parts.end = more;
                count = new Comparison(more, ">=", count.number(), null, true, null);
            }
            parts.count = count;
            return true;
        }
        return behindMails(parts, scan.skipAll(Lexicon.MESSAGE_DETERMINERS, parts.end));
    }

    private boolean behindMails(Parts parts, int at) {
        int mails = scan.match(Lexicon.MAILS, at);
        int sms = scan.match(Lexicon.SMS, at);
        if (mails < 0 && sms < 0) {
            return false;
        }
        parts.sms = sms > mails;
        parts.mails = !parts.sms;
        parts.end = Math.max(mails, sms);
        return true;
    }

    private boolean campaigns(Parts parts) {
        if (parts.campaigns != null) {
            return false;
        }
        int start = scan.skip(Lexicon.MESSAGE_OF_CAMPAIGN, scan.skipAll(Lexicon.MESSAGE_DETERMINERS, parts.end));
        Listed campaigns = scan.list(start, Lexicon.MESSAGE_OF_CAMPAIGN, Place.CAMPAIGN);
        if (campaigns == null) {
            return false;
        }
        parts.campaigns = campaigns;
        parts.end = scan.skip(Lexicon.MESSAGE_CAMPAIGN, campaigns.end());
        return true;
    }

    private boolean filler(Parts parts) {
        int end = scan.match(Lexicon.MESSAGE_FILLING, parts.end);
        if (end < 0) {
            return false;
        }
        parts.end = end;
        return true;
    }

    /** "with no opens in the last month", "with at least 3 clicks". */
    private void nouns(List<Clause> clauses, int at, boolean negated) {
        noun(clauses, at, Lexicon.MESSAGE_OPENS, "messages.opened", negated);
        noun(clauses, at, Lexicon.MESSAGE_CLICKS, "messages.clicked", negated);
        noun(clauses, at, Lexicon.MAILS, "messages.sent", negated);
    }

    private void noun(List<Clause> clauses, int at, Phrases noun, String field, boolean negated) {
        int no = scan.match(Lexicon.NO, at);
        Comparison count = quantities.comparison(at);
        int behind = no > 0 ? scan.match(noun, no) : -1;
        boolean none = behind > 0;
        if (behind < 0 && count != null && count.foreign() == null) {
            behind = scan.match(noun, count.end());
        } else {
            count = null;
        }
        if (behind < 0 && negated) {
            behind = scan.match(noun, scan.skipAll(Lexicon.MESSAGE_DETERMINERS, at));
            count = null;
        }
        if (behind < 0) {
            return;
        }
        if (field.equals("messages.sent")) {
            int received = scan.match(Lexicon.MESSAGE_RECEIVED, behind);
            if (received < 0) {
                return;
            }
            behind = received;
        }
        Parts parts = parts(behind);
        parts.mails = true;
        parts.none = none;
        parts.count = count;
        modifiers(parts, negated);
        if (parts.when != null && !(parts.when instanceof When.Last)) {
            clauses.add(Clause.refused(parts.end, ONLY_BACK_FROM_NOW));
            return;
        }
        Rule rule = rule(field, parts);
        clauses.add(Clause.of(parts.end, none ? rule.negated() : rule).asOpen());
    }

    /** Somebody who got mail and opened none. */
    private static Rule ignored() {
        return Rule.all(List.of(
                Condition.of("messages.sent", ">=", BigDecimal.ONE),
                Condition.of("messages.opened", "=", BigDecimal.ZERO)));
    }
}
