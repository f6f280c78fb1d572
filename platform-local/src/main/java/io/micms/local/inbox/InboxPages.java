package io.micms.local.inbox;

import static io.micms.local.web.Html.escape;

import io.micms.local.inbox.ReceivedMessage.Channel;
import io.micms.local.inbox.ReceivedMessages.Kept;
import io.micms.local.web.Reply;
import io.micms.local.web.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The inbox for people: a list that refreshes itself, and one page per message. */
final class InboxPages {

    private static final int SHOWN = 200;
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'self' 'unsafe-inline';"
                    + " connect-src 'self'; frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
    /** A mail runs no script and cannot touch this page; its links open in tabs of their own, its pictures load as in a mail client. */
    private static final String MAIL_POLICY =
            "default-src 'none'; img-src * data:; style-src 'unsafe-inline' *; font-src *;"
                    + " sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

    private final ReceivedMessages messages;
    private final String layout = resource("inbox.html");

    InboxPages(ReceivedMessages messages) {
        this.messages = messages;
    }

    Reply list(Request request) {
        @Nullable
        Channel channel = request.query("channel")
                .filter(name -> name.equals("email") || name.equals("sms"))
                .map(name -> name.equals("sms") ? Channel.SMS : Channel.EMAIL)
                .orElse(null);
        List<MessageSummary> shown = messages.newest(channel, null, null, SHOWN).stream()
                .map(Kept::summary)
                .toList();
        String rows = shown.isEmpty()
                ? "<p class=empty>Nothing has arrived yet. Mail and text messages that Mi-CMS sends on this machine appear here.</p>"
                : shown.stream().map(InboxPages::row).collect(Collectors.joining("", "<ul class=list>", "</ul>"));
        String newest = shown.isEmpty() ? "" : shown.getFirst().id();
        String content = "<main data-newest=\"%s\" data-total=\"%d\"><nav>%s</nav>%s</main>"
                .formatted(escape(newest), messages.count(), tabs(channel), rows);
        return page("Inbox (" + messages.count() + ")", content);
    }

    Reply message(Request request) {
        return messages.find(request.segment(1))
                .map(message -> page(message.title(), view(message)))
                .orElseGet(() ->
                        Reply.html(404, layout("No such message", "<main><p class=empty>No such message.</p></main>")));
    }

    Reply mailHtml(Request request) {
        return messages.find(request.segment(1))
                .filter(message -> message.html() != null)
                .map(message -> Reply.html("<base target=\"_blank\">" + message.html())
                        .with("Content-Security-Policy", MAIL_POLICY)
                        .with("Referrer-Policy", "no-referrer"))
                .orElseGet(() -> Reply.text(404, "No such message\n"));
    }

    private static String tabs(@Nullable Channel channel) {
        return tab("/", "All", channel == null)
                + tab("/?channel=email", "Mail", channel == Channel.EMAIL)
                + tab("/?channel=sms", "Text messages", channel == Channel.SMS);
    }

    private static String tab(String address, String name, boolean current) {
        return "<a href=\"%s\"%s>%s</a>".formatted(address, current ? " aria-current=page" : "", name);
    }

    private static String row(MessageSummary message) {
        return """
                <li><a href="/messages/%s"><span class="badge %s">%s</span><span class=to>%s</span>\
                <span class=subject>%s</span><time datetime="%s"></time></a></li>""".formatted(
                        escape(message.id()),
                        message.channel().wireName(),
                        message.channel() == Channel.SMS ? "SMS" : "Mail",
                        escape(String.join(", ", message.to())),
                        escape(message.title()),
                        message.receivedAt());
    }

    private static String view(ReceivedMessage message) {
        String headers = message.headers().entrySet().stream()
                .map(header ->
                        "<tr><th>%s</th><td>%s</td></tr>".formatted(escape(header.getKey()), escape(header.getValue())))
                .collect(Collectors.joining());
        String body = message.html() == null
                ? "<pre class=text>" + escape(message.text()) + "</pre>"
                : "<iframe title=\"Mail\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/messages/"
                        + escape(message.id()) + "/html\"></iframe>"
                        + (message.text() == null
                                ? ""
                                : "<details><summary>As plain text</summary><pre class=text>" + escape(message.text())
                                        + "</pre></details>");
        return """
                <main><p><a href="/">&larr; All messages</a></p><article><h1>%s</h1>
                <dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd><dt>Received</dt><dd><time datetime="%s"></time></dd>%s</dl>
                %s%s</article></main>""".formatted(
                escape(message.title()),
                escape(message.from()),
                escape(String.join(", ", message.to())),
                message.receivedAt(),
                signature(message),
                body,
                headers.isEmpty() ? "" : "<details><summary>Headers</summary><table>" + headers + "</table></details>");
    }

    /** By whom a mail is signed; whether the signature holds only the DNS could tell. */
    private static String signature(ReceivedMessage message) {
        if (message.channel() == Channel.SMS) {
            return "";
        }
        String signature = message.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("DKIM-Signature"))
                .map(header -> "by " + header.getValue().replaceAll("(?s)^.*?\\bd=([^;\\s]*).*$", "$1"))
                .findFirst()
                .orElse("none");
        return "<dt>DKIM</dt><dd>%s</dd>".formatted(escape(signature));
    }

    private Reply page(String title, String content) {
        return Reply.html(layout(title, content)).with("Content-Security-Policy", PAGE_POLICY);
    }

    private String layout(String title, String content) {
        return layout.replace("{{title}}", escape(title)).replace("{{content}}", content);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(InboxPages.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
