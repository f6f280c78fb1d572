package io.micms.campaign.campaigns;

import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.OrderTotals;
import io.micms.campaign.profiles.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Renders a campaign's content for one customer. */
@Component
public class Personalisation {

    /** @param subject of an e-mail; empty for an SMS, as {@code html} is */
    public record Rendered(String subject, String html, String text) {}

    /** As {@link #render(Campaign, Content, Profile, String)}, with what the first step says. */
    public Rendered render(Campaign campaign, Profile profile, String unsubscribeUrl) {
        return render(campaign, campaign.content(0, null), profile, unsubscribeUrl);
    }

    /**
     * @param content of the campaign's
     * @param unsubscribeUrl for this recipient
     * @throws RuntimeException if a template cannot be rendered for this customer
     */
    public Rendered render(Campaign campaign, Content content, Profile profile, String unsubscribeUrl) {
        Map<String, Object> variables = variables(campaign, profile, unsubscribeUrl);
        if (campaign.channel() == Channel.SMS) {
            return new Rendered("", "", LiquidTemplates.renderText(content.text(), variables));
        }
        String html = LiquidTemplates.renderHtml(content.html(), variables);
        String text = Content.isBlank(content.text())
                ? PlainText.of(html)
                : LiquidTemplates.renderText(content.text(), variables);
        return new Rendered(LiquidTemplates.renderLine(content.subject(), variables), html, text);
    }

    private static Map<String, Object> variables(Campaign campaign, Profile profile, String unsubscribeUrl) {
        CustomerCopy customer = profile.customer();
        OrderTotals orders = profile.orders();
        Map<String, Object> person = new LinkedHashMap<>();
        put(person, "firstName", customer.firstName());
        put(person, "lastName", customer.lastName());
        put(person, "email", customer.email());
        put(person, "phone", customer.phone());
        put(person, "city", customer.city());
        put(person, "country", customer.country());
        put(person, "tags", customer.tags());
        put(person, "attributes", customer.attributes());
        Map<String, Object> totals = new LinkedHashMap<>();
        put(totals, "count", orders.count());
        put(totals, "total", orders.total());
        put(totals, "average", orders.average());
        put(totals, "lastAt", orders.lastAt() == null ? null : orders.lastAt().toString());
        return Map.of(
                "customer",
                person,
                "orders",
                totals,
                "campaign",
                Map.of("name", campaign.name()),
                "unsubscribe_url",
                unsubscribeUrl);
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
