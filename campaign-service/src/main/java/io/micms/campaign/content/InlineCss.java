package io.micms.campaign.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * Writes the rules of style sheets into the elements that they are about, since many mail clients drop style sheets. An
 * element's own style goes before them, and {@code @media} rules stay where they are.
 */
final class InlineCss {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern IDS = Pattern.compile("#[\\w-]+");
    private static final Pattern CLASSES = Pattern.compile("\\.[\\w-]+|\\[[^\\]]*\\]|:[\\w-]+");
    private static final Pattern NAMES = Pattern.compile("(^|[\\s>+~])[a-zA-Z][\\w-]*");

    private InlineCss() {}

    /** @param specificity by CSS 2.2, 6.4.3, without inline styles */
    private record Rule(String selector, Map<String, String> declarations, int specificity, int place) {}

    /** What jsoup's selectors ask of attributes and of text, however it is written. */
    private static final Pattern LOOKS_INSIDE =
            Pattern.compile("\\[|\\\\|:\\s*(?:contains|match|empty|blank)", Pattern.CASE_INSENSITIVE);

    /**
     * @param except attribute of style sheets that stay as they are
     * @return whether any rule asks for more than names, classes, ids and places of elements
     */
    static boolean apply(Document mail, String except) {
        List<Rule> rules = new ArrayList<>();
        for (Element style : mail.getElementsByTag("style")) {
            if (style.hasAttr(except)) {
                continue;
            }
            String kept = read(style.data(), rules);
            if (kept.isBlank()) {
                style.remove();
            } else {
                style.empty().appendChild(new DataNode(kept));
            }
        }
        rules.sort(Comparator.comparingInt(Rule::specificity).thenComparingInt(Rule::place));
        Map<Element, Map<String, String>> styles = new IdentityHashMap<>();
        for (Rule rule : rules) {
            for (Element element : matches(mail, rule.selector())) {
                styles.computeIfAbsent(element, ignored -> new LinkedHashMap<>())
                        .putAll(rule.declarations());
            }
        }
        styles.forEach((element, style) -> {
            style.putAll(declarations(element.attr("style")));
            StringBuilder text = new StringBuilder();
            style.forEach((property, value) ->
                    text.append(property).append(':').append(value).append(';'));
            element.attr("style", text.toString());
        });
        return rules.stream()
                .anyMatch(rule -> LOOKS_INSIDE.matcher(rule.selector()).find());
    }

    private static List<Element> matches(Document mail, String selector) {
        try {
            return mail.select(selector);
        } catch (SelectorParseException | IllegalArgumentException e) {
            // Of a kind that cannot be inlined, such as a state that the reader's pointer brings about.
            return List.of();
        }
    }

    /** @return what cannot be inlined */
    private static String read(String css, List<Rule> rules) {
        String text = COMMENT.matcher(css).replaceAll("");
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                break;
            }
            int close = closing(text, open);
            String head = text.substring(at, open).strip();
            if (head.startsWith("@") || head.contains(":hover") || head.contains(":active") || head.contains("::")) {
                kept.append(text, at, close + 1).append('\n');
            } else {
                Map<String, String> declarations = declarations(text.substring(open + 1, close));
                for (String selector : head.split(",")) {
                    if (!selector.isBlank() && !declarations.isEmpty()) {
                        rules.add(new Rule(selector.strip(), declarations, specificity(selector), rules.size()));
                    }
                }
            }
            at = close + 1;
        }
        return kept.toString();
    }

    /** Where the block ends that begins at a brace; the end of the text where it does not. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return text.length() - 1;
    }

    private static Map<String, String> declarations(String block) {
        Map<String, String> declarations = new LinkedHashMap<>();
        for (String declaration : split(block)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                declarations.put(
                        declaration.substring(0, colon).strip(),
                        declaration.substring(colon + 1).strip());
            }
        }
        return declarations;
    }

    /** At semicolons that stand neither in quotes nor in brackets. */
    private static List<String> split(String block) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        int brackets = 0;
        char quote = 0;
        for (int i = 0; i < block.length(); i++) {
            char c = block.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                brackets++;
            } else if (c == ')') {
                brackets--;
            } else if (c == ';' && brackets <= 0) {
                parts.add(block.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(block.substring(begin));
        return parts;
    }

    private static int specificity(String selector) {
        return count(IDS, selector) * 10_000 + count(CLASSES, selector) * 100 + count(NAMES, selector);
    }

    private static int count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
