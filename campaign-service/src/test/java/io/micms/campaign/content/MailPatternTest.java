package io.micms.campaign.content;

import static io.micms.campaign.content.BrandFixtures.BRAND;
import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.content.Personalisation.Copy;
import io.micms.campaign.content.Personalisation.Rendered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails from a pattern are those that are laid out one by one, to the letter. */
class MailPatternTest {

    private static final String UNSUBSCRIBE = "https://crm.example.com/u/token";

    private static final RecipientLinks LINKS = new RecipientLinks(
            UNSUBSCRIBE,
            "https://crm.example.com/o/token",
            url -> "https://crm.example.com/c/" + url.replace(' ', '_'));

    /** What is around each of what is said, and around all. */
    private static final List<String> PARTS = List.of(
            "<p>Dear %s,</p>",
            "%s",
            " %s ",
            "<p>%s%s</p>",
            "Tom & %s &amp; %s",
            "&%s;",
            "&am%sp;",
            "<%s>",
            "</%s>",
            "<b%s>x</b>",
            "<b %s>x</b>",
            "<b title=%s>x</b>",
            "<b title='%s'>x</b>",
            "<i title=\"a %s b\" title=\"%s\">x</i>",
            "<i style=\"color:%s\">x</i>",
            "<i class=\"a %s\">x</i>",
            "<i class=\"a\" id=\"b\" hidden=\"%s\">x</i>",
            "<a href=\"%s\">x</a>",
            "<a href=' %s '>x</a>",
            "<a href=%s>x</a>",
            "<a href=\"https://shop.example.com/?q=%s&amp;x=%s\">x %s</a>",
            "<a href=\"htt%s\">x</a>",
            "<a data-track=\"off\" href=\"%s\">x</a>",
            "<a data-track=\"%s\" href=\"https://shop.example.com\">x</a>",
            "<a href=\"java%s\">x</a>",
            "<a href=\"javascript:%s\">x</a>",
            "<a href=\"mailto:%s\">x</a>",
            "<area href=\"%s\">",
            "<img src=\"%s\" alt=\"%s\">",
            "<img src=\"https://img.example.com/%s.png\" onerror=\"%s\">",
            "<img srcset=\"%s 2x\">",
            "<a href=\"{{ unsubscribe_url }}\">No more</a>",
            "<a href={{ unsubscribe_url }}>No more</a>",
            "<a href=\"{{ unsubscribe_url | raw }}?from=%s\">No more</a>",
            "<a data-track=off href=\"x{{ unsubscribe_url }}\">No more</a>",
            "{{ unsubscribe_url }}",
            "{{ unsubscribe_url | upcase }}",
            "{{ brand.name }} {{ brand.name | raw }} {{ campaign.name | upcase }}",
            "<p style=\"color:{{ brand.color }}\">%s</p>",
            "{%% if customer.b == '' %%}<ul><li>%s</ul>{%% else %%}<b>%s{%% endif %%}",
            "{%% if customer.a == 'Asha' %%}</td></tr><tr><td>{%% endif %%}",
            "{%% for tag in customer.tags %%}<tr><td>{{ tag }}</td></tr>{%% endfor %%}",
            "<table><tr>%s<td>%s</td></tr>{%% for tag in customer.tags %%}<tr><td>{{ tag }}{{ forloop.index }}</td></tr>{%% endfor %%}%s</table>",
            "<table>%s</table>",
            "<select>%s</select>",
            "<b><p>%s</b></p>%s",
            "<pre>%s</pre>",
            "<pre>\n%s</pre>",
            "<textarea>%s</textarea>",
            "<xmp>%s</xmp>",
            "<title>%s</title>",
            "<style>.a { color: %s }</style>",
            "<style>.a { color: red } p:first-child { margin: 0 }</style>",
            "<style>i[title*=a] { color: red }</style>",
            "<style>p:empty { color: red } p:contains(Asha) { color: blue }</style>",
            "<style>@media print { i { color: %s } }</style>",
            "<script>%s</script>",
            "<svg>%s</svg>",
            "<!-- %s -->",
            "<!--%s",
            "<!doctype %s>",
            "<meta name=\"%s\" content=\"%s\">",
            "<html><head>%s</head><body bgcolor=\"#fff\" title=\"%s\">",
            "<html lang=\"en\"><head><title></title></head><body>",
            "</body></html>%s",
            "{%% assign x = customer.a | append: customer.b %%}{{ x }}",
            "{%% capture x %%}<b>%s</b>{%% endcapture %%}{{ x }}{{ x | size }}",
            "{%% cycle '<i>', '<b>' %%}{%% increment n %%}",
            "{{ ['unsubscribe_url'] }}",
            "{%% tablerow tag in customer.tags %%}{{ tag }}{%% endtablerow %%}",
            "a < b %s",
            "<a href=\"#%s\">\u00a0</a>&nbsp;%s&copy%s",
            "<noembed>%s</noembed><noframes>%s</noframes>");

