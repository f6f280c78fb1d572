package io.micms.campaign.communications.web;

import io.micms.campaign.communications.Communication;
import io.micms.campaign.communications.web.CommunicationController.CommunicationView;
import io.micms.campaign.delivery.Ledger;
import io.micms.campaign.delivery.Rendition;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.OrderTotals;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.suppressions.Suppressions;
import io.micms.platform.persons.PersonalData;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What is held of a person here. */
@Configuration(proxyBeanMethods = false)
class PersonalCommunicationData {

    /** @param segments that the customer is in */
    record HeldProfile(CustomerCopy customer, OrderTotals orders, List<String> segments) {

        static HeldProfile of(Profile profile) {
            return new HeldProfile(profile.customer(), profile.orders(), profile.segments());
        }
    }

    @Bean
    PersonalData heldProfiles(Profiles profiles) {
        return new PersonalData(
                "profiles", ids -> profiles.findAll(ids).values().stream().map(HeldProfile::of));
    }

    @Bean
    PersonalData heldMessages(Ledger ledger) {
        return new PersonalData(
                "messages",
                ids -> ledger.ofCustomers(ids).map(message -> {
                    Instant at = message.endedAt() == null ? message.queuedAt() : message.endedAt();
                    return CommunicationView.of(message, Rendition.of(message), at, null, null);
                }));
    }

    @Bean
    PersonalData heldCommunications(MongoTemplate mongo) {
        return PersonalData.of(
                "communications", mongo, Communication.class, "customerId", entry -> CommunicationView.of(entry, null));
    }

    @Bean
    PersonalData heldSuppressions(Suppressions suppressions) {
        return new PersonalData("suppressions", ids -> suppressions.of(ids).stream());
    }
}
