package io.micms.customer.customers.web;

import io.micms.customer.customers.Consent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers as the rows of a table, with a column for each attribute. */
final class CustomerTable {

    private static final List<String> COLUMNS = List.of(
            "id",
            "externalId",
            "firstName",
            "lastName",
            "email",
            "phone",
            "city",
            "country",
            "birthDate",
            "timeZone",
            "tags",
            "consent.email",
            "consent.sms",
            "createdAt",
            "updatedAt");
    private static final String TAGS = "|";

    private final List<String> attributes;

    CustomerTable(Collection<String> attributes) {
        this.attributes = List.copyOf(attributes);
    }

    List<String> header() {
        List<String> header = new ArrayList<>(COLUMNS);
        attributes.forEach(name -> header.add("attributes." + name));
        return header;
    }

    List<@Nullable String> row(CustomerView customer) {
        Consent consent = customer.consent();
        List<@Nullable String> row = new ArrayList<>(Arrays.asList(
                customer.id(),
                customer.externalId(),
                customer.firstName(),
                customer.lastName(),
                customer.email(),
                customer.phone(),
                customer.city(),
                customer.country(),
                customer.birthDate(),
                customer.timeZone(),
                String.join(TAGS, customer.tags()),
                consent == null ? null : text(consent.email()),
                consent == null ? null : text(consent.sms()),
                customer.createdAt().toString(),
                customer.updatedAt().toString()));
        attributes.forEach(name -> row.add(text(customer.attributes().get(name))));
        return row;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
