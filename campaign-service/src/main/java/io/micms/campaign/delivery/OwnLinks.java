package io.micms.campaign.delivery;

import io.micms.campaign.content.Personalisation.Copy;
import io.micms.campaign.content.Personalisation.Rendered;
import io.micms.campaign.content.RecipientLinks;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * The links in a message that act in its recipient's name: whoever had them could open it, click in it and unsubscribe for
 * them. Where one is a link of the message's author underneath, that is put in its place.
 */
final class OwnLinks {

    /** The shortest that is signed for a message has more; words in the paths of others' links have hardly ever as many. */
    private static final String TOKEN = "[\\w-]{48,}";

    private static final Pattern ATTRIBUTE =
            Pattern.compile("(href|src)=\"[^\"]*?/([uoc])/(" + TOKEN + ")[^\"]*\"", Pattern.CASE_INSENSITIVE);

    private static final Pattern CLICK = Pattern.compile("https?://[^\\s\"'<>]*?/c/(" + TOKEN + ")");

    /** However it is written, within another link too. */
    private static final Pattern ANY =
            Pattern.compile("((?:/|%2F|%252F)[uoc](?:/|%2F|%252F))" + TOKEN, Pattern.CASE_INSENSITIVE);

    /** What stands for them in a copy that is made without them. */
    static final RecipientLinks NONE = new RecipientLinks("#", "#", UnaryOperator.identity());

    private OwnLinks() {}

    /** What was sent, as it is kept. */
    static Rendered without(Copy copy) {
        Rendered sent = copy.sent();
        String html = copy.keptHtml();
        String text = copy.keptText();
        return new Rendered(
                withoutInText(sent.subject()),
                html != null ? html : withoutInHtml(sent.html()),
                text != null ? text : withoutInText(sent.text()));
    }

    static String withoutInText(String text) {
        String clicked = CLICK.matcher(text).replaceAll(replacement(link -> target(link.group(1), link.group())));
        return ANY.matcher(clicked).replaceAll("$1…");
    }

    static String withoutInHtml(String html) {
        String attributes = ATTRIBUTE.matcher(html).replaceAll(replacement(OwnLinks::attribute));
        return ANY.matcher(attributes).replaceAll("$1…");
    }

    private static String attribute(MatchResult attribute) {
        String leadsTo = attribute.group(2).equals("c") ? target(attribute.group(3), "#") : "#";
        return attribute.group(1) + "=\"" + HtmlUtils.htmlEscape(leadsTo) + "\"";
    }

    /** A token that somebody made up may say anything. */
    private static String target(String token, String otherwise) {
        return Links.target(token)
                .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .orElse(otherwise);
    }

    private static Function<MatchResult, String> replacement(Function<MatchResult, String> literal) {
        return match -> Matcher.quoteReplacement(literal.apply(match));
    }
}
