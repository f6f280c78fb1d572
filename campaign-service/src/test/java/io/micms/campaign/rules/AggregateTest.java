package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Aggregate.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AggregateTest {

    private static Aggregate where(Dimension dimension, String... values) {
        return new Aggregate(Kind.ORDER, null, Map.of(dimension, List.of(values)));
    }

    @Test
    void isTheSameIfItCountsTheSame() {
        assertThat(where(Dimension.SKU, "b", "a", "b")).isEqualTo(where(Dimension.SKU, "a", "b"));
        assertThat(where(Dimension.SKU, "a").id())
                .isEqualTo(where(Dimension.SKU, "a").id());
        assertThat(new Aggregate(Kind.SENT, Span.parse("P7D"), Map.of()))
                .isEqualTo(new Aggregate(Kind.SENT, Span.parse("P1W"), Map.of()));
    }

    @Test
    void isAnotherIfItCountsAnything() {
        List<Aggregate> all = List.of(
                Aggregate.all(Kind.ORDER),
                Aggregate.all(Kind.SENT),
                new Aggregate(Kind.ORDER, Span.parse("P7D"), Map.of()),
                new Aggregate(Kind.ORDER, Span.parse("P1M"), Map.of()),
                where(Dimension.SKU, "a"),
                where(Dimension.CATEGORY, "a"),
                where(Dimension.SKU, "a", "b"),
                where(Dimension.SKU, "a=b"),
                where(Dimension.SKU, "a=1:b"),
                where(Dimension.CATEGORY, "a SKU=1:b"),
                new Aggregate(Kind.ORDER, null, Map.of(Dimension.CATEGORY, List.of("a"), Dimension.SKU, List.of("b"))));
        assertThat(all.stream().map(Aggregate::id)).doesNotHaveDuplicates();
        assertThat(all).doesNotHaveDuplicates();
    }

    /** Everything else has to be asked for before anybody can read it from a profile. */
    @Test
    void onlyAllOrdersAreAlwaysCounted() {
        assertThat(Stream.of(Kind.values()).map(Aggregate::all).filter(Aggregate::isAlwaysCounted))
                .containsExactly(Aggregate.all(Kind.ORDER));
        assertThat(where(Dimension.SKU, "a").isAlwaysCounted()).isFalse();
        assertThat(new Aggregate(Kind.ORDER, Span.parse("P7D"), Map.of()).isAlwaysCounted())
                .isFalse();
    }

    @Test
    void itsKeysArePathsInADocument() {
        assertThat(Stream.of(Metric.values()).map(Aggregate.all(Kind.ORDER)::key))
                .containsExactly("orders.count", "orders.total", "orders.average");
        Aggregate sneakers = where(Dimension.SKU, "a.b$c");
        assertThat(Stream.of(Metric.values()).map(sneakers::key).collect(Collectors.toSet()))
                .hasSize(3)
                .allMatch(key -> key.matches("aggregates\\.[A-Za-z0-9_-]{20}\\.[a-z]+"));
    }
}
