package io.micms.customer.customers;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Takes into customers' consent what they answered to messages. Whoever is part of another by now is answered for there;
 * while a merge is under way, in both places, since either may be the one that stays.
 */
@Component
public class Answers {

    private static final int ATTEMPTS = 10;

    private final Customers customers;

    Answers(Customers customers) {
        this.customers = customers;
    }

    /** What somebody answered to a message to this customer. */
    public record Heard(String customerId, Answer answer) {}

    public void heard(Collection<Heard> heard) {
        Map<String, List<Heard>> open = heard.stream().collect(Collectors.groupingBy(Heard::customerId));
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("Others changed the same customers %d times".formatted(ATTEMPTS));
            }
            Map<String, Customer> concerned = new HashMap<>();
            customers.findAll(open.keySet()).forEach(customer -> concerned.put(customer.id(), customer));
            customers.survivorsOf(open.keySet()).forEach(customer -> concerned.put(customer.id(), customer));
            Map<Customer, Set<String>> changed = new HashMap<>();
            for (Customer customer : concerned.values()) {
                for (List<Heard> ofOne : open.values()) {
                    for (Heard one : ofOne) {
                        if (customer.answered(one.customerId(), one.answer())) {
                            changed.computeIfAbsent(customer, ignored -> new LinkedHashSet<>())
                                    .add(one.customerId());
                        }
                    }
                }
            }
            Set<String> again = new HashSet<>();
            customers.saveAll(changed.keySet()).forEach(refused -> again.addAll(changed.get(refused)));
            open.keySet().retainAll(again);
        }
    }
}
