package io.micms.order.ordering;

import io.micms.platform.problem.InvalidRecord;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of an order come to: items − discount + shipping + tax. */
record OrderSum(Money sum) {

    static OrderSum of(
            List<OrderItem> items,
            @Nullable Money discount,
            @Nullable Money shipping,
            @Nullable Money tax,
            Currency currency) {
        Money none = Money.none(currency);
        Money sum = items.stream()
                .map(item -> new Money(item.unitPrice(), currency).times(item.quantity()))
                .reduce(none, Money::plus)
                .minus(discount == null ? none : discount)
                .plus(shipping == null ? none : shipping)
                .plus(tax == null ? none : tax);
        return new OrderSum(sum);
    }

    /** @throws InvalidRecord with both figures, if the total is another */
    void requireTotal(@Nullable Money total) {
        if (!sum.equals(total)) {
            throw new InvalidRecord(
                    "/total",
                    "total is %s, but items less discount plus shipping and tax come to %s.".formatted(total, sum));
        }
    }
}
