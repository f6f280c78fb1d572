package io.micms.insight.drafts;

import io.micms.insight.ai.Answered;
import io.micms.insight.ai.Feature;
import io.micms.insight.ai.LanguageModel;
import io.micms.insight.ai.ModelTerms;
import io.micms.insight.ai.ModelTerms.Terms;
import io.micms.insight.ai.Origin;
import io.micms.insight.ai.Resources;
import io.micms.insight.ai.Schemas;
import io.micms.insight.ai.Task;
import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import io.micms.insight.neighbours.CampaignService;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Drafts of messages and subject lines: by the language model where there is one, from templates otherwise. */
@Component
public class Drafting {

    private static final int GOAL_AT_MOST = 500;
    private static final int VARIANTS_AT_MOST = 5;
    private static final int VARIANTS = 3;
    private static final int SUBJECTS_AT_MOST = 10;
    private static final int SUBJECTS = 5;
    private static final int OUTPUT_TOKENS = 3_000;

    private final LanguageModel model;
    private final ModelTerms settings;
    private final CampaignService campaigns;
    private final SendTimes sendTimes;

    Drafting(LanguageModel model, ModelTerms settings, CampaignService campaigns, SendTimes sendTimes) {
        this.model = model;
        this.settings = settings;
        this.campaigns = campaigns;
        this.sendTimes = sendTimes;
    }

    /** @param bestTime null while there is too little to tell */
    public record Drafts(
            List<Draft> variants,
            List<Subject> subjects,
            @Nullable SendTime bestTime,
            Origin origin) {}

    public record Subjects(List<Subject> lines, Origin origin) {}

    /** What the model fills in; a subject is empty where there is none. */
    record ModelDrafts(List<ModelDraft> variants) {}

    record ModelDraft(String subject, String body) {}

    record ModelSubjects(List<ModelSubject> lines) {}

    record ModelSubject(String text, String idea) {}

    /** A brief with nothing left open. */
    private record Wanted(
            Channel channel, String goal, @Nullable String offer, Tone tone, Length length, int variants) {

        private int smsParts() {
            return length.ordinal() + 1;
        }
    }

    /** @throws InvalidInput with everything that is wrong with the brief */
    public Drafts drafts(Brief brief) {
        Wanted wanted = checked(brief);
        Terms terms = settings.terms();
        String segment = brief.segmentId() == null
                ? null
                : campaigns.segment(brief.segmentId()).name();
        Answered<ModelDrafts> answered = model.ask(task(wanted, segment, terms));
        ModelDrafts written = answered.value();
        List<Draft> variants = written == null
                ? Templates.write(
                                wanted.channel(),
                                wanted.goal(),
                                wanted.offer(),
                                wanted.tone(),
                                wanted.length(),
                                wanted.variants())
                        .stream()
                        .map(text ->
                                Checks.checked(wanted.channel(), text.subject(), text.body(), terms.forbiddenWords()))
                        .toList()
                : written.variants().stream()
                        .map(draft -> checked(wanted, draft, terms))
                        .toList();
        List<Subject> subjects = wanted.channel() == Channel.SMS
                ? List.of()
                : Templates.subjects(wanted.goal(), VARIANTS, terms.forbiddenWords());
        return new Drafts(variants, subjects, sendTimes.best(), answered.origin());
    }

    private static Draft checked(Wanted wanted, ModelDraft draft, Terms terms) {
        return Checks.checked(wanted.channel(), draft.subject(), draft.body(), terms.forbiddenWords());
    }

    private static Wanted checked(Brief brief) {
        List<Fault> faults = new ArrayList<>();
        if (brief.channel() == null) {
            faults.add(new Fault("/channel", "The channel is EMAIL or SMS."));
        }
        String goal = brief.goal() == null ? "" : brief.goal().strip();
        if (goal.isEmpty() || goal.length() > GOAL_AT_MOST) {
            faults.add(new Fault(
                    "/goal", "Say in 1 to %d characters what the message is to bring about.".formatted(GOAL_AT_MOST)));
        }
        String offer = brief.offer() == null || brief.offer().isBlank()
                ? null
                : brief.offer().strip();
        if (offer != null && offer.length() > GOAL_AT_MOST) {
            faults.add(new Fault("/offer", "The offer has at most %d characters.".formatted(GOAL_AT_MOST)));
        }
        int variants = brief.variants() == null ? VARIANTS : brief.variants();
        if (variants < 1 || variants > VARIANTS_AT_MOST) {
            faults.add(new Fault("/variants", "There are 1 to %d variants.".formatted(VARIANTS_AT_MOST)));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Wanted(
                java.util.Objects.requireNonNull(brief.channel()),
                goal,
                offer,
                brief.tone() == null ? Tone.FRIENDLY : brief.tone(),
                brief.length() == null ? Length.MEDIUM : brief.length(),
                variants);
    }

    private Task<ModelDrafts> task(Wanted wanted, @Nullable String segment, Terms terms) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("channel", wanted.channel());
        data.put("goal", wanted.goal());
        data.put("offer", wanted.offer() == null ? "none" : wanted.offer());
        data.put("tone", wanted.tone());
        data.put("length", wanted.length());
        data.put("variants", wanted.variants());
        data.put("audience", segment == null ? "all customers" : segment);
        data.put("brand-voice", terms.brandVoice() == null ? "none" : terms.brandVoice());
        data.put("forbidden-words", terms.forbiddenWords());
        return new Task<>(
                Feature.DRAFTS,
                Resources.text("drafts.txt"),
                data,
                Schemas.of(ModelDrafts.class),
                ModelDrafts.class,
                drafts -> faults(drafts, wanted, terms),
                OUTPUT_TOKENS);
    }

