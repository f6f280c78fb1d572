package io.micms.campaign.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsLinksTest {

    private static final RecipientLinks LINKS =
            new RecipientLinks("https://crm.example/u/token", null, url -> "[" + url + "]");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    Look: https://shop.example                        | Look: [https://shop.example]
                    https://shop.example/a?b=c&d=%20#e now            | [https://shop.example/a?b=c&d=%20#e] now
                    Go to http://shop.example/sale. Or not!           | Go to [http://shop.example/sale]. Or not!
                    (see https://shop.example/sale)                   | (see [https://shop.example/sale])
                    https://wiki.example/Shoe_(trail)                 | [https://wiki.example/Shoe_(trail)]
                    HTTPS://SHOP.EXAMPLE/A, https://b.example/?!      | [HTTPS://SHOP.EXAMPLE/A], [https://b.example/]?!
                    Stop: https://crm.example/u/token                 | Stop: https://crm.example/u/token
                    shop.example, mailto:a@b.example, ftp://c.example | shop.example, mailto:a@b.example, ftp://c.example
                    price $1 \\ https://a.example                      | price $1 \\ [https://a.example]
                    """)
    void linksOfTheAuthorAreCounted(String text, String counted) {
        assertThat(SmsLinks.counted(text, LINKS)).isEqualTo(counted);
    }

    @Test
    void whereNothingIsCountedNothingChanges() {
        String text = "Look: https://shop.example/a.";
        assertThat(SmsLinks.counted(text, RecipientLinks.untracked("https://crm.example/u/token")))
                .isEqualTo(text);
    }
}
