package io.micms.customer.customers;

import static io.micms.customer.customers.CustomerFixtures.NOON;
import static io.micms.customer.customers.CustomerFixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.platform.consuming.Outcome.Applied;
import io.micms.platform.problem.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KnownCustomersTest {

    private final AtomicInteger seconds = new AtomicInteger();
    private final KnownCustomers known = new KnownCustomers(List.of(), Map.of());

    private Applied<Customer> take(String json) {
        return known.take(record(json), NOON.plusSeconds(seconds.incrementAndGet()), NOON);
    }

    @Test
    void theSameExternalIdIsTheSameCustomer() {
        Customer first = take("{'externalId': 'C-1'}").document();
        var second = take("{'externalId': 'C-1', 'email': 'a@example.com'}");

        assertThat(second.document()).isSameAs(first);
        assertThat(second.created()).isFalse();
    }

    @Test
    void withoutExternalIdTheEmailDecidesInAnyCase() {
        Customer first = take("{'email': 'A@Example.com'}").document();

        assertThat(take("{'email': 'a@example.COM'}").document()).isSameAs(first);
        assertThat(take("{'email': 'b@example.com'}").created()).isTrue();
    }

    @Test
    void anEmailFindsTheCustomerWhoHasAnExternalIdToo() {
        Customer first = take("{'externalId': 'C-1', 'email': 'a@example.com'}").document();

        assertThat(take("{'email': 'a@example.com'}").document()).isSameAs(first);
    }

    @Test
    void aNewExternalIdAdoptsTheCustomerWithTheEmailAndNone() {
        Customer first = take("{'email': 'a@example.com'}").document();
        var adopted = take("{'externalId': 'C-1', 'email': 'a@example.com'}");

        assertThat(adopted.document()).isSameAs(first);
        assertThat(adopted.changed()).isTrue();
        assertThat(first.externalId()).isEqualTo("C-1");
        assertThat(take("{'externalId': 'C-2', 'email': 'a@example.com'}").created())
                .isTrue();
    }

    @Test
    void anEmailThatFitsSeveralIsRejected() {
        take("{'externalId': 'C-1', 'email': 'a@example.com'}");
        take("{'externalId': 'C-2', 'email': 'A@example.com'}");

        assertThatThrownBy(() -> take("{'email': 'a@example.com'}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("/email");
    }

    @Test
    void followsAnEmailThatMoved() {
        Customer first =
                take("{'externalId': 'C-1', 'email': 'old@example.com'}").document();
        take("{'externalId': 'C-1', 'email': 'new@example.com'}");

        assertThat(take("{'email': 'new@example.com'}").document()).isSameAs(first);
        assertThat(take("{'email': 'old@example.com'}").created()).isTrue();
    }
}
