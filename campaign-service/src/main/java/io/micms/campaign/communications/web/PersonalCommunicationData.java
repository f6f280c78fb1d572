package io.micms.campaign.communications.web;

import io.micms.campaign.communications.Communication;
import io.micms.campaign.communications.web.CommunicationController.CommunicationView;
import io.micms.campaign.delivery.Message;
import io.micms.campaign.delivery.Suppressions;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.OrderRow;
import io.micms.campaign.profiles.OrderTotals;
import io.micms.campaign.profiles.Profile;
import io.micms.platform.persons.PersonalData;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** What is held of a person here. */
@Configuration(proxyBeanMethods = false)
class PersonalCommunicationData {

    private static final int BATCH = 500;

    /** @param segments that the customer is in */
    record HeldProfile(CustomerCopy customer, OrderTotals orders, List<String> segments) {

        static HeldProfile of(Profile profile) {
            return new HeldProfile(profile.customer(), profile.orders(), profile.segments());
        }
    }

    @Bean
    PersonalData heldProfiles(MongoTemplate mongo) {
        return new PersonalData(
                "profiles", ids -> stream(mongo, Profile.class, "_id", ids).map(HeldProfile::of));
    }

    @Bean
    PersonalData heldOrders(MongoTemplate mongo) {
        return new PersonalData("orders", ids -> stream(mongo, OrderRow.class, "customerId", ids));
    }

    @Bean
    PersonalData heldMessages(MongoTemplate mongo) {
        return new PersonalData(
                "messages",
                ids -> stream(mongo, Message.class, "customerId", ids)
                        .map(message -> CommunicationView.of(
                                message,
                                message.endedAt() == null ? message.queuedAt() : message.endedAt(),
                                null,
                                null)));
    }

    @Bean
    PersonalData heldCommunications(MongoTemplate mongo) {
        return new PersonalData(
                "communications",
                ids -> stream(mongo, Communication.class, "customerId", ids)
                        .map(entry -> CommunicationView.of(entry, null)));
    }

    @Bean
    PersonalData heldSuppressions(Suppressions suppressions) {
        return new PersonalData("suppressions", ids -> suppressions.of(ids).stream());
    }

    private static <T> Stream<T> stream(MongoTemplate mongo, Class<T> type, String customerId, Collection<String> ids) {
        return mongo.stream(new Query(Criteria.where(customerId).in(ids)).cursorBatchSize(BATCH), type);
    }
}
