package io.micms.campaign.content;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.brand.Brand;
import io.micms.campaign.brand.Brands;
import io.micms.campaign.content.Proof.Warning;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.LastOrder;
import io.micms.campaign.profiles.OrderDetails;
import io.micms.campaign.profiles.OrderTotals;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Renders what a campaign says for one customer. */
@Component
public class Personalisation {

    private static final String SUBJECT = "/content/subject";
    private static final String PREHEADER = "/content/preheader";
    private static final String HTML = "/content/html";
    private static final String TEXT = "/content/text";

    /** Gmail clips a mail at 102 KB. */
    private static final int CLIPPED_AT = 102_000;

    private static final int SUBJECT_SHOWN = 60;

    private final Profiles profiles;
    private final Brands brands;
    private final PlatformProperties platform;
    private final Clock clock;
    private final MailPatterns patterns = new MailPatterns();

    Personalisation(Profiles profiles, Brands brands, PlatformProperties platform, Clock clock) {
        this.profiles = profiles;
        this.brands = brands;
        this.platform = platform;
        this.clock = clock;
    }

    /** @param subject of an e-mail; empty for an SMS, as {@code html} is */
    public record Rendered(String subject, String html, String text) {}

    /**
     * What one recipient gets.
     *
     * @param keptHtml the HTML without the recipient's own links; null where they have yet to be taken out
     * @param keptText the same of the text
     */
    public record Copy(
            Rendered sent,
            @Nullable String keptHtml,
            @Nullable String keptText) {}

    private record Parts(Copy copy, String preheader, Set<String> removed) {

        Rendered rendered() {
            return copy.sent();
        }
    }

    /**
     * @param campaign its name
     * @param links of this recipient's copy
     * @throws RenderingFailed if a template cannot be rendered for this customer
     */
    public Rendered render(Content content, Channel channel, String campaign, Profile profile, RecipientLinks links) {
        return parts(content, channel, campaign, profile, links, null).rendered();
    }

    /**
     * As {@link #render}, with a copy to keep, in which no link may act in the recipient's name.
     *
     * @param kept what stands for the recipient's links there
     */
    public Copy copy(
            Content content,
            Channel channel,
            String campaign,
            Profile profile,
            RecipientLinks links,
            RecipientLinks kept) {
        return parts(content, channel, campaign, profile, links, kept).copy();
    }

    /** As {@link #render}, for a person to look at. */
    public Proof proof(Content content, Channel channel, String campaign, Profile profile, RecipientLinks links) {
        Parts parts = parts(content, channel, campaign, profile, links, null);
        Rendered rendered = parts.rendered();
        if (channel == Channel.SMS) {
            SmsText sms = SmsText.of(rendered.text());
            return new Proof("", "", "", rendered.text(), sms, 0, warnings(sms));
        }
        int bytes = rendered.html().getBytes(StandardCharsets.UTF_8).length;
        return new Proof(
                rendered.subject(),
                parts.preheader(),
                rendered.html(),
                rendered.text(),
                null,
                bytes,
                warnings(content, parts, bytes));
    }

    /** @param kept null to have the mail laid out for this customer alone, which also says what is taken out of it */
    private Parts parts(
            Content content,
            Channel channel,
            String campaign,
            Profile profile,
            RecipientLinks links,
            @Nullable RecipientLinks kept) {
        Brand brand = brands.current();
        RecipientLinks used = isTracked(content, brand) ? links : links.untracked();
        Map<String, Object> variables = variables(content, channel, campaign, profile, brand, links);
        if (channel == Channel.SMS) {
            String text = SmsLinks.counted(text(content, variables), used);
            return new Parts(new Copy(new Rendered("", "", text), "", null), "", Set.of());
        }
        String subject = part(SUBJECT, () -> LiquidTemplates.renderLine(content.subject(), variables));
        String preheader = part(PREHEADER, () -> LiquidTemplates.renderLine(content.preheader(), variables));
        MailLayout layout = new MailLayout(brand, subject, preheader, used);
        if (kept != null && !Marks.anyIn(campaign)) {
            Copy copy = fromPattern(content, brand, variables, layout, subject, preheader, used, kept);
            if (copy != null) {
                return new Parts(copy, preheader, Set.of());
            }
        }
        String fragment = part(HTML, () -> LiquidTemplates.renderHtml(content.html(), variables));
        String text = Content.isBlank(content.text()) ? PlainText.of(fragment) : text(content, variables);
        MailLayout.Mail mail = fragment.isBlank() ? new MailLayout.Mail("", Set.of()) : layout.of(fragment);
        Rendered rendered = new Rendered(subject, mail.html(), layout.textFooter(text));
        return new Parts(new Copy(rendered, null, null), preheader, mail.removed());
    }

