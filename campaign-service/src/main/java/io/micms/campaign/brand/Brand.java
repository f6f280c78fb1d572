package io.micms.campaign.brand;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom messages are from, and what they look like.
 *
 * @param name as recipients know the business
 * @param color of buttons, links and the headline, as {@code #rrggbb}; null for the platform's
 * @param textColor on {@code color}, as {@code #rrggbb}; null for white or black, whichever is easier to read
 * @param logoUrl an image at an https address; null for the name in writing
 * @param websiteUrl where the logo leads; null for nowhere
 * @param postalAddress which law demands in advertising mail (CAN-SPAM, 16 CFR 316.5); lines are kept
 * @param fromName null for {@code name}
 * @param fromAddress an e-mail address; null for what is configured
 * @param replyTo an e-mail address; null for the sender's
 * @param locale in which dates and money are written, a BCP 47 tag such as {@code en-IN}; null for English
 * @param tracking whether opens and clicks are counted; a campaign may say otherwise
 */
public record Brand(
        @Nullable String name,
        @Nullable String color,
        @Nullable String textColor,
        @Nullable String logoUrl,
        @Nullable String websiteUrl,
        @Nullable String postalAddress,
        @Nullable String fromName,
        @Nullable String fromAddress,
        @Nullable String replyTo,
        @Nullable String locale,
        @Nullable Boolean tracking) {

    /** Until somebody says otherwise. */
    public static final Brand DEFAULT = new Brand("Mi-CMS", null, null, null, null, null, null, null, null, null, true);

    private static final String COLOR = "#4338ca";
    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int TEXT_AT_MOST = 200;
    private static final int ADDRESS_AT_MOST = 500;
    private static final int URL_AT_MOST = 2_000;
    private static final double READABLE_ON_DARK = 0.179;

    public Brand {
        name = trimmed(name);
        color = trimmed(color);
        textColor = trimmed(textColor);
        logoUrl = trimmed(logoUrl);
        websiteUrl = trimmed(websiteUrl);
        postalAddress = trimmed(postalAddress);
        fromName = trimmed(fromName);
        fromAddress = trimmed(fromAddress);
        replyTo = trimmed(replyTo);
        locale = trimmed(locale);
        tracking = tracking == null || tracking;
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** @throws InvalidInput with every fault */
    void check() {
        List<Fault> faults = new ArrayList<>();
        if (name == null) {
            faults.add(new Fault("/name", "Say what recipients know the business as."));
        }
        line(faults, "/name", name);
        line(faults, "/fromName", fromName);
        color(faults, "/color", color);
        color(faults, "/textColor", textColor);
        url(faults, "/logoUrl", logoUrl, List.of("https"));
        url(faults, "/websiteUrl", websiteUrl, List.of("https", "http"));
        if (postalAddress != null && postalAddress.length() > ADDRESS_AT_MOST) {
            faults.add(new Fault("/postalAddress", "At most %d characters.".formatted(ADDRESS_AT_MOST)));
        }
        address(faults, "/fromAddress", fromAddress);
        address(faults, "/replyTo", replyTo);
        if (locale != null) {
            try {
                new Locale.Builder().setLanguageTag(locale).build();
            } catch (IllformedLocaleException e) {
                faults.add(new Fault("/locale", "A locale is a BCP 47 tag such as en-IN."));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private static void line(List<Fault> faults, String pointer, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.length() > TEXT_AT_MOST) {
            faults.add(new Fault(pointer, "At most %d characters.".formatted(TEXT_AT_MOST)));
        }
        // A header of a mail is made of it.
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            faults.add(new Fault(pointer, "It is one line, without control characters."));
        }
    }

    private static void color(List<Fault> faults, String pointer, @Nullable String color) {
        if (color != null && !HEX.matcher(color).matches()) {
            faults.add(new Fault(pointer, "A colour is written as #4338ca."));
        }
    }

    private static void url(List<Fault> faults, String pointer, @Nullable String url, List<String> schemes) {
        if (url == null) {
            return;
        }
        try {
            URI parsed = new URI(url);
            if (url.length() <= URL_AT_MOST
                    && parsed.getScheme() != null
                    && schemes.contains(parsed.getScheme().toLowerCase(Locale.ROOT))
                    && parsed.getHost() != null) {
                return;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        faults.add(new Fault(
                pointer,
                "An address on the web begins with %s and has at most %d characters."
                        .formatted(String.join(":// or ", schemes) + "://", URL_AT_MOST)));
    }

    private static void address(List<Fault> faults, String pointer, @Nullable String address) {
        if (address == null) {
            return;
        }
        try {
            new InternetAddress(address, true).validate();
            if (address.indexOf('<') < 0 && address.codePoints().noneMatch(Character::isISOControl)) {
                return;
            }
        } catch (AddressException e) {
            // Said below.
        }
        faults.add(new Fault(pointer, "This is not an e-mail address such as hello@example.com."));
    }

    public String displayName() {
        return Objects.requireNonNullElse(name, "Mi-CMS");
    }

    public String accent() {
        return Objects.requireNonNullElse(color, COLOR);
    }

    /** What can be read on the accent, by its relative luminance (WCAG 2.2). */
    public String onAccent() {
        if (textColor != null) {
            return textColor;
        }
        return luminance(accent()) > READABLE_ON_DARK ? "#000000" : "#ffffff";
    }

    private static double luminance(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    public Locale language() {
        return locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale);
    }

    public boolean isTracked() {
        return !Boolean.FALSE.equals(tracking);
    }
}
