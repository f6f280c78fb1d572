package io.micms.insight.suggestions;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A segment that the data suggests, ready to be made.
 *
 * @param key what kind of suggestion it is; the same from day to day
 * @param name for the segment
 * @param why what is seen in the data and why it matters now, in a sentence or two with figures
 * @param rule in the rules' language, with every threshold written out
 * @param size how many customers match it
 * @param revenue what these customers have spent ever; null where that says nothing
 * @param worth what one more order of each of them would bring, by which suggestions are ordered; null as long as nobody has bought
 * @param figures those that {@code why} speaks of
 */
public record Suggestion(
        Key key,
        String name,
        String why,
        JsonNode rule,
        long size,
        @Nullable BigDecimal revenue,
        @Nullable BigDecimal worth,
        List<Figure> figures) {

    public enum Key {
        AT_RISK_HIGH_VALUE,
        SECOND_PURCHASE_DUE,
        LAPSED_BY_CATEGORY,
        BIRTHDAY_SOON,
        NEW_WITHOUT_ORDER,
        ENGAGED_NON_BUYERS,
        BEST_CUSTOMERS
    }

    /** @param value as it stands in the text */
    public record Figure(String name, String value) {}
}
