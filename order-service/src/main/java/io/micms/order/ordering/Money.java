package io.micms.order.ordering;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money, exact to four decimals. Equal amounts are equal however they were written: 5 INR is 5.00 INR.
 */
public record Money(BigDecimal amount, Currency currency) {

    public static final int DECIMALS = 4;

    public Money {
        BigDecimal shortest = amount.stripTrailingZeros();
        if (shortest.scale() > DECIMALS) {
            throw new IllegalArgumentException("Money has at most %d decimals: %s".formatted(DECIMALS, amount));
        }
        amount = shortest.setScale(Math.max(shortest.scale(), currency.getDefaultFractionDigits()));
    }

    static Money none(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    Money plus(Money other) {
        return new Money(amount.add(other.amountIn(currency)), currency);
    }

    Money minus(Money other) {
        return new Money(amount.subtract(other.amountIn(currency)), currency);
    }

    Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    private BigDecimal amountIn(Currency expected) {
        if (!currency.equals(expected)) {
            throw new IllegalArgumentException("%s and %s do not add up".formatted(expected, currency));
        }
        return amount;
    }

    /** As it stands in messages and answers: a plain decimal without the currency. */
    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
