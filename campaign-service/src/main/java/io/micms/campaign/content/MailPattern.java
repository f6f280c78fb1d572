package io.micms.campaign.content;

import io.micms.campaign.brand.Brand;
import io.micms.campaign.content.Marks.Kind;
import io.micms.campaign.content.Marks.Piece;
import io.micms.campaign.content.Personalisation.Rendered;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is laid out once for all for whom a template comes out the same but for what it says of them. Taking HTML apart,
 * cleaning it and writing it again takes far longer than all the rest of a mail.
 *
 * <p>What is filled in is what {@link MailLayout} and {@link PlainText} would have made of it. That holds because a mark only
 * ever stands for visible words of which HTML reads the same wherever text may stand, and because a pattern has marks only
 * where text may stand: in elements and within quoted attributes. Where one turns up elsewhere, or decides how something else
 * looks, there is no pattern. Where a URL leads is looked at for each recipient.
 */
final class MailPattern {

    /** In which text is not text as elsewhere. */
    private static final Set<String> NOT_OF_TEXT = Set.of(
            "title", "textarea", "xmp", "noembed", "noframes", "plaintext", "iframe", "noscript", "style", "script");

    /** By which is decided how elements look. */
    private static final Set<String> LOOKS = Set.of("style", "class", "id");

    private final List<Place> html;
    private final List<Url> urls;
    private final List<Piece> text;
    private final int length;

    /** @param attribute whether it is within quotes */
    private record Place(Piece piece, boolean attribute) {}

    /**
     * Of which is known where it leads when all its pieces are.
     *
     * @param counted whether clicks on it are, if it leads to the web
     */
    private record Url(String attribute, List<Piece> pieces, boolean counted) {

        /** Whether its first words already say that it leads to the web. */
        boolean leadsToWebAnyway() {
            return pieces.getFirst().kind() == Kind.WORDS
                    && RecipientLinks.leadsToWeb(pieces.getFirst().words());
        }

        boolean isOwn() {
            return pieces.getFirst().kind() == Kind.UNSUBSCRIBE;
        }
    }

    /** What is filled in. */
    record Recipient(Insertions insertions, String subject, String preheader, RecipientLinks links) {

        Recipient with(RecipientLinks others) {
            return new Recipient(insertions, subject, preheader, others);
        }
    }

    private MailPattern(List<Place> html, List<Url> urls, List<Piece> text) {
        this.html = html;
        this.urls = urls;
        this.text = text;
        this.length = Stream.concat(html.stream().map(Place::piece), text.stream())
                .mapToInt(piece -> piece.words().length())
                .sum();
    }

    /**
     * @param marked what the template came out as
     * @param preheader whether there is one
     * @param tracked whether opens are counted
     * @param withText whether the text is made of the HTML
     * @return null if the mails of these recipients have to be laid out one by one
     */
    static @Nullable MailPattern of(String marked, Brand brand, boolean preheader, boolean tracked, boolean withText) {
        int insertions = insertions(marked);
        if (insertions < 0 || Marks.anyIn(brand.toString()) || Marks.anyBehindAnOpening(marked)) {
            return null;
        }
        Finding finding = new Finding();
        MailLayout layout = new MailLayout(
                brand,
                Marks.SUBJECT,
                preheader ? Marks.PREHEADER : null,
                new RecipientLinks(Marks.UNSUBSCRIBE, tracked ? Marks.OPEN : null, UnaryOperator.identity()),
                finding::counted);
        MailLayout.Page page = layout.page(marked);
        List<Place> html = page.looksInside() ? null : finding.places(page.document());
        List<Piece> text = withText ? Marks.pieces(layout.textFooter(PlainText.of(marked))) : List.of();
        if (html == null || text == null || finding.found.cardinality() != insertions) {
            return null;
        }
        return new MailPattern(html, List.copyOf(finding.urls), text);
    }

