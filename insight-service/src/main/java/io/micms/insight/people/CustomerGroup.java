package io.micms.insight.people;

/**
 * What kind of customer somebody is, by how recently (R) and how much (FM, the mean of the scores for frequency and money, rounded up)
 * they bought, each from 1 to 5 against all customers who ever bought. The table is in {@code docs/insights.md}.
 */
public enum CustomerGroup {
    CHAMPIONS("Champions", "bought lately, often and for much"),
    LOYAL("Loyal", "buy often or for much, and not long ago"),
    POTENTIAL_LOYALISTS("Potential loyalists", "bought lately, and more than once or for a fair amount"),
    NEW("New", "bought very lately, and little so far"),
    PROMISING("Promising", "bought not long ago, and little so far"),
    NEED_ATTENTION("Need attention", "middling in everything, and slowing down"),
    ABOUT_TO_SLEEP("About to sleep", "bought little, and some time ago"),
    AT_RISK("At risk", "used to buy often or for much, and have not for a while"),
    CANNOT_LOSE("Cannot lose", "were among the best, and have not bought for very long"),
    HIBERNATING("Hibernating", "bought little, and long ago"),
    LOST("Lost", "bought least, and longest ago"),
    PROSPECTS("Prospects", "have not bought anything yet");

    private static final CustomerGroup[][] BY_RECENCY_AND_VALUE = {
        {LOST, LOST, HIBERNATING, CANNOT_LOSE, CANNOT_LOSE},
        {HIBERNATING, HIBERNATING, AT_RISK, AT_RISK, AT_RISK},
        {ABOUT_TO_SLEEP, NEED_ATTENTION, NEED_ATTENTION, LOYAL, LOYAL},
        {PROMISING, POTENTIAL_LOYALISTS, LOYAL, LOYAL, CHAMPIONS},
        {NEW, POTENTIAL_LOYALISTS, POTENTIAL_LOYALISTS, CHAMPIONS, CHAMPIONS},
    };

    private final String title;
    private final String meaning;

    CustomerGroup(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** Each from 1 to 5. */
    static CustomerGroup of(int recency, int frequency, int monetary) {
        return BY_RECENCY_AND_VALUE[recency - 1][(frequency + monetary + 1) / 2 - 1];
    }

    /** For people to read. */
    public String title() {
        return title;
    }

    /** What its members have in common, as a phrase that follows "customers who". */
    public String meaning() {
        return meaning;
    }
}
