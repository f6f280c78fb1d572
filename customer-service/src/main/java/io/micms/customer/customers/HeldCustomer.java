package io.micms.customer.customers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held of a customer, for the person to read.
 *
 * @param known with the instants at which each field was set
 * @param formerEmails that were said of the customer and are not shown
 * @param mergedCustomers what was said of those who turned out to be the same person
 */
public record HeldCustomer(
        String id,
        long version,
        Instant createdAt,
        @JsonUnwrapped Particulars known,
        List<String> formerEmails,
        List<Part> mergedCustomers) {

    static HeldCustomer of(Customer customer) {
        return new HeldCustomer(
                customer.id(),
                customer.version(),
                customer.createdAt(),
                customer.particulars(),
                customer.formerEmails(),
                customer.present());
    }

    /** The external ids and e-mails, former ones too, of everyone whom the person is known as. */
    @JsonIgnore
    public Set<String> names() {
        Stream<@Nullable String> present = Stream.concat(
                        Stream.of(known), mergedCustomers.stream().map(Part::particulars))
                .flatMap(said -> Stream.of(said.externalId(), said.email()));
        return Stream.concat(present, formerEmails.stream())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Of everyone whom the person is known as. */
    @JsonIgnore
    public Set<String> ids() {
        return Stream.concat(Stream.of(id), mergedCustomers.stream().map(Part::id))
                .collect(Collectors.toSet());
    }
}
