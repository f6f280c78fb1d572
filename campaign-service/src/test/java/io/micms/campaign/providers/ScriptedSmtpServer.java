package io.micms.campaign.providers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that says to each command what it is told to, or hangs up at it; {@code .} is the end of a mail. */
final class ScriptedSmtpServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> senders = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final List<String> extensions = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Set<String> hangUps = ConcurrentHashMap.newKeySet();
    private final Set<String> resets = ConcurrentHashMap.newKeySet();

    ScriptedSmtpServer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    sockets.add(socket);
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    void answerTo(String command, String reply) {
        answers.put(command, reply);
    }

    void hangUpAt(String command) {
        hangUps.add(command);
    }

    /** As {@link #hangUpAt}, but without a goodbye: the client's read fails. */
    void resetAt(String command) {
        resets.add(command);
    }

    void offer(String extension) {
        extensions.add(extension);
    }

    void closeConnections() {
        sockets.forEach(ScriptedSmtpServer::closeQuietly);
        sockets.clear();
    }

    int connections() {
        return connections.get();
    }

    /** As they came, one character for each byte. */
    List<String> mails() {
        return mails;
    }

    List<String> senders() {
        return senders;
    }

    List<String> recipients() {
        return recipients;
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            say(out, "220 scripted");
            String line;
            while ((line = in.readLine()) != null) {
                String command = line.toUpperCase(Locale.ROOT).split("[ :]", 2)[0];
                if (hangUps.contains(command)) {
                    return;
                }
                if (resets.contains(command)) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                switch (command) {
                    case "EHLO" -> {
                        say(out, "250-scripted");
                        for (String extension : extensions) {
                            say(out, "250-" + extension);
                        }
                        say(out, "250 ENHANCEDSTATUSCODES");
                    }
                    case "MAIL" -> {
                        senders.add(address(line));
                        say(out, answers.getOrDefault(command, "250 OK"));
                    }
                    case "RCPT" -> {
                        String reply = answers.getOrDefault(command, "250 OK");
                        if (reply.startsWith("2")) {
                            recipients.add(address(line));
                        }
                        say(out, reply);
                    }
                    case "DATA" -> {
                        String reply = answers.getOrDefault(command, "354 Go on");
                        say(out, reply);
                        if (reply.startsWith("354") && !take(in, out)) {
                            return;
                        }
                    }
                    case "QUIT" -> {
                        say(out, "221 Bye");
                        return;
                    }
                    default -> say(out, "250 OK");
                }
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private boolean take(BufferedReader in, OutputStream out) throws IOException {
        StringBuilder mail = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        String reply = answers.getOrDefault(".", "250 2.0.0 Taken");
        if (line != null && reply.startsWith("2")) {
            mails.add(mail.toString());
        }
        if (hangUps.contains(".")) {
            return false;
        }
        say(out, reply);
        return true;
    }

    /** Commands come in UTF-8. */
    private static String address(String line) {
        String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        return new String(address.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed anyway.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeConnections();
    }
}
