package io.micms.campaign.delivery;

import io.micms.campaign.suppressions.Suppressions;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Takes people at their word who follow the link in a message. */
@Service
public class Unsubscribing {

    private final Ledger ledger;
    private final Links links;
    private final Suppressions suppressions;

    Unsubscribing(Ledger ledger, Links links, Suppressions suppressions) {
        this.ledger = ledger;
        this.links = links;
        this.suppressions = suppressions;
    }

    public boolean isValid(String token) {
        return message(token).isPresent();
    }

    /** @return whether the token was ours; repeating it changes nothing */
    public boolean unsubscribe(String token) {
        Optional<Message> message = message(token);
        message.ifPresent(found -> suppressions.unsubscribe(found.customerId(), found.channel(), found.id()));
        return message.isPresent();
    }

    private Optional<Message> message(String token) {
        return links.unsubscribing(token).flatMap(ledger::find);
    }
}
