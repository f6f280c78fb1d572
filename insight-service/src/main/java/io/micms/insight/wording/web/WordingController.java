package io.micms.insight.wording.web;

import io.micms.insight.neighbours.CampaignService;
import io.micms.insight.neighbours.CampaignService.Described;
import io.micms.insight.wording.Part;
import io.micms.insight.wording.Wording;
import io.micms.insight.wording.Wording.Answer;
import io.micms.insight.wording.Wording.Audience;
import io.micms.insight.wording.Wording.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class WordingController {

    private final Wording wording;
    private final CampaignService campaigns;

    WordingController(Wording wording, CampaignService campaigns) {
        this.wording = wording;
        this.campaigns = campaigns;
    }

    /**
     * @param text what is meant, as a person says it
     * @param engine who is to answer; by default the model where there is one
     */
    record WordsRequest(@Nullable String text, @Nullable Engine engine) {}

    /**
     * A stretch of the text that became part of the rule.
     *
     * @param start of the first character, counted from 0
     * @param end behind the last character
     * @param meaning what it was taken for; says so where a word was taken for a misspelt other one
     */
    record UnderstoodView(String text, int start, int end, String meaning) {

        static UnderstoodView of(Part part) {
            return new UnderstoodView(part.text(), part.start(), part.end(), part.meaning());
        }
    }

    /**
     * A stretch of the text that did not become part of the rule.
     *
     * @param reason why, and what could be said instead
     */
    record NotUnderstoodView(String text, int start, int end, String reason) {

        static NotUnderstoodView of(Part part) {
            return new NotUnderstoodView(part.text(), part.start(), part.end(), part.meaning());
        }
    }

    /** @param orders how many, ever */
    record RuleSampleView(
            String customerId,
            @Nullable String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String city,
            long orders,
            String total) {

        static RuleSampleView of(CampaignService.Sample sample) {
            return new RuleSampleView(
                    sample.customerId(),
                    sample.externalId(),
                    sample.firstName(),
                    sample.lastName(),
                    sample.city(),
                    sample.orders().count(),
                    sample.orders().total());
        }
    }

    /**
     * @param count how many customers match; between {@code low} and {@code high} where it is not exact
     * @param of customers
     */
    record AudienceView(long count, boolean exact, long low, long high, long of, List<RuleSampleView> sample) {

        static AudienceView of(Audience audience) {
            return new AudienceView(
                    audience.count(),
                    audience.exact(),
                    audience.low(),
                    audience.high(),
                    audience.of(),
                    audience.sample().stream().map(RuleSampleView::of).toList());
        }
    }

    /**
     * @param rule as segments have it; absent if nothing was understood
     * @param description the rule in plain English
     * @param audience who matches; absent without a rule, and while that cannot be counted
     * @param complete whether all of the text is in the rule
     * @param answeredBy {@code RULES_ENGINE} or {@code MODEL:} and its name
     * @param notice why the model did not answer although it should have
     */
    record WordsAnswerView(
            String text,
            @Nullable JsonNode rule,
            @Nullable String description,
            @Nullable AudienceView audience,
            List<UnderstoodView> understood,
            List<NotUnderstoodView> notUnderstood,
            boolean complete,
            String answeredBy,
            @Nullable String notice) {

        static WordsAnswerView of(Answer answer) {
            return new WordsAnswerView(
                    answer.text(),
                    answer.rule(),
                    answer.description(),
                    answer.audience() == null ? null : AudienceView.of(answer.audience()),
                    answer.understood().stream().map(UnderstoodView::of).toList(),
                    answer.notUnderstood().stream().map(NotUnderstoodView::of).toList(),
                    answer.rule() != null && answer.notUnderstood().isEmpty(),
                    answer.origin().answeredBy(),
                    answer.origin().notice());
        }
    }

    record RuleToDescribe(@Nullable JsonNode rule) {}

    record SameSegmentView(String id, String name) {}

    /** @param sameAs active segments whose rules say the same */
    record DescriptionView(String description, List<SameSegmentView> sameAs) {

        static DescriptionView of(Described described) {
            return new DescriptionView(
                    described.description(),
                    described.sameAs().stream()
                            .map(segment -> new SameSegmentView(segment.id(), segment.name()))
                            .toList());
        }
    }

    /** Words to rule. Nothing is saved; what was not understood is said, and is not in the rule. */
    @PostMapping("/api/insights/rule")
    WordsAnswerView rule(@RequestBody WordsRequest request) {
        return WordsAnswerView.of(wording.rule(request.text(), request.engine()));
    }

    /** Rule to words. */
    @PostMapping("/api/insights/describe")
    DescriptionView describe(@RequestBody RuleToDescribe request) {
        return DescriptionView.of(campaigns.validate(request.rule()));
    }
}
