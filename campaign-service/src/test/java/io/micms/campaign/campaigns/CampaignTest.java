package io.micms.campaign.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.campaign.campaigns.Campaign.Draft;
import io.micms.campaign.campaigns.Campaign.Mode;
import io.micms.campaign.campaigns.Campaign.State;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Author MARY = new Author("mary", "Mary Marketer");
    private static final Author MAX = new Author("max", "Max Manager");
    private static final Content HELLO = Content.email("Hello", "<p>Hello</p>");

    private static Draft draft(Mode mode, @Nullable Schedule schedule) {
        return new Draft(
                "Thanks", "s1", Channel.EMAIL, mode, HELLO, schedule, null, null, null, null, null, null, null);
    }

    private static Campaign campaign(Mode mode, @Nullable Schedule schedule) {
        return Campaign.create(draft(mode, schedule), MARY, NOON, BERLIN);
    }

    private static Campaign launched(Mode mode, @Nullable Schedule schedule) {
        Campaign campaign = campaign(mode, schedule);
        campaign.launch(NOON, BERLIN, false);
        return campaign;
    }

    private static Schedule cron(String expression, @Nullable Instant end) {
        return new Schedule(null, null, null, expression, null, end);
    }

    private static List<String> faults(Draft draft) {
        try {
            Campaign.create(draft, MARY, NOON, BERLIN);
            return List.of();
        } catch (InvalidInput e) {
            return e.faults().stream().map(Fault::pointer).toList();
        }
    }

    /** One campaign in each state, reached by what people and time do. */
    private static Campaign in(State state) {
        Schedule tomorrow = Schedule.at(NOON.plus(Duration.ofDays(1)));
        Campaign campaign = campaign(Mode.SCHEDULED, tomorrow);
        switch (state) {
            case DRAFT -> {}
            case IN_APPROVAL -> campaign.submit(MARY, NOON);
            case APPROVED -> {
                campaign.submit(MARY, NOON);
                campaign.approve(MAX, null, NOON);
            }
            case SCHEDULED -> campaign.launch(NOON, BERLIN, false);
            case RUNNING -> {
                campaign.launch(NOON, BERLIN, false);
                campaign.begin(NOON, BERLIN);
            }
            case PAUSED -> {
                campaign.launch(NOON, BERLIN, false);
                campaign.begin(NOON, BERLIN);
                campaign.pause(NOON);
            }
            case COMPLETED -> {
                campaign.launch(NOON, BERLIN, false);
                campaign.begin(NOON, BERLIN);
                campaign.enrolled(1, NOON);
                campaign.complete(NOON);
            }
            case STOPPED -> {
                campaign.launch(NOON, BERLIN, false);
                campaign.stop(NOON);
            }
        }
        assertThat(campaign.state()).isEqualTo(state);
        return campaign;
    }

    private static void assertAllowedOnlyIn(Set<State> allowed, BiConsumer<Campaign, Instant> step) {
        List<State> went = new ArrayList<>();
        for (State state : State.values()) {
            Campaign campaign = in(state);
            try {
                step.accept(campaign, NOON);
                went.add(state);
            } catch (Conflict e) {
                assertThat(e.getMessage()).contains(state.name());
                assertThat(campaign.state()).isEqualTo(state);
            }
        }
        assertThat(went).containsExactlyInAnyOrderElementsOf(allowed);
    }

    @Test
    void everyStepIsForTheStatesThatItFits() {
        Set<State> before = EnumSet.of(State.DRAFT, State.IN_APPROVAL, State.APPROVED);
        assertAllowedOnlyIn(before, (campaign, now) -> campaign.launch(now, BERLIN, false));
        assertAllowedOnlyIn(before, (campaign, now) -> campaign.change(draft(Mode.ONE_OFF, null), MARY, now, BERLIN));
        assertAllowedOnlyIn(EnumSet.of(State.DRAFT), (campaign, now) -> campaign.submit(MARY, now));
        assertAllowedOnlyIn(EnumSet.of(State.IN_APPROVAL), (campaign, now) -> campaign.approve(MAX, null, now));
        assertAllowedOnlyIn(
                EnumSet.of(State.IN_APPROVAL, State.APPROVED), (campaign, now) -> campaign.reject(MAX, "No", now));
        assertAllowedOnlyIn(EnumSet.of(State.RUNNING, State.SCHEDULED), Campaign::pause);
        assertAllowedOnlyIn(EnumSet.of(State.PAUSED), (campaign, now) -> campaign.resume(now, BERLIN));
        assertAllowedOnlyIn(EnumSet.of(State.SCHEDULED, State.RUNNING, State.PAUSED), Campaign::stop);
        assertAllowedOnlyIn(EnumSet.of(State.RUNNING), Campaign::complete);
    }

    @Test
    void twoPeopleStandBehindWhatIsApproved() {
        Campaign campaign = campaign(Mode.ONE_OFF, null);
        assertThatThrownBy(() -> campaign.launch(NOON, BERLIN, true)).isInstanceOf(Conflict.class);
        campaign.submit(MAX, NOON);
        assertThatThrownBy(() -> campaign.approve(MARY, null, NOON))
                .as("who wrote it")
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> campaign.approve(MAX, null, NOON))
                .as("who asked for it")
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> campaign.launch(NOON, BERLIN, true)).isInstanceOf(Conflict.class);

        campaign.approve(new Author("eve", "Eve"), "Fine", NOON);
        campaign.launch(NOON, BERLIN, true);

        assertThat(campaign.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void whatIsChangedAfterItsApprovalNeedsAnother() {
        Campaign campaign = in(State.APPROVED);

        campaign.change(draft(Mode.ONE_OFF, null), MARY, NOON, BERLIN);

        assertThat(campaign.state()).isEqualTo(State.DRAFT);
        assertThat(campaign.approval()).isNull();
        assertThatThrownBy(() -> campaign.launch(NOON, BERLIN, true)).isInstanceOf(Conflict.class);
    }

    @Test
    void whatIsSentBackSaysWhy() {
        Campaign campaign = in(State.IN_APPROVAL);
        assertThatThrownBy(() -> campaign.reject(MAX, " ", NOON)).isInstanceOf(InvalidInput.class);

        campaign.reject(MAX, "Too long", NOON);

        assertThat(campaign.state()).isEqualTo(State.DRAFT);
        assertThat(campaign.approval()).isNotNull().satisfies(approval -> {
            assertThat(approval.holds()).isFalse();
            assertThat(approval.note()).isEqualTo("Too long");
        });
    }

    @Test
    void aLaunchThatIsTakenBackKeepsItsApproval() {
        Campaign campaign = in(State.APPROVED);
        campaign.launch(NOON, BERLIN, true);
        campaign.unschedule(NOON);
        assertThat(campaign.state()).isEqualTo(State.APPROVED);
        assertThat(campaign.nextAt()).isNull();

        assertThatThrownBy(() -> in(State.PAUSED).unschedule(NOON))
                .as("what has begun")
                .isInstanceOf(Conflict.class);
    }

    @Test
    void aScheduledOneWaitsForItsTimeAndIsThenBegunOnce() {
        Instant at = NOON.plusSeconds(3600);
        Campaign campaign = launched(Mode.SCHEDULED, Schedule.at(at));
        assertThat(campaign.state()).isEqualTo(State.SCHEDULED);
        assertThat(campaign.isDue(at.minusMillis(1))).isFalse();
        assertThat(campaign.isDue(at)).isTrue();

        campaign.begin(at, BERLIN);

        assertThat(campaign.state()).isEqualTo(State.RUNNING);
        assertThat(campaign.isDue(at.plusSeconds(1))).isFalse();
        assertThat(campaign.isClosed(at)).as("before its audience is there").isFalse();
        campaign.enrolled(3, at);
        assertThat(campaign.isClosed(at)).isTrue();
    }

    @Test
    void aRecurringOneComesRoundUntilItsEnd() {
        // Mondays at nine; clocks go forward on 29 March.
        Campaign campaign = launched(Mode.SCHEDULED, cron("0 0 9 * * MON", Instant.parse("2026-04-01T00:00:00Z")));
        List<Instant> begun = new ArrayList<>();
        while (campaign.nextAt() != null) {
            Instant next = campaign.nextAt();
            begun.add(next);
            campaign.begin(next, BERLIN);
            campaign.enrolled(1, next);
        }
        assertThat(begun)
                .containsExactly(
                        Instant.parse("2026-03-02T08:00:00Z"),
                        Instant.parse("2026-03-09T08:00:00Z"),
                        Instant.parse("2026-03-16T08:00:00Z"),
                        Instant.parse("2026-03-23T08:00:00Z"),
                        Instant.parse("2026-03-30T07:00:00Z"));
        assertThat(campaign.occurrence()).isEqualTo(4);
        assertThat(campaign.isClosed(Instant.parse("2026-03-30T07:00:00Z"))).isTrue();
    }

    @Test
    void whatComesRoundDuringAPauseIsLeftOut() {
        Campaign campaign = launched(Mode.SCHEDULED, cron("0 0 9 * * *", null));
        campaign.begin(Instant.parse("2026-03-02T08:00:00Z"), BERLIN);
        campaign.pause(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(campaign.isDue(Instant.parse("2026-03-04T08:00:00Z"))).isFalse();

        campaign.resume(Instant.parse("2026-03-05T12:00:00Z"), BERLIN);

        assertThat(campaign.state()).isEqualTo(State.RUNNING);
        assertThat(campaign.nextAt()).isEqualTo(Instant.parse("2026-03-06T08:00:00Z"));
    }

    @Test
    void onePausedBeforeItBeganIsOverWhenItsTimeWentBy() {
        Instant start = NOON.plusSeconds(60);
        Instant end = NOON.plusSeconds(120);
        Campaign live = launched(Mode.LIVE, new Schedule(null, null, null, null, start, end));
        live.pause(NOON.plusSeconds(30));
        live.resume(NOON.plusSeconds(90), BERLIN);
        assertThat(live.state()).as("within its time").isEqualTo(State.SCHEDULED);

        live.pause(NOON.plusSeconds(100));
        live.resume(end, BERLIN);

        assertThat(live.state()).isEqualTo(State.COMPLETED);
        assertThat(live.stateReason()).contains("went by");
        assertThat(live.takesJoining(end)).isFalse();
    }

    @Test
    void whatNobodyCouldSeeToIsMadeUpForOnce() {
        Campaign campaign = launched(Mode.SCHEDULED, cron("0 0 9 * * *", null));
        Instant late = Instant.parse("2026-03-10T12:00:00Z");
        assertThat(campaign.isDue(late)).isTrue();
        campaign.begin(late, BERLIN);
        assertThat(campaign.nextAt()).isEqualTo(Instant.parse("2026-03-11T08:00:00Z"));
        assertThat(campaign.occurrence()).isZero();
    }

    @Test
    void aLiveOneTakesWhoJoinsBetweenItsStartAndItsEnd() {
        Instant start = NOON.plusSeconds(60);
        Instant end = NOON.plusSeconds(120);
        Campaign campaign = launched(Mode.LIVE, new Schedule(null, null, null, null, start, end));
        assertThat(campaign.state()).isEqualTo(State.SCHEDULED);
        assertThat(campaign.takesJoining(start)).as("not begun").isFalse();

        campaign.begin(start, BERLIN);
        campaign.enrolled(0, start);

        assertThat(campaign.takesJoining(end.minusMillis(1))).isTrue();
        assertThat(campaign.isClosed(end.minusMillis(1))).isFalse();
        assertThat(campaign.takesJoining(end)).isFalse();
        assertThat(campaign.isClosed(end)).isTrue();
        campaign.pause(end);
        assertThat(campaign.takesJoining(start)).as("while it is paused").isTrue();
    }

    @Test
    void timesThatCannotBeAreRefused() {
        assertThat(faults(draft(Mode.SCHEDULED, null))).containsExactly("/schedule");
        assertThat(faults(draft(Mode.SCHEDULED, Schedule.at(NOON)))).containsExactly("/schedule/at");
        assertThat(faults(draft(Mode.ONE_OFF, Schedule.at(NOON.plusSeconds(1)))))
                .containsExactly("/schedule");
        assertThat(faults(draft(Mode.LIVE, Schedule.at(NOON.plusSeconds(1))))).containsExactly("/schedule/at");
        assertThat(faults(draft(
                        Mode.LIVE, new Schedule(null, null, null, null, NOON.plusSeconds(20), NOON.plusSeconds(10)))))
                .containsExactly("/schedule/end");
        assertThat(faults(draft(Mode.SCHEDULED, cron("every day", null)))).containsExactly("/schedule/cron");
        assertThat(faults(draft(Mode.SCHEDULED, cron("0 0 0 30 2 *", null)))).containsExactly("/schedule/cron");
        assertThat(faults(draft(Mode.SCHEDULED, cron("0 */30 * * * *", null)))).containsExactly("/schedule/cron");
        assertThat(faults(draft(Mode.SCHEDULED, cron("0 0 * * * *", null)))).isEmpty();
    }

    @Test
    void anHourThatClocksSkipIsRefusedInAFixedZoneAndShiftedForRecipients() {
        LocalDateTime skipped = LocalDateTime.parse("2026-03-29T02:30:00");
        Schedule platform = new Schedule(null, skipped, null, null, null, null);
        assertThat(faults(draft(Mode.SCHEDULED, platform))).containsExactly("/schedule/localAt");

        Schedule recipients = new Schedule(null, skipped, Schedule.Zone.RECIPIENT, null, null, null);
        assertThat(faults(draft(Mode.SCHEDULED, recipients))).isEmpty();
        assertThat(recipients.inZone(BERLIN)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(recipients.inZone(ZoneId.of("Asia/Kolkata"))).isEqualTo(Instant.parse("2026-03-28T21:00:00Z"));
    }

    @Test
    void anHourThatComesTwiceIsTheFirst() {
        Schedule twice = new Schedule(null, LocalDateTime.parse("2026-10-25T02:30:00"), null, null, null, null);
        assertThat(launched(Mode.SCHEDULED, twice).nextAt()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void aTimeByRecipientsClocksLiesAheadEverywhere() {
        // At noon UTC it is two in the morning of the next day on Kiritimati.
        Schedule passedThere = new Schedule(
                null, LocalDateTime.parse("2026-03-02T02:00:00"), Schedule.Zone.RECIPIENT, null, null, null);
        assertThat(faults(draft(Mode.SCHEDULED, passedThere))).containsExactly("/schedule/localAt");
        Schedule ahead = new Schedule(
                null, LocalDateTime.parse("2026-03-02T02:01:00"), Schedule.Zone.RECIPIENT, null, null, null);
        assertThat(launched(Mode.SCHEDULED, ahead).nextAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void aScheduleThatPassedWhileItWasADraftIsRefusedAtTheLaunch() {
        Campaign campaign = campaign(Mode.SCHEDULED, Schedule.at(NOON.plusSeconds(60)));
        assertThatThrownBy(() -> campaign.launch(NOON.plusSeconds(61), BERLIN, false))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("/schedule/at");
        assertThat(campaign.state()).isEqualTo(State.DRAFT);
    }

    @Test
    void aWinnerIsFoundWhereTheWholeAudienceIsThereAtOnceWheneverTheTimeIsNamed() {
        Schedule weekly = cron("0 0 9 * * MON", null);
        Schedule recipients = new Schedule(
                null, LocalDateTime.parse("2026-03-05T09:00:00"), Schedule.Zone.RECIPIENT, null, null, null);
        for (Schedule unfit : List.of(weekly, recipients)) {
            assertThat(faults(withWinner(Mode.SCHEDULED, unfit)))
                    .as("as it is saved")
                    .containsExactly("/winner");
            Campaign campaign = Campaign.create(withWinner(Mode.ONE_OFF, null), MARY, NOON, BERLIN);
            assertThatThrownBy(() -> campaign.schedule(unfit, NOON, BERLIN, false))
                    .as("as it is launched")
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            e -> assertThat(e.faults())
                                    .extracting(Fault::pointer)
                                    .containsExactly("/winner"));
        }
        Campaign campaign = Campaign.create(withWinner(Mode.ONE_OFF, null), MARY, NOON, BERLIN);
        campaign.schedule(Schedule.at(NOON.plusSeconds(60)), NOON, BERLIN, false);
        assertThat(campaign.state()).isEqualTo(State.SCHEDULED);
    }

    private static Draft withWinner(Mode mode, @Nullable Schedule schedule) {
        return new Draft(
                "Thanks",
                "s1",
                Channel.EMAIL,
                mode,
                null,
                schedule,
                null,
                null,
                List.of(new Variant(null, 50, HELLO), new Variant(null, 50, HELLO)),
                new Winner(Winner.Measure.CLICKS, 20, "PT4H"),
                null,
                null,
                null);
    }

    @Test
    void everythingElseThatMakesNoSenseIsPointedAt() {
        Draft odd = new Draft(
                "",
                null,
                Channel.EMAIL,
                Mode.LIVE,
                null,
                null,
                new Reentry("P1M"),
                List.of(new FollowUp("soon", null, Content.email("{{", ""))),
                List.of(new Variant(null, 70, HELLO), new Variant(null, 20, HELLO)),
                new Winner(null, 0, null),
                91,
                11,
                null);
        assertThat(faults(odd))
                .contains(
                        "/name",
                        "/segmentId",
                        "/reentry/after",
                        "/followUps/0/after",
                        "/followUps/0/content/subject",
                        "/variants",
                        "/winner",
                        "/winner/by",
                        "/winner/testShare",
                        "/winner/after",
                        "/holdout",
                        "/priority");
    }

    @Test
    void whoClickedInAnSmsIsKnownAndWhoOpenedItIsNot() {
        assertThat(faults(sms(FollowUp.Condition.NOT_OPENED, Winner.Measure.OPENS)))
                .containsExactlyInAnyOrder("/followUps/0/when", "/winner/by");
        assertThat(faults(sms(FollowUp.Condition.NOT_CLICKED, Winner.Measure.CLICKS)))
                .isEmpty();
    }

    private static Draft sms(FollowUp.Condition condition, Winner.Measure measure) {
        Content text = new Content(null, null, null, "See https://shop.example", null);
        return new Draft(
                "Thanks",
                "s1",
                Channel.SMS,
                Mode.ONE_OFF,
                text,
                null,
                null,
                List.of(new FollowUp("P3D", condition, text)),
                List.of(new Variant("Plain", 50, text), new Variant("Fancy", 50, text)),
                new Winner(measure, 20, "PT4H"),
                0,
                5,
                null);
    }

    @Test
    void everyContentHasToBeThereForTheLaunch() {
        Campaign campaign = Campaign.create(
                new Draft(
                        "Thanks",
                        "s1",
                        Channel.EMAIL,
                        Mode.ONE_OFF,
                        null,
                        null,
                        null,
                        List.of(new FollowUp("P1D", null, null)),
                        List.of(new Variant(null, 50, HELLO), new Variant(null, 50, null)),
                        null,
                        null,
                        null,
                        null),
                MARY,
                NOON,
                BERLIN);
        assertThatThrownBy(() -> campaign.launch(NOON, BERLIN, false))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        e -> assertThat(e.faults().stream().map(Fault::pointer))
                                .containsExactly(
                                        "/variants/1/content/subject",
                                        "/variants/1/content/html",
                                        "/followUps/0/content/subject",
                                        "/followUps/0/content/html"));
    }

    @Test
    void aDraftThatIsReadBackSaysTheSame() {
        Draft draft = new Draft(
                "Thanks",
                "s1",
                Channel.EMAIL,
                Mode.ONE_OFF,
                HELLO,
                null,
                null,
                List.of(new FollowUp("P3D", FollowUp.Condition.NOT_OPENED, HELLO)),
                List.of(new Variant("Plain", 40, HELLO), new Variant("Fancy", 60, HELLO)),
                new Winner(Winner.Measure.CLICKS, 20, "PT4H"),
                10,
                7,
                new GuardOverrides(true, false));
        assertThat(Campaign.create(draft, MARY, NOON, BERLIN).draft()).isEqualTo(draft);
    }

    @Test
    void aWinnerIsKeptForEachOccurrence() {
        Campaign campaign = in(State.RUNNING);
        assertThat(campaign.decision(0)).isEmpty();
        campaign.decided(new Decision(0, "B", NOON, Winner.Measure.OPENS, List.of()));
        assertThat(campaign.decision(0)).map(Decision::winner).contains("B");
        assertThat(campaign.decision(1)).isEmpty();
    }

    /** One that chooses a winner after four hours. */
    private static Campaign comparing() {
        Draft draft = new Draft(
                "Thanks",
                "s1",
                Channel.EMAIL,
                Mode.ONE_OFF,
                HELLO,
                null,
                null,
                null,
                List.of(new Variant("Plain", 40, HELLO), new Variant("Fancy", 60, HELLO)),
                new Winner(Winner.Measure.CLICKS, 20, "PT4H"),
                null,
                null,
                null);
        return Campaign.create(draft, MARY, NOON, BERLIN);
    }

    @Test
    void aDecisionThatIsPutOffWaits() {
        Campaign campaign = comparing();
        campaign.launch(NOON, BERLIN, false);
        campaign.enrolled(10, NOON);
        Instant planned = NOON.plus(Duration.ofHours(4));
        assertThat(campaign.decisionAt()).isEqualTo(planned);
        assertThat(campaign.isToBeDecided(planned)).isTrue();
        Instant later = planned.plus(Duration.ofMinutes(15));

        campaign.putOffDecision(later, planned);

        assertThat(campaign.decisionAt()).isEqualTo(later);
        assertThat(campaign.isToBeDecided(planned)).isFalse();
        assertThat(campaign.isToBeDecided(later)).isTrue();
    }

    @Test
    void whatCompletedIsTakenUpAgainForAMessageAndWhatWasStoppedIsNot() {
        Campaign campaign = in(State.COMPLETED);
        assertThat(campaign.reopen(NOON)).isTrue();
        assertThat(campaign.isClosed(NOON)).isTrue();
        assertThatThrownBy(() -> in(State.STOPPED).reopen(NOON)).isInstanceOf(Conflict.class);
    }

    @Test
    void whatHadNobodySaysSo() {
        Campaign campaign = launched(Mode.ONE_OFF, null);
        campaign.enrolled(0, NOON);
        campaign.complete(NOON);
        assertThat(campaign.stateReason()).contains("Nobody");
    }

    @Test
    void chanceIsTheSameEachTimeAndLeavesNobodyOut() {
        Campaign campaign = Campaign.create(
                new Draft(
                        "Thanks",
                        "s1",
                        Channel.EMAIL,
                        Mode.ONE_OFF,
                        null,
                        null,
                        null,
                        null,
                        List.of(
                                new Variant(null, 10, HELLO),
                                new Variant(null, 30, HELLO),
                                new Variant(null, 60, HELLO)),
                        new Winner(Winner.Measure.OPENS, 25, "PT1H"),
                        20,
                        null,
                        null),
                MARY,
                NOON,
                BERLIN);
        Map<String, Integer> variants = new TreeMap<>();
        int heldOut = 0;
        int waiting = 0;
        int heldOutOfB = 0;
        int people = 20_000;
        for (int i = 0; i < people; i++) {
            String customer = "customer-" + i;
            String variant = String.valueOf(campaign.variantOf(customer));
            assertThat(campaign.variantOf(customer)).isEqualTo(variant);
            variants.merge(variant, 1, Integer::sum);
            if (campaign.holdsOut(customer)) {
                heldOut++;
                heldOutOfB += variant.equals("B") ? 1 : 0;
            }
            waiting += campaign.awaitsWinner(customer) ? 1 : 0;
        }
        // Within five standard deviations, which chance leaves once in a million; and the ids are fixed.
        assertShare(variants.get("A"), people, 0.10);
        assertShare(variants.get("B"), people, 0.30);
        assertShare(variants.get("C"), people, 0.60);
        assertShare(heldOut, people, 0.20);
        assertShare(waiting, people, 0.75);
        assertShare(heldOutOfB, people, 0.06);
    }

    private static void assertShare(int count, int of, double share) {
        double deviation = Math.sqrt(of * share * (1 - share));
        assertThat((double) count).isBetween(of * share - 5 * deviation, of * share + 5 * deviation);
    }
}
