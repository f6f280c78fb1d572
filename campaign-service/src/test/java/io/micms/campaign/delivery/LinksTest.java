package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.RecipientLinks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class LinksTest {

    private static final String BASE = "http://localhost:8080";
    private static final String ID = "019a3f11-4e10-7c0f-8a3d-91b2c3d4e504:019a3f0e-7c00-7b1a-9c55-3f2f6f0f9a01:0:0";

    private final Links links = links("now");

    private static Links links(String secret, String... former) {
        return new Links(
                BASE,
                new DeliveryProperties(
                        1,
                        1,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5),
                        secret,
                        List.of(former)));
    }

    private static String token(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Provide
    Arbitrary<String> ids() {
        Arbitrary<String> uuids = Arbitraries.create(() -> UUID.randomUUID().toString());
        Arbitrary<String> names =
                Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20);
        Arbitrary<String> parts = Arbitraries.oneOf(uuids, names);
        return Combinators.combine(parts, parts, Arbitraries.integers().between(0, 99))
                .as((campaign, customer, step) -> campaign + ":" + customer + ":" + step + ":0");
    }

    @Property
    void aTokenLeadsBackToItsMessageAndItsLink(@ForAll("ids") String id, @ForAll("urls") String url) {
        RecipientLinks recipient = links.of(id);

        assertThat(links.unsubscribing(token(recipient.unsubscribeUrl()))).contains(id);
        assertThat(links.opening(token(recipient.openUrl()))).contains(id);
        assertThat(links.clicking(token(recipient.clickUrl().apply(url)))).contains(new Links.Click(id, url));
        assertThat(links.receiving(links.markOf(id).orElseThrow())).contains(id);
    }

    @Provide
    Arbitrary<String> urls() {
        return Arbitraries.of("a", "b", "/", "?", "&", "=", "%", "#", "ä", "é", "😀", " ")
                .list()
                .ofMaxSize(60)
                .map(path -> "https://example.com/" + String.join("", path));
    }

    @Property
    void aTokenThatWasTamperedWithLeadsNowhere(
            @ForAll("ids") String id,
            @ForAll @IntRange(min = 0, max = 400) int place,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        String token = token(links.of(id).clickUrl().apply("https://example.com/"));
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        bytes[place % bytes.length] ^= (byte) change;
        String tampered = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Assume.that(!tampered.equals(token));

        assertThat(links.clicking(tampered)).isEmpty();
    }

    @Test
    void aTokenIsForOnePurpose() {
        RecipientLinks recipient = links.of(ID);
        String unsubscribe = token(recipient.unsubscribeUrl());

        assertThat(links.opening(unsubscribe)).isEmpty();
        assertThat(links.clicking(unsubscribe)).isEmpty();
        assertThat(links.receiving(unsubscribe)).isEmpty();
        assertThat(links.unsubscribing(token(recipient.openUrl()))).isEmpty();
        assertThat(links.unsubscribing("")).isEmpty();
        assertThat(links.unsubscribing("%%%")).isEmpty();
        assertThat(links.unsubscribing("A".repeat(100_000))).isEmpty();
    }

    @Test
    void linksOutliveTheChangeOfTheSecret() {
        String token = token(links("before").of(ID).unsubscribeUrl());

        assertThat(links("now", "before").unsubscribing(token)).contains(ID);
        assertThat(links("now").unsubscribing(token)).isEmpty();
        assertThat(links("now", "before").of(ID).unsubscribeUrl())
                .isEqualTo(links("now").of(ID).unsubscribeUrl());
    }

    @Test
    void linksOfEarlierReleasesStillUnsubscribe() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("now".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(("u:" + ID).getBytes(StandardCharsets.UTF_8));
        byte[] id = ID.getBytes(StandardCharsets.UTF_8);
        byte[] token = new byte[16 + id.length];
        System.arraycopy(signature, 0, token, 0, 16);
        System.arraycopy(id, 0, token, 16, id.length);

        assertThat(links.unsubscribing(Base64.getUrlEncoder().withoutPadding().encodeToString(token)))
                .contains(ID);
    }

    @Test
    void aLinkThatIsTooLongIsLeftAsItIs() {
        String url = "https://example.com/" + "x".repeat(2_000);

        assertThat(links.of(ID).clickUrl().apply(url)).isEqualTo(url);
    }

    @Test
    void aSecretThatEverybodyKnowsIsRefusedInPublic() {
        assertThatThrownBy(() -> new Links(
                        "https://crm.example.com",
                        new DeliveryProperties(
                                1,
                                1,
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(5),
                                "only-for-trying-out-on-one-machine",
                                List.of())))
                .hasMessageContaining("MICMS_LINK_SECRET");
    }

    private static final class KeptLinks extends ShortLinks {

        private final Map<String, ShortLink> kept = new HashMap<>();
        private boolean away;

        KeptLinks() {
            super(mock(MongoTemplate.class));
        }

        @Override
        boolean keep(ShortLink link) {
            if (!away) {
                kept.put(link.code(), link);
            }
            return !away;
        }

        @Override
        Optional<ShortLink> find(String code) {
            return Optional.ofNullable(kept.get(code));
        }
    }

    private static Links links(ShortLinks shortLinks, String secret, String... former) {
        return new Links(
                BASE,
                new DeliveryProperties(
                        1,
                        1,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5),
                        secret,
                        List.of(former)),
                shortLinks);
    }

    @Test
    void linksOfSmsAreShortAndLeadBackAllTheSame() {
        KeptLinks kept = new KeptLinks();
        Links links = links(kept, "now");
        String url = "https://shop.example/autumn?size=42&colour=brown#offers";

        String first = links.of(ID, Channel.SMS).clickUrl().apply(url);
        assertThat(first).hasSize(BASE.length() + "/c/".length() + 12);
        assertThat(links.of(ID, Channel.SMS).clickUrl().apply(url)).isEqualTo(first);
        assertThat(links.of(ID, Channel.SMS).clickUrl().apply(url + "2")).isNotEqualTo(first);
        assertThat(links.shown(Channel.SMS).clickUrl().apply(url)).hasSameSizeAs(first);
        assertThat(links.clicking(token(first))).contains(new Links.Click(ID, url));
        assertThat(kept.kept.get(token(first)).customerId()).isEqualTo("019a3f0e-7c00-7b1a-9c55-3f2f6f0f9a01");

        assertThat(links(kept, "later", "now").clicking(token(first))).contains(new Links.Click(ID, url));
        assertThat(links(kept, "later").clicking(token(first))).isEmpty();
        assertThat(links.clicking("-" + "A".repeat(11))).isEmpty();
    }

    @Test
    void linksOfATestAreAsLongAsThoseOfTheMessageAndCountForNobody() {
        KeptLinks kept = new KeptLinks();
        Links links = links(kept, "now");
        String url = "https://shop.example/autumn?size=42";
        Instant now = Instant.parse("2026-11-01T12:00:00Z");
        RecipientLinks real = links.of(ID, Channel.SMS);

        RecipientLinks test = links.ofTest(Links.testId("1"), "asha", Channel.SMS, now);
        String link = test.clickUrl().apply(url);

        assertThat(link).hasSameSizeAs(real.clickUrl().apply(url));
        assertThat(links.clicking(token(link))).hasValueSatisfying(click -> {
            assertThat(click.url()).isEqualTo(url);
            assertThat(click.isOfTest()).isTrue();
        });
        assertThat(links.clicking(token(real.clickUrl().apply(url)))
                        .orElseThrow()
                        .isOfTest())
                .isFalse();
        assertThat(kept.kept.get(token(link)).customerId()).isEqualTo("asha");
        assertThat(kept.kept.get(token(link)).testedAt()).isEqualTo(now);
        assertThat(test.unsubscribeUrl())
                .hasSameSizeAs(real.unsubscribeUrl())
                .isEqualTo(links.shown(Channel.SMS).unsubscribeUrl());
        assertThat(links.unsubscribing(token(test.unsubscribeUrl()))).isEmpty();
    }

    @Test
    void aMailsTestHasItsAuthorsLinks() {
        RecipientLinks test = links.ofTest(Links.testId("1"), "asha", Channel.EMAIL, Instant.EPOCH);

        assertThat(test.clickUrl().apply("https://shop.example/")).isEqualTo("https://shop.example/");
        assertThat(test.openUrl()).isNull();
        assertThat(test.unsubscribeUrl()).startsWith("#");
    }

    @Test
    void aShortLinkLeadsNowhereElseWhateverIsWrittenIntoTheDatabase() {
        KeptLinks kept = new KeptLinks();
        Links links = links(kept, "now");
        String code = token(links.of(ID, Channel.SMS).clickUrl().apply("https://shop.example/"));

        kept.kept.put(code, new ShortLinks.ShortLink(code, ID, "c", "https://evil.example/", null));
        assertThat(links.clicking(code)).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsNotCountedButArrives() {
        KeptLinks kept = new KeptLinks();
        kept.away = true;

        assertThat(links(kept, "now").of(ID, Channel.SMS).clickUrl().apply("https://shop.example/"))
                .isEqualTo("https://shop.example/");
    }
}
