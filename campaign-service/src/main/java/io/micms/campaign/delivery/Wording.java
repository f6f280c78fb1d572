package io.micms.campaign.delivery;

import io.micms.campaign.content.Personalisation.Rendered;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What a message says, word for word. It is many times as long as the rest of the message and never changes, while that
 * changes several times on its way; so it stands apart, written once.
 *
 * @param id the message's
 */
@Document("wordings")
record Wording(
        @Id String id,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text) {

    static Wording of(String messageId, Rendered rendered) {
        return new Wording(messageId, rendered.subject(), rendered.html(), rendered.text());
    }
}
