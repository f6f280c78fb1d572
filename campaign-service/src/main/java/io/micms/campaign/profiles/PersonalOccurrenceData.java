package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.platform.persons.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is held of what happened to a person. */
@Configuration(proxyBeanMethods = false)
class PersonalOccurrenceData {

    /**
     * @param source the order or message
     * @param occurrence null if it does not count
     */
    record HeldOccurrence(
            Kind kind,
            String source,
            String customerId,
            @Nullable Occurrence occurrence) {

        static HeldOccurrence of(OccurrenceRow row) {
            return new HeldOccurrence(row.kind(), row.source(), row.customerId(), row.latest());
        }
    }

    @Bean
    PersonalData heldOccurrences(Occurrences occurrences) {
        return new PersonalData("occurrences", ids -> occurrences.of(ids).map(HeldOccurrence::of));
    }
}
