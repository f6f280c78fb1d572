package io.micms.campaign.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiquidTemplatesTest {

    private static final Map<String, Object> ASHA = Map.of(
            "customer",
            Map.of(
                    "firstName",
                    "Asha <b> & Co\r\nBcc: all@example.com",
                    "tags",
                    List.of("<vip>"),
                    "attributes",
                    Map.of("points", 12345.5)),
            "order",
            Map.of("total", new BigDecimal("1499.00"), "placedAt", "2026-11-01T20:30:00Z"),
            "brand",
            Map.of("name", "<i>Trail</i> Shop"),
            RecipientFilters.ZONE,
            "Asia/Kolkata",
            RecipientFilters.LOCALE,
            "en-IN",
            RecipientFilters.CURRENCY,
            "INR",
            RecipientFilters.NOW,
            "2026-11-05T10:00:00Z");

    private static List<String> faults(String template) {
        return LiquidTemplates.check(template, true).stream()
                .map(TemplateFault::toString)
                .toList();
    }

    @Test
    void whatIsRenderedAtTheSameTimeIsOfEachRecipientTheirOwn() throws Exception {
        int people = 4;
        CountDownLatch together = new CountDownLatch(people);
        try (ExecutorService threads = Executors.newFixedThreadPool(people)) {
            List<Future<Void>> all = IntStream.range(0, people)
                    .mapToObj(person -> threads.submit((Callable<Void>) () -> {
                        String name = "Person" + person;
                        Map<String, Object> variables = Map.of("customer", Map.of("firstName", name));
                        together.countDown();
                        together.await();
                        for (int i = 0; i < 500; i++) {
                            assertThat(LiquidTemplates.renderLine("{{ customer.firstName }}", variables))
                                    .isEqualTo(name);
                            LiquidTemplates.Marked marked = LiquidTemplates.renderMarked(
                                    "<p>Dear {{ customer.firstName }}, thank you.</p>", variables);
                            assertThat(marked).isNotNull();
                            assertThat(marked.insertions().size()).isOne();
                            assertThat(marked.insertions().get(0)).isEqualTo(name);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<Void> one : all) {
                one.get();
            }
        }
    }

    @Test
    void aNameIsNeverMarkup() {
        assertThat(LiquidTemplates.renderHtml("<p>{{ customer.firstName }} {{ customer.tags | first }}</p>", ASHA))
                .contains("Asha &lt;b&gt; &amp; Co")
                .contains("&lt;vip&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ customer.firstName }}",
                "{{- customer.firstName -}}",
                "{{ customer.firstName | upcase | downcase }}",
                "{{ customer.firstName | raw }}",
                "{% assign n = customer.firstName %}{{ n }}",
                "{% capture n %}{{ customer.firstName }}{% endcapture %}{{ n }}",
                "{% capture n %}x{% endcapture %}{% assign n = customer.firstName %}{{ n }}",
                "{% capture n %}x{% endcapture %}{{ n | append: customer.firstName }}",
                "{% for n in customer.tags %}{{ n }}{% endfor %}",
                "{{ 'x' | append: customer.firstName }}",
                "{{ brand.name | append: customer.firstName | raw }}",
                "{{ customer['firstName'] }}😀{{ customer.firstName }}",
                "{% tablerow n in customer.tags %}{{ n }}{% endtablerow %}"
            })
    void nothingThatIsSaidOfACustomerIsMarkup(String template) {
        assertThat(LiquidTemplates.renderHtml(template, ASHA))
                .doesNotContain("<b>")
                .doesNotContain("<vip>");
    }

    @Property
    void whateverACustomerIsCalledIsReadAsText(@ForAll @StringLength(max = 40) String name) {
        String html = LiquidTemplates.renderHtml(
                "<p title=\"{{ customer.firstName }}\">{{ customer.firstName }}</p>",
                Map.of("customer", Map.of("firstName", name)));

        assertThat(Jsoup.parse(html).select("*").stream().map(element -> element.normalName()))
                .containsOnly("#root", "html", "head", "body", "p");
        assertThat(Jsoup.parse(html).select("p").first().attributes()).hasSize(1);
    }

    @Test
    void whatItsAuthorCapturedOrTheBrandIsCalledMayBeMarkup() {
        assertThat(LiquidTemplates.renderHtml(
                        "{% capture hi %}<b>{{ customer.tags | first }}</b>{% endcapture %}{{ hi }}{{ brand.name | raw }}",
                        ASHA))
                .isEqualTo("<b>&lt;vip&gt;</b><i>Trail</i> Shop");
    }

    @Test
    void aSubjectStaysOneLine() {
        assertThat(LiquidTemplates.renderLine("Hi {{ customer.firstName }}\u2028X: y", ASHA))
                .isEqualTo("Hi Asha <b> & Co Bcc: all@example.com X: y");
    }

    @Test
    void noFileOfTheMachineCanBeRead(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.liquid"), "top secret");
        String include = "{%% include '%s' %%}".formatted(secret);

        assertThat(faults(include)).isNotEmpty();
        assertThatThrownBy(() -> LiquidTemplates.renderText(include, ASHA)).isInstanceOf(RenderingFailed.class);
        assertThatThrownBy(() -> LiquidTemplates.renderText("{% include path %}", ASHA))
                .isInstanceOf(RenderingFailed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{% if %}", "{{ customer.firstName", "{% for a in b %}", "{%- include 'x' -%}", "{% what %}"})
    void aFaultyTemplateIsFoundOut(String template) {
        assertThat(faults(template)).isNotEmpty();
    }

    @Test
    void aFaultIsFoundWhereItIs() {
        assertThat(faults("Hi 😀 {{ customer.frstName }},\n\n  {{ order.total | mony }} {{ ordr }}"))
                .containsExactly(
                        "Line 1, column 10: There is no variable 'customer.frstName'. Do you mean 'firstName'?",
                        "Line 3, column 18: There is no filter 'mony'. Do you mean 'money'?",
                        "Line 3, column 31: There is no variable 'ordr'. Do you mean 'order'?");
        assertThat(faults("a\n{% nosuch %}")).singleElement().asString().startsWith("Line 2, column 4: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ customer.attributes.anything }}",
                "{{ customer.tags.size }} {{ customer.tags[0] }} {{ customer.firstName.size }}",
                "{% for item in order.items %}{{ item.name }}{{ forloop.index }}{% endfor %}",
                "{% assign n = products | first %}{{ n.name | default: 'shoes' }}",
                "{% if orders.count > 2 and customer.city == 'Pune' %}{{ product.name }}{% endif %}",
                "{{ unsubscribe_url }} {{ campaign.name | raw }} {{ 'now' | date: '%Y' }}",
                "{% cycle 'odd', 'even' %}{% increment n %}{{ n }}",
                "{% raw %}{{ nothing.of.this }}{% endraw %}{% comment %}{{ nor.this }}{% endcomment %}"
            })
    void whatThereIsCanBeSaid(String template) {
        assertThat(faults(template)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for item in order.items %}{{ item.colour }}{% endfor %}",
                "{{ customer.password }}",
                "{{ customer.firstName.length }}",
                "{% if custmer.city == 'Pune' %}{% endif %}",
                "{{ 'a' | append: secret }}",
                "{{ customer.firstName | raw }}",
                "{% cycle customer.firstName, 'x' %}",
                "{{ customer.firstName | escaped_by_default }}"
            })
    void whatThereIsNotCannot(String template) {
        assertThat(faults(template)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}",
                "{% assign s = 'xxxxxxxxxx' %}{% for a in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
                "{% assign s = 'x' %}{% for a in (1..60) %}{% assign s = s | replace: 'x', 'xxxxxxxxxxxxxxxx' %}{% endfor %}",
                "{% capture s %}xxxxxxxx{% endcapture %}{% for a in (1..60) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}",
                "{% assign l = 'a,b' | split: ',' %}{% for a in (1..60) %}{% assign l = l | concat: l %}{% endfor %}"
            })
    void aTemplateThatRunsAwayIsStopped(String template) {
        assertThatThrownBy(() -> LiquidTemplates.renderHtml(template, ASHA)).isInstanceOf(RenderingFailed.class);
    }

    @Test
    void deepNestingIsRefusedBeforeItIsRead() {
        String deep = "{% if customer.city %}".repeat(20_000) + "{% endif %}".repeat(20_000);

        assertThat(faults(deep)).singleElement().asString().contains("nested");
        assertThatThrownBy(() -> LiquidTemplates.renderText(deep, ASHA)).isInstanceOf(RenderingFailed.class);
        assertThat(faults("{{ a" + "[a".repeat(20_000) + "]".repeat(20_000) + " }}"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "{{ order.total | money }}=>₹1,499.00",
                "{{ order.total | money: 'EUR' }}=>€1,499.00",
                "{{ customer.attributes.points | number }}=>12,345.5",
                "{{ customer.attributes.points | number: 0 }}=>12,346",
                "{{ order.placedAt | date: '%d %B %Y, %H:%M' }}=>02 November 2026, 02:00",
                "{{ order.placedAt | date: '%-d.%-m.%y' }}=>2.11.26",
                "{{ order.placedAt | date: 'long' }}=>2 November 2026",
                "{{ 'now' | date: '%Y' }}=>2026",
                "{{ customer.birthDate | date | default: 'one day' }}=>one day",
                "{{ customer.lastName | default: 'friend' }}=>friend"
            })
    void datesAndMoneyAreWrittenAsTheRecipientReadsThem(String template, String text) {
        String rendered = LiquidTemplates.renderText(template, ASHA);
        assertThat(rendered).isEqualTo(text);
    }
}
