package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.content.Personalisation.Copy;
import io.micms.campaign.content.Personalisation.Rendered;
import io.micms.campaign.content.RecipientLinks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnLinksTest {

    private static final String ID = "019a3f11-4e10-7c0f-8a3d-91b2c3d4e504:019a3f0e-7c00-7b1a-9c55-3f2f6f0f9a01:0:0";
    private static final String SHOP = "https://shop.example.com/?a=1&b=2";

    private final RecipientLinks links = new Links(
                    "https://crm.example.com",
                    new DeliveryProperties(
                            1,
                            1,
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(5),
                            "secret",
                            List.of()))
            .of(ID);

    private static String token(String url) {
        return url.replaceAll(".*/[uoc]/", "");
    }

    @Test
    void aLinkOfTheAuthorsIsPutBackAndTheOthersLeadNowhere() {
        String html = "<a href=\"%s\">Shop</a><img src=\"%s\"><a href=\"%s\">No more</a><a href=\"%s\">Choose</a>"
                .formatted(
                        links.clickUrl().apply(SHOP),
                        links.openUrl(),
                        links.unsubscribeUrl(),
                        links.unsubscribeUrl() + "/preferences");

        assertThat(OwnLinks.withoutInHtml(html))
                .isEqualTo("<a href=\"https://shop.example.com/?a=1&amp;b=2\">Shop</a><img src=\"#\">"
                        + "<a href=\"#\">No more</a><a href=\"#\">Choose</a>");
        assertThat(OwnLinks.withoutInText(
                        "Shop: %s. No more: %s".formatted(links.clickUrl().apply(SHOP), links.unsubscribeUrl())))
                .isEqualTo("Shop: %s. No more: https://crm.example.com/u/…".formatted(SHOP));
    }

    @Test
    void withinOtherLinksAndWithoutTheirBeginningTheyAreFoundToo() {
        String url = links.unsubscribeUrl();
        String encoded = URLEncoder.encode(url, StandardCharsets.UTF_8);
        for (String written : List.of(
                "https://share.example.com/?u=" + encoded,
                "https://share.example.com/?u=" + URLEncoder.encode(encoded, StandardCharsets.UTF_8),
                "crm.example.com/u/" + token(url),
                "<a href='" + url + "'>")) {
            assertThat(OwnLinks.withoutInHtml(written)).doesNotContain(token(url));
            assertThat(OwnLinks.withoutInText(written)).doesNotContain(token(url));
        }
    }

    @Test
    void whatIsKeptHasNone() {
        Rendered sent = new Rendered(
                "No more: " + links.unsubscribeUrl(),
                "<a href=\"%s\">Shop</a>".formatted(links.clickUrl().apply(SHOP)),
                "No more: " + links.unsubscribeUrl());

        for (String html : new String[] {null, "<a href=\"%s\">Shop</a>".formatted(SHOP)}) {
            Rendered kept = OwnLinks.without(new Copy(sent, html, null));

            assertThat(kept.toString()).contains("shop.example.com").doesNotContain(token(links.unsubscribeUrl()));
            assertThat(kept.html()).doesNotContain("/c/");
        }
    }

    /** Whoever writes a template may write what looks like a link of ours. */
    @Test
    void whatATokenThatWasMadeUpLeadsToIsNoProgram() {
        byte[] content = ("?".repeat(17) + "\0" + ID + "\njavascript:alert(1)").getBytes(StandardCharsets.UTF_8);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(content);

        assertThat(Links.target(made)).contains("javascript:alert(1)");
        assertThat(OwnLinks.withoutInHtml("<a href=\"https://x.example/c/" + made + "\">"))
                .isEqualTo("<a href=\"#\">");
    }

    @Test
    void whatIsNoneOfOursStays() {
        String html = "<a href=\"https://shop.example.com/c/mens-trail-running-shoes-waterproof\">Shoes</a>";

        assertThat(OwnLinks.withoutInHtml(html)).isEqualTo(html);
    }
}
