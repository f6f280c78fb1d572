package io.micms.campaign.content;

import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.OrderTotals;
import io.micms.campaign.profiles.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Renders what a campaign says for one customer. */
@Component
public class Personalisation {

    /** @param subject of an e-mail; empty for an SMS, as {@code html} is */
    public record Rendered(String subject, String html, String text) {}

    /**
     * @param campaign its name
     * @param links of this recipient's copy
     * @throws RenderingFailed if a template cannot be rendered for this customer
     */
    public Rendered render(Content content, Channel channel, String campaign, Profile profile, RecipientLinks links) {
        Map<String, Object> variables = variables(campaign, profile, links.unsubscribeUrl());
        if (channel == Channel.SMS) {
            return new Rendered("", "", LiquidTemplates.renderText(content.text(), variables));
        }
        String html = LiquidTemplates.renderHtml(content.html(), variables);
        String text = Content.isBlank(content.text())
                ? PlainText.of(html)
                : LiquidTemplates.renderText(content.text(), variables);
        return new Rendered(LiquidTemplates.renderLine(content.subject(), variables), html, text);
    }

    private static Map<String, Object> variables(String campaign, Profile profile, String unsubscribeUrl) {
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
                Map.of("name", campaign),
                "unsubscribe_url",
                unsubscribeUrl);
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
