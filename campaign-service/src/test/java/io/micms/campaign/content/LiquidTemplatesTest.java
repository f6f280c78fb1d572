package io.micms.campaign.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiquidTemplatesTest {

    private static final Map<String, Object> ASHA = Map.of(
            "customer",
            Map.of("firstName", "Asha <b> & Co\r\nBcc: all@example.com", "tags", List.of("<vip>")),
            "path",
            "/etc/hostname");

    @Test
    void aNameIsNeverMarkup() {
        assertThat(LiquidTemplates.renderHtml("<p>{{ customer.firstName }} {{ customer.tags | first }}</p>", ASHA))
                .contains("Asha &lt;b&gt; &amp; Co")
                .contains("&lt;vip&gt;");
    }

    @Test
    void aSubjectStaysOneLine() {
        assertThat(LiquidTemplates.renderLine("Hi {{ customer.firstName }}", ASHA))
                .isEqualTo("Hi Asha <b> & Co Bcc: all@example.com");
    }

    @Test
    void noFileOfTheMachineCanBeRead(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.liquid"), "top secret");
        String include = "{%% include '%s' %%}".formatted(secret);

        assertThat(LiquidTemplates.fault(include)).isPresent();
        assertThatThrownBy(() -> LiquidTemplates.renderText(include, ASHA)).isInstanceOf(RenderingFailed.class);
        assertThatThrownBy(() -> LiquidTemplates.renderText("{% include path %}", ASHA))
                .isInstanceOf(RenderingFailed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{% if %}", "{{ customer.firstName", "{% for a in b %}", "{%- include 'x' -%}"})
    void aFaultyTemplateIsFoundOut(String template) {
        assertThat(LiquidTemplates.fault(template)).isPresent();
    }

    @Test
    void anEndlessTemplateIsStopped() {
        String endless = "{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}";
        assertThatThrownBy(() -> LiquidTemplates.renderText(endless, ASHA)).isInstanceOf(RenderingFailed.class);
    }
}
