package io.micms.insight.ai;

import java.util.Locale;

/** What the language model is asked for; each is metered by itself. */
public enum Feature {
    RULE,
    SUMMARY,
    PERSONAL_MESSAGE,
    ENTRIES,
    DRAFTS,
    SUBJECTS,
    REVIEW,
    QUESTION;

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
