package io.micms.insight.drafts.web;

import io.micms.insight.drafts.Brief;
import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Check;
import io.micms.insight.drafts.Draft;
import io.micms.insight.drafts.Drafting;
import io.micms.insight.drafts.Drafting.Drafts;
import io.micms.insight.drafts.Drafting.Subjects;
import io.micms.insight.drafts.SendTime;
import io.micms.insight.drafts.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/insights/messages")
class DraftController {

    private final Drafting drafting;

    DraftController(Drafting drafting) {
        this.drafting = drafting;
    }

    /**
     * @param pointer to the part, as in the request
     * @param level an {@code ERROR} would be refused in a campaign, a {@code WARNING} is for a person to weigh
     */
    record CheckView(String pointer, Check.Level level, String detail) {

        static CheckView of(Check check) {
            return new CheckView(check.pointer(), check.level(), check.detail());
        }
    }

    /**
     * @param subject of an e-mail; absent from an SMS
     * @param body a Liquid template
     * @param characters of the body, as a recipient without a name would get it
     * @param smsParts how many messages an SMS is sent as; absent from an e-mail
     * @param variables of Liquid that it uses
     */
    record MessageDraftView(
            @Nullable String subject,
            String body,
            int characters,
            @Nullable Integer smsParts,
            List<String> variables,
            List<CheckView> checks) {

        static MessageDraftView of(Draft draft) {
            return new MessageDraftView(
                    draft.subject(),
                    draft.body(),
                    draft.characters(),
                    draft.smsParts(),
                    draft.variables(),
                    draft.checks().stream().map(CheckView::of).toList());
        }
    }

    /** @param idea what it builds on, such as curiosity or a plain statement */
    record SubjectLineView(String text, int characters, String idea, List<CheckView> checks) {

        static SubjectLineView of(Subject subject) {
            return new SubjectLineView(
                    subject.text(),
                    subject.text().length(),
                    subject.idea(),
                    subject.checks().stream().map(CheckView::of).toList());
        }
    }

    /**
     * When messages were opened and clicked most in the past.
     *
     * @param hour of the day, 0 to 23, by the customers' own clocks
     * @param dayOfWeek such as {@code TUESDAY}; absent if the days do not differ enough to tell
     * @param reason with the figures that it rests on
     */
    record SendTimeView(int hour, @Nullable String dayOfWeek, String reason) {

        static @Nullable SendTimeView of(@Nullable SendTime time) {
            return time == null ? null : new SendTimeView(time.hour(), time.dayOfWeek(), time.reason());
        }
    }

    /** @param bestTime absent while too few messages were opened to tell */
    record MessageDraftsView(
            List<MessageDraftView> variants,
            List<SubjectLineView> subjects,
            @Nullable SendTimeView bestTime,
            String answeredBy,
            @Nullable String notice) {

        static MessageDraftsView of(Drafts drafts) {
            return new MessageDraftsView(
                    drafts.variants().stream().map(MessageDraftView::of).toList(),
                    drafts.subjects().stream().map(SubjectLineView::of).toList(),
                    SendTimeView.of(drafts.bestTime()),
                    drafts.origin().answeredBy(),
                    drafts.origin().notice());
        }
    }

    /**
     * @param about what the mail is about, or the subject line that there is
     * @param body of the mail, if there is one
     * @param count of lines, 1 to 10
     */
    record SubjectLinesRequest(
            @Nullable String about,
            @Nullable String body,
            @Nullable Integer count) {}

    record SubjectLinesView(
            List<SubjectLineView> subjects,
            String answeredBy,
            @Nullable String notice) {

        static SubjectLinesView of(Subjects subjects) {
            return new SubjectLinesView(
                    subjects.lines().stream().map(SubjectLineView::of).toList(),
                    subjects.origin().answeredBy(),
                    subjects.origin().notice());
        }
    }

    record MessageCheckRequest(
            @Nullable Channel channel,
            @Nullable String subject,
            @Nullable String body) {}

    /** Drafts, none of which is saved. */
    @PostMapping
    MessageDraftsView draft(@RequestBody Brief brief) {
        return MessageDraftsView.of(drafting.drafts(brief));
    }

    /** Subject lines to choose from. */
    @PostMapping("/subjects")
    SubjectLinesView subjects(@RequestBody SubjectLinesRequest request) {
        return SubjectLinesView.of(drafting.subjects(request.about(), request.body(), request.count()));
    }

    /** Checks a text as drafts are checked, whoever wrote it. */
    @PostMapping("/check")
    MessageDraftView check(@RequestBody MessageCheckRequest request) {
        return MessageDraftView.of(drafting.checked(request.channel(), request.subject(), request.body()));
    }
}