    /** @return null where a mail has to be laid out for this customer alone */
    private @Nullable Copy fromPattern(
            Content content,
            Brand brand,
            Map<String, Object> variables,
            MailLayout layout,
            String subject,
            String preheader,
            RecipientLinks links,
            RecipientLinks kept) {
        LiquidTemplates.Marked marked = part(HTML, () -> LiquidTemplates.renderMarked(content.html(), variables));
        if (marked == null) {
            return null;
        }
        String text = Content.isBlank(content.text()) ? null : layout.textFooter(text(content, variables));
        MailPattern.Recipient recipient = new MailPattern.Recipient(marked.insertions(), subject, preheader, links);
        return patterns.fill(marked, brand, recipient, text, kept);
    }

    private static String text(Content content, Map<String, Object> variables) {
        return part(TEXT, () -> LiquidTemplates.renderText(content.text(), variables));
    }

    /** Has what fails say in which part of the content it did. */
    private static <T extends @Nullable Object> T part(String pointer, Supplier<T> rendering) {
        try {
            return rendering.get();
        } catch (RenderingFailed e) {
            throw e.in(pointer);
        }
    }

    private static boolean isTracked(Content content, Brand brand) {
        return content.tracking() == null ? brand.isTracked() : content.tracking();
    }

    private static List<Warning> warnings(SmsText sms) {
        List<Warning> warnings = new ArrayList<>();
        if (!sms.beyondGsm().isEmpty()) {
            warnings.add(new Warning(
                    TEXT,
                    "%s is not in the GSM alphabet, so that a message takes 70 characters instead of 160."
                            .formatted(String.join(" ", sms.beyondGsm()))));
        }
        if (sms.segments() > 1) {
            warnings.add(new Warning(TEXT, "The text is sent, and paid, as %d messages.".formatted(sms.segments())));
        }
        return warnings;
    }

    private List<Warning> warnings(Content content, Parts parts, int bytes) {
        List<Warning> warnings = new ArrayList<>();
        Rendered rendered = parts.rendered();
        if (rendered.subject().isEmpty()) {
            warnings.add(new Warning(SUBJECT, "The subject is empty for this customer."));
        } else if (rendered.subject().length() > SUBJECT_SHOWN) {
            warnings.add(new Warning(
                    SUBJECT,
                    "The subject has %d characters; many inboxes show some %d."
                            .formatted(rendered.subject().length(), SUBJECT_SHOWN)));
        }
        if (parts.preheader().isEmpty()) {
            warnings.add(new Warning(
                    PREHEADER, "Without a preheader, inboxes show the beginning of the mail beside the subject."));
        }
        for (String removed : parts.removed()) {
            warnings.add(new Warning(HTML, "Taken out, since mails must not run or submit anything: " + removed));
        }
        if (bytes > CLIPPED_AT) {
            warnings.add(
                    new Warning(HTML, "The mail has %d KB; Gmail cuts one off at 102 KB.".formatted(bytes / 1_000)));
        }
        if (brands.current().postalAddress() == null) {
            warnings.add(new Warning(
                    "", "The brand has no postal address, which many countries demand in advertising mail."));
        }
        if (!Content.isBlank(content.html())) {
            Document mail = Jsoup.parse(rendered.html());
            warnings.addAll(warnings(mail));
        }
        return warnings;
    }

    private static List<Warning> warnings(Document mail) {
        List<Warning> warnings = new ArrayList<>();
        if (!mail.select("img[src^=data:]").isEmpty()) {
            warnings.add(new Warning(HTML, "Gmail and Outlook do not show images that are inlined."));
        }
        if (!mail.select("img:not([alt])").isEmpty()) {
            warnings.add(new Warning(
                    HTML, "An image has no alt text for those who do not see it; alt=\"\" says that none is needed."));
        }
        for (Element link : mail.select("a[href]")) {
            String url = link.attr("href");
            if (!url.startsWith("#") && !url.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
                warnings.add(new Warning(HTML, "A link leads nowhere in a mail: '%s'.".formatted(url)));
            }
        }
        return warnings;
    }

