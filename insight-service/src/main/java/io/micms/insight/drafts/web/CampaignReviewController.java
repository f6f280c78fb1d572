package io.micms.insight.drafts.web;

import io.micms.insight.drafts.CampaignReviews;
import io.micms.insight.drafts.CampaignReviews.Review;
import io.micms.insight.drafts.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CampaignReviewController {

    private final CampaignReviews reviews;

    CampaignReviewController(CampaignReviews reviews) {
        this.reviews = reviews;
    }

    /**
     * @param text the value as people read it
     * @param definition how it is computed
     */
    record FigureView(String name, String label, String text, String definition) {

        static FigureView of(Figure figure) {
            return new FigureView(figure.name(), figure.label(), figure.text(), figure.definition());
        }
    }

    /**
     * @param paragraphs of which every number is one of the figures
     * @param figures computed from the events, whoever wrote the text
     */
    record CampaignReviewView(
            String campaignId,
            String name,
            String headline,
            List<String> paragraphs,
            List<String> nextTime,
            List<FigureView> figures,
            String answeredBy,
            @Nullable String notice) {

        static CampaignReviewView of(Review review) {
            return new CampaignReviewView(
                    review.campaignId(),
                    review.name(),
                    review.headline(),
                    review.paragraphs(),
                    review.nextTime(),
                    review.figures().stream().map(FigureView::of).toList(),
                    review.origin().answeredBy(),
                    review.origin().notice());
        }
    }

    @GetMapping("/api/insights/campaigns/{id}/review")
    CampaignReviewView review(@PathVariable String id) {
        return CampaignReviewView.of(reviews.of(id));
    }
}
