package io.micms.campaign.content;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The plain alternative of an HTML mail whose author gave none. */
final class PlainText {

    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    private static final Pattern AROUND_BREAKS = Pattern.compile(" ?\\n ?");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

    private PlainText() {}

    static String of(String html) {
        StringBuilder text = new StringBuilder();
        Jsoup.parse(html).body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(words.text());
                } else if (node instanceof Element picture && picture.nameIs("img")) {
                    // What a picture says stands there for who does not see it; as a text node it is read as all others
                    // are.
                    text.append(' ')
                            .append(new TextNode(picture.attr("alt")).text())
                            .append(' ');
                } else if (node instanceof Element element && (element.isBlock() || element.nameIs("br"))) {
                    text.append('\n');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element link && link.nameIs("a") && link.hasAttr("href")) {
                    text.append(" (").append(link.attr("href")).append(')');
                } else if (node instanceof Element element && element.isBlock()) {
                    text.append('\n');
                }
            }
        });
        String blanks = BLANKS.matcher(text).replaceAll(" ");
        String lines = AROUND_BREAKS.matcher(blanks).replaceAll("\n");
        return EMPTY_LINES.matcher(lines).replaceAll("\n\n").strip();
    }
}
