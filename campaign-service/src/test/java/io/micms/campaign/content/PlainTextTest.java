package io.micms.campaign.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<p>Hi <b>Asha</b></p><p>Bye</p>|Hi Asha~~Bye",
                "<a href='https://shop.example/new'>New</a>|New (https://shop.example/new)",
                "<a href='https://shop.example/new'><img src='n.png' alt='New  shoes'></a>|New shoes (https://shop.example/new)",
                "<p><img src='a.png' alt='Red'><img src='b.png' alt='Blue'></p>|Red Blue",
                "<p>Hi<img src='line.png' alt=''> Asha <img src='dot.png'></p>|Hi Asha"
            },
            delimiter = '|')
    void saysWhatTheMailDoesWithAPictureByItsAltText(String html, String text) {
        assertThat(PlainText.of(html)).isEqualTo(text.replace('~', '\n'));
    }
}