    private Map<String, Object> variables(
            Content content, Channel channel, String campaign, Profile profile, Brand brand, RecipientLinks links) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("customer", person(profile.customer()));
        variables.put("orders", totals(profile.orders()));
        if (asksForOrder(content, channel)) {
            profiles.lastOrder(profile.id(), clock.instant()).ifPresent(order -> put(variables, order));
        }
        variables.put("brand", of(brand));
        variables.put("campaign", Map.of("name", campaign));
        variables.put("unsubscribe_url", links.unsubscribeUrl());
        variables.put(RecipientFilters.ZONE, zone(profile.customer()).getId());
        variables.put(RecipientFilters.LOCALE, brand.language().toLanguageTag());
        variables.put(RecipientFilters.CURRENCY, platform.currency().getCurrencyCode());
        variables.put(RecipientFilters.NOW, clock.instant().toString());
        return variables;
    }

    private static boolean asksForOrder(Content content, Channel channel) {
        boolean inText = part(TEXT, () -> LiquidTemplates.asksForOrder(false, content.text()));
        return inText
                || channel == Channel.EMAIL
                        && (part(SUBJECT, () -> LiquidTemplates.asksForOrder(false, content.subject()))
                                || part(PREHEADER, () -> LiquidTemplates.asksForOrder(false, content.preheader()))
                                || part(HTML, () -> LiquidTemplates.asksForOrder(true, content.html())));
    }

    private ZoneId zone(CustomerCopy customer) {
        try {
            return customer.timeZone() == null ? platform.timeZone() : ZoneId.of(customer.timeZone());
        } catch (DateTimeException e) {
            return platform.timeZone();
        }
    }

    private static Map<String, Object> person(CustomerCopy customer) {
        Map<String, Object> person = new LinkedHashMap<>();
        put(person, "firstName", customer.firstName());
        put(person, "lastName", customer.lastName());
        put(person, "name", name(customer));
        put(person, "externalId", customer.externalId());
        put(person, "email", customer.email());
        put(person, "phone", customer.phone());
        put(person, "city", customer.city());
        put(person, "country", customer.country());
        put(
                person,
                "birthDate",
                customer.birthDate() == null ? null : customer.birthDate().toString());
        put(
                person,
                "createdAt",
                customer.createdAt() == null ? null : customer.createdAt().toString());
        put(person, "tags", customer.tags());
        put(person, "attributes", customer.attributes());
        return person;
    }

    private static @Nullable String name(CustomerCopy customer) {
        String name = ((customer.firstName() == null ? "" : customer.firstName()) + " "
                        + (customer.lastName() == null ? "" : customer.lastName()))
                .strip();
        return name.isEmpty() ? null : name;
    }

    private static Map<String, Object> totals(OrderTotals orders) {
        Map<String, Object> totals = new LinkedHashMap<>();
        put(totals, "count", orders.count());
        put(totals, "total", orders.total());
        put(totals, "average", orders.average());
        put(totals, "lastAt", orders.lastAt() == null ? null : orders.lastAt().toString());
        return totals;
    }

    private static void put(Map<String, Object> variables, LastOrder last) {
        Map<String, Object> order = new LinkedHashMap<>();
        put(order, "placedAt", last.placedAt().toString());
        put(order, "total", last.total());
        OrderDetails details = last.details();
        if (details != null) {
            put(order, "number", details.number());
            put(order, "status", details.status());
            put(order, "channel", details.channel());
            put(order, "currency", details.currency());
            List<Map<String, Object>> products =
                    details.items().stream().map(Personalisation::of).toList();
            order.put("items", products);
            variables.put("products", products);
            if (!products.isEmpty()) {
                variables.put("product", products.getFirst());
            }
        }
        variables.put("order", order);
    }

    private static Map<String, Object> of(OrderDetails.Item item) {
        Map<String, Object> product = new LinkedHashMap<>();
        put(product, "name", item.name());
        put(product, "sku", item.sku());
        put(product, "category", item.category());
        put(product, "quantity", item.quantity());
        put(product, "unitPrice", item.unitPrice());
        return product;
    }

    private static Map<String, Object> of(Brand brand) {
        Map<String, Object> variables = new LinkedHashMap<>();
        put(variables, "name", brand.displayName());
        put(variables, "websiteUrl", brand.websiteUrl());
        put(variables, "logoUrl", brand.logoUrl());
        put(variables, "postalAddress", brand.postalAddress());
        put(variables, "color", brand.accent());
        return variables;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
