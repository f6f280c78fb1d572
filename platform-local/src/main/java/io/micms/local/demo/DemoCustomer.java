package io.micms.local.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer in the shape of {@code customers.inbound}.
 *
 * @param updatedAt when they signed up, and said all of this
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoCustomer(
        String externalId,
        String firstName,
        String lastName,
        String email,
        @Nullable String phone,
        String city,
        String country,
        @Nullable String birthDate,
        List<String> tags,
        String timeZone,
        Attributes attributes,
        Consent consent,
        Instant updatedAt) {

    /** @param plan {@code gold}, {@code silver} or {@code none} */
    public record Attributes(String plan, int loyaltyPoints) {}

    public record Consent(boolean email, boolean sms) {}
}
