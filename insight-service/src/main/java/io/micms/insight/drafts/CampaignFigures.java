package io.micms.insight.drafts;

import io.micms.insight.performance.CampaignPerformance;
import io.micms.insight.performance.CampaignPerformance.Attributed;
import io.micms.insight.performance.CampaignPerformance.Reach;
import io.micms.insight.performance.Uplift;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures of a campaign that a review may name, each computed from the events. */
record CampaignFigures(List<Figure> all) {

    static CampaignFigures of(CampaignPerformance performance, Currency currency) {
        List<Figure> figures = new ArrayList<>();
        Reach reach = performance.reach();
        count(figures, "sent", "Sent", reach.sent(), "messages that went out");
        count(figures, "delivered", "Delivered", reach.delivered(), "messages whose delivery was confirmed");
        count(figures, "opened", "Opened", reach.opened(), "messages that were opened");
        count(figures, "clicked", "Clicked", reach.clicked(), "messages in which a link was followed");
        share(figures, "openRate", "Open rate", reach.opened(), reach.sent(), "opened by sent");
        share(figures, "clickRate", "Click rate", reach.clicked(), reach.sent(), "clicked by sent");
        count(figures, "failed", "Failed", reach.failed(), "messages that could not be delivered");
        count(figures, "skipped", "Skipped", reach.skipped(), "messages held back, such as for lack of consent");
        count(figures, "heldOut", "Held out", reach.heldOut(), "people who got nothing, for comparison");
        count(figures, "unsubscribed", "Unsubscribed", reach.unsubscribed(), "messages by which somebody unsubscribed");
        Attributed revenue = performance.revenue();
        String window =
                "within %d days of the last message that reached their customer".formatted(performance.windowDays());
        count(figures, "orders", "Orders", revenue.orders(), "orders placed " + window);
        count(figures, "customers", "Customers who ordered", revenue.customers(), "customers with such an order");
        money(figures, "revenue", "Revenue", revenue.revenue(), currency, "totals of the orders placed " + window);
        if (revenue.conversion() != null) {
            percent(
                    figures,
                    "conversion",
                    "Conversion",
                    revenue.conversion() * 100,
                    "customers who ordered by people reached");
        }
        if (revenue.perPerson() != null) {
            money(
                    figures,
                    "perPerson",
                    "Revenue per person",
                    revenue.perPerson(),
                    currency,
                    "revenue by people reached");
        }
        Uplift.Interval uplift = performance.uplift().conversion();
        if (uplift != null) {
            String how =
                    "share that ordered among those who were to get a message less that among those held out, with its 95% interval";
            percent(figures, "uplift", "Uplift of conversion", uplift.estimate() * 100, how);
            percent(figures, "upliftLow", "Uplift, lower end", uplift.low() * 100, how);
            percent(figures, "upliftHigh", "Uplift, upper end", uplift.high() * 100, how);
        }
        return new CampaignFigures(List.copyOf(figures));
    }

    private static void count(List<Figure> figures, String name, String label, long value, String definition) {
        figures.add(new Figure(name, label, BigDecimal.valueOf(value), grouped(BigDecimal.valueOf(value)), definition));
    }

    private static void share(
            List<Figure> figures, String name, String label, long part, long whole, String definition) {
        if (whole > 0) {
            percent(figures, name, label, 100.0 * part / whole, definition);
        }
    }

    private static void percent(List<Figure> figures, String name, String label, double value, String definition) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
        figures.add(new Figure(name, label, rounded, rounded.toPlainString() + "%", definition));
    }

    private static void money(
            List<Figure> figures, String name, String label, BigDecimal value, Currency currency, String definition) {
        BigDecimal rounded = value.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP);
        figures.add(new Figure(name, label, rounded, currency.getCurrencyCode() + " " + grouped(rounded), definition));
    }

    private static String grouped(BigDecimal value) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(Math.max(0, value.scale()));
        return format.format(value);
    }

    Optional<Figure> named(String name) {
        return all.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }

    String text(String name) {
        return named(name).map(Figure::text).orElse("–");
    }

    /** Zero if there is no such figure. */
    BigDecimal value(String name) {
        return named(name).map(Figure::value).orElse(BigDecimal.ZERO);
    }

    /** What a text may take its numbers from. */
    List<String> sources() {
        List<String> sources = new ArrayList<>();
        all.forEach(figure -> {
            sources.add(figure.text());
            sources.add(figure.definition());
        });
        return sources;
    }
}
