package io.micms.campaign.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.AddressException;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @Test
    void domainsBeyondAsciiAreWrittenInAscii() throws Exception {
        MailAddress address = MailAddress.of(" Asha@Bücher.example ");

        assertThat(address).hasToString("Asha@xn--bcher-kva.example");
        assertThat(address.needsUtf8()).isFalse();
    }

    @Test
    void aLocalPartBeyondAsciiNeedsAServerThatKnowsIt() throws Exception {
        assertThat(MailAddress.of("अशा@example.com").needsUtf8()).isTrue();
    }

    /** A letter that IDNA 2003 and 2008 read differently would lead to somebody else's domain, as would one that is not seen. */
    @ParameterizedTest
    @ValueSource(
            strings = {"asha@straße.example", "asha@λόγος.example", "asha@exam\u200dple.example", "asha@example。com"})
    void aDomainThatMayBeTwoIsRefused(String text) {
        assertThatThrownBy(() -> MailAddress.of(text)).hasMessageContaining("has to be in ASCII");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nowhere",
                "@example.com",
                "asha@",
                "a b@example.com",
                "asha@example.com\r\nBcc: all@example.com",
                "asha@exam\u0000ple.com",
                "Asha <asha@example.com>",
                "asha@example.com, usha@example.com",
                "a@b@example.com",
                "\"asha\"@example.com",
                "asha@-example.com",
                "asha@exam ple.com",
                "asha..rao@example.com",
                "asha@example..com",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@example.com"
            })
    void whatIsNotOneAddressIsRefused(String text) {
        assertThatThrownBy(() -> MailAddress.of(text)).isInstanceOf(AddressException.class);
    }

    @Property
    void aTagLeadsBackToItsMessage(
            @ForAll long a, @ForAll long b, @ForAll @IntRange(max = 300) int step, @ForAll @IntRange int occurrence) {
        String id = "%s:%s:%d:%d".formatted(new UUID(a, b), new UUID(b, a), step % 3, occurrence % 1_000_000);
        String address = MessageIds.returnAddress("bounces@example.com", id);

        assertThat(address.substring(0, address.indexOf('@')).length()).isLessThanOrEqualTo(64);
        if (!address.equals("bounces@example.com")) {
            assertThat(MessageIds.ofReturnAddress(address.toUpperCase())).contains(id);
        }
        assertThat(MessageIds.ofMessageId(MessageIds.messageId(id, "example.com")))
                .contains(id);
    }

    @Test
    void ordinaryMessagesHaveATag() {
        String id = UUID.randomUUID() + ":" + UUID.randomUUID() + ":0:0";

        assertThat(MessageIds.ofReturnAddress(MessageIds.returnAddress("bounces@example.com", id)))
                .contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bounces@example.com",
                "bounces+@example.com",
                "bounces+nonsense!@example.com",
                "x",
                "bounces+aaaa@example.com"
            })
    void whatHasNoTagLeadsNowhere(String address) {
        assertThat(MessageIds.ofReturnAddress(address)).isEmpty();
        assertThat(MessageIds.ofMessageId("<" + address + ">")).isEmpty();
    }
}
