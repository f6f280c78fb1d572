package io.micms.insight.ai;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On what terms the language model is used at the moment. */
public interface ModelTerms {

    /**
     * @param enabled whether people want it used
     * @param dailyBudget in US dollars
     * @param inputPrice in US dollars for a million tokens
     * @param outputPrice in US dollars for a million tokens
     * @param brandVoice how the business speaks; null if nothing was said about it
     * @param forbiddenWords that no draft may use, in lower case
     */
    record Terms(
            boolean enabled,
            String model,
            BigDecimal dailyBudget,
            BigDecimal inputPrice,
            BigDecimal outputPrice,
            @Nullable String brandVoice,
            List<String> forbiddenWords) {}

    Terms terms();
}
