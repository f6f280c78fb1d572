package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.Occurrence;
import io.micms.campaign.profiles.OccurrenceNews;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is read of {@code message.*.v1}: when it was sent, and what its recipient did. */
record MessageMessage(
        String id,
        long version,
        String campaignId,
        String customerId,
        @Nullable Instant sentAt,
        @Nullable Instant openedAt,
        @Nullable Instant clickedAt) {

    /** Of what has not happened there is nothing to say: it never did before, either. */
    List<OccurrenceNews> toNews() {
        return Stream.of(news(Kind.SENT, sentAt), news(Kind.OPENED, openedAt), news(Kind.CLICKED, clickedAt))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private @Nullable OccurrenceNews news(Kind kind, @Nullable Instant at) {
        return at == null
                ? null
                : new OccurrenceNews(
                        kind,
                        id,
                        customerId,
                        version,
                        new Occurrence(at, BigDecimal.ZERO, List.of(), null, Facts.fold(campaignId)));
    }
}
