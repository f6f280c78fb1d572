package io.micms.insight.drafts;

import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages put together from sentences, for when no language model writes them. They claim nothing that nobody said. */
final class Templates {

    private static final String NAME = "{{ customer.firstName | default: \"there\" }}";

    private Templates() {}

    /** What a message is about, told from the words of its goal. */
    enum Occasion {
        WELCOME("welcome|new customer|signed up|joined|onboard"),
        SECOND_PURCHASE("second purchase|second order|repeat|buy again|order again|reorder"),
        WIN_BACK("win back|win-back|winback|lapsed|inactive|miss|haven't|return|come back|re-engage|reactivat|at risk"),
        BIRTHDAY("birthday|anniversary"),
        LAUNCH("launch|new product|new collection|new range|new arrival|introduc|announce"),
        SALE("sale|discount|offer|% off|promotion|deal|clearance|diwali|festive|black friday"),
        THANK("thank|gratitude|appreciat|loyal"),
        REMIND("remind|reminder|last chance|ends|deadline|expir"),
        FEEDBACK("feedback|review|survey|opinion|rate us"),
        NEWS("");

        private final List<String> words;

        Occasion(String words) {
            this.words = words.isEmpty() ? List.of() : List.of(words.split("\\|"));
        }

        static Occasion of(String goal) {
            String folded = goal.toLowerCase(Locale.ROOT);
            for (Occasion occasion : values()) {
                if (occasion.words.stream().anyMatch(folded::contains)) {
                    return occasion;
                }
            }
            return NEWS;
        }
    }

    private record Lines(List<String> subjects, List<String> openings, List<String> more) {}

    private static final Map<Occasion, Lines> LINES = Map.of(
            Occasion.WELCOME,
            new Lines(
                    List.of("Welcome, " + NAME, "Good to have you with us", "Let us show you around"),
                    List.of(
                            "welcome, and thank you for joining us.",
                            "it is good to have you with us.",
                            "you are in, and we are glad about it."),
                    List.of(
                            "Have a look around and see what others like you enjoy.",
                            "If you have a question, just answer this message: a person reads it.")),
            Occasion.SECOND_PURCHASE,
            new Lines(
                    List.of(
                            "What goes well with your last order",
                            "Something for next time, " + NAME,
                            "Ready for another look?"),
                    List.of(
                            "thank you for your order. We hope that you enjoy it.",
                            "we hope that your last order is all you wanted.",
                            "now that you know us, there may be more for you to like."),
                    List.of(
                            "Have a look at what goes well with it.",
                            "Ordering again takes a minute, with everything as you left it.")),
            Occasion.WIN_BACK,
            new Lines(
                    List.of("We miss you, " + NAME, "It has been a while", "A lot has changed here"),
                    List.of(
                            "it has been a while, and we would like to see you again.",
                            "we have missed you.",
                            "a lot has changed here since your last visit."),
                    List.of(
                            "See what is new since you were last here.",
                            "And if something was not right last time, tell us: we would like to put it right.")),
            Occasion.BIRTHDAY,
            new Lines(
                    List.of("Happy birthday, " + NAME, "It is your day", "Something for your birthday"),
                    List.of(
                            "happy birthday! We wish you a wonderful day.",
                            "all the best for your birthday.",
                            "today is about you: happy birthday!"),
                    List.of("Treat yourself to something you like.", "We are glad to have you with us.")),
            Occasion.LAUNCH,
            new Lines(
                    List.of("It is here", NAME + ", be among the first to see it", "Something new for you"),
                    List.of(
                            "something new has arrived, and you are among the first to see it.",
                            "we have been working on something, and here it is.",
                            "there is something new in our shop."),
                    List.of("Take a look before everybody else does.", "We would love to hear what you think of it.")),
            Occasion.SALE,
            new Lines(
                    List.of("For you, " + NAME, "Now is a good moment", "Have you seen this?"),
                    List.of(
                            "we have something for you.",
                            "now is a good moment to look around.",
                            "if you have had your eye on something, have a look now."),
                    List.of("Pick what you like while it is there.", "Everything is in one place, a click away.")),
            Occasion.THANK,
            new Lines(
                    List.of("Thank you, " + NAME, "Because of you", "A word of thanks"),
                    List.of(
                            "thank you for being with us.",
                            "people like you are why we do this. Thank you.",
                            "we wanted to say thank you."),
                    List.of("Your trust means a lot to us.", "If there is something we can do better, tell us.")),
            Occasion.REMIND,
            new Lines(
                    List.of("Before you forget", NAME + ", a short reminder", "Still time"),
                    List.of("this is a short reminder.", "in case it slipped your mind.", "there is still time."),
                    List.of("It takes a minute.", "We would not want you to miss it.")),
            Occasion.FEEDBACK,
            new Lines(
                    List.of("How did we do, " + NAME + "?", "Your opinion, please", "Tell us what you think"),
                    List.of(
                            "how did we do? We would like to hear it from you.",
                            "what you think helps us to get better.",
                            "would you tell us what you think?"),
                    List.of("Just answer this message, in a sentence or in ten.", "A person reads every answer.")),
            Occasion.NEWS,
            new Lines(
                    List.of("News for you, " + NAME, "What is new", "Have a look"),
                    List.of(
                            "here is what is new.",
                            "we have news for you.",
                            "there is something we would like you to see."),
                    List.of("Have a look when you have a minute.", "We look forward to hearing from you.")));