    /** @return how many there are, or -1 if there is a mark that no template leaves */
    private static int insertions(String marked) {
        List<Piece> pieces = Marks.pieces(marked);
        if (pieces == null) {
            return -1;
        }
        int count = 0;
        for (Piece piece : pieces) {
            boolean left = switch (piece.kind()) {
                case WORDS, UNSUBSCRIBE -> true;
                case INSERTION -> piece.index() == count++;
                default -> false;
            };
            if (!left) {
                return -1;
            }
        }
        return count;
    }

    /** Looks for the marks in a mail. */
    private static final class Finding {

        private final List<Url> urls = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private final BitSet found = new BitSet();
        private boolean misplaced;

        /** A link of the author's. */
        String counted(String href) {
            List<Piece> pieces = Marks.pieces(href);
            boolean same = pieces == null || !Marks.anyIn(href) && !RecipientLinks.leadsToWeb(href.strip());
            return same ? href : url(new Url("href", pieces, true));
        }

        private String url(Url url) {
            urls.add(url);
            note(url.pieces());
            return Marks.url(urls.size() - 1);
        }

        private void note(List<Piece> pieces) {
            pieces.stream().filter(piece -> piece.kind() == Kind.INSERTION).forEach(piece -> found.set(piece.index()));
        }

        /** @return the mail in pieces; null if there is a mark where none may be */
        @Nullable
        List<Place> places(Document mail) {
            mail.traverse((node, depth) -> look(node));
            List<Piece> pieces = Marks.pieces(mail.outerHtml());
            if (misplaced || pieces == null) {
                return null;
            }
            List<Place> all = new ArrayList<>();
            int next = 0;
            for (Piece piece : pieces) {
                if (piece.kind() == Kind.WORDS) {
                    all.add(new Place(piece, false));
                } else if (next < places.size() && places.get(next).piece().equals(piece)) {
                    all.add(places.get(next++));
                } else {
                    // In a comment, say, or in the name of something.
                    return null;
                }
            }
            return next == places.size() ? all : null;
        }

        private void look(Node node) {
            if (node instanceof Element element) {
                for (Attribute attribute : element.attributes().asList()) {
                    if (Marks.anyIn(attribute.getValue())) {
                        look(element, attribute);
                    }
                }
            } else if (node instanceof TextNode words && Marks.anyIn(words.getWholeText())) {
                String within = words.parentNode() instanceof Element parent ? parent.normalName() : "";
                boolean subject = within.equals("title") && words.getWholeText().equals(Marks.SUBJECT);
                misplaced |= words instanceof CDataNode || NOT_OF_TEXT.contains(within) && !subject;
                add(words.getWholeText(), false);
            }
        }

        private void look(Element element, Attribute attribute) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            List<Piece> pieces = Marks.pieces(attribute.getValue());
            if (pieces == null
                    || LOOKS.contains(name)
                    || Attribute.isBooleanAttribute(name)
                    || element.nameIs("meta")) {
                misplaced = true;
            } else if (SafeHtml.isUrl(name) && !isSettled(pieces)) {
                element.attr(attribute.getKey(), url(new Url(name, pieces, false)));
                add(element.attr(attribute.getKey()), true);
            } else {
                add(attribute.getValue(), true);
            }
        }

        /** Whether it is one of our own whole, or was looked at when it was taken for one of the author's. */
        private static boolean isSettled(List<Piece> pieces) {
            Kind first = pieces.getFirst().kind();
            return pieces.size() == 1 && (first == Kind.URL || first == Kind.OPEN || first == Kind.UNSUBSCRIBE)
                    || pieces.size() == 2
                            && first == Kind.UNSUBSCRIBE
                            && pieces.getLast().kind() == Kind.WORDS;
        }

