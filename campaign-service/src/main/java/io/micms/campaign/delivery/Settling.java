package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaigns;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.NotFound;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/** What people find out of messages that nobody had an answer for. */
@Service
public class Settling {

    private final Ledger ledger;
    private final Campaigns campaigns;
    private final Caps caps;
    private final Sender sender;
    private final Clock clock;

    Settling(Ledger ledger, Campaigns campaigns, Caps caps, Sender sender, Clock clock) {
        this.ledger = ledger;
        this.campaigns = campaigns;
        this.caps = caps;
        this.sender = sender;
        this.clock = clock;
    }

    /** Whether a message went out after all. */
    public enum Settlement {
        SENT,
        NOT_SENT
    }

    /**
     * @param by who found out, for people to read
     * @throws Conflict if the message is not unconfirmed
     */
    public Message settle(String campaignId, String messageId, Settlement as, String by) {
        Message message = find(campaignId, messageId);
        message.settle(as == Settlement.SENT, by, clock.instant());
        if (as == Settlement.SENT) {
            campaigns
                    .get(campaignId)
                    .followUp(message.step())
                    .ifPresent(next -> message.followUp(clock.instant().plus(next.length())));
        }
        ledger.save(message);
        if (as == Settlement.NOT_SENT) {
            caps.free(List.of(message));
        }
        return message;
    }

    /**
     * Has a message sent again that was settled as not sent; all guards are asked again.
     *
     * @throws Conflict if it was not, or its campaign was stopped
     */
    public Message retry(String campaignId, String messageId) {
        Message message = find(campaignId, messageId);
        message.retry(clock.instant());
        campaigns.reopen(campaignId, clock.instant());
        ledger.save(message);
        // It may have been completed again in between.
        campaigns.reopen(campaignId, clock.instant());
        sender.wake();
        return message;
    }

    private Message find(String campaignId, String messageId) {
        return ledger.find(messageId)
                .filter(message -> message.campaignId().equals(campaignId))
                .orElseThrow(() -> new NotFound("message " + messageId));
    }
}
