package io.micms.insight.personal;

import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.people.CustomerGroup;
import io.micms.insight.people.PersonInsight;
import io.micms.insight.personal.NextBestAction.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what to do next about a customer, by the first of a few rules that holds. */
final class NextBestActions {

    private static final Duration NEW = Duration.ofDays(30);
    private static final Duration JUST_WRITTEN_TO = Duration.ofDays(3);
    private static final int LONG_SILENT_DAYS = 120;
    private static final int SECOND_ORDER_AFTER_DAYS = 14;
    private static final Set<CustomerGroup> SLIPPING =
            Set.of(CustomerGroup.AT_RISK, CustomerGroup.CANNOT_LOSE, CustomerGroup.ABOUT_TO_SLEEP);
    private static final Set<CustomerGroup> BEST = Set.of(CustomerGroup.CHAMPIONS, CustomerGroup.LOYAL);

    private NextBestActions() {}

    static NextBestAction of(PersonFacts facts) {
        Channel channel = facts.mayBeMailed() ? Channel.EMAIL : facts.mayBeTexted() ? Channel.SMS : null;
        if (channel == null) {
            return new NextBestAction(
                    Kind.ASK_CONSENT,
                    "Ask for consent at the next contact",
                    "There is consent to neither e-mail nor SMS, so nothing may be sent.",
                    null);
        }
        if (justWrittenTo(facts)) {
            return new NextBestAction(
                    Kind.LEAVE_ALONE,
                    "Leave alone for a few days",
                    "A message went out less than %d days ago.".formatted(JUST_WRITTEN_TO.toDays()),
                    null);
        }
        if (facts.birthdaySoon()) {
            Integer days = facts.daysToBirthday();
            return new NextBestAction(
                    Kind.BIRTHDAY,
                    "Congratulate on the birthday",
                    days != null && days == 0
                            ? "The birthday is today."
                            : "The birthday is in %d days.".formatted(days),
                    channel);
        }
        return byOrders(facts, channel);
    }

    private static boolean justWrittenTo(PersonFacts facts) {
        Instant last =
                facts.figures().map(figures -> figures.messages().lastSentAt()).orElse(null);
        return last != null && last.isAfter(facts.clock().instant().minus(JUST_WRITTEN_TO));
    }

    private static NextBestAction byOrders(PersonFacts facts, Channel channel) {
        int orders = facts.orderCount();
        Integer silent = facts.daysSinceLastOrder();
        CustomerGroup group = facts.figures().map(PersonInsight::group).orElse(null);
        if (orders == 0) {
            boolean fresh =
                    facts.customer().createdAt().isAfter(facts.clock().instant().minus(NEW));
            return new NextBestAction(
                    Kind.WELCOME,
                    fresh ? "Welcome and show what there is" : "Invite to a first order",
                    fresh
                            ? "Known for less than %d days and without an order.".formatted(NEW.toDays())
                            : "Known for a while and without an order.",
                    channel);
        }
        if (group != null && SLIPPING.contains(group) || silent != null && silent > LONG_SILENT_DAYS) {
            return new NextBestAction(
                    Kind.WIN_BACK,
                    "Win back",
                    "Ordered %s and not for %s days.".formatted(times(orders), silent),
                    channel);
        }
        if (orders == 1 && silent != null && silent >= SECOND_ORDER_AFTER_DAYS) {
            return new NextBestAction(
                    Kind.SECOND_PURCHASE,
                    "Suggest a second order",
                    "Ordered once, %d days ago.".formatted(silent),
                    channel);
        }
        if (group != null && BEST.contains(group)) {
            return new NextBestAction(
                    Kind.THANK,
                    "Say thank you",
                    "One of the %s: %s.".formatted(group.title().toLowerCase(java.util.Locale.ROOT), group.meaning()),
                    channel);
        }
        String category = facts.favouriteCategory();
        return category == null
                ? new NextBestAction(
                        Kind.FOLLOW_UP, "Ask how the last order was", "Ordered %s days ago.".formatted(silent), channel)
                : new NextBestAction(
                        Kind.CROSS_SELL,
                        "Show what is new in " + category,
                        "Buys most from %s.".formatted(category),
                        channel);
    }

    private static String times(int orders) {
        return orders == 1 ? "once" : orders + " times";
    }

    /** What a message that follows the action is to bring about. */
    static String goal(NextBestAction action, @Nullable String category) {
        return switch (action.kind()) {
            case WELCOME -> "welcome";
            case SECOND_PURCHASE -> "second order";
            case WIN_BACK -> "win back";
            case BIRTHDAY -> "birthday";
            case THANK -> "thank you for being loyal";
            case CROSS_SELL -> category == null ? "new arrivals" : "new arrivals in " + category;
            case FOLLOW_UP -> "feedback on the last order";
            case ASK_CONSENT, LEAVE_ALONE -> "news";
        };
    }
}