    private static final List<String> SAID = List.of(
            "{{ customer.a }}",
            "{{ customer.b }}",
            "{{ customer.c | default: 'friend' }}",
            "{{- customer.a -}}",
            "{{ customer.b | upcase }}",
            "{{ 'now' | date: '%Y' }}",
            "{{ orders.total | money }}",
            "{{ customer.a | append: ' ' | append: customer.b }}");

    private static final List<String> VALUES = List.of(
            "Asha",
            "Asha",
            "Jürgen O'Brien",
            "आशा",
            "Zo\u00eb 😀 x",
            "",
            "",
            " ",
            "\u00a0",
            "1\u00a0499,00\u202f€",
            " x ",
            "a  b",
            "Tom & Co",
            "Tom &amp; Co",
            "&lt;b&gt;",
            "&copy",
            "lt",
            "amp",
            "<b>bold</b>",
            "</td></tr></table>",
            "--><script>alert(1)</script>",
            "x onclick=alert(1)",
            "x\" onclick=\"alert(1)",
            "javascript:alert(1)",
            "script:alert(1)",
            "ps://evil.example.com",
            "https://shop.example.com/a?b=1&c=2",
            "HTTP://shop.example.com",
            "mailto:a@example.com",
            "data:text/html,x",
            UNSUBSCRIBE,
            "hidden",
            "red;background:url(javascript:x)",
            "off",
            "=",
            "/",
            "`",
            "line\nbreak",
            "tab\tand\rreturn",
            "\u0000\u0001",
            "\ufdd0 0\ufdd1",
            "\ud800",
            "soft\u00adhyphen\u200b");

    private final MailPatterns patterns = new MailPatterns();

