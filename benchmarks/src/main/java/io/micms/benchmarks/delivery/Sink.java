package io.micms.benchmarks.delivery;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A mail server that takes everything at once and only counts, so that it costs whoever sends as little as possible. */
final class Sink implements AutoCloseable {

    private final ServerSocket listener;
    private final AtomicLong taken = new AtomicLong();
    private volatile long lastAt;
    private volatile @Nullable Queue<Mail> kept;

    /** @param data as it came over the wire, without the final dot */
    record Mail(String from, String to, byte[] data) {}

    Sink() throws IOException {
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    long taken() {
        return taken.get();
    }

    /** When it last took one; see {@link System#nanoTime()}. */
    long lastAt() {
        return lastAt;
    }

    /** From now on what is taken is kept. */
    void keep() {
        kept = new ConcurrentLinkedQueue<>();
    }

    /** Writes what was kept since, for {@link BareSender} to send once more. */
    void write(Path file) throws IOException {
        Queue<Mail> mails = kept;
        kept = null;
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(mails == null ? 0 : mails.size());
            if (mails != null) {
                for (Mail mail : mails) {
                    out.writeUTF(mail.from());
                    out.writeUTF(mail.to());
                    out.writeInt(mail.data().length);
                    out.write(mail.data());
                }
            }
        }
    }

    /** Waits until so many have been taken in all. */
    void await(long total) throws InterruptedException {
        while (taken.get() < total) {
            Thread.sleep(5);
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), 32 * 1024);
            OutputStream out = client.getOutputStream();
            say(out, "220 sink");
            String from = "";
            String to = "";
            for (String line = line(in); line != null; line = line(in)) {
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("EHLO")) {
                    say(out, "250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8");
                } else if (verb.startsWith("MAIL FROM:")) {
                    from = address(line);
                    say(out, "250 ok");
                } else if (verb.startsWith("RCPT TO:")) {
                    to = address(line);
                    say(out, "250 ok");
                } else if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    take(in, from, to);
                    say(out, "250 taken");
                } else if (verb.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // Whoever sent has hung up.
        }
    }

    private void take(InputStream in, String from, String to) throws IOException {
        Queue<Mail> keeping = kept;
        ByteArrayOutputStream data = keeping == null ? null : new ByteArrayOutputStream();
        for (byte[] line = bytes(in); line != null && !(line.length == 1 && line[0] == '.'); line = bytes(in)) {
            if (data != null) {
                int stuffed = line.length > 0 && line[0] == '.' ? 1 : 0;
                data.write(line, stuffed, line.length - stuffed);
                data.write('\r');
                data.write('\n');
            }
        }
        if (keeping != null && data != null) {
            keeping.add(new Mail(from, to, data.toByteArray()));
        }
        lastAt = System.nanoTime();
        taken.incrementAndGet();
    }

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        byte[] bytes = bytes(in);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** @return a line without its end; null at the end of everything */
    private static byte @Nullable [] bytes(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.write(next);
            }
            next = in.read();
        }
        return line.toByteArray();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
