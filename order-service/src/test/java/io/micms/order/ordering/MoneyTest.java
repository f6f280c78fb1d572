package io.micms.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

class MoneyTest {

    private static Money inr(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("INR"));
    }

    @Example
    void equalAmountsAreEqualHoweverWritten() {
        assertThat(inr("5")).isEqualTo(inr("5.0000")).hasToString("5.00");
        assertThat(inr("5.0050")).hasToString("5.005");
        assertThat(inr("1E+3")).hasToString("1000.00");
        assertThat(new Money(new BigDecimal("5.00"), Currency.getInstance("JPY")))
                .hasToString("5");
    }

    @Example
    void refusesWhatIsFinerOrOfAnotherCurrency() {
        assertThatIllegalArgumentException().isThrownBy(() -> inr("0.00001"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inr("1").plus(new Money(BigDecimal.ONE, Currency.getInstance("JPY"))));
    }

    @Property
    void addingAndTakingAwayIsExact(
            @ForAll @Scale(4) @BigRange(min = "0", max = "1000000") BigDecimal one,
            @ForAll @Scale(4) @BigRange(min = "0", max = "1000000") BigDecimal other) {
        Money money = inr(one.toPlainString());

        assertThat(money.plus(inr(other.toPlainString())).minus(inr(other.toPlainString())))
                .isEqualTo(money);
    }
}
