package io.micms.customer.duplicates.web;

import io.micms.customer.customers.web.CustomerView;
import io.micms.customer.duplicates.Duplicate.Reason;
import io.micms.customer.duplicates.Duplicates;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customers/duplicates")
class DuplicateController {

    private final Duplicates duplicates;

    DuplicateController(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    /**
     * Customers who look like one person.
     *
     * @param reason what they share
     * @param value the e-mail or the phone number
     * @param detectedAt when they were first found to share it
     * @param customers 20 at most
     */
    record DuplicateView(String id, Reason reason, String value, Instant detectedAt, List<CustomerView> customers) {

        static DuplicateView of(Duplicates.Group group) {
            return new DuplicateView(
                    group.duplicate().id(),
                    group.duplicate().reason(),
                    group.duplicate().value(),
                    group.duplicate().detectedAt(),
                    group.customers().stream()
                            .map(customer -> CustomerView.of(customer, true))
                            .toList());
        }
    }

    /** Customers who share an e-mail or a phone number, and of whom nobody has said that they are different people. */
    @GetMapping
    Page<DuplicateView> list(ListQuery list) {
        return duplicates.page(list).map(DuplicateView::of);
    }

    /** These are different people. They are listed again when somebody new shares the same. */
    @PostMapping("/{id}/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable String id) {
        duplicates.dismiss(id);
    }
}
