package io.micms.insight.facts;

import io.micms.platform.consuming.VersionedCopies;
import java.util.Collection;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** All rows. A row is replaced by a newer version only, so a topic may be read again from anywhere and changes nothing. */
@Component
public class Facts {

    private final VersionedCopies<CustomerRow> customers;
    private final VersionedCopies<OrderRow> orders;
    private final VersionedCopies<MessageRow> messages;

    Facts(MongoTemplate mongo) {
        this.customers = new VersionedCopies<>(mongo, CustomerRow.class, CustomerRow::id, CustomerRow::version);
        this.orders = new VersionedCopies<>(mongo, OrderRow.class, OrderRow::id, OrderRow::version);
        this.messages = new VersionedCopies<>(mongo, MessageRow.class, MessageRow::id, MessageRow::version);
    }

    public void keepCustomers(Collection<CustomerRow> rows) {
        customers.keepNewest(rows);
    }

    public void keepOrders(Collection<OrderRow> rows) {
        orders.keepNewest(rows);
    }

    public void keepMessages(Collection<MessageRow> rows) {
        messages.keepNewest(rows);
    }
}
