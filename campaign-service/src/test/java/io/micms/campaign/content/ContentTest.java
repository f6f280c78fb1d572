package io.micms.campaign.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.problem.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest {

    @Test
    void aFileThatIsInlinedIsRefusedWithWhatToDoInstead() {
        String html = "<p>Hi</p>\n<img src=\"data:image/png;base64," + "A".repeat(5_000_000) + "\">";

        List<Fault> faults = Content.email("Hi", html).faults(Channel.EMAIL);

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/content/html");
            assertThat(fault.detail()).contains("5000 KB").contains("line 2").contains("https");
        });
    }

    @Test
    void eachPartIsLimitedAndChecked() {
        Content content = new Content("{{ nobody }}", "x".repeat(501), "{% if %}", "x".repeat(1_601), null);

        assertThat(content.faults(Channel.SMS).stream().map(Fault::pointer))
                .containsExactly("/content/subject", "/content/preheader", "/content/html", "/content/text");
        assertThat(content.faults(Channel.EMAIL).stream().map(Fault::pointer)).doesNotContain("/content/text");
    }

    @Test
    void aLaunchLacksWhatIsMissing() {
        assertThat(Content.EMPTY.missing(Channel.EMAIL).stream().map(Fault::pointer))
                .containsExactly("/content/subject", "/content/html");
        assertThat(Content.EMPTY.missing(Channel.SMS).stream().map(Fault::pointer))
                .containsExactly("/content/text");
        assertThat(Content.sms("Hi").missing(Channel.SMS)).isEmpty();
    }
}
