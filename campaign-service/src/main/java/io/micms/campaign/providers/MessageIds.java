package io.micms.campaign.providers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What our messages are called in mail: their Message-ID (RFC 5322), and the tag of the address that they come back to
 * (VERP). Both lead back to the message.
 */
public final class MessageIds {

    private static final Pattern OURS = Pattern.compile("^<?([^@<>\\s]+)@[^@<>\\s]+>?$");
    private static final Pattern PARTS = Pattern.compile("^([^:]+):([^:]+):(\\d{1,9}):(\\d{1,9})$");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;
    private static final int UUIDS = 2 * 16;

    /** RFC 5321, section 4.5.3.1.1. */
    private static final int LOCAL_PART_AT_MOST = 64;

    private MessageIds() {}

    /** The same in every attempt, so that receivers can recognise it. */
    static String messageId(String id, String domain) {
        return "<" + id.replace(':', '.') + "@" + domain + ">";
    }

    /** @return which message has this Message-ID, if one of ours has; whether there is one is not known */
    public static Optional<String> ofMessageId(String messageId) {
        Matcher matcher = OURS.matcher(messageId.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String[] parts = matcher.group(1).split("\\.");
        return parts.length == 4 && parts[2].matches("\\d{1,9}") && parts[3].matches("\\d{1,9}")
                ? Optional.of(String.join(":", parts))
                : Optional.empty();
    }

    /**
     * @param bounces such as {@code bounces@example.com}
     * @return where the message comes back to; the address itself where the tag would not fit
     */
    static String returnAddress(String bounces, String id) {
        int at = bounces.lastIndexOf('@');
        String tagged = bounces.substring(0, at) + "+" + tag(id).orElse("");
        return tagged.endsWith("+") || tagged.length() > LOCAL_PART_AT_MOST ? bounces : tagged + bounces.substring(at);
    }

    /** @return which message comes back to this address, if it has a tag of ours */
    public static Optional<String> ofReturnAddress(String address) {
        int at = address.lastIndexOf('@');
        String localPart = at < 0 ? address : address.substring(0, at);
        int plus = localPart.indexOf('+');
        return plus < 0 ? Optional.empty() : ofTag(localPart.substring(plus + 1));
    }

    /** Of ids that are made of two UUIDs: in 32 letters, which servers may turn into capitals. */
    static Optional<String> tag(String id) {
        Matcher parts = PARTS.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int group = 1; group <= 2; group++) {
                UUID uuid = UUID.fromString(parts.group(group));
                if (!uuid.toString().equals(parts.group(group))) {
                    return Optional.empty();
                }
                bytes.writeBytes(ByteBuffer.allocate(16)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array());
            }
            varint(bytes, Integer.parseInt(parts.group(3)));
            varint(bytes, Integer.parseInt(parts.group(4)));
            return Optional.of(base32(bytes.toByteArray()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofTag(String tag) {
        byte[] bytes = unbase32(tag.toLowerCase(Locale.ROOT));
        if (bytes.length <= UUIDS + 1) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID campaign = new UUID(buffer.getLong(), buffer.getLong());
        UUID customer = new UUID(buffer.getLong(), buffer.getLong());
        int[] numbers = new int[2];
        for (int i = 0; i < numbers.length; i++) {
            int shift = 0;
            byte next;
            do {
                if (!buffer.hasRemaining() || shift > 28) {
                    return Optional.empty();
                }
                next = buffer.get();
                numbers[i] |= (next & 0x7f) << shift;
                shift += 7;
            } while (next < 0);
        }
        return Optional.of("%s:%s:%d:%d".formatted(campaign, customer, numbers[0], numbers[1]));
    }

    private static void varint(ByteArrayOutputStream bytes, int number) {
        int rest = number;
        while (rest > 0x7f) {
            bytes.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = buffer << 8 | next & 0xff;
            bits += 8;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(buffer << BITS - bits & 31));
        }
        return text.toString();
    }

    /** @return nothing if it is not base 32 */
    private static byte[] unbase32(String text) {
        byte[] bytes = new byte[text.length() * BITS / 8];
        int buffer = 0;
        int bits = 0;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return new byte[0];
            }
            buffer = buffer << BITS | digit;
            bits += BITS;
            if (bits >= 8) {
                bits -= 8;
                bytes[count++] = (byte) (buffer >> bits);
            }
        }
        return Arrays.copyOf(bytes, count);
    }
}
