package io.micms.order.ordering.web;

import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import io.micms.order.ordering.Order;
import io.micms.order.ordering.OrderService;
import io.micms.platform.persons.PersonalData;
import io.micms.platform.rejected.RejectedRecords;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is held of a person here. */
@Configuration(proxyBeanMethods = false)
class PersonalOrderData {

    /** What remains of an order that was deleted. */
    record DeletedOrder(
            String id,
            @Nullable String externalId,
            @Nullable String customerExternalId,
            @Nullable Instant deletedAt) {}

    record Customer(
            String id,
            @Nullable String externalId,
            @Nullable String name,
            @Nullable String mergedInto) {

        static Customer of(KnownCustomer known) {
            return new Customer(known.id(), known.externalId(), known.name(), known.mergedInto());
        }
    }

    @Bean
    PersonalData heldCustomers(KnownCustomers customers) {
        return new PersonalData(
                "customers", ids -> customers.withIds(ids).stream().map(Customer::of));
    }

    @Bean
    PersonalData heldOrders(OrderService orders) {
        return new PersonalData("orders", ids -> orders.streamOf(ids).map(PersonalOrderData::view));
    }

    @Bean
    PersonalData heldRejectedRecords(KnownCustomers customers, RejectedRecords rejected) {
        return new PersonalData("rejectedRecords", ids -> rejected.naming(customers.externalIdsOf(ids)).stream());
    }

    private static Object view(Order order) {
        return order.isDeleted()
                ? new DeletedOrder(order.id(), order.externalId(), order.customerExternalId(), order.deletedAt())
                : OrderView.of(order, null);
    }
}