    private static List<String> faults(ModelDrafts drafts, Wanted wanted, Terms terms) {
        List<String> faults = new ArrayList<>();
        if (drafts.variants().size() != wanted.variants()) {
            faults.add("There are to be %d variants.".formatted(wanted.variants()));
        }
        List<String> sources = new ArrayList<>(List.of(wanted.goal()));
        if (wanted.offer() != null) {
            sources.add(wanted.offer());
        }
        for (int i = 0; i < drafts.variants().size(); i++) {
            Draft draft = checked(wanted, drafts.variants().get(i), terms);
            String at = "Variant %d: ".formatted(i + 1);
            draft.checks().stream()
                    .filter(check -> check.level() == Check.Level.ERROR)
                    .forEach(check -> faults.add(at + check.pointer() + " " + check.detail()));
            if (draft.smsParts() != null && draft.smsParts() > wanted.smsParts()) {
                faults.add(
                        at + "it is sent as %d messages; at most %d.".formatted(draft.smsParts(), wanted.smsParts()));
            }
            String subject = draft.subject() == null ? "" : draft.subject();
            // What stands in a branch that nobody takes here is sent to those who do.
            String plain =
                    String.join("\n", draft.body(), Checks.rendered(draft.body()), subject, Checks.rendered(subject));
            Numbers.unknown(plain, sources).forEach(fault -> faults.add(at + fault));
            Promises.unasked(plain, sources).forEach(fault -> faults.add(at + fault));
        }
        return faults;
    }

    /** @throws InvalidInput if there is nothing to go by, or too many are wanted */
    public Subjects subjects(@Nullable String about, @Nullable String body, @Nullable Integer count) {
        String given = ((about == null ? "" : about) + "\n" + (body == null ? "" : body)).strip();
        int wanted = count == null ? SUBJECTS : count;
        List<Fault> faults = new ArrayList<>();
        if (given.isEmpty() || given.length() > Checks.BODY_AT_MOST) {
            faults.add(new Fault(
                    "/about",
                    "Say what the mail is about, or give its text, in at most %d characters."
                            .formatted(Checks.BODY_AT_MOST)));
        }
        if (wanted < 1 || wanted > SUBJECTS_AT_MOST) {
            faults.add(new Fault("/count", "There are 1 to %d subject lines.".formatted(SUBJECTS_AT_MOST)));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        Terms terms = settings.terms();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("about", about == null ? "" : about);
        data.put("body", body == null ? "" : body);
        data.put("count", wanted);
        data.put("brand-voice", terms.brandVoice() == null ? "none" : terms.brandVoice());
        data.put("forbidden-words", terms.forbiddenWords());
        Answered<ModelSubjects> answered = model.ask(new Task<>(
                Feature.SUBJECTS,
                Resources.text("subjects.txt"),
                data,
                Schemas.of(ModelSubjects.class),
                ModelSubjects.class,
                lines -> faults(lines, wanted, given, terms),
                OUTPUT_TOKENS));
        ModelSubjects lines = answered.value();
        return new Subjects(
                lines == null
                        ? Templates.subjects(given, wanted, terms.forbiddenWords())
                        : lines.lines().stream()
                                .map(line -> new Subject(
                                        line.text(),
                                        line.idea(),
                                        Checks.ofSubject(line.text(), terms.forbiddenWords())))
                                .toList(),
                answered.origin());
    }

    private static List<String> faults(ModelSubjects subjects, int wanted, String given, Terms terms) {
        List<String> faults = new ArrayList<>();
        if (subjects.lines().size() != wanted) {
            faults.add("There are to be %d lines.".formatted(wanted));
        }
        for (ModelSubject line : subjects.lines()) {
            Checks.ofSubject(line.text(), terms.forbiddenWords()).stream()
                    .filter(check -> check.level() == Check.Level.ERROR)
                    .forEach(check -> faults.add("“%s”: %s".formatted(line.text(), check.detail())));
            faults.addAll(Numbers.unknown(Checks.rendered(line.text()), List.of(given)));
            faults.addAll(Promises.unasked(line.text(), List.of(given)));
        }
        return faults;
    }

    /** @throws InvalidInput without a channel */
    public Draft checked(@Nullable Channel channel, @Nullable String subject, @Nullable String body) {
        if (channel == null) {
            throw new InvalidInput("/channel", "The channel is EMAIL or SMS.");
        }
        return Checks.checked(
                channel, subject, body == null ? "" : body, settings.terms().forbiddenWords());
    }
}
