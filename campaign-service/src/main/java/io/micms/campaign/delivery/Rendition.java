package io.micms.campaign.delivery;

import io.micms.campaign.profiles.CustomerCopy;
import io.micms.platform.security.Contacts;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as others than its recipient may read it, the only way to its words outside of this package. No link in it acts
 * in the recipient's name, though messages of earlier releases have such links, and who may not read contact details reads
 * none here.
 *
 * @param to whom it went to; null while it has not been rendered, as the words are, and once the recipient is erased
 * @param detail what the provider had to say, which may name the recipient; null for who may not read contact details
 */
public record Rendition(
        @Nullable String to,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable String detail) {

    /** For who may read contact details. */
    public static Rendition of(Message message) {
        return of(message, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * For who may not.
     *
     * @param recipient as they are known now; null where they are not
     */
    public static Rendition withoutContacts(Message message, @Nullable CustomerCopy recipient) {
        List<String> known = Stream.concat(
                        Stream.ofNullable(message.to()),
                        recipient == null ? Stream.of() : Stream.of(recipient.email(), recipient.phone()))
                .filter(Objects::nonNull)
                .toList();
        return of(message, Contacts::masked, text -> Contacts.maskedIn(text, known), detail -> null);
    }

    private static Rendition of(
            Message message,
            UnaryOperator<@Nullable String> address,
            UnaryOperator<@Nullable String> words,
            UnaryOperator<@Nullable String> detail) {
        return new Rendition(
                address.apply(message.to()),
                words.apply(inText(message.subject())),
                words.apply(message.html() == null ? null : OwnLinks.withoutInHtml(message.html())),
                words.apply(inText(message.text())),
                detail.apply(inText(message.detail())));
    }

    private static @Nullable String inText(@Nullable String text) {
        return text == null ? null : OwnLinks.withoutInText(text);
    }
}
