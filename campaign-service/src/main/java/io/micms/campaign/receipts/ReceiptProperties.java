package io.micms.campaign.receipts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may tell what became of messages.
 *
 * @param secret that callers of {@code /hooks/email} and {@code /hooks/smtp} sign with; null to take nothing there
 * @param tolerance how old a signed call may be
 */
@ConfigurationProperties("micms.receipts")
record ReceiptProperties(
        @Nullable String secret,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue Imap imap) {

    /**
     * A mailbox that mail comes back to, looked into now and then; off without a host.
     *
     * @param ssl whether the connection is encrypted from its beginning
     * @param folder to look into
     * @param processed where mail that was read goes; null to delete it
     */
    record Imap(
            @Nullable String host,
            @DefaultValue("993") int port,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("true") boolean ssl,
            @DefaultValue("INBOX") String folder,
            @Nullable String processed) {}
}
