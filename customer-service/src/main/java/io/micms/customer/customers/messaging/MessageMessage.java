package io.micms.customer.customers.messaging;

import io.micms.customer.customers.Answer;
import io.micms.customer.customers.Answers.Heard;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read of {@code message.*.v1}: what its recipient answered.
 *
 * @param resubscribedAt may stand alone, of who took back by this message what they had said by another
 * @param choices what they said by its page of other channels than its own
 */
record MessageMessage(
        String customerId,
        Answer.Channel channel,
        @Nullable Instant unsubscribedAt,
        @Nullable Instant resubscribedAt,
        @Nullable Instant complainedAt,
        @Nullable List<Choice> choices) {

    record Choice(Answer.Channel channel, boolean wanted, Instant at) {}

    Stream<Heard> heard() {
        boolean takenBack =
                resubscribedAt != null && (unsubscribedAt == null || resubscribedAt.isAfter(unsubscribedAt));
        return Stream.of(
                        takenBack ? heard(channel, true, resubscribedAt) : heard(channel, false, unsubscribedAt),
                        heard(channel, false, complainedAt),
                        Stream.ofNullable(choices)
                                .flatMap(List::stream)
                                .flatMap(choice -> heard(choice.channel(), choice.wanted(), choice.at())))
                .flatMap(Function.identity());
    }

    private Stream<Heard> heard(Answer.Channel about, boolean wanted, @Nullable Instant at) {
        return Stream.ofNullable(at).map(when -> new Heard(customerId, new Answer(about, wanted, when)));
    }
}
