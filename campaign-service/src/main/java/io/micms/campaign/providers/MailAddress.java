package io.micms.campaign.providers;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * One address of one recipient. Its domain is in ASCII (RFC 3490), so that only a local part beyond ASCII asks for a
 * server that knows SMTPUTF8 (RFC 6531).
 */
record MailAddress(String localPart, String domain) {

    /** RFC 5321, section 4.5.3.1. */
    private static final int LOCAL_PART_AT_MOST = 64;

    private static final int DOMAIN_AT_MOST = 255;

    /** @throws AddressException if this is not one address, and nothing but an address */
    static MailAddress of(String text) throws AddressException {
        String address = text.strip();
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new AddressException("An address has something before and after an @", text);
        }
        String localPart = address.substring(0, at);
        if (address.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))
                || localPart.codePoints().anyMatch(c -> "<>()[],;:\\\"@".indexOf(c) >= 0)) {
            throw new AddressException("An address has no blanks, brackets, quotes or separators", text);
        }
        String written = Normalizer.normalize(address.substring(at + 1), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
        String domain;
        try {
            domain = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new AddressException("The domain is none", text);
        }
        if (!domain.equals(written) && !IDN.toUnicode(domain).equals(written)) {
            // To IDNA 2003, which the JDK knows, straße.example is strasse.example; to IDNA 2008 that is somebody
            // else's.
            throw new AddressException("The domain has a letter that not all read alike; it has to be in ASCII", text);
        }
        if (localPart.getBytes(StandardCharsets.UTF_8).length > LOCAL_PART_AT_MOST
                || domain.length() > DOMAIN_AT_MOST) {
            throw new AddressException("The address is too long", text);
        }
        MailAddress parsed = new MailAddress(localPart, domain);
        if (!parsed.needsUtf8()) {
            new InternetAddress(parsed.toString(), true).validate();
        }
        return parsed;
    }

    boolean needsUtf8() {
        return localPart.codePoints().anyMatch(c -> c > 127);
    }

    InternetAddress toInternetAddress() {
        InternetAddress address = new InternetAddress();
        address.setAddress(toString());
        return address;
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
