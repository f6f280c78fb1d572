package io.micms.campaign.receipts;

import io.micms.campaign.delivery.Receipts;
import io.micms.campaign.receipts.ReturnedMail.Report;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes in mail that came back, from whichever door. Taking the same in again changes nothing. */
@Service
public class ReturnedMails {

    private static final Logger log = LoggerFactory.getLogger(ReturnedMails.class);

    private final Receipts receipts;
    private final MeterRegistry meters;
    private final Clock clock;

    ReturnedMails(Receipts receipts, MeterRegistry meters, Clock clock) {
        this.receipts = receipts;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param raw as it was received
     * @return whether it was about a message that there is
     * @throws MessagingException if this is not a mail at all
     */
    public boolean take(byte[] raw) throws MessagingException {
        Report report = ReturnedMail.read(raw);
        // When it was written is what a server's clock thought; it is news now.
        Instant now = clock.instant();
        boolean known = switch (report) {
            case Report.Bounced bounced -> receipts.bounced(bounced.messageId(), bounced.how(), bounced.detail(), now);
            case Report.Delivered delivered -> receipts.delivered(delivered.messageId(), now);
            case Report.Complained complained -> receipts.complained(complained.messageId(), now);
            case Report.Nothing nothing -> {
                log.debug("A returned mail changes nothing: {}", nothing.why());
                yield false;
            }
        };
        meters.counter("micms.returned.mails", "known", String.valueOf(known)).increment();
        return known;
    }
}
