package io.micms.local.inbox;

import com.icegreen.greenmail.mail.MovingMessage;
import io.micms.local.LocalPorts;
import io.micms.local.inbox.ReceivedMessage.Channel;
import io.micms.local.web.LocalHttpServer;
import io.micms.local.web.Reply;
import io.micms.local.web.Request;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes mail by SMTP and text messages by HTTP, and shows them on a page and as JSON. Keeps the last 50,000. */
public final class Inbox implements AutoCloseable {

    private static final int DEFAULT_LIMIT = 500;

    final ReceivedMessages messages;
    private final Reports reports;
    private final InboxPages pages;
    private final SmtpDoor smtp;
    private final LocalHttpServer http;

    private Inbox(ReceivedMessages messages, Reports reports, int smtpPort, int httpPort) {
        this.messages = messages;
        this.reports = reports;
        this.pages = new InboxPages(messages);
        // The JDK's server reports a taken port at once, so it goes first.
        this.http = routes().start(httpPort);
        this.smtp = SmtpDoor.open(smtpPort == 0 ? LocalPorts.free() : smtpPort, this::take);
    }

    /**
     * Starts both servers; they answer when this returns. What they take is gone when they stop.
     *
     * @param smtpPort 0 for any free one
     * @param httpPort 0 for any free one
     */
    public static Inbox start(int smtpPort, int httpPort) {
        return new Inbox(new ReceivedMessages(), Reports.none(), smtpPort, httpPort);
    }

    /**
     * The same with what earlier runs took: a message is in a file of the directory before its sender is told that it was taken.
     *
     * @throws java.io.UncheckedIOException if the directory cannot be used
     */
    public static Inbox start(Path directory, int smtpPort, int httpPort) {
        return start(directory, smtpPort, httpPort, Reports.none());
    }

    static Inbox start(Path directory, int smtpPort, int httpPort, Reports reports) {
        return new Inbox(ReceivedMessages.in(directory), reports, smtpPort, httpPort);
    }

    /**
     * One that tells the platform what becomes of messages, as {@link Plays} has it.
     *
     * @param platform its public address
     * @param hookSecret what calls of its doors are signed with
     * @param smsToken what callbacks are signed with
     */
    public static Inbox startTelling(int smtpPort, int httpPort, String platform, String hookSecret, String smsToken) {
        return new Inbox(new ReceivedMessages(), new Reports(platform, hookSecret, smsToken), smtpPort, httpPort);
    }

    public int smtpPort() {
        return smtp.port();
    }

    public int httpPort() {
        return http.port();
    }

    /** The address of the page, of the JSON below {@code /api/messages}, and what {@code SMS_BASE_URL} wants. */
    public String url() {
        return "http://" + LocalPorts.HOST + ":" + http.port();
    }

    /** What has arrived, newest first. */
    public List<ReceivedMessage> messages() {
        return messages.newest(null, null, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        smtp.close();
        http.close();
        messages.close();
        reports.close();
    }

    private LocalHttpServer.Routes routes() {
        SmsDoor sms = new SmsDoor(messages, reports);
        return new LocalHttpServer.Routes()
                .get("/", pages::list)
                .get("/messages/*", pages::message)
                .get("/messages/*/html", pages::mailHtml)
                .get("/health", request -> Reply.json(200, Map.of("status", "UP")))
                .get("/api/messages", this::list)
                .get("/api/messages/*", this::get)
                .delete("/api/messages", request -> {
                    messages.clear();
                    return Reply.empty();
                })
                .post("/2010-04-01/Accounts/*/Messages.json", sms::take);
    }

    private Reply list(Request request) {
        Channel channel;
        int limit;
        try {
            channel = request.query("channel")
                    .map(name -> Channel.valueOf(name.toUpperCase(Locale.ROOT)))
                    .orElse(null);
            limit = request.query("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
        } catch (IllegalArgumentException e) {
            return Reply.json(400, Map.of("status", 400, "detail", "channel is email or sms, limit is a number"));
        }
        List<ReceivedMessage> found =
                messages.newest(channel, request.query("to").orElse(null), Math.max(1, limit));
        List<Map<String, Object>> items = new ArrayList<>();
        found.forEach(message -> items.add(body(message)));
        return Reply.json(200, Map.of("items", items, "total", messages.count()));
    }

    private Reply get(Request request) {
        Optional<ReceivedMessage> found = messages.find(request.segment(1));
        return found.map(message -> Reply.json(200, body(message)))
                .orElseGet(() -> Reply.json(404, Map.of("status", 404, "detail", "No such message")));
    }

    private static Map<String, Object> body(ReceivedMessage message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", message.id());
        body.put("channel", message.channel().wireName());
        body.put("from", message.from());
        body.put("to", message.to());
        body.put("subject", message.subject());
        body.put("text", message.text());
        body.put("html", message.html());
        body.put("headers", message.headers());
        body.put("receivedAt", message.receivedAt().toString());
        return body;
    }

    private void take(MovingMessage envelope) {
        Instant now = Instant.now();
        messages.add(number -> {
            try {
                return MailMessages.read(ReceivedMessage.id(Channel.EMAIL, number), envelope, now);
            } catch (MessagingException | IOException e) {
                // GreenMail answers 451, as a server would that cannot take the mail now.
                throw new IllegalStateException("Mail cannot be read", e);
            }
        });
        reports.ofMail(envelope);
    }
}
