package io.micms.local.inbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micms.local.LocalPorts;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.function.Consumer;

/** An SMTP server that takes mail for anyone from anyone, but for those to whom {@link Plays} something else happens. */
final class SmtpDoor implements AutoCloseable {

    private final GreenMail server;

    private SmtpDoor(GreenMail server) {
        this.server = server;
    }

    static SmtpDoor open(int port, Consumer<MovingMessage> arrival) {
        ServerSetup setup = new ServerSetup(port, LocalPorts.HOST, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(10_000);
        GreenMail server = new PlayingGreenMail(setup)
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        // GreenMail would keep each mail in a mailbox for ever; a mail with several recipients is handed over once.
        server.getUserManager()
                .setMessageDeliveryHandler((mail, address) -> new Taker(
                        address.equals(mail.getToAddresses().iterator().next()) ? arrival : nothing -> {}));
        server.start();
        return new SmtpDoor(server);
    }

    int port() {
        return server.getSmtp().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Refuses some recipients. */
    private static final class PlayingGreenMail extends GreenMail {

        PlayingGreenMail(ServerSetup setup) {
            super(setup);
        }

        @Override
        protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
            return super.createServices(setups, new PlayingManagers(managers));
        }
    }

    private static final class PlayingManagers extends Managers {

        private final Managers others;
        private final SmtpManager smtp;

        PlayingManagers(Managers others) {
            this.others = others;
            this.smtp = new SmtpManager(others.getImapHostManager(), others.getUserManager()) {
                @Override
                public String checkRecipient(SmtpState state, MailAddress recipient) {
                    String refusal = Plays.ofAddress(recipient.getEmail()).smtpReply();
                    return refusal == null ? super.checkRecipient(state, recipient) : refusal;
                }
            };
        }

        @Override
        public SmtpManager getSmtpManager() {
            return smtp;
        }

        @Override
        public UserManager getUserManager() {
            return others.getUserManager();
        }

        @Override
        public ImapHostManager getImapHostManager() {
            return others.getImapHostManager();
        }
    }

    /** Takes one mail; has none of a mailbox user's other sides. */
    private record Taker(Consumer<MovingMessage> arrival) implements GreenMailUser {

        @Override
        public void deliver(MovingMessage mail) {
            arrival.accept(mail);
        }

        @Override
        public void deliver(MimeMessage mail) {
            throw new UnsupportedOperationException("Only mail with an envelope arrives by SMTP");
        }

        @Override
        public String getEmail() {
            return "anyone@localhost";
        }

        @Override
        public String getLogin() {
            return getEmail();
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getQualifiedMailboxName() {
            return getEmail();
        }

        @Override
        public void create() {
            // Has no mailbox.
        }

        @Override
        public void delete() {
            // Has no mailbox.
        }

        @Override
        public void setPassword(String password) {
            // Anyone may.
        }

        @Override
        public void authenticate(String password) {
            // Anyone may.
        }
    }
}
