package io.micms.campaign.receipts;

import io.micms.platform.consuming.InfrastructureFailures;
import io.micms.platform.leasing.Leases;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks into the mailbox that mail comes back to (IMAP). A mail leaves it once what it says is in the database, so that a
 * crash in between only reads it again. One that cannot be taken in is flagged and stays there for a person to look at, and
 * holds up nobody behind it; while the database is away all of them wait.
 */
@Component
@ConditionalOnExpression("!'${micms.receipts.imap.host:}'.isBlank()")
class BounceMailbox {

    private static final Logger log = LoggerFactory.getLogger(BounceMailbox.class);
    private static final int AT_A_TIME = 200;
    private static final Flags SET_ASIDE = new Flags(Flags.Flag.FLAGGED);
    private static final int MAIL_AT_MOST = 1024 * 1024;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String TIMEOUT = "30000";

    private final ReceiptProperties.Imap imap;
    private final ReturnedMails returnedMails;
    private final Leases leases;
    private final Counter setAside;

    BounceMailbox(ReceiptProperties properties, ReturnedMails returnedMails, Leases leases, MeterRegistry meters) {
        this.imap = properties.imap();
        this.returnedMails = returnedMails;
        this.leases = leases;
        this.setAside = meters.counter("micms.returned.mails.set.aside");
    }

    @Scheduled(fixedDelayString = "${micms.receipts.imap.every:1m}")
    void look() {
        leases.run("bounce-mailbox", LEASE, () -> {
            try {
                int read = read();
                if (read > 0) {
                    log.info("{} mails were read in the mailbox for returned mail", read);
                }
            } catch (MessagingException | RuntimeException e) {
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
                int taken = 0;
                for (Message mail : next(folder)) {
                    if (take(mail, folder)) {
                        move(store, folder, mail);
                        taken++;
                    }
                }
                return taken;
            }
        }
    }

    /** Of those that nobody has set aside the oldest. */
    private static List<Message> next(Folder folder) throws MessagingException {
        Message[] waiting =
                folder.getMessageCount() == 0 ? new Message[0] : folder.search(new FlagTerm(SET_ASIDE, false));
        return Arrays.stream(waiting).limit(AT_A_TIME).toList();
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

    /**
     * @return whether it has been taken in; otherwise it is set aside
     * @throws MessagingException if the mailbox is away
     * @throws RuntimeException if it can be taken in later, when what is broken is mended
     */
    private boolean take(Message mail, Folder folder) throws MessagingException {
        byte[] raw;
        try {
            if (mail.getSize() > MAIL_AT_MOST) {
                log.warn("A mail of {} bytes in the mailbox for returned mail is no report", mail.getSize());
                return true;
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            mail.writeTo(content);
            raw = content.toByteArray();
        } catch (IOException | MessagingException | RuntimeException e) {
            if (!folder.isOpen() || !folder.getStore().isConnected()) {
                throw new MessagingException("The connection is gone", e);
            }
            setAside(mail, e);
            return false;
        }
        try {
            returnedMails.take(raw);
            return true;
        } catch (MessagingException | RuntimeException e) {
            if (InfrastructureFailures.includes(e)) {
                throw e;
            }
            setAside(mail, e);
            return false;
        }
    }

    private void setAside(Message mail, Exception why) throws MessagingException {
        mail.setFlags(SET_ASIDE, true);
        setAside.increment();
        log.error("Mail {} in the mailbox for returned mail is flagged and left there", mail.getMessageNumber(), why);
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
