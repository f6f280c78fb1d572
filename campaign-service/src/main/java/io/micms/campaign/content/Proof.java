package io.micms.campaign.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one customer would get, and what its author should know.
 *
 * @param subject of an e-mail; empty for an SMS
 * @param preheader as rendered; empty where there is none
 * @param html of an e-mail; empty for an SMS, and where only a text was written
 * @param sms how the text travels; null for an e-mail
 * @param bytes of the HTML
 */
public record Proof(
        String subject,
        String preheader,
        String html,
        String text,
        @Nullable SmsText sms,
        int bytes,
        List<Warning> warnings) {

    /** @param pointer to the part of the content that it is about */
    public record Warning(String pointer, String detail) {}
}