        private void add(String marked, boolean attribute) {
            List<Piece> pieces = Marks.pieces(marked);
            if (pieces == null) {
                misplaced = true;
                return;
            }
            note(pieces);
            pieces.stream()
                    .filter(piece -> piece.kind() != Kind.WORDS)
                    .forEach(piece -> places.add(new Place(piece, attribute)));
        }
    }

    /** In characters. */
    int length() {
        return length;
    }

    /**
     * @param written the text where it is not made of the HTML
     * @return null if this recipient's mail has to be laid out for itself
     */
    @Nullable
    Rendered fill(Recipient recipient, @Nullable String written) {
        String mail = isPlain(recipient) ? html(recipient) : null;
        return mail == null
                ? null
                : new Rendered(recipient.subject(), mail, written != null ? written : text(recipient));
    }

    /** @return null if this recipient's mail has to be laid out for itself */
    @Nullable
    String html(Recipient recipient) {
        List<String> leading = new ArrayList<>(urls.size());
        for (Url url : urls) {
            String leads = leading(url, recipient);
            if (leads == null) {
                return null;
            }
            leading.add(leads);
        }
        StringBuilder mail = new StringBuilder(length + 1_000);
        for (Place place : html) {
            Piece piece = place.piece();
            switch (piece.kind()) {
                case WORDS -> mail.append(piece.words());
                case URL -> HtmlText.write(leading.get(piece.index()), true, mail);
                default -> HtmlText.write(raw(piece, recipient), place.attribute(), mail);
            }
        }
        return mail.toString();
    }

    private static boolean isPlain(Recipient recipient) {
        RecipientLinks links = recipient.links();
        String own = links.unsubscribeUrl();
        return isPlainUrl(own)
                && isPlain(recipient.subject(), own)
                && isPlain(recipient.preheader(), own)
                && !recipient.insertions().anyContains(own)
                && (links.openUrl() == null || isPlainUrl(links.openUrl()));
    }

    /** A link of the recipient's is nowhere but where it is known to be. */
    private static boolean isPlain(String line, String own) {
        return line.isEmpty() || Insertions.isPlain(line) && !line.contains(own);
    }

    /** Whether it could stand without quotes, too. */
    private static boolean isPlainUrl(String url) {
        return RecipientLinks.leadsToWeb(url)
                && url.chars().allMatch(c -> c > ' ' && c <= '~' && "\"'<>&`".indexOf(c) < 0);
    }

    /** @return null where it may not, or where it leads to what makes other mails of it */
    private static @Nullable String leading(Url url, Recipient recipient) {
        for (Piece piece : url.pieces()) {
            if (piece.kind() == Kind.INSERTION && !recipient.insertions().isUnbroken(piece.index())) {
                return null;
            }
        }
        String leads = raw(url.pieces(), recipient);
        boolean fit = url.leadsToWebAnyway() || url.isOwn() || SafeHtml.isFit(url.attribute(), leads);
        if (!fit || recipient.links().isOwn(leads) != url.isOwn()) {
            return null;
        }
        return url.counted() ? recipient.links().counted(leads) : leads;
    }

    private static String raw(List<Piece> pieces, Recipient recipient) {
        if (pieces.size() == 1) {
            return raw(pieces.getFirst(), recipient);
        }
        StringBuilder raw = new StringBuilder();
        for (Piece piece : pieces) {
            raw.append(raw(piece, recipient));
        }
        return raw.toString();
    }

    private static String raw(Piece piece, Recipient recipient) {
        return switch (piece.kind()) {
            case WORDS -> piece.words();
            case UNSUBSCRIBE -> recipient.links().unsubscribeUrl();
            case OPEN -> String.valueOf(recipient.links().openUrl());
            case SUBJECT -> recipient.subject();
            case PREHEADER -> recipient.preheader();
            case INSERTION -> recipient.insertions().get(piece.index());
            case URL -> throw new IllegalStateException("A URL is not made of others");
        };
    }

    /** The text where it is made of the HTML. */
    String text(Recipient recipient) {
        StringBuilder words = new StringBuilder();
        for (Piece piece : text) {
            words.append(
                    piece.kind() == Kind.INSERTION
                            ? recipient.insertions().asText(piece.index())
                            : raw(piece, recipient));
        }
        return words.toString();
    }
}
