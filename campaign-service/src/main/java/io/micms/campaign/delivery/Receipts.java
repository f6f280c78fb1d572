package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Feedback.Bounce;
import io.micms.campaign.suppressions.Suppressions;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.publishing.CompetingWrites;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes in what comes back of messages, and sees to what follows from it. The address is suppressed before the message
 * says why: whoever tells it again after a crash in between does the rest. What the message says already is told again as of
 * when it was told first, so that it does not undo what a person decided since.
 */
@Component
public class Receipts {

    /** A message is written by its sender, its provider's answers and its recipient's machines, hardly ever at once. */
    private static final int ATTEMPTS = 10;

    private final Ledger ledger;
    private final Suppressions suppressions;
    private final MeterRegistry meters;
    private final Clock clock;

    Receipts(Ledger ledger, Suppressions suppressions, MeterRegistry meters, Clock clock) {
        this.ledger = ledger;
        this.suppressions = suppressions;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * The recipient's side took it.
     *
     * @return whether there is such a message
     */
    public boolean delivered(String messageId, Instant at) {
        return heed(messageId, "delivered", at, (message, when) -> {
            if (message.to() != null && message.feedback().deliveredAt() == null) {
                suppressions.arrived(message.channel(), message.to());
            }
            return message.delivered(when, clock.instant());
        });
    }

    /**
     * It came back. For good, nothing goes to that address any more.
     *
     * @param detail what the other side's server had to say
     * @return whether there is such a message
     */
    public boolean bounced(String messageId, Bounce how, @Nullable String detail, Instant at) {
        return heed(messageId, "bounced", at, (message, when) -> {
            String to = message.to();
            if (to != null) {
                Suppressions.Cause cause = new Suppressions.Cause(
                        messageId, message.customerId(), message.feedback().firstBounced(how, when), detail);
                if (how == Bounce.HARD) {
                    suppressions.bounced(message.channel(), to, cause);
                } else {
                    suppressions.bouncedSoftly(message.channel(), to, cause);
                }
            }
            return message.bounced(how, detail, when, clock.instant());
        });
    }

    /**
     * Its recipient called it spam: nothing goes to that address any more.
     *
     * @return whether there is such a message
     */
    public boolean complained(String messageId, Instant at) {
        return heed(messageId, "complained", at, (message, when) -> {
            if (message.to() != null) {
                suppressions.complained(
                        message.channel(),
                        message.to(),
                        new Suppressions.Cause(
                                messageId,
                                message.customerId(),
                                message.feedback().firstComplained(when),
                                null));
            }
            return message.complained(when, clock.instant());
        });
    }

    /** As {@link #unsubscribed(String, Instant)}, just now. */
    public Optional<Message> unsubscribed(String messageId) {
        return unsubscribed(messageId, clock.instant());
    }

    /**
     * Its recipient wants no more on its channel, unless they took that back since. Who had said so by this message before and
     * took it back by another says it anew, as of when it holds again.
     *
     * @param at when they said so
     * @return the message; empty if there is none
     */
    public Optional<Message> unsubscribed(String messageId, Instant at) {
        Instant now = clock.instant();
        // As it is kept, so that what is told again is known again.
        Instant when = (at.isAfter(now) ? now : at).truncatedTo(ChronoUnit.MILLIS);
        return changed(messageId, message -> {
            Instant since = suppressions.unsubscribe(message.customerId(), message.channel(), messageId, when);
            return message.unsubscribed(message.feedback().isUnsubscribed() ? since : when);
        });
    }

    /**
     * Its provider says that its recipient wants no more.
     *
     * @param at when they said so; null where the provider does not say. It says so once of a message, however often it repeats
     *     it: what it tells again is as of when it was told first
     * @return the message; empty if there is none
     */
    public Optional<Message> unsubscribedAtProvider(String messageId, @Nullable Instant at) {
        return ledger.find(messageId).flatMap(message -> {
            Instant first = message.feedback().unsubscribedAt();
            return unsubscribed(messageId, at != null ? at : first != null ? first : clock.instant());
        });
    }

    /** Its recipient takes that back, or what they said by another message of its channel. */
    Optional<Message> resubscribed(String messageId) {
        return changed(messageId, message -> message.resubscribed(clock.instant()));
    }

    /** Its recipient said by its page what they want of another channel. */
    void chose(String messageId, Channel channel, boolean wanted) {
        changed(messageId, message -> message.chose(channel, wanted, clock.instant()));
    }

    /**
     * A message was opened, or a link in it followed.
     *
     * @param kind OPENED or CLICKED
     * @param machine whether it was a machine, given about when the message was sent; null while that is not known
     */
    public record Look(String messageId, Feedback.Kind kind, Instant at, Predicate<@Nullable Instant> machine) {

        private boolean heedBy(Message message) {
            boolean byMachine = machine.test(message.sentByAbout());
            return kind == Feedback.Kind.OPENED ? message.opened(at, byMachine) : message.clicked(at, byMachine);
        }
    }

    /** Records many at once; those of messages that there are not are left out. */
    public void looked(Collection<Look> looks) {
        Map<String, List<Look>> byMessage = looks.stream().collect(Collectors.groupingBy(Look::messageId));
        Set<String> open = new HashSet<>(byMessage.keySet());
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new StaleDocument("Others wrote the same messages %d times.".formatted(ATTEMPTS));
            }
            List<Message> changed = new ArrayList<>();
            for (Message message : ledger.findAll(open).values()) {
                boolean news = false;
                for (Look look : byMessage.get(message.id())) {
                    news |= look.heedBy(message);
                }
                if (news) {
                    changed.add(message);
                }
            }
            open.clear();
            ledger.saveAll(changed).forEach(refused -> open.add(refused.id()));
        }
        looks.forEach(look -> meters.counter(
                        "micms.receipts", "kind", look.kind().name().toLowerCase(Locale.ROOT))
                .increment());
    }

    private boolean heed(String messageId, String kind, Instant at, BiPredicate<Message, Instant> news) {
        // Nothing has happened that is yet to come, whatever another's clock says.
        Instant now = clock.instant();
        Instant when = at.isAfter(now) ? now : at;
        boolean known = changed(messageId, message -> news.test(message, when)).isPresent();
        meters.counter("micms.receipts", "kind", known ? kind : "unknown").increment();
        return known;
    }

    private Optional<Message> changed(String messageId, Predicate<Message> news) {
        return CompetingWrites.repeat(ATTEMPTS, () -> {
            Optional<Message> message = ledger.find(messageId);
            message.filter(news).ifPresent(ledger::save);
            return message;
        });
    }
}
