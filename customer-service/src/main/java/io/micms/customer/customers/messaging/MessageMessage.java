package io.micms.customer.customers.messaging;

import io.micms.customer.customers.Answer;
import io.micms.customer.customers.Answers.Heard;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is read of {@code message.*.v1}: what its recipient answered. */
record MessageMessage(
        String customerId,
        Answer.Channel channel,
        @Nullable Instant unsubscribedAt,
        @Nullable Instant resubscribedAt,
        @Nullable Instant complainedAt) {

    Stream<Heard> heard() {
        boolean takenBack = unsubscribedAt != null && resubscribedAt != null && resubscribedAt.isAfter(unsubscribedAt);
        return Stream.concat(
                takenBack ? heard(true, resubscribedAt) : heard(false, unsubscribedAt), heard(false, complainedAt));
    }

    private Stream<Heard> heard(boolean wanted, @Nullable Instant at) {
        return Stream.ofNullable(at).map(when -> new Heard(customerId, new Answer(channel, wanted, when)));
    }
}
