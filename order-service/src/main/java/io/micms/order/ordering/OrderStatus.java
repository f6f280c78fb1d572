package io.micms.order.ordering;

/** How far an order has come; of two said of the same instant, the later one here holds. */
public enum OrderStatus {
    PLACED,
    PAID,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    REFUNDED
}
