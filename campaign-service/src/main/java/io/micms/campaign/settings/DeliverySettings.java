package io.micms.campaign.settings;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every campaign keeps to.
 *
 * @param approvalRequired whether a campaign is launched only after somebody else than its author has approved it
 * @param emailCaps how many e-mails a person gets at most, of all campaigns together; each holds
 * @param smsCaps the same for SMS
 * @param quietHours when nobody is written to; null for never
 * @param automaticPause when a campaign pauses by itself; null for never
 * @param limits how much goes out at a time; null for as the environment says
 */
public record DeliverySettings(
        @Nullable Boolean approvalRequired,
        @Nullable List<Cap> emailCaps,
        @Nullable List<Cap> smsCaps,
        @Nullable QuietHours quietHours,
        @Nullable AutomaticPause automaticPause,
        @Nullable Limits limits) {

    private static final int CAPS_AT_MOST = 5;

    /**
     * Until somebody says otherwise. The limits are those at which Amazon SES may pause an account ("Reputation metrics",
     * SES developer guide: 10 % bounces, 0.5 % complaints).
     */
    public static final DeliverySettings DEFAULT =
            new DeliverySettings(false, List.of(), List.of(), null, new AutomaticPause(10.0, 0.5, 100));

    /** With the environment's limits. */
    public DeliverySettings(
            @Nullable Boolean approvalRequired,
            @Nullable List<Cap> emailCaps,
            @Nullable List<Cap> smsCaps,
            @Nullable QuietHours quietHours,
            @Nullable AutomaticPause automaticPause) {
        this(approvalRequired, emailCaps, smsCaps, quietHours, automaticPause, null);
    }

    public DeliverySettings {
        approvalRequired = Boolean.TRUE.equals(approvalRequired);
        emailCaps = emailCaps == null ? List.of() : List.copyOf(emailCaps);
        smsCaps = smsCaps == null ? List.of() : List.copyOf(smsCaps);
    }

    /**
     * At most so many messages in any stretch of time of a length.
     *
     * @param per ISO-8601, up to a year
     */
    public record Cap(@Nullable Integer messages, @Nullable String per) {

        private static final int MESSAGES_AT_MOST = 100;

        private void check(List<Fault> faults, String pointer) {
            if (messages == null || messages < 1 || messages > MESSAGES_AT_MOST) {
                faults.add(
                        new Fault(pointer + "/messages", "A cap allows 1 to %d messages.".formatted(MESSAGES_AT_MOST)));
            }
            Lengths.check(faults, pointer + "/per", per, Duration.ofHours(1), Duration.ofDays(366));
        }

        public int most() {
            return messages == null ? MESSAGES_AT_MOST : messages;
        }

        public Duration length() {
            return Lengths.parse(String.valueOf(per));
        }
    }

    /**
     * A stretch of each day, in the recipient's time zone, over midnight where {@code from} is later than {@code to}.
     *
     * @param from such as 21:00; the first quiet minute
     * @param to such as 08:00; the first minute that is quiet no more
     * @param spreadOver what was held back goes out over so long from then on (ISO-8601); null for an hour
     */
    public record QuietHours(
            @Nullable String from,
            @Nullable String to,
            @Nullable String spreadOver) {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
        private static final String AN_HOUR = "PT1H";

        public QuietHours {
            spreadOver = spreadOver == null ? AN_HOUR : spreadOver;
        }

        private void check(List<Fault> faults, String pointer) {
            boolean readable = readable(faults, pointer + "/from", from) & readable(faults, pointer + "/to", to);
            int before = faults.size();
            Lengths.check(faults, pointer + "/spreadOver", spreadOver, Duration.ofMinutes(1), Duration.ofHours(12));
            if (!readable || faults.size() > before) {
                return;
            }
            Duration quiet = length();
            if (quiet.isZero()) {
                faults.add(new Fault(pointer + "/to", "Quiet hours end at another time than they begin."));
            } else if (quiet.plus(spread()).compareTo(Duration.ofDays(1)) >= 0) {
                faults.add(new Fault(
                        pointer + "/spreadOver",
                        "Quiet hours and what they are spread over leave nothing of the day."));
            }
        }

        private static boolean readable(List<Fault> faults, String pointer, @Nullable String time) {
            try {
                LocalTime.parse(String.valueOf(time), TIME);
                return true;
            } catch (DateTimeParseException e) {
                faults.add(new Fault(pointer, "A time of day is written as 21:00."));
                return false;
            }
        }

        private LocalTime begin() {
            return LocalTime.parse(String.valueOf(from), TIME);
        }

        private LocalTime end() {
            return LocalTime.parse(String.valueOf(to), TIME);
        }

        private Duration length() {
            Duration length = Duration.between(begin(), end());
            return length.isNegative() ? length.plusDays(1) : length;
        }

        public Duration spread() {
            return Lengths.parse(String.valueOf(spreadOver));
        }

        /** When the quiet hours end that a moment is in; null where it is in none. A time that clocks skip ends after the gap. */
        public @Nullable ZonedDateTime endOf(ZonedDateTime moment) {
            LocalTime time = moment.toLocalTime();
            boolean overMidnight = begin().isAfter(end());
            boolean quiet = overMidnight
                    ? !time.isBefore(begin()) || time.isBefore(end())
                    : !time.isBefore(begin()) && time.isBefore(end());
            if (!quiet) {
                return null;
            }
            boolean tomorrow = overMidnight && !time.isBefore(begin());
            ZonedDateTime end = moment.toLocalDate()
                    .plusDays(tomorrow ? 1 : 0)
                    .atTime(end())
                    .atZone(moment.getZone());
            // Where clocks are put back, the hour comes twice, and the first end may be over.
            return end.isAfter(moment) ? end : end.withLaterOffsetAtOverlap();
        }
    }

    /**
     * A campaign that goes wrong stops before the damage is done.
     *
     * @param bounceRate in percent of what was handed over: what a provider took, and what it refused at once because of its
     *     address, which counts as a bounce
     * @param complaintRate in percent of what a provider took
     * @param atLeast messages handed over before a rate means anything
     */
    public record AutomaticPause(
            @Nullable Double bounceRate,
            @Nullable Double complaintRate,
            @Nullable Integer atLeast) {

        private static final int SENT_AT_MOST = 100_000;

        private void check(List<Fault> faults, String pointer) {
            rate(faults, pointer + "/bounceRate", bounceRate);
            rate(faults, pointer + "/complaintRate", complaintRate);
            if (atLeast == null || atLeast < 1 || atLeast > SENT_AT_MOST) {
                faults.add(new Fault(pointer + "/atLeast", "From 1 to %d messages.".formatted(SENT_AT_MOST)));
            }
        }

        private static void rate(List<Fault> faults, String pointer, @Nullable Double percent) {
            if (percent == null || !(percent > 0 && percent <= 100)) {
                faults.add(new Fault(pointer, "A rate is more than 0 and at most 100 percent."));
            }
        }

        /** Why a campaign with these figures should pause; null where it should not. */
        public @Nullable String why(long handedOver, long accepted, long bounced, long complained) {
            if (atLeast == null || handedOver < atLeast) {
                return null;
            }
            return why(
                    "bounces",
                    bounceRate,
                    handedOver,
                    bounced,
                    why("complaints", complaintRate, accepted, complained, null));
        }

        private static @Nullable String why(
                String what, @Nullable Double limit, long sent, long count, @Nullable String otherwise) {
            if (limit == null || count * 100.0 <= limit * sent) {
                return otherwise;
            }
            return "%d %s of %d messages are %.1f%%; more than %s%% pauses a campaign."
                    .formatted(count, what, sent, count * 100.0 / sent, limit);
        }
    }

    /** @throws InvalidInput with every fault */
    public void check() {
        List<Fault> faults = new ArrayList<>();
        check(faults, "/emailCaps", emailCaps);
        check(faults, "/smsCaps", smsCaps);
        if (quietHours != null) {
            quietHours.check(faults, "/quietHours");
        }
        if (automaticPause != null) {
            automaticPause.check(faults, "/automaticPause");
        }
        if (limits != null) {
            limits.check(faults, "/limits");
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private static void check(List<Fault> faults, String pointer, @Nullable List<Cap> caps) {
        if (caps == null) {
            return;
        }
        if (caps.size() > CAPS_AT_MOST) {
            faults.add(new Fault(pointer, "At most %d caps.".formatted(CAPS_AT_MOST)));
        }
        for (int i = 0; i < caps.size(); i++) {
            caps.get(i).check(faults, pointer + "/" + i);
        }
    }

    /** The names of the settings that are others than there. */
    public List<String> changedFrom(DeliverySettings other) {
        List<String> changed = new ArrayList<>();
        note(changed, "approvalRequired", approvalRequired, other.approvalRequired);
        note(changed, "emailCaps", emailCaps, other.emailCaps);
        note(changed, "smsCaps", smsCaps, other.smsCaps);
        note(changed, "quietHours", quietHours, other.quietHours);
        note(changed, "automaticPause", automaticPause, other.automaticPause);
        note(changed, "limits", limits, other.limits);
        return changed;
    }

    private static void note(List<String> changed, String name, @Nullable Object now, @Nullable Object then) {
        if (!Objects.equals(now, then)) {
            changed.add(name);
        }
    }

    public boolean needsApproval() {
        return Boolean.TRUE.equals(approvalRequired);
    }
}
