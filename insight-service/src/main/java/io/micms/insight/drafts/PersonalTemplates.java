package io.micms.insight.drafts;

import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import io.micms.insight.drafts.Templates.Occasion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message to one customer from templates: filled in, since nobody else gets it, and with what is known of them where it fits
 * the occasion. It says nothing to the day, so that nobody feels watched, and names what it used.
 */
public final class PersonalTemplates {

    private static final String NAME = "{{ customer.firstName | default: \"there\" }}";
    private static final int A_WHILE = 30;
    private static final int LATELY = 60;
    private static final double MONTH = 30.44;
    private static final int YEAR = 365;
    private static final List<String> NUMBERS =
            List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven");

    private PersonalTemplates() {}

    /** A fact that a message can rest on. */
    public enum Used {
        FIRST_NAME,
        FAVOURITE_CATEGORY,
        LAST_ORDER,
        LAST_BOUGHT,
        BIRTHDAY,
        GROUP,
        CUSTOMER_SINCE
    }

    /**
     * What is known of the customer; null where it is not.
     *
     * @param lastBought the name of something in the last order
     * @param daysSinceLastOrder that counts
     * @param daysToBirthday 0 today; null if it is not soon
     * @param loyal whether they are in one of the best groups
     * @param sinceYear if that was not this year
     */
    public record Known(
            @Nullable String firstName,
            @Nullable String favouriteCategory,
            @Nullable String lastBought,
            @Nullable Integer daysSinceLastOrder,
            @Nullable Integer daysToBirthday,
            boolean loyal,
            @Nullable Integer sinceYear) {

        /** Whatever somebody or something is called is text, and never a template. */
        public Known {
            firstName = plain(firstName);
            favouriteCategory = plain(favouriteCategory);
            lastBought = plain(lastBought);
        }

        private static @Nullable String plain(@Nullable String name) {
            String plain = name == null ? "" : name.replaceAll("[{}%\\s]+", " ").strip();
            return plain.isEmpty() ? null : plain;
        }
    }

    /** @param used all that the text says of the customer, and nothing else */
    public record Written(Draft draft, Set<Used> used) {}

    private record Line(String text, Used used) {}

    public static Written write(
            Channel channel, String goal, Tone tone, Length length, Known known, List<String> forbidden) {
        Occasion occasion = Occasion.of(goal);
        Line opening = opening(occasion, known);
        List<Line> lines = lines(occasion, known);
        Written written = filled(channel, goal, tone, length, known, opening, lines, forbidden);
        // What does not fit, or is called by a word that nobody may use, is not worth a faulty message.
        while (isFaulty(written.draft(), length) && !(lines.isEmpty() && opening == null)) {
            if (lines.isEmpty()) {
                opening = null;
            } else {
                lines.removeLast();
            }
            written = filled(channel, goal, tone, length, known, opening, lines, forbidden);
        }
        return written;
    }

    private static boolean isFaulty(Draft draft, Length length) {
        return draft.isFaulty() || draft.smsParts() != null && draft.smsParts() > length.ordinal() + 1;
    }

    private static Written filled(
            Channel channel,
            String goal,
            Tone tone,
            Length length,
            Known known,
            @Nullable Line opening,
            List<Line> lines,
            List<String> forbidden) {
        List<Line> said =
                length == Length.SHORT ? List.of() : lines.subList(0, Math.min(lines.size(), length.ordinal()));
        Templates.Written template = Templates.personal(
                channel,
                goal,
                tone,
                length,
                opening == null ? null : opening.text(),
                said.stream().map(Line::text).toList());
        String name = known.firstName() == null ? "there" : known.firstName();
        Set<Used> used = EnumSet.noneOf(Used.class);
        if (opening != null) {
            used.add(opening.used());
        }
        said.forEach(line -> used.add(line.used()));
        String subject = template.subject();
        if (known.firstName() != null && (template.body() + subject).contains(NAME)) {
            used.add(Used.FIRST_NAME);
        }
        return new Written(
                Checks.checked(
                        channel,
                        subject == null ? null : subject.replace(NAME, name),
                        template.body().replace(NAME, name),
                        forbidden),
                used);
    }

