package io.micms.platform.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Contact details of people, which analysts read masked. */
public final class Contacts {

    private static final int SHOWN_DIGITS = 2;

    /** As it is, within a URL or as HTML. The longest local part has 64 characters (RFC 5321, section 4.5.3.1.1). */
    private static final Pattern EMAIL = Pattern.compile("([\\p{L}\\p{M}\\p{N}._%+-]{1,64})(@|%40|&#64;|&commat;)"
            + "((?:[\\p{L}\\p{M}\\p{N}-]{1,63}\\.)+[\\p{L}\\p{M}\\p{N}-]{2,63})");

    /** What stands between the digits of a phone number. */
    private static final String GAP = "[\\s().\u00a0/-]{0,2}";

    /** Seven to fifteen digits (E.164) after a plus or the 00 that stands for it. */
    private static final Pattern INTERNATIONAL = Pattern.compile(
            "(?:\\+|%2B|&#43;|(?<![\\d.,])00)" + GAP + "[1-9](?:" + GAP + "\\d){6,14}", Pattern.CASE_INSENSITIVE);

    /** A number without what differs between home and abroad. */
    private static final int OWN_DIGITS = 8;

    private Contacts() {}

    /** Whether the caller may see contact details, and find people by them. */
    public static boolean mayBeReadBy(Caller caller) {
        return caller.roles().stream().anyMatch(role -> role != Role.ANALYST)
                || caller.scopes().contains("customers:read")
                || caller.scopes().contains("customers:write");
    }

    /** @param contact an e-mail address or a phone number */
    public static @Nullable String masked(@Nullable String contact) {
        if (contact == null || contact.isEmpty()) {
            return contact;
        }
        int at = contact.indexOf('@');
        return at >= 0
                ? contact.charAt(0) + "•••" + contact.substring(at)
                : "•••" + contact.substring(Math.max(0, contact.length() - SHOWN_DIGITS));
    }

    /**
     * Masks every e-mail address in a text, every phone number that is written internationally, and of the person whom it
     * is about their own however they are written.
     *
     * @param text or HTML
     * @param own e-mail addresses and phone numbers (E.164) of the person
     */
    public static @Nullable String maskedIn(@Nullable String text, Collection<String> own) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        String shown = text;
        for (String contact : own) {
            shown = contact.indexOf('@') >= 0 ? withoutEmail(shown, contact) : withoutPhone(shown, contact);
        }
        shown = EMAIL.matcher(shown)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1).charAt(0) + "•••" + found.group(2) + found.group(3)));
        return INTERNATIONAL.matcher(shown).replaceAll(found -> Objects.requireNonNull(masked(digits(found.group()))));
    }

    /** Which characters an address has outside of the common ones is known only of those that are known. */
    private static String withoutEmail(String text, String email) {
        String shown = text;
        String masked = Matcher.quoteReplacement(Objects.requireNonNull(masked(email)));
        List<String> ways = Stream.of(
                        email, HtmlUtils.htmlEscape(email, "UTF-8"), URLEncoder.encode(email, StandardCharsets.UTF_8))
                .distinct()
                .toList();
        for (String written : ways) {
            shown = Pattern.compile(Pattern.quote(written), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(shown)
                    .replaceAll(masked);
        }
        return shown;
    }

    private static String withoutPhone(String text, String phone) {
        String digits = digits(phone);
        if (digits.length() < OWN_DIGITS) {
            return text;
        }
        String own = digits.substring(digits.length() - OWN_DIGITS)
                .chars()
                .mapToObj(Character::toString)
                .collect(Collectors.joining(GAP));
        return Pattern.compile("(?<!\\d)(?:\\+|%2B|&#43;)?\\(?(?:\\d" + GAP + "){0,9}" + own + "(?!\\d)")
                .matcher(text)
                .replaceAll(Objects.requireNonNull(masked(digits)));
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
