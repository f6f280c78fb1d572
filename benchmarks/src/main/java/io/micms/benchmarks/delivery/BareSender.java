package io.micms.benchmarks.delivery;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Campaign-service without the campaign: the same mail client, over as many connections, each kept for as many mails, sends
 * mails that lie ready in memory, and knows nothing of a database.
 */
final class BareSender {

    /** As many as campaign-service has messages under way. */
    private static final int CONNECTIONS = 16;

    private static final int MAILS_PER_CONNECTION = 100;

    private BareSender() {}

    private record Ready(String from, Address[] to, byte[] data) {}

    /** @param args the port of the mail server, the file of {@link Sink#write}, and how many of it to send first, to warm up */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        List<Ready> mails = read(Path.of(args[1]));
        int warmUp = Integer.parseInt(args[2]);
        Session session = Session.getInstance(settings());
        send(session, port, mails.subList(0, Math.min(warmUp, mails.size())));
        // What starts it waits for this line, and for one of its own.
        System.out.println("BareSender Started ");
        System.in.read();
        send(session, port, mails);
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put("mail.smtp.connectiontimeout", "15000");
        settings.put("mail.smtp.timeout", "15000");
        settings.put("mail.smtp.writetimeout", "15000");
        settings.put("mail.smtp.userset", "true");
        settings.put("mail.smtp.quitwait", "false");
        return settings;
    }

    private static List<Ready> read(Path file) throws IOException, MessagingException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            List<Ready> mails = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String from = in.readUTF();
                Address[] to = {new InternetAddress(in.readUTF())};
                mails.add(new Ready(from, to, in.readNBytes(in.readInt())));
            }
            return mails;
        }
    }

    private static void send(Session session, int port, List<Ready> mails) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            senders.add(Thread.ofVirtual().start(() -> {
                try {
                    sendSome(session, port, mails, next);
                } catch (MessagingException | IOException e) {
                    e.printStackTrace();
                    System.exit(1);
                }
            }));
        }
        for (Thread sender : senders) {
            sender.join();
        }
    }

    private static void sendSome(Session session, int port, List<Ready> mails, AtomicInteger next)
            throws MessagingException, IOException {
        int mine = next.getAndIncrement();
        while (mine < mails.size()) {
            try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
                transport.connect("127.0.0.1", port, null, null);
                for (int sent = 0; sent < MAILS_PER_CONNECTION && mine < mails.size(); sent++) {
                    Ready mail = mails.get(mine);
                    SMTPMessage message = new SMTPMessage(session, new ByteArrayInputStream(mail.data()));
                    message.setEnvelopeFrom(mail.from());
                    transport.sendMessage(message, mail.to());
                    mine = next.getAndIncrement();
                }
            }
        }
    }
}
