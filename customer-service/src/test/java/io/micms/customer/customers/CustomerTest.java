package io.micms.customer.customers;

import static io.micms.customer.customers.CustomerFixtures.NOON;
import static io.micms.customer.customers.CustomerFixtures.asha;
import static io.micms.customer.customers.CustomerFixtures.changes;
import static io.micms.customer.customers.CustomerFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.platform.problem.InvalidInput;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerTest {

    @Test
    void updatesWhatARecordNamesAndLeavesTheRest() {
        Customer asha = asha();

        assertThat(asha.apply(record("{'externalId': 'C-1001', 'city': 'Mumbai'}"), NOON.plusSeconds(1)))
                .isTrue();

        assertThat(asha.city()).isEqualTo("Mumbai");
        assertThat(asha.firstName()).isEqualTo("Asha");
        assertThat(asha.updatedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(asha.createdAt()).isEqualTo(NOON);
    }

    @Test
    void clearsWithNull() {
        Customer asha = asha();
        asha.apply(
                record("{'externalId': 'C-1001', 'city': null, 'tags': null, 'attributes': null}"),
                NOON.plusSeconds(1));

        assertThat(asha.city()).isNull();
        assertThat(asha.tags()).isEmpty();
        assertThat(asha.attributes()).isEmpty();
    }

    @Test
    void anOlderRecordOnlyFillsGaps() {
        Customer asha = asha();
        asha.apply(
                record("{'externalId': 'C-1001', 'city': 'Mumbai', 'timeZone': 'Asia/Kolkata'}"), NOON.minusSeconds(1));

        assertThat(asha.city()).isEqualTo("Pune");
        assertThat(asha.timeZone()).isEqualTo("Asia/Kolkata");
    }

    @Test
    void isKnownSinceTheEarliestRecordHoweverLateItComes() {
        Customer asha =
                Customer.from("c-1", record("{'externalId': 'C-1001', 'city': 'Pune'}"), NOON.minusSeconds(60), NOON);

        assertThat(asha.createdAt()).isEqualTo(NOON.minusSeconds(60));
        assertThat(asha.apply(record("{'externalId': 'C-1001', 'city': 'Mumbai'}"), NOON.minusSeconds(3_600)))
                .isTrue();
        assertThat(asha.createdAt()).isEqualTo(NOON.minusSeconds(3_600));
        assertThat(asha.city()).isEqualTo("Pune");
        assertThat(asha.apply(record("{'externalId': 'C-1001', 'city': 'Mumbai'}"), NOON.minusSeconds(3_600)))
                .isFalse();
    }

    @Test
    void isKnownNoLaterThanItsFirstRecordArrives() {
        Customer asha =
                Customer.from("c-1", record("{'externalId': 'C-1001', 'city': 'Pune'}"), NOON.plusSeconds(60), NOON);

        assertThat(asha.createdAt()).isEqualTo(NOON);
    }

    @Test
    void theSameRecordAgainChangesNothing() {
        assertThat(asha().apply(record("{'externalId': 'C-1001', 'city': 'Pune'}"), NOON))
                .isFalse();
    }

    @Test
    void attributesAreOneField() {
        Customer asha = asha();
        asha.apply(record("{'externalId': 'C-1001', 'attributes': {'plan': 'silver'}}"), NOON.plusSeconds(1));

        assertThat(asha.attributes()).isEqualTo(Map.of("plan", "silver"));
    }

    @Test
    void neverTakesARecordOfAnother() {
        assertThatThrownBy(() -> asha().apply(record("{'externalId': 'C-2'}"), NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEditKeepsSomethingToKnowTheCustomerBy() {
        Customer onlyEmail = Customer.from("1", record("{'email': 'a@example.com'}"), NOON, NOON);

        assertThatThrownBy(() -> onlyEmail.edit(changes("{'email': null}"), NOON))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> asha().edit(changes("{'externalId': 'C-2'}"), NOON))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> changes("{'externalId': null}")).isInstanceOf(InvalidInput.class);
        assertThat(onlyEmail.edit(changes("{'externalId': 'C-3', 'email': null}"), NOON))
                .isTrue();
    }

    @Test
    void anEditThatChangesNothingIsNone() {
        assertThat(asha().edit(changes("{'city': 'Pune', 'tags': ['vip']}"), NOON.plusSeconds(9)))
                .isFalse();
    }
}