    private static final Map<Tone, List<String>> CLOSINGS = Map.of(
            Tone.FRIENDLY, List.of("See you soon", "Warm regards", "Take care"),
            Tone.PROFESSIONAL, List.of("Kind regards", "With best regards", "Sincerely"),
            Tone.PLAYFUL, List.of("Until then, stay curious", "See you around", "High five"),
            Tone.URGENT, List.of("Do not wait too long", "Have a look today", "Best regards"),
            Tone.GRATEFUL, List.of("With thanks", "Gratefully yours", "Thank you for reading"));

    record Written(@Nullable String subject, String body) {}

    static List<Written> write(
            Channel channel, String goal, @Nullable String offer, Tone tone, Length length, int variants) {
        Lines lines = LINES.get(Occasion.of(goal));
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < variants; i++) {
            String subject = pick(lines.subjects(), i);
            written.add(
                    channel == Channel.SMS
                            ? new Written(null, sms(lines, offer, length, i))
                            : new Written(subject, mail(lines, offer, tone, length, i)));
        }
        return written;
    }

    /**
     * To one customer.
     *
     * @param opening in small letters; null for the occasion's
     * @param about sentences about the customer, in the place of general ones
     */
    static Written personal(
            Channel channel, String goal, Tone tone, Length length, @Nullable String opening, List<String> about) {
        Lines general = LINES.get(Occasion.of(goal));
        List<String> more = new ArrayList<>(about);
        more.addAll(general.more());
        Lines lines = new Lines(
                general.subjects(), opening == null ? general.openings() : List.of(opening), List.copyOf(more));
        return channel == Channel.SMS
                ? new Written(null, sms(lines, null, length, 0))
                : new Written(pick(lines.subjects(), 0), mail(lines, null, tone, length, 0));
    }

    private static String sms(Lines lines, @Nullable String offer, Length length, int i) {
        StringBuilder text = new StringBuilder("Hi ").append(NAME).append(", ").append(pick(lines.openings(), i));
        if (offer != null) {
            text.append(' ').append(sentence(offer));
        }
        if (length != Length.SHORT) {
            text.append(' ').append(pick(lines.more(), i));
        }
        if (length == Length.LONG) {
            text.append(' ').append(pick(lines.more(), i + 1));
        }
        return text.toString();
    }

    private static String mail(Lines lines, @Nullable String offer, Tone tone, Length length, int i) {
        List<String> paragraphs = new ArrayList<>();
        String greeting = tone == Tone.PROFESSIONAL ? "Dear " : tone == Tone.PLAYFUL ? "Hey " : "Hi ";
        paragraphs.add(greeting + NAME + ",");
        paragraphs.add(capital(pick(lines.openings(), i)));
        if (offer != null) {
            paragraphs.add(sentence(offer));
        }
        if (length != Length.SHORT) {
            paragraphs.add(pick(lines.more(), i));
        }
        if (length == Length.LONG) {
            paragraphs.add(pick(lines.more(), i + 1));
        }
        paragraphs.add(pick(CLOSINGS.get(tone), i));
        return String.join("\n\n", paragraphs);
    }

    static List<Subject> subjects(String about, int count, List<String> forbidden) {
        Lines lines = LINES.get(Occasion.of(about));
        List<String> ideas = List.of("speaks to the reader by name", "says plainly what it is", "makes curious");
        List<Subject> subjects = new ArrayList<>();
        List<String> texts = new ArrayList<>(lines.subjects());
        for (Occasion occasion : List.of(Occasion.NEWS, Occasion.THANK, Occasion.REMIND)) {
            LINES.get(occasion).subjects().stream()
                    .filter(text -> !texts.contains(text))
                    .forEach(texts::add);
        }
        for (int i = 0; i < Math.min(count, texts.size()); i++) {
            String idea = texts.get(i).contains("{{") ? ideas.getFirst() : ideas.get(1 + i % 2);
            subjects.add(new Subject(texts.get(i), idea, Checks.ofSubject(texts.get(i), forbidden)));
        }
        return subjects;
    }

    private static String sentence(String text) {
        String stripped = capital(text.strip());
        return stripped.matches("(?s).*[.!?]") ? stripped : stripped + ".";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String pick(List<String> choices, int i) {
        return choices.get(i % choices.size());
    }
}
