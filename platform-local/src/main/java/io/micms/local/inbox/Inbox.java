package io.micms.local.inbox;

import com.icegreen.greenmail.mail.MovingMessage;
import io.micms.local.LocalPorts;
import io.micms.local.inbox.ReceivedMessage.Channel;
import io.micms.local.inbox.ReceivedMessages.Kept;
import io.micms.local.web.LocalHttpServer;
import io.micms.local.web.Reply;
import io.micms.local.web.Request;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes mail by SMTP and text messages by HTTP, and shows them on a page and as JSON. Keeps the last 50,000 at least, and at most
 * twice as many.
 */
public final class Inbox implements AutoCloseable {

    private static final int LIMIT_BY_DEFAULT = 500;

    /** So that no question can ask for more than there is room for. */
    private static final int LIMIT_AT_MOST = 1_000;

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
        return whole(messages.newest(null, null, null, Integer.MAX_VALUE));
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

    /** The newest first; {@code bodies=false} leaves out what they say, and the headers. */
    private Reply list(Request request) {
        Channel channel;
        try {
            channel = request.query("channel")
                    .map(name -> Channel.valueOf(name.toUpperCase(Locale.ROOT)))
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            return refusal("channel is email or sms.");
        }
        int limit = request.query("limit").map(Inbox::limit).orElse(LIMIT_BY_DEFAULT);
        if (limit < 1 || limit > LIMIT_AT_MOST) {
            return refusal("limit is a whole number from 1 to %d.".formatted(LIMIT_AT_MOST));
        }
        String bodies = request.query("bodies").orElse("true");
        if (!bodies.equals("true") && !bodies.equals("false")) {
            return refusal("bodies is true or false.");
        }
        Long before = null;
        String cursor = request.query("cursor").orElse("");
        if (!cursor.isBlank()) {
            OptionalLong number = ReceivedMessage.number(cursor);
            if (number.isEmpty()) {
                return refusal("This cursor was not made by us; start again without it.");
            }
            before = number.getAsLong();
        }
        List<Kept> found = messages.newest(channel, request.query("to").orElse(null), before, limit + 1);
        List<Kept> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "items",
                bodies.equals("true")
                        ? whole(page).stream().map(Inbox::body).toList()
                        : page.stream().map(message -> body(message.summary())).toList());
        body.put("nextCursor", found.size() > limit ? page.getLast().summary().id() : null);
        body.put("total", messages.count());
        return Reply.json(200, body);
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Reply refusal(String detail) {
        return Reply.json(400, Map.of("status", 400, "detail", detail));
    }

    /** Without those that were given up meanwhile. */
    private static List<ReceivedMessage> whole(List<Kept> messages) {
        return messages.stream()
                .flatMap(message -> message.whole().get().stream())
                .toList();
    }

    private Reply get(Request request) {
        Optional<ReceivedMessage> found = messages.find(request.segment(1));
        return found.map(message -> Reply.json(200, body(message)))
                .orElseGet(() -> Reply.json(404, Map.of("status", 404, "detail", "No such message")));
    }

    private static Map<String, Object> body(MessageSummary message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", message.id());
        body.put("channel", message.channel().wireName());
        body.put("from", message.from());
        body.put("to", message.to());
        body.put("subject", message.subject());
        body.put("receivedAt", message.receivedAt().toString());
        return body;
    }

    private static Map<String, Object> body(ReceivedMessage message) {
        Map<String, Object> body = body(MessageSummary.of(message));
        body.put("text", message.text());
        body.put("html", message.html());
        body.put("headers", message.headers());
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
