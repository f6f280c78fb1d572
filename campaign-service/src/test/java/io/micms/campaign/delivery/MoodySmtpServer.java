package io.micms.campaign.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that keeps what it has taken, and misbehaves when it is told to. It has taken a mail from the moment that
 * the final dot has reached it, whether or not the client hears of that: so what it counts is what a recipient would get.
 */
final class MoodySmtpServer implements AutoCloseable {

    /** What happens to a mail once its data begins. */
    enum Mood {
        TAKE,
        /** 451, and nothing taken. */
        REFUSE_FOR_NOW,
        /** 550, and nothing taken. */
        REFUSE,
        /** Hangs up in the middle of the data: nothing taken. */
        HANG_UP_IN_THE_DATA,
        /** Takes it, and hangs up before it says so. */
        HANG_UP_BEFORE_THE_ANSWER,
        /** Has it to the end, hangs up and loses it. */
        LOSE
    }

    /** The mood for a mail, by its number, counted from 1, and its recipient. */
    interface Moods {
        Mood of(int number, String recipient);
    }

    /** A mail that was taken. */
    record Mail(String to, List<String> lines) {

        String header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return lines.stream()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Mail> taken = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile Moods moods = (number, recipient) -> Mood.TAKE;
    private volatile Predicate<String> unknown = recipient -> false;
    private volatile Duration delay = Duration.ZERO;
    private @Nullable ServerSocket listener;

    MoodySmtpServer() {
        listener = listen(0);
        port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    void be(Moods other) {
        begun.set(0);
        moods = other;
    }

    /** Recipients that it refuses before it is told their mail. */
    void knowNot(Predicate<String> recipients) {
        unknown = recipients;
    }

    /** Before each final answer. */
    void answerAfter(Duration time) {
        delay = time;
    }

    /** Resets all connections and takes no more. */
    synchronized void goDown() {
        ServerSocket open = listener;
        listener = null;
        if (open != null) {
            close(open);
        }
        connections.forEach(MoodySmtpServer::reset);
    }

    synchronized void comeUp() {
        if (listener == null) {
            listener = listen(port);
        }
    }

    @Override
    public void close() {
        goDown();
    }

    synchronized List<Mail> taken() {
        return List.copyOf(taken);
    }

    List<Mail> to(String recipient) {
        return taken().stream().filter(mail -> mail.to().equals(recipient)).toList();
    }

    /** How many each recipient got. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        taken().forEach(mail -> counts.merge(mail.to(), 1, Integer::sum));
        return counts;
    }

    private ServerSocket listen(int on) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
            Thread.ofVirtual().start(() -> accept(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (true) {
            try {
                Socket client = from.accept();
                connections.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = client.getOutputStream();
            say(out, "220 moody");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("EHLO")) {
                    say(out, "250-moody", "250-8BITMIME", "250 SMTPUTF8");
                } else if (verb.startsWith("RCPT TO:")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    say(out, unknown.test(recipient) ? "550 5.1.1 no such user" : "250 ok");
                } else if (verb.equals("DATA")) {
                    Mood mood = moods.of(begun.incrementAndGet(), recipient);
                    say(out, "354 go on");
                    if (!take(in, out, recipient, mood)) {
                        reset(client);
                        return;
                    }
                } else if (verb.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client, or this server, has hung up.
        } finally {
            connections.remove(client);
        }
    }

    /** @return whether the connection goes on */
    private boolean take(BufferedReader in, OutputStream out, String recipient, Mood mood)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            lines.add(line);
            if (mood == Mood.HANG_UP_IN_THE_DATA && lines.size() == 3) {
                return false;
            }
            line = in.readLine();
        }
        if (line == null) {
            return false;
        }
        if (mood == Mood.TAKE || mood == Mood.HANG_UP_BEFORE_THE_ANSWER) {
            synchronized (this) {
                taken.add(new Mail(recipient, lines));
            }
        }
        Thread.sleep(delay);
        switch (mood) {
            case TAKE -> say(out, "250 taken");
            case REFUSE_FOR_NOW -> say(out, "451 4.3.0 not now");
            case REFUSE -> say(out, "550 5.1.1 no such user");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void say(OutputStream out, String... lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        close(socket);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // Nobody is left to tell.
        }
    }
}
