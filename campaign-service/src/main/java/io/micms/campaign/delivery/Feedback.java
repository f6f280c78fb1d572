package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came back of a message: from its provider, from its recipient, and from machines on the way. Of everything that
 * may be told twice and in any order, the same news leads to the same state.
 *
 * @param deliveredAt when the recipient's side took it, by the earliest receipt
 * @param openedAt when a person first opened it
 * @param opens how often a person opened it; what comes within {@link #SAME_LOOK} of the last time counts with it
 * @param lastOpenedAt when a person last opened it
 * @param machineOpenedAt when a machine first fetched it: a prefetching mail service or a scanner
 * @param clickedAt when a person first followed a link in it
 * @param clicks how often a person followed a link in it, counted as {@code opens} are
 * @param lastClickedAt when a person last followed a link in it
 * @param machineClickedAt when a machine first followed a link in it
 * @param unsubscribedAt when its recipient last said by it that they want no more
 * @param resubscribedAt when its recipient last took that back, or what they had said by another message of its channel
 * @param bouncedAt when it first came back
 * @param bounce how it came back; once hard it stays hard; null unless it bounced
 * @param complainedAt when its recipient first called it spam
 * @param choices what its recipient said last, by its page, of each channel but its own; null if nothing
 */
public record Feedback(
        @Nullable Instant deliveredAt,
        @Nullable Instant openedAt,
        int opens,
        @Nullable Instant lastOpenedAt,
        @Nullable Instant machineOpenedAt,
        @Nullable Instant clickedAt,
        int clicks,
        @Nullable Instant lastClickedAt,
        @Nullable Instant machineClickedAt,
        @Nullable Instant unsubscribedAt,
        @Nullable Instant resubscribedAt,
        @Nullable Instant bouncedAt,
        @Nullable Bounce bounce,
        @Nullable Instant complainedAt,
        @Nullable List<Choice> choices) {

    static final Feedback NONE =
            new Feedback(null, null, 0, null, null, null, 0, null, null, null, null, null, null, null, null);

    /** A mail client loads an image, and an impatient person clicks, more than once at a time. */
    static final Duration SAME_LOOK = Duration.ofSeconds(10);

    /** Whether it is worth writing to the address again. */
    public enum Bounce {
        /** There is no such address, or it takes nothing from anybody. */
        HARD,
        /** The mailbox is full, the other side is down or was of another mind. */
        SOFT
    }

    /** What may come back, in the order in which it commonly does. */
    public enum Kind {
        DELIVERED,
        OPENED,
        CLICKED,
        RESUBSCRIBED,
        UNSUBSCRIBED,
        BOUNCED,
        COMPLAINED
    }

    /** Whether somebody wants messages of a channel, and when they said so. */
    public record Choice(Channel channel, boolean wanted, Instant at) {}

    /** Something that came back, and when. */
    public record Latest(Kind kind, Instant at) {}

    /** Feedback that changes in one thing and is the same in all others. */
    private static final class News {

        private @Nullable Instant deliveredAt;
        private Looks opened;
        private Looks clicked;
        private @Nullable Instant unsubscribedAt;
        private @Nullable Instant resubscribedAt;
        private @Nullable Instant bouncedAt;
        private @Nullable Bounce bounce;
        private @Nullable Instant complainedAt;
        private @Nullable List<Choice> choices;

        News(Feedback known) {
            deliveredAt = known.deliveredAt;
            opened = new Looks(known.openedAt, known.opens, known.lastOpenedAt, known.machineOpenedAt);
            clicked = new Looks(known.clickedAt, known.clicks, known.lastClickedAt, known.machineClickedAt);
            unsubscribedAt = known.unsubscribedAt;
            resubscribedAt = known.resubscribedAt;
            bouncedAt = known.bouncedAt;
            bounce = known.bounce;
            complainedAt = known.complainedAt;
            choices = known.choices;
        }

        Feedback feedback() {
            return new Feedback(
                    deliveredAt,
                    opened.firstAt(),
                    opened.count(),
                    opened.lastAt(),
                    opened.machineAt(),
                    clicked.firstAt(),
                    clicked.count(),
                    clicked.lastAt(),
                    clicked.machineAt(),
                    unsubscribedAt,
                    resubscribedAt,
                    bouncedAt,
                    bounce,
                    complainedAt,
                    choices);
        }
    }

    /** How often a person opened or clicked, and when a machine first did. */
    private record Looks(
            @Nullable Instant firstAt,
            int count,
            @Nullable Instant lastAt,
            @Nullable Instant machineAt) {

        Looks and(Instant at, boolean machine) {
            return machine
                    ? new Looks(firstAt, count, lastAt, earlier(machineAt, at))
                    : new Looks(
                            earlier(firstAt, at),
                            isAnother(firstAt, lastAt, at) ? count + 1 : count,
                            later(lastAt, at),
                            machineAt);
        }
    }

    private Feedback with(Consumer<News> change) {
        News news = new News(this);
        change.accept(news);
        return news.feedback();
    }

    Feedback delivered(Instant at) {
        return with(news -> news.deliveredAt = earlier(deliveredAt, at));
    }

    Feedback opened(Instant at, boolean machine) {
        return with(news -> news.opened = news.opened.and(at, machine));
    }

    Feedback clicked(Instant at, boolean machine) {
        return with(news -> news.clicked = news.clicked.and(at, machine));
    }

    Feedback unsubscribed(Instant at) {
        return with(news -> news.unsubscribedAt = later(unsubscribedAt, at));
    }

    Feedback resubscribed(Instant at) {
        return with(news -> news.resubscribedAt = later(resubscribedAt, at));
    }

    Feedback chose(Channel channel, boolean wanted, Instant at) {
        List<Choice> all = new ArrayList<>();
        boolean overtaken = false;
        for (Choice choice : choices == null ? List.<Choice>of() : choices) {
            if (choice.channel() == channel) {
                overtaken = choice.at().isAfter(at);
            }
            if (choice.channel() != channel || overtaken) {
                all.add(choice);
            }
        }
        if (!overtaken) {
            all.add(new Choice(channel, wanted, at));
        }
        return with(news -> news.choices = List.copyOf(all));
    }

    Feedback bounced(Instant at, Bounce how) {
        return with(news -> {
            news.bouncedAt = earlier(bouncedAt, at);
            news.bounce = bounce == Bounce.HARD ? bounce : how;
        });
    }

    Feedback complained(Instant at) {
        return with(news -> news.complainedAt = earlier(complainedAt, at));
    }

    /** As of when it counts that it came back: the first time, if it was told by then that it is as bad as that. */
    Instant firstBounced(Bounce how, Instant at) {
        return bouncedAt != null && (bounce == Bounce.HARD || how == Bounce.SOFT) ? earlier(bouncedAt, at) : at;
    }

    /** As {@link #firstBounced}, of a complaint. */
    Instant firstComplained(Instant at) {
        return earlier(complainedAt, at);
    }

    /** What happened last of all; of what happened in the same instant, what commonly comes last. */
    public Optional<Latest> latest() {
        return Stream.of(
                        latest(Kind.DELIVERED, deliveredAt),
                        latest(Kind.OPENED, lastOpenedAt),
                        latest(Kind.CLICKED, lastClickedAt),
                        latest(Kind.RESUBSCRIBED, resubscribedAt),
                        latest(Kind.UNSUBSCRIBED, unsubscribedAt),
                        latest(Kind.BOUNCED, bouncedAt),
                        latest(Kind.COMPLAINED, complainedAt))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Latest::at).thenComparing(Latest::kind));
    }

    private static @Nullable Latest latest(Kind kind, @Nullable Instant at) {
        return at == null ? null : new Latest(kind, at);
    }

    /** Whether its recipient wants no more, as far as this message knows. */
    public boolean isUnsubscribed() {
        return unsubscribedAt != null && (resubscribedAt == null || !resubscribedAt.isAfter(unsubscribedAt));
    }

    private static boolean isAnother(@Nullable Instant first, @Nullable Instant last, Instant at) {
        return first == null || last == null || at.isBefore(first.minus(SAME_LOOK)) || at.isAfter(last.plus(SAME_LOOK));
    }

    private static Instant earlier(@Nullable Instant known, Instant at) {
        return known == null || at.isBefore(known) ? at : known;
    }

    private static Instant later(@Nullable Instant known, Instant at) {
        return known == null || at.isAfter(known) ? at : known;
    }
}
