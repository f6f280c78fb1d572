package io.micms.insight.drafts;

import io.micms.insight.ai.Origin;
import io.micms.platform.problem.Unavailable;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
public class CampaignReviews {

    public record Review(
            String campaignId,
            String name,
            String headline,
            List<String> paragraphs,
            List<String> nextTime,
            List<Figure> figures,
            Origin origin) {}

    public Review of(String campaignId) {
        throw new Unavailable("Not yet.", null);
    }
}
