package io.micms.insight.people;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** All customers together. */
@Component
public class CustomerBases {

    private final CustomerModels models;
    private final Clock clock;

    CustomerBases(CustomerModels models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    public CustomerBase current() {
        return models.current()
                .map(CustomerBases::base)
                .orElseGet(() -> new CustomerBase(
                        clock.instant(),
                        0,
                        List.of(),
                        null,
                        "There are no customers yet, or they are just coming in."));
    }

    private static CustomerBase base(CustomerModel model) {
        BigDecimal revenue =
                model.groups().stream().map(CustomerModel.GroupSum::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
        CustomerModel.Buying buying = model.buying();
        CustomerModel.Spending spending = model.spending();
        return new CustomerBase(
                model.fittedAt(),
                model.customers(),
                model.groups().stream()
                        .map(group -> new CustomerBase.Group(
                                group.group(),
                                group.customers(),
                                (double) group.customers() / model.customers(),
                                group.revenue(),
                                revenue.signum() == 0 ? 0 : group.revenue().doubleValue() / revenue.doubleValue(),
                                group.expectedValue()))
                        .toList(),
                buying == null
                        ? null
                        : new CustomerBase.Model(
                                model.fittedAt(),
                                buying.customers(),
                                buying.repeaters(),
                                buying.r(),
                                buying.alpha(),
                                buying.a(),
                                buying.b(),
                                buying.logLikelihood(),
                                spending == null
                                        ? null
                                        : new CustomerBase.Spending(
                                                spending.customers(),
                                                spending.p(),
                                                spending.q(),
                                                spending.gamma(),
                                                spending.logLikelihood())),
                model.note());
    }
}
