package io.micms.campaign.profiles;

import java.math.BigDecimal;

/** What some occurrences come to, exactly. */
record Tally(long count, BigDecimal total) {

    static final Tally NOTHING = new Tally(0, BigDecimal.ZERO);

    Tally {
        total = Occurrence.plain(total);
    }

    Tally plus(BigDecimal amount) {
        return new Tally(count + 1, total.add(amount));
    }

    Tally minus(BigDecimal amount) {
        return new Tally(count - 1, total.subtract(amount));
    }
}
