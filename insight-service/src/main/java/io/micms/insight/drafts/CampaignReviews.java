package io.micms.insight.drafts;

import io.micms.insight.PlatformProperties;
import io.micms.insight.ai.Answered;
import io.micms.insight.ai.Feature;
import io.micms.insight.ai.LanguageModel;
import io.micms.insight.ai.Origin;
import io.micms.insight.ai.Resources;
import io.micms.insight.ai.Schemas;
import io.micms.insight.ai.Task;
import io.micms.insight.performance.CampaignPerformance;
import io.micms.insight.performance.CampaignPerformance.Touch;
import io.micms.insight.performance.CampaignPerformances;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What a campaign brought, in words. The numbers are computed here; whoever writes the words, every number in them is one of
 * those, or the words are not shown.
 */
@Component
public class CampaignReviews {

    private static final int OUTPUT_TOKENS = 1_500;
    private static final int PARAGRAPHS_AT_MOST = 5;
    private static final int GOOD_OPEN_RATE = 20;

    private final CampaignPerformances performances;
    private final LanguageModel model;
    private final PlatformProperties platform;

    CampaignReviews(CampaignPerformances performances, LanguageModel model, PlatformProperties platform) {
        this.performances = performances;
        this.model = model;
        this.platform = platform;
    }

    /** @param nextTime what to do differently */
    public record Review(
            String campaignId,
            String name,
            String headline,
            List<String> paragraphs,
            List<String> nextTime,
            List<Figure> figures,
            Origin origin) {}

    /** What is said, without the figures. */
    record Words(String headline, List<String> paragraphs, List<String> nextTime) {

        private String all() {
            List<String> texts = new ArrayList<>(List.of(headline));
            texts.addAll(paragraphs);
            texts.addAll(nextTime);
            return String.join("\n", texts);
        }
    }

    /** @throws io.micms.platform.problem.NotFound if nothing is known of the campaign */
    public Review of(String campaignId) {
        CampaignPerformance performance = performances.of(campaignId, Touch.SENT, performances.windowDays());
        CampaignFigures figures = CampaignFigures.of(performance, platform.currency());
        String name = performance.name() == null ? "Campaign " + performance.id() : performance.name();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("campaign", name);
        data.put("figures", figures.all());
        data.put("uplift", performance.uplift().explanation());
        List<String> sources = new ArrayList<>(figures.sources());
        sources.add(name);
        sources.add(performance.uplift().explanation());
        Answered<Words> answered = model.ask(new Task<>(
                Feature.REVIEW,
                Resources.text("review.txt"),
                data,
                Schemas.of(Words.class),
                Words.class,
                words -> faults(words, sources),
                OUTPUT_TOKENS));
        Words words = answered.value() == null ? written(performance, figures) : answered.value();
        return new Review(
                performance.id(),
                name,
                words.headline(),
                words.paragraphs(),
                words.nextTime(),
                figures.all(),
                answered.origin());
    }

    private static List<String> faults(Words words, List<String> sources) {
        List<String> faults = new ArrayList<>(Numbers.unknown(words.all(), sources));
        if (words.headline().isBlank() || words.paragraphs().isEmpty()) {
            faults.add("There is a headline and at least one paragraph.");
        }
        if (words.paragraphs().size() > PARAGRAPHS_AT_MOST) {
            faults.add("There are at most %d paragraphs.".formatted(PARAGRAPHS_AT_MOST));
        }
        return faults;
    }

    private static Words written(CampaignPerformance performance, CampaignFigures figures) {
        if (figures.value("sent").signum() == 0) {
            return new Words("Nothing was sent yet", List.of("No message of this campaign has gone out."), List.of());
        }
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("Of %s messages sent, %s were opened (%s) and %s clicked (%s)."
                .formatted(
                        figures.text("sent"),
                        figures.text("opened"),
                        figures.text("openRate"),
                        figures.text("clicked"),
                        figures.text("clickRate")));
        paragraphs.add("%s customers placed %s orders worth %s within %d days of their message."
                .formatted(
                        figures.text("customers"),
                        figures.text("orders"),
                        figures.text("revenue"),
                        performance.windowDays()));
        paragraphs.add(performance.uplift().explanation());
        if (figures.value("failed").signum() > 0 || figures.value("skipped").signum() > 0) {
            paragraphs.add("%s messages failed and %s were held back."
                    .formatted(figures.text("failed"), figures.text("skipped")));
        }
        String headline = figures.value("orders").signum() > 0
                ? "%s in revenue from %s orders".formatted(figures.text("revenue"), figures.text("orders"))
                : "No orders so far from %s messages".formatted(figures.text("sent"));
        return new Words(headline, paragraphs, nextTime(figures));
    }

    private static List<String> nextTime(CampaignFigures figures) {
        List<String> advice = new ArrayList<>();
        if (figures.value("heldOut").signum() == 0) {
            advice.add("Hold some people out, so that it can be said what the campaign itself caused.");
        }
        if (figures.named("openRate").isPresent() && figures.value("openRate").intValue() < GOOD_OPEN_RATE) {
            advice.add("Try several subject lines as variants: few opened this one.");
        }
        if (figures.value("opened").signum() > 0 && figures.value("clicked").signum() == 0) {
            advice.add("Give the reader one clear thing to follow: it was opened but nothing was clicked.");
        }
        if (figures.value("skipped").compareTo(figures.value("sent")) > 0) {
            advice.add("Ask for consent where it is missing: more messages were held back than sent.");
        }
        return advice;
    }
}
