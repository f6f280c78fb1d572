package io.micms.benchmarks.delivery;

import io.micms.benchmarks.segments.SegmentPlatform;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A personalised e-mail to everyone who agrees to e-mail. */
final class MailCampaign {

    /** The rule of those who agree. */
    static final Map<String, Object> WILLING = Map.of(
            "combinator", "and", "rules", List.of(Map.of("field", "consent.email", "operator", "=", "value", true)));

    private MailCampaign() {}

    /** @return its id */
    static String draft(SegmentPlatform platform, String segment) throws IOException, InterruptedException {
        return platform.campaigns()
                .post(
                        "",
                        Map.of(
                                "name",
                                "Benchmark",
                                "segmentId",
                                segment,
                                "channel",
                                "EMAIL",
                                "mode",
                                "ONE_OFF",
                                "content",
                                Map.of("subject", "{{ customer.firstName }}, thank you", "html", """
                                        <h1>Dear {{ customer.firstName }} {{ customer.lastName }}</h1>
                                        <p>Thank you for {{ orders.count }} orders{% if customer.city %} from {{ customer.city }}{% endif %}.</p>
                                        <p><a href="https://shop.example/new">What is new</a></p>
                                        <p><a href="{{ unsubscribe_url }}">No more of these</a></p>""")))
                .path("id")
                .asString();
    }

    static void launch(SegmentPlatform platform, String id) throws IOException, InterruptedException {
        platform.campaigns().post("/" + id + "/launch", Map.of());
    }
}
