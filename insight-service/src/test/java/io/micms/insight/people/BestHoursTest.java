package io.micms.insight.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.people.PersonInsight.BestHour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestHoursTest {

    private static final List<Integer> NEVER = Collections.nCopies(24, 0);

    /** @param hoursAndTimes in turn */
    private static List<Integer> hours(int... hoursAndTimes) {
        List<Integer> hours = new ArrayList<>(NEVER);
        for (int i = 0; i < hoursAndTimes.length; i += 2) {
            hours.set(hoursAndTimes[i], hoursAndTimes[i + 1]);
        }
        return hours;
    }

    @Test
    void saysNothingOfNothing() {
        BestHour best = BestHours.of(NEVER, NEVER, "Asia/Kolkata");

        assertThat(best.basis()).isEqualTo(BestHour.Basis.NOTHING);
        assertThat(best.hour()).isNull();
    }

    @Test
    void goesByEverybodyWhereTheCustomerHasHardlyAnsweredAnything() {
        BestHour best = BestHours.of(hours(3, 2), hours(19, 70, 20, 60), "Asia/Kolkata");

        assertThat(best.basis()).isEqualTo(BestHour.Basis.EVERYBODY);
        assertThat(best.hour()).isEqualTo(19);
        assertThat(best.probability()).isNull();
    }

    @Test
    void isTheSurerTheMoreSpeaksForIt() {
        BestHour few = BestHours.of(hours(8, 3, 21, 2), hours(19, 70), "Asia/Kolkata");
        BestHour many = BestHours.of(hours(8, 60, 21, 5), hours(19, 70), "Asia/Kolkata");

        assertThat(many.basis()).isEqualTo(BestHour.Basis.OWN);
        assertThat(many.hour()).isEqualTo(8);
        assertThat(many.probability()).isGreaterThan(0.99);
        assertThat(few.probability()).isNotNull().isLessThan(many.probability());
    }

    @Test
    void knowsThatMidnightLiesBesideElevenAtNight() {
        BestHour best = BestHours.of(hours(23, 10, 0, 10, 1, 9, 12, 11), NEVER, "Asia/Kolkata");

        assertThat(best.hour()).isZero();
    }

    @Test
    void everybodysIsTheHourAroundWhichMostIsAnswered() {
        assertThat(ResponseHours.best(hours(12, 20, 19, 15, 20, 14)))
                .as("of 49")
                .isNull();
        assertThat(ResponseHours.best(hours(12, 20, 19, 16, 20, 15))).isEqualTo(new ResponseHours.Best(19, 31, 51));
    }
}
