package io.micms.campaign.content;

import static io.micms.campaign.content.BrandFixtures.BRAND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailLayoutTest {

    private static final RecipientLinks LINKS = new RecipientLinks(
            "https://crm.example.com/u/token",
            "https://crm.example.com/o/token",
            url -> "https://crm.example.com/c/" + url.length());

    private static Document mail(String authored) {
        return Jsoup.parse(new MailLayout(BRAND, "Hi <Asha>", "Look inside", LINKS)
                .of(authored)
                .html());
    }

    @Test
    void aFragmentGetsTheBrandsLayout() {
        Document mail = mail("<h1>Hello</h1><p>Text</p><a class='button' href='https://shop.example.com/x'>Shop</a>");

        assertThat(mail.title()).isEqualTo("Hi <Asha>");
        assertThat(mail.select("img[src=https://shop.example.com/logo.png]").attr("alt"))
                .isEqualTo("Trail & Co");
        assertThat(mail.body().text()).contains("Look inside", "Hello", "1 Main Street Pune");
        assertThat(mail.select("h1").attr("style")).contains("font-size:26px");
        assertThat(mail.select("a.button").attr("style"))
                .contains("background:#006644")
                .contains("color:#ffffff");
        assertThat(mail.select("style").html()).contains("prefers-color-scheme");
        assertThat(mail.select("a:containsOwn(Unsubscribe)").attr("href")).isEqualTo("https://crm.example.com/u/token");
        assertThat(mail.select("a:containsOwn(Preferences)").attr("href"))
                .isEqualTo("https://crm.example.com/u/token/preferences");
    }

    @Test
    void aDocumentOfItsAuthorsStaysAndGetsWhatItLacks() {
        Document mail = mail("<!doctype html><html><head><style>.x{color:red}</style></head>"
                + "<body bgcolor='#fff'><p class='x' style='margin:0'>Text</p></body></html>");

        assertThat(mail.select("table")).isEmpty();
        assertThat(mail.select("p.x").attr("style")).isEqualTo("color:red;margin:0;");
        assertThat(mail.body().attr("bgcolor")).isEqualTo("#fff");
        assertThat(mail.select("a:containsOwn(Unsubscribe)")).hasSize(1);
        assertThat(mail("<html><body><a href='https://crm.example.com/u/token'>No more</a></body></html>")
                        .select("a:containsOwn(Unsubscribe)"))
                .isEmpty();
    }

    @Test
    void linksAndTheImageCount() {
        Document mail =
                mail("<a id='a' href='https://a.example.com/?x=1&amp;y=2'>A</a><a id='b' href='mailto:a@b.c'>B</a>"
                        + "<a id='c' data-track='off' href='https://c.example.com'>C</a>"
                        + "<a id='d' href='https://crm.example.com/u/token'>D</a>");

        assertThat(mail.select("#a").attr("href"))
                .isEqualTo("https://crm.example.com/c/" + "https://a.example.com/?x=1&y=2".length());
        assertThat(mail.select("#b").attr("href")).isEqualTo("mailto:a@b.c");
        assertThat(mail.select("#c").attr("href")).isEqualTo("https://c.example.com");
        assertThat(mail.select("#d").attr("href")).isEqualTo("https://crm.example.com/u/token");
        assertThat(mail.select("img[src=https://crm.example.com/o/token]")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href='javascript:alert(1)'>x</a>",
                "<a href=' java\tscript:alert(1)'>x</a>",
                "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
                "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
                "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
                "<svg onload=alert(1)><circle/></svg>",
                "<svg><script>alert(1)</script></svg>",
                "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
                "<iframe src='https://example.com'></iframe>",
                "<object data='x'></object><embed src='x'>",
                "<form action='https://evil.example.com'><input name=p></form>",
                "<base href='https://evil.example.com'>",
                "<meta http-equiv='refresh' content='0;url=https://evil.example.com'>",
                "<link rel=stylesheet href='https://evil.example.com/x.css'>",
                "<style>@import url('https://evil.example.com')</style>",
                "<p style='width:expression(alert(1))'>x</p>",
                "<p style=\"background:url(javascript:alert(1))\">x</p>",
                "<body onload=alert(1)>x</body>",
                "<video src='https://example.com' autoplay></video>",
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
                "<a href='vbscript:x'>x</a>",
                "<template><script>alert(1)</script></template>",
                "<button formaction='javascript:alert(1)'>x</button>"
            })
    void whatWouldRunLoadOrSubmitIsTakenOutAndSaid(String html) {
        for (String authored :
                new String[] {"<p>Hi</p>" + html, "<html><head></head><body>" + html + "</body></html>"}) {
            MailLayout.Mail mail = new MailLayout(BRAND, "Hi", null, LINKS).of(authored);
            // Read once more, as a mail client does: what is harmless must not become harmful by that.
            Document read = Jsoup.parse(mail.html());

            assertThat(
                            read.select(
                                    "script, iframe, object, embed, form, input, button, svg, math, base, link, meta[http-equiv], video, template"))
                    .isEmpty();
            assertThat(read.getAllElements())
                    .allSatisfy(element -> assertThat(element.attributes())
                            .noneMatch(attribute -> attribute.getKey().startsWith("on"))
                            .noneMatch(attribute -> attribute
                                    .getValue()
                                    .replaceAll("\\s", "")
                                    .toLowerCase()
                                    .matches("(java|vb)script:.*|.*expression\\(.*|data:text.*|.*url\\(javascript.*")));
            assertThat(read.select("style").html()).doesNotContain("@import");
            assertThat(mail.removed()).as(authored).isNotEmpty();
        }
    }

    @Test
    void aNameThatBreaksOutOfAnAttributeDoesNothing() {
        String rendered = LiquidTemplates.renderHtml(
                "<a title={{ customer.firstName }} href=\"{{ customer.lastName }}\">x</a>",
                Map.of("customer", Map.of("firstName", "x onclick=alert(1)", "lastName", "javascript:alert(1)")));

        Document mail = mail(rendered);
        assertThat(mail.select("[onclick]")).isEmpty();
        assertThat(mail.html()).doesNotContain("javascript:");
    }

    @Test
    void theTextSaysHowToUnsubscribeOnce() {
        MailLayout layout = new MailLayout(BRAND, "Hi", null, LINKS);

        assertThat(layout.textFooter("Hello"))
                .isEqualTo(
                        "Hello\n\n-- \nTrail & Co\n1 Main Street\nPune\nUnsubscribe: https://crm.example.com/u/token\n");
        assertThat(layout.textFooter("Bye: https://crm.example.com/u/token"))
                .isEqualTo("Bye: https://crm.example.com/u/token");
    }
}
