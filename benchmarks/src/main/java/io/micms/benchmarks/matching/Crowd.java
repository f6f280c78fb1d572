package io.micms.benchmarks.matching;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** Customers whom something happened to, each at the moment before and at the moment after. */
record Crowd(List<Facts> before, List<Facts> after) {

    static Crowd of(int size, Collection<Aggregate> aggregates) {
        Random random = new Random(7);
        List<Facts> before = new ArrayList<>();
        List<Facts> after = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Shopper shopper = Shopper.any(random);
            // Judged last when time alone made it due, or something happened: some days ago.
            before.add(shopper.counted(Shopper.NOW.minus(Duration.ofMinutes(1 + random.nextInt(5_000))), aggregates)
                    .facts());
            after.add(shopper.changed(random).counted(Shopper.NOW, aggregates).facts());
        }
        return new Crowd(before, after);
    }

    int size() {
        return before.size();
    }
}
