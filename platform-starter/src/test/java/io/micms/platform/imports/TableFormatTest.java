package io.micms.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFormatTest {

    private static TableFormat guess(String head, Charset charset) {
        return TableFormat.guess(head.getBytes(charset));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '/',
            quoteCharacter = '`',
            value = {"a,b,c/,", "a;b;c/;", "a|b|c/|", "'a,b';c/;", "'a,b,c';d/;", "a/,"})
    void theDelimiterIsTheOneThatTheHeaderHasMostOf(String header, String delimiter) {
        assertThat(guess(header.replace('\'', '"') + "\n1,2,3,4,5", StandardCharsets.UTF_8)
                        .delimiter())
                .isEqualTo(delimiter);
    }

    @Test
    void tabsAreDelimitersToo() {
        assertThat(guess("a\tb\n", StandardCharsets.UTF_8).delimiter()).isEqualTo("\t");
    }

    @Test
    void theEncodingIsGuessedFromTheBytes() {
        assertThat(guess("Müller", StandardCharsets.UTF_8).charset()).isEqualTo("UTF-8");
        assertThat(guess("Müller", Charset.forName("windows-1252")).charset()).isEqualTo("windows-1252");
        assertThat(guess("\uFEFFMüller", StandardCharsets.UTF_16LE).charset()).isEqualTo("UTF-16LE");
        assertThat(guess("\uFEFFMüller;b", StandardCharsets.UTF_16BE)).isEqualTo(new TableFormat("UTF-16BE", ";"));
    }

    @Test
    void aHeadThatEndsWithinACharacterIsStillUtf8() {
        byte[] text = "aü".getBytes(StandardCharsets.UTF_8);
        assertThat(TableFormat.guess(Arrays.copyOf(text, text.length - 1)).charset())
                .isEqualTo("UTF-8");
    }
}
