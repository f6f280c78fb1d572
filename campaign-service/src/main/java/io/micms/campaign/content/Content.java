package io.micms.campaign.content;

import io.micms.platform.problem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign says: Liquid templates.
 *
 * @param subject of an e-mail
 * @param preheader the line that mail clients show beside the subject; null for the beginning of the mail
 * @param html of an e-mail: a fragment, which gets the brand's layout, or a whole document
 * @param text of an SMS, and the plain alternative of an e-mail; null there to have it made of the HTML
 * @param tracking whether opens and clicks are counted; null for what the brand says
 */
public record Content(
        @Nullable String subject,
        @Nullable String preheader,
        @Nullable String html,
        @Nullable String text,
        @Nullable Boolean tracking) {

    private static final int SUBJECT_AT_MOST = 500;
    private static final int PREHEADER_AT_MOST = 500;
    private static final int BODY_AT_MOST = 500_000;
    private static final int SMS_AT_MOST = 1_600;

    /** Of base64, some 75 KB of an image. */
    private static final int INLINED_AT_MOST = 100_000;

    private static final Pattern INLINED = Pattern.compile("data:[\\w.+-]+/[\\w.+-]+[;,][^\"')\\s>]*");

    public static final Content EMPTY = new Content(null, null, null, null, null);

    public static Content email(String subject, String html) {
        return new Content(subject, null, html, null, null);
    }

    public static Content sms(String text) {
        return new Content(null, null, null, text, null);
    }

    /** What is wrong with each part on its own; a draft may still lack parts. */
    public List<Fault> faults(Channel channel) {
        List<Fault> faults = new ArrayList<>();
        check(faults, "/content/subject", subject, SUBJECT_AT_MOST, false);
        check(faults, "/content/preheader", preheader, PREHEADER_AT_MOST, false);
        check(faults, "/content/html", html, BODY_AT_MOST, true);
        check(faults, "/content/text", text, channel == Channel.SMS ? SMS_AT_MOST : BODY_AT_MOST, false);
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

    private static void check(
            List<Fault> faults, String pointer, @Nullable String template, int atMost, boolean markup) {
        if (template == null) {
            return;
        }
        String inlined = markup ? longestInlined(template) : "";
        if (inlined.length() > INLINED_AT_MOST) {
            faults.add(new Fault(
                    pointer,
                    "A file of %d KB is inlined as a data: URL at line %d. Mail clients do not show it: put it on a web server and refer to its https address."
                            .formatted(
                                    inlined.length() / 1_000,
                                    Position.of(template, template.indexOf(inlined))
                                            .line())));
            return;
        }
        if (template.length() > atMost) {
            faults.add(new Fault(pointer, "At most %d characters; this has %d.".formatted(atMost, template.length())));
            return;
        }
        for (TemplateFault fault : LiquidTemplates.check(template, markup)) {
            faults.add(new Fault(pointer, fault.toString()));
        }
    }

    private static String longestInlined(String html) {
        String longest = "";
        Matcher matcher = INLINED.matcher(html);
        while (matcher.find()) {
            if (matcher.end() - matcher.start() > longest.length()) {
                longest = matcher.group();
            }
        }
        return longest;
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
