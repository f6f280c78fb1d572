package io.micms.order.customers;

import java.util.Collection;

/** Where news of customers goes. */
public interface CustomerArrivals {

    /** @param customers their states as heard, in any order, old ones among them */
    void arrived(Collection<KnownCustomer> customers);
}
