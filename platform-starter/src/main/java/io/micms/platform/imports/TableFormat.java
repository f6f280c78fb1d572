package io.micms.platform.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a table is written down.
 *
 * @param charset the name of its encoding
 * @param delimiter one of comma, semicolon, tab and bar
 */
record TableFormat(String charset, String delimiter) {

    static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** @param head the first bytes of the file */
    static TableFormat guess(byte[] head) {
        Charset charset = guessCharset(head);
        return new TableFormat(charset.name(), guessDelimiter(new String(head, charset)));
    }

    Charset toCharset() {
        return Charset.forName(charset);
    }

    private static Charset guessCharset(byte[] head) {
        if (startsWith(head, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        // The head may end within a character, which is no error: not being told that the input ends, the decoder
        // waits.
        boolean valid = !decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false)
                .isError();
        return valid ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    }

    private static boolean startsWith(byte[] head, int first, int second) {
        return head.length >= 2 && (head[0] & 0xFF) == first && (head[1] & 0xFF) == second;
    }

    /** The one that the header has most of, outside quotes. */
    private static String guessDelimiter(String head) {
        String header = header(head);
        String best = DELIMITERS.getFirst();
        for (String candidate : DELIMITERS) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static String header(String head) {
        StringBuilder header = new StringBuilder();
        boolean quoted = false;
        for (char c : head.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                if ((c == '\n' || c == '\r') && !header.isEmpty()) {
                    break;
                }
                if (c != BYTE_ORDER_MARK) {
                    header.append(c);
                }
            }
        }
        return header.toString();
    }

    private static long count(String text, String delimiter) {
        return text.chars().filter(c -> c == delimiter.charAt(0)).count();
    }
}
