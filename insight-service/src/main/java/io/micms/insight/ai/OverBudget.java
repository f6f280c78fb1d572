package io.micms.insight.ai;

/** The day's money for the language model would not bear another call. */
final class OverBudget extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OverBudget() {
        super("The day's budget is spent", null, false, false);
    }
}
