package io.micms.campaign.delivery;

import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Personalisation;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.providers.Provider;
import io.micms.campaign.suppressions.Suppressions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes due messages from the ledger and hands them to their provider. Each provider has a {@link Lane} of its own, so that
 * a slow one holds up nobody else. Any number of instances work side by side: whoever records first that it sends a message
 * has it.
 */
@Component
class Sender implements SmartLifecycle {

    private final List<Lane> lanes;
    private volatile boolean running;

    Sender(
            Ledger ledger,
            Wordings wordings,
            Campaigns campaigns,
            Profiles profiles,
            Guards guards,
            Caps caps,
            Suppressions suppressions,
            Personalisation personalisation,
            Links links,
            GivingWay way,
            DeliveryProperties properties,
            List<Provider> providers,
            MeterRegistry meters,
            Clock clock) {
        this.lanes = providers.stream()
                .map(provider -> new Lane(
                        provider,
                        ledger,
                        wordings,
                        campaigns,
                        profiles,
                        guards,
                        caps,
                        suppressions,
                        personalisation,
                        links,
                        way,
                        properties,
                        meters,
                        clock))
                .toList();
    }

    /** Says that there may be something to send. */
    void wake() {
        lanes.forEach(Lane::wake);
    }

    @Override
    public void start() {
        running = true;
        lanes.forEach(Lane::start);
    }

    /** Waits for the messages that are at the providers, so that a planned stop leaves nothing unconfirmed. */
    @Override
    public void stop() {
        running = false;
        lanes.forEach(Lane::end);
        lanes.forEach(Lane::awaitEnd);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether this instance has it in hand: from before it stands as being sent until its answer is recorded. */
    boolean isUnderWay(String messageId) {
        return lanes.stream().anyMatch(lane -> lane.isUnderWay(messageId));
    }

    /** @return how many messages are on their way through a provider's lane */
    int underWay(Channel channel) {
        return lanes.stream()
                .filter(lane -> lane.channel() == channel)
                .mapToInt(Lane::underWay)
                .sum();
    }
}
