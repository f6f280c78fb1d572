package io.micms.insight.drafts;

/**
 * How many messages an SMS is sent as (3GPP TS 23.038 and 23.040): 160 characters of the GSM alphabet or 70 of any other in a
 * single one, 153 and 67 in each of several.
 */
final class SmsLength {

    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
                    + "abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "^{}\\[~]|€";
    private static final int SINGLE_GSM = 160;
    private static final int PART_GSM = 153;
    private static final int SINGLE_OTHER = 70;
    private static final int PART_OTHER = 67;

    private SmsLength() {}

    static int parts(String text) {
        int septets = septets(text);
        int units = septets < 0 ? text.length() : septets;
        int single = septets < 0 ? SINGLE_OTHER : SINGLE_GSM;
        int part = septets < 0 ? PART_OTHER : PART_GSM;
        return units <= single ? 1 : (units + part - 1) / part;
    }

    /** -1 if the text has characters that the GSM alphabet lacks. */
    private static int septets(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (BASIC.indexOf(c) >= 0) {
                septets++;
            } else if (EXTENDED.indexOf(c) >= 0) {
                septets += 2;
            } else {
                return -1;
            }
        }
        return septets;
    }
}
