package io.micms.insight.people.web;

import io.micms.insight.PlatformProperties;
import io.micms.insight.people.CustomerBases;
import io.micms.insight.people.PersonInsights;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerInsightController {

    private final PersonInsights persons;
    private final CustomerBases bases;
    private final PlatformProperties platform;

    CustomerInsightController(PersonInsights persons, CustomerBases bases, PlatformProperties platform) {
        this.persons = persons;
        this.bases = bases;
        this.platform = platform;
    }

    @GetMapping("/api/insights/customers")
    CustomerBaseView customers() {
        return CustomerBaseView.of(bases.current(), platform);
    }

    /** Of somebody who is part of another customer, the other one's. */
    @GetMapping("/api/insights/customers/{id}")
    CustomerInsightView customer(@PathVariable String id) {
        return CustomerInsightView.of(persons.of(id), platform);
    }
}
