package io.micms.insight.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CustomerGroupTest {

    @Test
    void everyScoreHasAGroupAndEveryGroupAScore() {
        Set<CustomerGroup> met = EnumSet.of(CustomerGroup.PROSPECTS);
        for (int r = 1; r <= 5; r++) {
            for (int f = 1; f <= 5; f++) {
                for (int m = 1; m <= 5; m++) {
                    met.add(CustomerGroup.of(r, f, m));
                }
            }
        }

        assertThat(met).containsExactlyInAnyOrder(CustomerGroup.values());
        assertThat(CustomerGroup.of(5, 5, 5)).isEqualTo(CustomerGroup.CHAMPIONS);
        assertThat(CustomerGroup.of(1, 5, 4)).isEqualTo(CustomerGroup.CANNOT_LOSE);
        assertThat(CustomerGroup.of(1, 1, 1)).isEqualTo(CustomerGroup.LOST);
    }

    /** The table that people read is the one that is used. */
    @Test
    void theDocumentedTableIsTheOneInUse() throws Exception {
        String docs = Files.readString(Path.of("../docs/insights.md"));
        for (int r = 5; r >= 1; r--) {
            int recency = r;
            String row = Arrays.stream(new int[] {1, 2, 3, 4, 5})
                    .mapToObj(value -> CustomerGroup.of(recency, value, value).title())
                    .collect(Collectors.joining(" | ", "| **%d** | ".formatted(r), " |"));
            assertThat(docs).contains(row);
        }
    }
}
