package io.micms.campaign.content;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Takes out of a mail whatever would run, load documents or submit anything. Mail clients do so, too; but a mail is also
 * looked at here, and what customers are called or have typed somewhere is part of it.
 */
final class SafeHtml {

    private static final Set<String> ELEMENTS = Set.of(
            "script",
            "noscript",
            "iframe",
            "frame",
            "frameset",
            "object",
            "embed",
            "applet",
            "base",
            "form",
            "input",
            "button",
            "select",
            "textarea",
            "svg",
            "math",
            "template",
            "portal",
            "audio",
            "video",
            "link");

    private static final Set<String> URLS = Set.of(
            "href",
            "src",
            "background",
            "action",
            "formaction",
            "xlink:href",
            "poster",
            "cite",
            "longdesc",
            "lowsrc",
            "dynsrc",
            "srcset",
            "ping",
            "srcdoc",
            "data");

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "sms", "cid");
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):");
    private static final Pattern IMAGE = Pattern.compile("data:image/(png|jpe?g|gif|webp|avif);base64,");
    private static final Pattern IGNORED_IN_URLS = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");

    /** Looks at the first letter first, since most of every mail is styles in which there is nothing to find. */
    private static final Pattern RUNS_IN_STYLE = Pattern.compile(
            "(?=[ejvb@<-])(?:expression\\s*\\(|javascript:|vbscript:|-moz-binding|behavior\\s*:|@import|</)",
            Pattern.CASE_INSENSITIVE);

    private SafeHtml() {}

    /** @return what was taken out, for its author to read */
    static Set<String> clean(Document mail) {
        Set<String> removed = new LinkedHashSet<>();
        for (Element element : mail.getAllElements()) {
            String name = element.normalName();
            if (ELEMENTS.contains(name) || name.equals("meta") && redirects(element)) {
                removed.add("<%s>".formatted(name));
                element.remove();
            } else if (name.equals("style")
                    && RUNS_IN_STYLE.matcher(element.data()).find()) {
                removed.add("a <style> that loads or runs something");
                element.remove();
            } else {
                clean(element, removed);
            }
        }
        return removed;
    }

    /** The character set may be declared this way, too. */
    private static boolean redirects(Element meta) {
        return meta.hasAttr("http-equiv") && !meta.attr("http-equiv").equalsIgnoreCase("content-type");
    }

    private static void clean(Element element, Set<String> removed) {
        if (element.attributesSize() == 0) {
            return;
        }
        List<String> unfit = new ArrayList<>();
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("on")
                    || name.equals("srcdoc")
                    || name.equals("ping")
                    || URLS.contains(name) && !isFit(name, attribute.getValue())
                    || name.equals("style")
                            && RUNS_IN_STYLE.matcher(attribute.getValue()).find()) {
                unfit.add(attribute.getKey());
                removed.add("%s=\"%s\" of <%s>".formatted(name, shortened(attribute.getValue()), element.normalName()));
            }
        }
        unfit.forEach(element::removeAttr);
    }

    /** Whether an attribute leads somewhere. */
    static boolean isUrl(String attribute) {
        return URLS.contains(attribute);
    }

    /** Whether an attribute that leads somewhere may lead there. */
    static boolean isFit(String attribute, String value) {
        // Browsers overlook these within a scheme.
        String url = (isPlain(value) ? value : IGNORED_IN_URLS.matcher(value).replaceAll("")).toLowerCase(Locale.ROOT);
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.lookingAt()) {
            return true;
        }
        return SCHEMES.contains(scheme.group(1))
                || (attribute.equals("src") || attribute.equals("background"))
                        && IMAGE.matcher(url).lookingAt();
    }

    /** Whether it is of visible ASCII characters only, as nearly every URL is. */
    private static boolean isPlain(String url) {
        return url.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    private static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}
