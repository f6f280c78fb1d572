package io.micms.campaign.receipts;

import io.micms.platform.leasing.Leases;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks into the mailbox that mail comes back to (IMAP). A mail leaves it once what it says is in the database, so that a
 * crash in between only reads it again.
 */
@Component
@ConditionalOnExpression("!'${micms.receipts.imap.host:}'.isBlank()")
class BounceMailbox {

    private static final Logger log = LoggerFactory.getLogger(BounceMailbox.class);
    private static final int AT_A_TIME = 200;
    private static final int MAIL_AT_MOST = 1024 * 1024;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String TIMEOUT = "30000";

    private final ReceiptProperties.Imap imap;
    private final ReturnedMails returnedMails;
    private final Leases leases;

    BounceMailbox(ReceiptProperties properties, ReturnedMails returnedMails, Leases leases) {
        this.imap = properties.imap();
        this.returnedMails = returnedMails;
        this.leases = leases;
    }

    @Scheduled(fixedDelayString = "${micms.receipts.imap.every:1m}")
    void look() {
        leases.run("bounce-mailbox", LEASE, () -> {
            try {
                int read = read();
                if (read > 0) {
                    log.info("{} mails were read in the mailbox for returned mail", read);
                }
            } catch (MessagingException e) {
                log.warn("The mailbox for returned mail on {} could not be read: {}", imap.host(), e.toString());
            }
        });
    }

    private int read() throws MessagingException {
        Session session = Session.getInstance(settings());
        try (Store store = session.getStore(imap.ssl() ? "imaps" : "imap")) {
            store.connect(imap.host(), imap.port(), imap.username(), imap.password());
            try (Folder folder = store.getFolder(imap.folder())) {
                folder.open(Folder.READ_WRITE);
                int count = Math.min(folder.getMessageCount(), AT_A_TIME);
                Message[] mails = count == 0 ? new Message[0] : folder.getMessages(1, count);
                for (Message mail : mails) {
                    take(mail);
                    move(store, folder, mail);
                }
                return mails.length;
            }
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        for (String protocol : new String[] {"imap", "imaps"}) {
            settings.put("mail." + protocol + ".connectiontimeout", TIMEOUT);
            settings.put("mail." + protocol + ".timeout", TIMEOUT);
            settings.put("mail." + protocol + ".writetimeout", TIMEOUT);
        }
        settings.put("mail.imap.starttls.enable", "true");
        return settings;
    }

    private void take(Message mail) throws MessagingException {
        if (mail.getSize() > MAIL_AT_MOST) {
            log.warn("A mail of {} bytes in the mailbox for returned mail is no report", mail.getSize());
            return;
        }
        try {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            mail.writeTo(raw);
            returnedMails.take(raw.toByteArray());
        } catch (IOException e) {
            throw new MessagingException("A mail could not be read", e);
        }
    }

    private void move(Store store, Folder folder, Message mail) throws MessagingException {
        String processed = imap.processed();
        if (processed != null && !processed.isBlank()) {
            Folder target = store.getFolder(processed);
            if (!target.exists()) {
                target.create(Folder.HOLDS_MESSAGES);
            }
            folder.copyMessages(new Message[] {mail}, target);
        }
        mail.setFlag(Flags.Flag.DELETED, true);
    }
}
