package io.micms.campaign.content;

import io.micms.platform.problem.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign says: Liquid templates.
 *
 * @param subject of an e-mail
 * @param html of an e-mail
 * @param text of an SMS, and the plain alternative of an e-mail
 */
public record Content(
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text) {

    private static final int SUBJECT_AT_MOST = 500;
    private static final int BODY_AT_MOST = 500_000;
    private static final int SMS_AT_MOST = 1_600;

    public static final Content EMPTY = new Content(null, null, null);

    /** What is wrong with each part on its own; a draft may still lack parts. */
    public List<Fault> faults(Channel channel) {
        List<Fault> faults = new ArrayList<>();
        check(faults, "/content/subject", subject, SUBJECT_AT_MOST);
        check(faults, "/content/html", html, BODY_AT_MOST);
        check(faults, "/content/text", text, channel == Channel.SMS ? SMS_AT_MOST : BODY_AT_MOST);
        return faults;
    }

    /** What a launch would lack. */
    public List<Fault> missing(Channel channel) {
        List<Fault> faults = new ArrayList<>();
        if (channel == Channel.EMAIL) {
            if (isBlank(subject)) {
                faults.add(new Fault("/content/subject", "An e-mail needs a subject."));
            }
            if (isBlank(html) && isBlank(text)) {
                faults.add(new Fault("/content/html", "An e-mail needs a body, as HTML or as text."));
            }
        } else if (isBlank(text)) {
            faults.add(new Fault("/content/text", "An SMS needs a text."));
        }
        return faults;
    }

    private static void check(List<Fault> faults, String pointer, @Nullable String template, int atMost) {
        if (template == null) {
            return;
        }
        if (template.length() > atMost) {
            faults.add(new Fault(pointer, "At most %d characters; this has %d.".formatted(atMost, template.length())));
            return;
        }
        LiquidTemplates.fault(template).ifPresent(detail -> faults.add(new Fault(pointer, detail)));
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
