package io.micms.insight.suggestions.web;

import io.micms.insight.PlatformProperties;
import io.micms.insight.suggestions.Suggestion;
import io.micms.insight.suggestions.Suggestions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class SuggestionController {

    private final Suggestions suggestions;
    private final PlatformProperties platform;

    SuggestionController(Suggestions suggestions, PlatformProperties platform) {
        this.suggestions = suggestions;
        this.platform = platform;
    }

    /**
     * Money as decimal text in {@code currency}.
     *
     * @param countedAt when the sizes were counted
     * @param items by {@code worth}, the most first; only such as somebody matches
     */
    record SegmentSuggestionsView(Instant countedAt, String currency, List<Item> items) {

        /**
         * @param size how many customers match the rule
         * @param revenue what they have spent ever
         * @param worth what one more order of each of them would bring, going by what they spend on a day with orders; of who has
         *     not bought, by all buyers and the share of customers who buy at all
         */
        record Item(
                Suggestion.Key key,
                String name,
                String why,
                JsonNode rule,
                long size,
                @Nullable String revenue,
                @Nullable String worth,
                List<Suggestion.Figure> figures) {}

        static SegmentSuggestionsView of(Suggestions.Counted counted, PlatformProperties platform) {
            return new SegmentSuggestionsView(
                    counted.at(),
                    platform.currency().getCurrencyCode(),
                    counted.suggestions().stream()
                            .map(one -> new Item(
                                    one.key(),
                                    one.name(),
                                    one.why(),
                                    one.rule(),
                                    one.size(),
                                    one.revenue() == null ? null : platform.money(one.revenue()),
                                    one.worth() == null ? null : platform.money(one.worth()),
                                    one.figures()))
                            .toList());
        }
    }

    @GetMapping("/api/insights/segments")
    SegmentSuggestionsView segments() {
        return SegmentSuggestionsView.of(suggestions.current(), platform);
    }
}
