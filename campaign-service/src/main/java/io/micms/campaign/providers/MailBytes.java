package io.micms.campaign.providers;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A mail as it is written: headers (RFC 5322) and texts in the encoding that suits them (RFC 2045, section 6). */
final class MailBytes {

    /** RFC 5322, section 2.1.1. */
    private static final int LINE_AT_MOST = 998;

    /** RFC 2045, section 6.7, less the sign that the line goes on. */
    private static final int QUOTED_LINE_AT_MOST = 75;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    MailBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    /**
     * @param value folded where it is long
     * @throws MessagingException if it would be more than one header
     */
    MailBytes header(String name, String value) throws MessagingException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean folded =
                    c == '\r' && i + 2 < value.length() && value.charAt(i + 1) == '\n' && isBlank(value.charAt(i + 2));
            if (folded) {
                i++;
            } else if (c == '\r' || c == '\n' || c == 0) {
                throw new MessagingException("The header %s has a line break in it".formatted(name));
            }
        }
        return add(name).add(": ").add(value).line();
    }

    /** A part of a mail, of plain text or HTML. */
    MailBytes text(String text, String subtype) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add("Content-Type: text/").add(subtype).add("; charset=UTF-8").line();
        switch (encoding(utf8)) {
            case SEVEN_BIT -> {
                add("Content-Transfer-Encoding: 7bit").line().line();
                lines(utf8);
            }
            case QUOTED_PRINTABLE -> {
                add("Content-Transfer-Encoding: quoted-printable").line().line();
                quotedPrintable(utf8);
            }
            case BASE64 -> {
                add("Content-Transfer-Encoding: base64").line().line();
                byte[] canonical = new MailBytes(utf8.length + 100).lines(utf8).toByteArray();
                add(Base64.getMimeEncoder().encode(canonical));
            }
        }
        return line();
    }

    private enum Encoding {
        SEVEN_BIT,
        QUOTED_PRINTABLE,
        BASE64
    }

    private static Encoding encoding(byte[] utf8) {
        int beyondAscii = 0;
        int unprintable = 0;
        int line = 0;
        int longest = 0;
        for (byte b : utf8) {
            if (b < 0) {
                beyondAscii++;
            } else if (b == '\n' || b == '\r') {
                longest = Math.max(longest, line);
                line = -1;
            } else if (b < ' ' && b != '\t' || b == 0x7f) {
                unprintable++;
            }
            line++;
        }
        if (beyondAscii == 0 && unprintable == 0 && Math.max(longest, line) <= LINE_AT_MOST) {
            return Encoding.SEVEN_BIT;
        }
        return beyondAscii + unprintable <= utf8.length / 2 ? Encoding.QUOTED_PRINTABLE : Encoding.BASE64;
    }

    /** As it is, with line breaks as mail has them. */
    private MailBytes lines(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b == '\r' || b == '\n') {
                line();
                i += isBreakOfTwo(text, i) ? 1 : 0;
            } else {
                add(b);
            }
        }
        return this;
    }

    private void quotedPrintable(byte[] text) {
        int column = 0;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b == '\r' || b == '\n') {
                line();
                column = 0;
                i += isBreakOfTwo(text, i) ? 1 : 0;
                continue;
            }
            boolean literal = b > ' ' && b <= '~' && b != '=' || isBlank((char) b) && !endsLine(text, i + 1);
            int width = literal ? 1 : 3;
            if (column + width > QUOTED_LINE_AT_MOST) {
                add((byte) '=').line();
                column = 0;
            }
            column += width;
            if (literal) {
                add(b);
            } else {
                add((byte) '=').add(HEX[(b & 0xff) >> 4]).add(HEX[b & 0xf]);
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreakOfTwo(byte[] text, int at) {
        return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n';
    }

    private static boolean endsLine(byte[] text, int at) {
        return at == text.length || text[at] == '\r' || text[at] == '\n';
    }

    MailBytes add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    MailBytes line() {
        return add((byte) '\r').add((byte) '\n');
    }

    private MailBytes add(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    private MailBytes add(byte one) {
        ensure(1);
        bytes[length++] = one;
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }
}
