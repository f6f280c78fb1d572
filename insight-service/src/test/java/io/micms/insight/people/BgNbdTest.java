package io.micms.insight.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class BgNbdTest {

    /** What Fader, Hardie and Lee found (2005, table 2). */
    private static final BgNbd PUBLISHED = new BgNbd(0.243, 4.414, 0.793, 2.426);

    static Histories cdnow() throws IOException {
        Histories histories = new Histories();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BgNbdTest.class.getResourceAsStream("/cdnow/customers.csv")),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(fields -> histories.add(
                            Integer.parseInt(fields[0]), Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
        }
        return histories;
    }

    @Test
    void findsThePublishedParametersOfCdnow() throws IOException {
        Histories histories = cdnow();
        assertThat(histories.customers()).isEqualTo(2_357);
        assertThat(histories.repeaters()).isEqualTo(946);

        BgNbd.Fit fit = BgNbd.fit(histories);

        assertThat(fit.model().r()).isCloseTo(0.243, withinPercentage(1));
        assertThat(fit.model().alpha()).isCloseTo(4.414, withinPercentage(1));
        assertThat(fit.model().a()).isCloseTo(0.793, withinPercentage(1));
        assertThat(fit.model().b()).isCloseTo(2.426, withinPercentage(1));
        assertThat(fit.logLikelihood()).isCloseTo(-9_582.4, within(0.1));
        assertThat(fit.logLikelihood()).isGreaterThanOrEqualTo(PUBLISHED.logLikelihood(histories));
    }

    /** The customer of the authors' own example, who bought again twice, last after 30.43 of 38.86 weeks. */
    @Test
    void expectsWhatTheAuthorsDo() {
        assertThat(PUBLISHED.expectedOrders(39, 2, 30.43, 38.86)).isCloseTo(1.226, within(0.001));
        assertThat(PUBLISHED.probabilityAlive(2, 30.43, 38.86)).isCloseTo(0.7266, within(0.0001));
    }

    @Test
    void cannotTellWhoBoughtOnceFromACustomer() {
        assertThat(PUBLISHED.probabilityAlive(0, 0, 200)).isOne();
    }

    @Test
    void fallsOffWithSilence() {
        double before = 1;
        for (int weeks = 10; weeks <= 200; weeks += 10) {
            double alive = PUBLISHED.probabilityAlive(5, 10, weeks);
            assertThat(alive).isBetween(0.0, before);
            assertThat(PUBLISHED.probabilityOfOrder(13, 5, 10, weeks)).isLessThanOrEqualTo(alive);
            before = alive;
        }
    }

    @Test
    void isContinuousWhereItsEquationIsNot() {
        double below = new BgNbd(0.5, 6, 0.999, 2).expectedOrders(13, 3, 20, 30);
        double at = new BgNbd(0.5, 6, 1, 2).expectedOrders(13, 3, 20, 30);
        double above = new BgNbd(0.5, 6, 1.001, 2).expectedOrders(13, 3, 20, 30);

        assertThat(at).isBetween(Math.min(below, above), Math.max(below, above));
    }

    /** @param later orders after the history, within the weeks that were asked for */
    private record Simulated(int x, double tx, double t, int later) {}

    private static List<Simulated> simulate(BgNbd model, int customers, double weeks) {
        RandomDataGenerator random = new RandomDataGenerator(7);
        List<Simulated> all = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double rate = random.nextGamma(model.r(), 1 / model.alpha());
            double leaves = random.nextBeta(model.a(), model.b());
            double watched = random.nextUniform(30, 80);
            int x = 0;
            double tx = 0;
            int later = 0;
            // A rate of next to nothing would be a gap that no number holds.
            double at = rate < 1e-9 ? Double.MAX_VALUE : random.nextExponential(1 / rate);
            while (at <= watched + weeks) {
                if (at <= watched) {
                    x++;
                    tx = at;
                } else {
                    later++;
                }
                if (random.nextUniform(0, 1) < leaves) {
                    break;
                }
                at += random.nextExponential(1 / rate);
            }
            all.add(new Simulated(x, tx, watched, later));
        }
        return all;
    }

    @Test
    void foreseesWhatCustomersOfTheModelDo() {
        BgNbd model = new BgNbd(0.6, 5, 0.9, 3);
        List<Simulated> customers = simulate(model, 40_000, 13);

        double expected = customers.stream()
                .mapToDouble(one -> model.expectedOrders(13, one.x(), one.tx(), one.t()))
                .sum();
        double expectedBuyers = customers.stream()
                .mapToDouble(one -> model.probabilityOfOrder(13, one.x(), one.tx(), one.t()))
                .sum();

        assertThat(expected)
                .isCloseTo(customers.stream().mapToInt(Simulated::later).sum(), withinPercentage(3));
        assertThat(expectedBuyers)
                .isCloseTo(customers.stream().filter(one -> one.later() > 0).count(), withinPercentage(3));
    }

    @Test
    void findsTheParametersThatCustomersWereMadeWith() {
        BgNbd model = new BgNbd(0.6, 5, 0.9, 3);
        Histories histories = new Histories();
        simulate(model, 40_000, 13).forEach(one -> histories.add(one.x(), one.tx(), one.t()));

        BgNbd found = BgNbd.fit(histories).model();

        assertThat(found.r()).isCloseTo(model.r(), withinPercentage(5));
        assertThat(found.alpha()).isCloseTo(model.alpha(), withinPercentage(7));
        assertThat(found.a() / (found.a() + found.b())).isCloseTo(0.9 / 3.9, withinPercentage(7));
    }
}