    @Provide
    Arbitrary<String> templates() {
        Arbitrary<String> part = Combinators.combine(
                        Arbitraries.of(PARTS), Arbitraries.of(SAID).list().ofSize(4))
                .as((around, said) -> around.formatted(said.toArray()));
        return part.list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Map<String, Object>> customers() {
        Arbitrary<String> value = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, Arbitraries.of(VALUES)),
                net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(8)));
        return Combinators.combine(value, value, value, value.list().ofMaxSize(3))
                .as((a, b, c, tags) -> Map.of("a", a, "b", b, "c", c, "tags", tags));
    }

    private static Map<String, Object> variables(Map<String, Object> customer) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("customer", customer);
        variables.put("orders", Map.of("total", 1499));
        variables.put("brand", Map.of("name", "Trail & <i>Co</i>", "color", "#006644"));
        variables.put("campaign", Map.of("name", "Autumn"));
        variables.put("unsubscribe_url", UNSUBSCRIBE);
        variables.put(RecipientFilters.LOCALE, "fr-FR");
        variables.put(RecipientFilters.CURRENCY, "EUR");
        variables.put(RecipientFilters.NOW, "2026-11-05T10:00:00Z");
        return variables;
    }

    private static Rendered alone(
            String template, Map<String, Object> variables, String subject, String preheader, RecipientLinks links) {
        String html = LiquidTemplates.renderHtml(template, variables);
        MailLayout layout = new MailLayout(BRAND, subject, preheader, links);
        return new Rendered(subject, layout.of(html).html(), layout.textFooter(PlainText.of(html)));
    }

    private @Nullable Rendered fromPattern(
            String template, Map<String, Object> variables, String subject, String preheader, RecipientLinks links) {
        LiquidTemplates.Marked marked = LiquidTemplates.renderMarked(template, variables);
        Copy copy = marked == null
                ? null
                : patterns.fill(
                        marked,
                        BRAND,
                        new MailPattern.Recipient(marked.insertions(), subject, preheader, links),
                        null,
                        new RecipientLinks("#", "#", UnaryOperator.identity()));
        if (copy == null) {
            return null;
        }
        if (copy.keptHtml() != null) {
            assertThat(copy.keptHtml()).doesNotContain("https://crm.example.com");
        }
        assertThat(copy.keptText()).isNotNull().doesNotContain("https://crm.example.com");
        return copy.sent();
    }

    @Property(tries = 4_000)
    void theyAreTheSame(
            @ForAll("templates") String template,
            @ForAll("customers") Map<String, Object> one,
            @ForAll("customers") Map<String, Object> other,
            @ForAll boolean tracked) {
        RecipientLinks links = tracked ? LINKS : LINKS.untracked();
        for (Map<String, Object> customer : List.of(one, other)) {
            Map<String, Object> variables = variables(customer);
            String subject = String.valueOf(customer.get("a")).strip();
            String preheader = String.valueOf(customer.get("b")).strip();

            Rendered filled = fromPattern(template, variables, subject, preheader, links);
            if (filled != null) {
                assertThat(filled).isEqualTo(alone(template, variables, subject, preheader, links));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Dear {{ customer.a }}</p>{% if customer.b != '' %}<p>from {{ customer.b }}</p>{% endif %}",
                "<table>{% for tag in customer.tags %}<tr><td>{{ tag }}</td></tr>{% endfor %}</table>",
                "<a href=\"https://shop.example.com/?q={{ customer.b }}\" title='{{ customer.a }}'>{{ brand.name }}</a>",
                "<a href='{{ customer.c }}'>Yours</a><a href='{{ unsubscribe_url }}'>No more</a>",
                "<html><head><style>p { color: red }</style></head><body style=\"color:{{ brand.color }}\">{{ orders.total | money }}</body></html>"
            })
    void usualMailsAreMadeFromPatterns(String template) {
        for (String name : List.of("Asha", "O'Brien & Söhne", "आशा 😀")) {
            Map<String, Object> variables = variables(
                    Map.of("a", name, "b", "Pune", "c", "https://x.example/?a=1&b=2", "tags", List.of("one", name)));

            assertThat(fromPattern(template, variables, "Hi " + name, "Look", LINKS))
                    .isNotNull()
                    .isEqualTo(alone(template, variables, "Hi " + name, "Look", LINKS));
        }
    }

    @Test
    void aLinkThatMayNotBeIsLeftToTheWholeLayout() {
        Function<String, @Nullable Rendered> mail =
                url -> fromPattern("<a href='{{ customer.a }}'>x</a>", variables(Map.of("a", url)), "Hi", "", LINKS);

        assertThat(mail.apply("https://shop.example.com")).isNotNull();
        assertThat(mail.apply("javascript:alert(1)")).isNull();
        assertThat(mail.apply("data:text/html,x")).isNull();
        assertThat(mail.apply(UNSUBSCRIBE)).isNull();
    }

    /** What is filled in is written as jsoup writes it, whatever it is. */
    @Test
    void everyVisibleCharacterIsWrittenTheSame() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String words = "a" + Character.toString(c) + "b";
            if (Insertions.isPlain(words)) {
                Element element =
                        new Document("").appendElement("p").attr("title", words).text(words);
                StringBuilder written = new StringBuilder("<p title=\"");
                HtmlText.write(words, true, written);
                HtmlText.write(words, false, written.append("\">"));

                assertThat(element.outerHtml()).isEqualTo(written.append("</p>").toString());
            }
        }
    }
}
