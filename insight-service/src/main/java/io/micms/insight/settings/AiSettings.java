package io.micms.insight.settings;

import io.micms.insight.ai.AiProperties;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What people decide about the language model, and how the business speaks. There is one.
 *
 * @param version 0 until somebody has changed anything
 * @param model null for the environment's
 * @param dailyBudget in US dollars; nothing is asked once it is spent
 * @param inputPrice in US dollars for a million tokens
 * @param outputPrice in US dollars for a million tokens
 * @param brandVoice null if nothing was said about it
 */
@Document("settings")
public record AiSettings(
        @Id String id,
        long version,
        boolean enabled,
        @Nullable String model,
        BigDecimal dailyBudget,
        BigDecimal inputPrice,
        BigDecimal outputPrice,
        @Nullable String brandVoice,
        List<String> forbiddenWords,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    static final String ID = "ai";

    private static final Pattern MODEL = Pattern.compile("[\\w.:/@-]{1,100}");
    private static final BigDecimal MONEY_AT_MOST = BigDecimal.valueOf(100_000);
    private static final int MONEY_PLACES = 6;
    private static final int VOICE_AT_MOST = 2_000;
    private static final int WORDS_AT_MOST = 200;
    private static final int WORD_AT_MOST = 100;

    public AiSettings {
        forbiddenWords = List.copyOf(forbiddenWords);
    }

    /**
     * What to decide. What is null is as the environment says, or nothing.
     *
     * @param dailyBudget in US dollars, as a decimal text
     * @param inputPrice in US dollars for a million tokens
     * @param outputPrice in US dollars for a million tokens
     */
    public record Draft(
            @Nullable Boolean enabled,
            @Nullable String model,
            @Nullable String dailyBudget,
            @Nullable String inputPrice,
            @Nullable String outputPrice,
            @Nullable String brandVoice,
            @Nullable List<String> forbiddenWords) {}

    static AiSettings untouched(AiProperties environment) {
        return new AiSettings(
                ID,
                0,
                true,
                null,
                environment.dailyBudget(),
                environment.inputPrice(),
                environment.outputPrice(),
                null,
                List.of(),
                null,
                null);
    }

    /** @throws InvalidInput with everything that is wrong */
    AiSettings changed(Draft draft, AiProperties environment, String by, Instant now) {
        List<Fault> faults = new ArrayList<>();
        String name = blankToNull(draft.model());
        if (name != null && !MODEL.matcher(name).matches()) {
            faults.add(new Fault("/model", "A model's name has letters, digits and . : / @ _ - alone, 100 at most."));
        }
        BigDecimal budget = money(draft.dailyBudget(), environment.dailyBudget(), "/dailyBudget", faults);
        BigDecimal input = money(draft.inputPrice(), environment.inputPrice(), "/inputPrice", faults);
        BigDecimal output = money(draft.outputPrice(), environment.outputPrice(), "/outputPrice", faults);
        String voice = blankToNull(draft.brandVoice());
        if (voice != null && voice.length() > VOICE_AT_MOST) {
            faults.add(new Fault("/brandVoice", "The brand voice has at most %d characters.".formatted(VOICE_AT_MOST)));
        }
        List<String> words = words(draft.forbiddenWords(), faults);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new AiSettings(
                ID,
                version + 1,
                draft.enabled() == null || draft.enabled(),
                name,
                budget,
                input,
                output,
                voice,
                words,
                now,
                by);
    }

    private static BigDecimal money(@Nullable String text, BigDecimal otherwise, String pointer, List<Fault> faults) {
        if (text == null) {
            return otherwise;
        }
        try {
            BigDecimal money = new BigDecimal(text.strip());
            if (money.signum() >= 0 && money.compareTo(MONEY_AT_MOST) <= 0 && money.scale() <= MONEY_PLACES) {
                return money;
            }
        } catch (NumberFormatException e) {
            // Said below, as of every amount that cannot be used.
        }
        faults.add(new Fault(
                pointer,
                "An amount in US dollars is a decimal number from 0 to %s with at most %d places."
                        .formatted(MONEY_AT_MOST.toPlainString(), MONEY_PLACES)));
        return otherwise;
    }

    private static List<String> words(@Nullable List<String> given, List<Fault> faults) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > WORDS_AT_MOST) {
            faults.add(new Fault("/forbiddenWords", "At most %d words are forbidden.".formatted(WORDS_AT_MOST)));
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i) == null ? "" : given.get(i).strip();
            if (word.isEmpty() || word.length() > WORD_AT_MOST) {
                faults.add(new Fault(
                        "/forbiddenWords/" + i,
                        "A forbidden word or phrase has 1 to %d characters.".formatted(WORD_AT_MOST)));
            } else if (words.stream().noneMatch(word::equalsIgnoreCase)) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
