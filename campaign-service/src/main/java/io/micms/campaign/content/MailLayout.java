package io.micms.campaign.content;

import static io.micms.campaign.content.HtmlText.escaped;

import io.micms.campaign.brand.Brand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * Makes a whole mail of what its author wrote. A fragment is put into the brand's layout, made of tables for mail clients
 * that know nothing else; a document stays as it is and gets only what it lacks.
 */
final class MailLayout {

    /** Of the layout's own style sheet, which has nothing to be written into elements. */
    private static final String OURS = "data-micms-layout";

    private static final Pattern DOCUMENT = Pattern.compile("<(!doctype|html|body)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String LAYOUT = resource("layout.html");
    private static final Evaluator CHARSET = QueryParser.parse("meta[charset]");
    private static final Evaluator LINKS = QueryParser.parse("a[href], area[href]");

    /** So that the preview shows no text behind the preheader: clients fill it up with what comes next. */
    private static final String FILLING = "&#847;&zwnj;&nbsp;".repeat(60);

    private final Brand brand;
    private final String subject;
    private final @Nullable String preheader;
    private final RecipientLinks links;
    private final UnaryOperator<String> counted;

    MailLayout(Brand brand, String subject, @Nullable String preheader, RecipientLinks links) {
        this(brand, subject, preheader, links, links::counted);
    }

    /** @param counted what stands in the mail for each link that its author does not want to leave as it is */
    MailLayout(
            Brand brand,
            String subject,
            @Nullable String preheader,
            RecipientLinks links,
            UnaryOperator<String> counted) {
        this.brand = brand;
        this.subject = subject;
        this.preheader = preheader;
        this.links = links;
        this.counted = counted;
    }

    /** @param removed what was taken out of it because it would run, load or submit something */
    record Mail(String html, Set<String> removed) {}

    /** @param looksInside whether how it looks depends on words or attributes */
    record Page(Document document, Set<String> removed, boolean looksInside) {}

    Mail of(String authored) {
        Page page = page(authored);
        return new Mail(page.document().outerHtml(), page.removed());
    }

    Page page(String authored) {
        boolean whole = DOCUMENT.matcher(authored).find();
        Document mail = Jsoup.parse(whole ? authored : inLayout(authored));
        mail.outputSettings().prettyPrint(false);
        Set<String> removed = new LinkedHashSet<>(SafeHtml.clean(mail));
        if (whole) {
            if (mail.select(CHARSET).isEmpty()) {
                mail.head().prependElement("meta").attr("charset", "utf-8");
            }
            if (mail.title().isEmpty()) {
                mail.title(subject);
            }
        } else {
            // A fragment's own style sheets belong into the head.
            mail.body().getElementsByTag("style").forEach(style -> mail.head().appendChild(style));
        }
        boolean looksInside = InlineCss.apply(mail, OURS);
        if (!whole) {
            mail.getElementsByAttribute(OURS).removeAttr(OURS);
            style(mail);
        }
        if (whole && mail.select("a[href]").stream().noneMatch(this::unsubscribes)) {
            mail.body().append(footer());
        }
        if (preheader != null && !preheader.isBlank()) {
            mail.body()
                    .prepend(
                            "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\" aria-hidden=\"true\">%s%s</div>"
                                    .formatted(escaped(preheader), FILLING));
        }
        track(mail);
        return new Page(mail, removed, looksInside);
    }

    private boolean unsubscribes(Element link) {
        return links.isOwn(link.attr("href"));
    }

    private void track(Document mail) {
        for (Element link : mail.select(LINKS)) {
            if (!link.attr("data-track").equals("off")) {
                link.attr("href", counted.apply(link.attr("href")));
            }
            link.removeAttr("data-track");
        }
        if (links.openUrl() != null) {
            mail.body()
                    .appendElement("img")
                    .attr("src", links.openUrl())
                    .attr("width", "1")
                    .attr("height", "1")
                    .attr("alt", "")
                    .attr("style", "display:block;width:1px;height:1px;border:0");
        }
    }

    private String inLayout(String fragment) {
        Map<String, String> parts = Map.of(
                "language",
                escaped(brand.language().toLanguageTag()),
                "subject",
                escaped(subject),
                "accent",
                brand.accent(),
                "logo",
                logo(),
                "body",
                fragment,
                "footer",
                footer());
        Matcher places = PLACE.matcher(LAYOUT);
        StringBuilder page = new StringBuilder();
        while (places.find()) {
            places.appendReplacement(
                    page, Matcher.quoteReplacement(Objects.requireNonNullElse(parts.get(places.group(1)), "")));
        }
        return places.appendTail(page).toString();
    }

    private String logo() {
        String name = escaped(brand.displayName());
        String shown = brand.logoUrl() == null
                ? "<span style=\"font-size:20px;font-weight:bold;color:%s\">%s</span>".formatted(brand.accent(), name)
                : "<img src=\"%s\" alt=\"%s\" height=\"40\" style=\"height:40px;max-width:240px;border:0\">"
                        .formatted(escaped(brand.logoUrl()), name);
        return brand.websiteUrl() == null
                ? shown
                : "<a href=\"%s\" style=\"text-decoration:none;color:%s\">%s</a>"
                        .formatted(escaped(brand.websiteUrl()), brand.accent(), shown);
    }

    private String footer() {
        String address = brand.postalAddress() == null
                ? ""
                : "<br>" + escaped(brand.postalAddress()).replaceAll("\\R", "<br>");
        String url = escaped(links.unsubscribeUrl());
        return """
                <div class="micms-foot" style="padding:20px 0;font-family:Arial,Helvetica,sans-serif;font-size:12px;\
                line-height:1.6;color:#6b7280;text-align:center">%s%s<br>\
                <a href="%s" style="color:#6b7280;text-decoration:underline">Unsubscribe</a> &middot; \
                <a href="%s" style="color:#6b7280;text-decoration:underline">Preferences</a></div>""".formatted(escaped(brand.displayName()), address, url, escaped(links.preferencesUrl()));
    }

    /** Under the text of a mail or of its own plain alternative. */
    String textFooter(String text) {
        if (text.contains(links.unsubscribeUrl())) {
            return text;
        }
        String address = brand.postalAddress() == null ? "" : "\n" + brand.postalAddress();
        return "%s\n\n-- \n%s%s\nUnsubscribe: %s\n"
                .formatted(text.stripTrailing(), brand.displayName(), address, links.unsubscribeUrl());
    }

    /** How things look that their author says nothing of: what they do say comes later in the attribute, and wins. */
    private void style(Document mail) {
        Map<String, String> looks = Map.ofEntries(
                Map.entry("h1", "margin:0 0 16px;font-size:26px;line-height:1.25;color:#111827;"),
                Map.entry("h2", "margin:24px 0 12px;font-size:20px;line-height:1.3;color:#111827;"),
                Map.entry("h3", "margin:20px 0 8px;font-size:17px;line-height:1.3;color:#111827;"),
                Map.entry("p", "margin:0 0 16px;"),
                Map.entry("ul", "margin:0 0 16px;padding-left:24px;"),
                Map.entry("ol", "margin:0 0 16px;padding-left:24px;"),
                Map.entry("img", "max-width:100%;border:0;"),
                Map.entry("hr", "border:0;border-top:1px solid #e5e7eb;margin:24px 0;"),
                Map.entry("a", "color:%s;".formatted(brand.accent())),
                Map.entry(
                        "a.button",
                        "display:inline-block;padding:12px 24px;border-radius:6px;background:%s;color:%s;font-weight:bold;text-decoration:none;"
                                .formatted(brand.accent(), brand.onAccent())));
        for (Element body : mail.getElementsByClass("micms-body")) {
            for (Element element : body.getAllElements()) {
                String name = element.normalName();
                String look = looks.get(name.equals("a") && element.hasClass("button") ? "a.button" : name);
                if (look != null) {
                    element.attr("style", look + element.attr("style"));
                }
            }
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(MailLayout.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
