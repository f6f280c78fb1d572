package io.micms.campaign.content;

import java.util.ArrayList;
import java.util.List;

/**
 * How a text travels as SMS (3GPP TS 23.038 and 23.040): by the GSM 7 bit default alphabet where that has all its
 * characters, else as UCS-2. What is longer than one message is sent in several, each with a header of six octets.
 *
 * @param characters septets or UTF-16 units; one of GSM's extension table counts twice
 * @param segments how many messages it is paid as; 0 for an empty text
 * @param left how many characters the last segment still takes
 * @param beyondGsm the characters, each once, that keep it from being written in the GSM alphabet
 */
public record SmsText(Encoding encoding, int characters, int segments, int left, List<String> beyondGsm) {

    /** How it is written. */
    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int joined;

        Encoding(int alone, int joined) {
            this.alone = alone;
            this.joined = joined;
        }
    }

    /** TS 23.038, 6.2.1. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** TS 23.038, 6.2.1.1: behind an escape, so each takes two septets. */
    private static final String EXTENDED = "^{}\\[~]|€\f";

    private static final int SHOWN_AT_MOST = 10;

    public static SmsText of(String text) {
        List<String> beyond = new ArrayList<>();
        text.codePoints()
                .filter(c -> septets(c) == 0)
                .distinct()
                .limit(SHOWN_AT_MOST)
                .forEach(c -> beyond.add(Character.toString(c)));
        Encoding encoding = beyond.isEmpty() ? Encoding.GSM_7 : Encoding.UCS_2;
        int characters = text.codePoints().map(c -> units(encoding, c)).sum();
        if (characters <= encoding.alone) {
            return new SmsText(
                    encoding, characters, characters == 0 ? 0 : 1, encoding.alone - characters, List.copyOf(beyond));
        }
        int segments = 1;
        int used = 0;
        // No character, and no escape, is torn apart between two segments.
        for (int c : text.codePoints().toArray()) {
            int units = units(encoding, c);
            if (used + units > encoding.joined) {
                segments++;
                used = 0;
            }
            used += units;
        }
        return new SmsText(encoding, characters, segments, encoding.joined - used, List.copyOf(beyond));
    }

    private static int units(Encoding encoding, int codePoint) {
        return encoding == Encoding.GSM_7 ? septets(codePoint) : Character.charCount(codePoint);
    }

    /** 0 for what the alphabet does not have. */
    private static int septets(int codePoint) {
        if (BASIC.indexOf(codePoint) >= 0) {
            return 1;
        }
        return EXTENDED.indexOf(codePoint) >= 0 ? 2 : 0;
    }
}