    /** The first sentence, if what is known makes a better one than the occasion alone; in small letters, behind the name. */
    private static @Nullable Line opening(Occasion occasion, Known known) {
        Integer silent = known.daysSinceLastOrder();
        return switch (occasion) {
            case WIN_BACK ->
                silent == null || silent < A_WHILE
                        ? null
                        : new Line(
                                "it has been %s since your last order, and we would like to see you again."
                                        .formatted(timeOf(silent)),
                                Used.LAST_ORDER);
            case SECOND_PURCHASE ->
                known.lastBought() == null
                        ? null
                        : new Line(
                                "thank you for your order. We hope that you like %s."
                                        .formatted(the(known.lastBought())),
                                Used.LAST_BOUGHT);
            case FEEDBACK -> {
                if (known.lastBought() != null) {
                    yield new Line("how do you like %s?".formatted(the(known.lastBought())), Used.LAST_BOUGHT);
                }
                yield silent == null || silent > LATELY
                        ? null
                        : new Line("how did you like your last order?", Used.LAST_ORDER);
            }
            case BIRTHDAY -> {
                Integer days = known.daysToBirthday();
                yield days == null
                        ? null
                        : new Line(
                                days == 0
                                        ? "happy birthday! We wish you a wonderful day."
                                        : "your birthday is coming up, and we wish you a wonderful day.",
                                Used.BIRTHDAY);
            }
            case THANK ->
                known.loyal()
                        ? new Line(
                                "you are one of our most loyal customers, and we do not take that for granted. Thank you.",
                                Used.GROUP)
                        : null;
            case WELCOME, LAUNCH, SALE, REMIND, NEWS -> null;
        };
    }

    /** Further sentences, the best first. */
    private static List<Line> lines(Occasion occasion, Known known) {
        List<Line> lines = new ArrayList<>();
        String category = known.favouriteCategory();
        if (occasion == Occasion.THANK && known.sinceYear() != null) {
            lines.add(new Line(
                    "You have been with us since %d, and we are glad about it.".formatted(known.sinceYear()),
                    Used.CUSTOMER_SINCE));
        }
        if (category != null) {
            String text = switch (occasion) {
                case WIN_BACK -> "You liked what we have in %s: have a look at what is there now.";
                case SECOND_PURCHASE -> "There is more in %s that may go well with it.";
                case BIRTHDAY -> "If you want to treat yourself, %s may be a good place to start.";
                case LAUNCH -> "You have bought from %s before, so that may be the place to look first.";
                case SALE, REMIND, NEWS -> "Since you like %s, you may want to start there.";
                case THANK -> "We hope that you go on enjoying %s.";
                case WELCOME, FEEDBACK -> null;
            };
            if (text != null) {
                lines.add(new Line(text.formatted(category), Used.FAVOURITE_CATEGORY));
            }
        }
        if (occasion == Occasion.WIN_BACK && known.lastBought() != null) {
            lines.add(new Line(
                    "And we hope that %s did what you wanted.".formatted(the(known.lastBought())), Used.LAST_BOUGHT));
        }
        return lines;
    }

    private static String the(@Nullable String thing) {
        String named = Objects.requireNonNull(thing);
        return named.toLowerCase(java.util.Locale.ROOT).startsWith("the ") ? named : "the " + named;
    }

    /** As people say it, and no more exactly. */
    static String timeOf(int days) {
        long months = Math.round(days / MONTH);
        if (days >= 2 * YEAR) {
            return "more than two years";
        }
        if (months >= 14) {
            return "more than a year";
        }
        if (months >= 12) {
            return "about a year";
        }
        return months < 2 ? "some weeks" : "about %s months".formatted(NUMBERS.get((int) months - 2));
    }
}
