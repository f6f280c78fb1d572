package io.micms.campaign.campaigns;

import io.micms.platform.problem.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a campaign goes out. A scheduled one names exactly one of {@code at}, {@code localAt} and {@code cron}; a live one may
 * name {@code start} and {@code end}.
 *
 * @param at an instant
 * @param localAt a date and time by the clock of {@code zone}
 * @param zone whose clock {@code localAt} is read by; null for the platform's
 * @param cron six fields from second to day of week, as Spring's {@link CronExpression} reads them, by the platform's clock
 * @param start of a live or recurring campaign, itself inside; null for the launch
 * @param end of a live or recurring campaign, itself outside; null for never
 */
public record Schedule(
        @Nullable Instant at,
        @Nullable LocalDateTime localAt,
        @Nullable Zone zone,
        @Nullable String cron,
        @Nullable Instant start,
        @Nullable Instant end) {

    /** Every clock on earth shows a time within these (tz database: Kiritimati is the first). */
    private static final ZoneOffset FIRST_ON_EARTH = ZoneOffset.ofHours(14);

    /** Between two occurrences, so that a slip of the pen does not write to everybody each second. */
    private static final Duration CLOSEST = Duration.ofHours(1);

    private static final int GAPS_CHECKED = 50;

    /** By which clocks were ever put forward (tz database: Samoa left out a day in 2011). */
    private static final Duration LONGEST_JUMP = Duration.ofDays(1);

    /** Whose clock a local time is read by. */
    public enum Zone {
        PLATFORM,
        RECIPIENT
    }

    /** A one-time instant. */
    public static Schedule at(Instant at) {
        return new Schedule(at, null, null, null, null, null);
    }

    /** What is wrong with it for a campaign of this mode, as of now. */
    List<Fault> faults(Campaign.Mode mode, Instant now, ZoneId platform) {
        List<Fault> faults = new ArrayList<>();
        switch (mode) {
            case SCHEDULED -> scheduled(faults, now, platform);
            case LIVE -> {
                refuse(faults, "/schedule/at", at, "A live campaign has a start and an end.");
                refuse(faults, "/schedule/localAt", localAt, "A live campaign has a start and an end.");
                refuse(faults, "/schedule/cron", cron, "A live campaign has a start and an end.");
                window(faults, now);
            }
            case ONE_OFF ->
                faults.add(
                        new Fault("/schedule", "A one-off goes out when it is launched; SCHEDULED waits for a time."));
        }
        if (zone != null && localAt == null) {
            faults.add(new Fault("/schedule/zone", "A zone belongs to localAt."));
        }
        return faults;
    }

    private void scheduled(List<Fault> faults, Instant now, ZoneId platform) {
        if ((at == null ? 0 : 1) + (localAt == null ? 0 : 1) + (cron == null ? 0 : 1) != 1) {
            faults.add(new Fault("/schedule", "Exactly one of at, localAt and cron says when."));
            return;
        }
        if (cron != null) {
            recurring(faults, cron, now, platform);
            window(faults, now);
            return;
        }
        refuse(faults, "/schedule/start", start, "Only a live or recurring campaign has a start.");
        refuse(faults, "/schedule/end", end, "Only a live or recurring campaign has an end.");
        if (at != null) {
            notPast(faults, "/schedule/at", at, now);
        } else if (localAt != null && goesByRecipientsClock()) {
            if (!localAt.toInstant(FIRST_ON_EARTH).isAfter(now)) {
                faults.add(
                        new Fault(
                                "/schedule/localAt",
                                "In the first time zone on earth, 14 hours ahead of UTC, this has passed. Choose a time that lies ahead everywhere."));
            }
        } else if (localAt != null) {
            ZoneOffsetTransition gap = platform.getRules().getTransition(localAt);
            if (gap != null && gap.isGap()) {
                faults.add(new Fault(
                        "/schedule/localAt",
                        "This time does not exist: clocks in %s jump from %s to %s then."
                                .formatted(platform, gap.getDateTimeBefore(), gap.getDateTimeAfter())));
            } else {
                notPast(faults, "/schedule/localAt", localAt.atZone(platform).toInstant(), now);
            }
        }
    }

    private void recurring(List<Fault> faults, String expression, Instant now, ZoneId platform) {
        CronExpression parsed;
        try {
            parsed = CronExpression.parse(expression);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(
                    "/schedule/cron",
                    "%s. Six fields are needed: second, minute, hour, day of month, month, day of week."
                            .formatted(e.getMessage())));
            return;
        }
        Instant first = nextOf(parsed, now, platform);
        if (first == null) {
            faults.add(new Fault("/schedule/cron", "This never comes round between start and end."));
            return;
        }
        LocalDateTime last = LocalDateTime.ofInstant(first, platform);
        for (int i = 0; i < GAPS_CHECKED; i++) {
            LocalDateTime next = parsed.next(last);
            if (next == null) {
                return;
            }
            if (Duration.between(last, next).compareTo(CLOSEST) < 0) {
                faults.add(new Fault("/schedule/cron", "Two occurrences are at least an hour apart."));
                return;
            }
            last = next;
        }
    }

    private void window(List<Fault> faults, Instant now) {
        if (end != null) {
            notPast(faults, "/schedule/end", end, now);
            if (start != null && !start.isBefore(end)) {
                faults.add(new Fault("/schedule/end", "The end comes after the start."));
            }
        }
    }

    private static void notPast(List<Fault> faults, String pointer, Instant instant, Instant now) {
        if (!instant.isAfter(now)) {
            faults.add(new Fault(pointer, "This lies in the past: it is %s.".formatted(now)));
        }
    }

    private static void refuse(List<Fault> faults, String pointer, @Nullable Object value, String why) {
        if (value != null) {
            faults.add(new Fault(pointer, why));
        }
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }

    public boolean recurs() {
        return cron != null;
    }

    /** Whether each recipient's own clock decides. */
    public boolean goesByRecipientsClock() {
        return localAt != null && zone == Zone.RECIPIENT;
    }

    /**
     * When this comes round first after a moment; for recipients' clocks, in the first time zone on earth.
     *
     * @return null if never
     */
    @Nullable
    Instant next(Instant after, ZoneId platform) {
        if (cron != null) {
            return nextOf(CronExpression.parse(cron), after, platform);
        }
        if (localAt != null) {
            return goesByRecipientsClock()
                    ? localAt.toInstant(FIRST_ON_EARTH)
                    : localAt.atZone(platform).toInstant();
        }
        return at == null ? later(start, after) : at;
    }

    /** The first may be the start itself. */
    private @Nullable Instant nextOf(CronExpression expression, Instant after, ZoneId platform) {
        boolean hasStarted = start == null || !start.isAfter(after);
        Instant next = next(expression, hasStarted ? after : start.minusNanos(1), platform);
        return next == null || end != null && !next.isBefore(end) ? null : next;
    }

    /**
     * When an expression comes round first after a moment. It says what clocks show, each reading of them once: one that they
     * skip is shifted by as much as they jump, of two the first counts. (Spring, asked for instants, leaves the one out and
     * takes both of the other.)
     */
    private static @Nullable Instant next(CronExpression expression, Instant after, ZoneId platform) {
        Instant soonest = null;
        // What is shifted to after that moment was to be before.
        LocalDateTime from = LocalDateTime.ofInstant(after, platform).minus(LONGEST_JUMP);
        for (LocalDateTime shown = expression.next(from); shown != null; shown = expression.next(shown)) {
            Instant at = shown.atZone(platform).toInstant();
            if (at.isAfter(after)) {
                soonest = soonest == null || at.isBefore(soonest) ? at : soonest;
                if (!platform.getRules().getValidOffsets(shown).isEmpty()) {
                    return soonest;
                }
                // Clocks skip it, so that something that they show later may come before it.
            }
        }
        return soonest;
    }

    /** When it is time by a recipient's clock. A time that their clocks skip is shifted by as much as they jump. */
    public Instant inZone(ZoneId recipient) {
        return Objects.requireNonNull(localAt).atZone(recipient).toInstant();
    }

    /** Whether this is over for who would join now. */
    boolean hasEnded(Instant now) {
        return end != null && !end.isAfter(now);
    }
}
