package io.micms.campaign.segments.web;

import io.micms.campaign.profiles.Backfill;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Membership;
import io.micms.campaign.profiles.OrderTotals;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.SegmentService;
import io.micms.campaign.segments.SegmentService.FieldChoice;
import io.micms.campaign.segments.SegmentService.Live;
import io.micms.campaign.segments.SegmentService.Preview;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/segments")
class SegmentController {

    private final SegmentService segments;

    SegmentController(SegmentService segments) {
        this.segments = segments;
    }

    /** @param ruleDescription the rule in plain English */
    record SegmentView(
            String id,
            long version,
            String name,
            @Nullable String description,
            JsonNode rule,
            String ruleDescription,
            Segment.State state,
            long size,
            Backfill.@Nullable Progress backfill,
            Instant createdAt,
            Instant updatedAt) {

        static SegmentView of(Live live) {
            Segment segment = live.segment();
            return new SegmentView(
                    segment.id(),
                    segment.version(),
                    segment.name(),
                    segment.description(),
                    segment.ruleJson(),
                    live.description(),
                    segment.state(),
                    live.size(),
                    live.backfill(),
                    segment.createdAt(),
                    segment.updatedAt());
        }
    }

    record RuleRequest(@Nullable JsonNode rule) {}

    /** @param total in the platform's currency, as a decimal text with at least two places */
    record Orders(long count, String total) {

        static Orders of(OrderTotals orders) {
            BigDecimal total = orders.total();
            return new Orders(
                    orders.count(), total.setScale(Math.max(2, total.scale())).toPlainString());
        }
    }

    record SampleView(
            String customerId,
            @Nullable String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String city,
            Orders orders) {

        static SampleView of(Profile profile) {
            CustomerCopy customer = profile.customer();
            return new SampleView(
                    customer.id(),
                    customer.externalId(),
                    customer.firstName(),
                    customer.lastName(),
                    customer.email(),
                    customer.city(),
                    Orders.of(profile.orders()));
        }
    }

    record PreviewView(long count, List<SampleView> sample, String description) {}

    record ValidationView(boolean valid, String description) {}

    record MemberView(
            String customerId,
            @Nullable String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String city,
            @Nullable Instant since) {

        static MemberView of(Profile profile, String segmentId) {
            CustomerCopy customer = profile.customer();
            return new MemberView(
                    customer.id(),
                    customer.externalId(),
                    customer.firstName(),
                    customer.lastName(),
                    customer.email(),
                    customer.city(),
                    profile.membership(segmentId).map(Membership::since).orElse(null));
        }
    }

    /**
     * @param options what a condition may say besides operator and value, as the member's name
     * @param values that customers have in it, for choosing
     */
    record FieldView(
            String name,
            String label,
            RuleField.Type type,
            List<String> operators,
            List<String> options,
            List<String> values) {

        static FieldView of(FieldChoice choice) {
            RuleField field = choice.field();
            return new FieldView(
                    field.name(),
                    field.label(),
                    field.type(),
                    field.type().operators(),
                    field.options(),
                    choice.values());
        }
    }

    record FieldsView(List<FieldView> fields) {}

    @GetMapping
    Page<SegmentView> list(ListQuery query) {
        return segments.list(query).map(SegmentView::of);
    }

    @PostMapping
    ResponseEntity<SegmentView> create(@RequestBody Segment.Draft draft) {
        SegmentView created = SegmentView.of(segments.create(draft));
        return ResponseEntity.created(URI.create("/api/segments/" + created.id()))
                .eTag(ETags.tag(created.version()))
                .body(created);
    }

    @GetMapping("/{id}")
    ResponseEntity<SegmentView> one(@PathVariable String id) {
        SegmentView segment = SegmentView.of(segments.get(id));
        return ETags.ok(segment, segment.version());
    }

    @PutMapping("/{id}")
    ResponseEntity<SegmentView> change(
            @PathVariable String id,
            @RequestBody Segment.Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        SegmentView changed = SegmentView.of(segments.change(id, draft, ifMatch));
        return ETags.ok(changed, changed.version());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        segments.archive(id, ifMatch);
    }

    @GetMapping("/{id}/members")
    Page<MemberView> members(@PathVariable String id, ListQuery query) {
        return segments.members(id, query).map(profile -> MemberView.of(profile, id));
    }

    @PostMapping("/preview")
    PreviewView preview(@RequestBody RuleRequest request) {
        Preview preview = segments.preview(request.rule());
        return new PreviewView(
                preview.count(), preview.sample().stream().map(SampleView::of).toList(), preview.description());
    }

    @PostMapping("/validate")
    ValidationView validate(@RequestBody RuleRequest request) {
        return new ValidationView(true, segments.describe(request.rule()));
    }

    @GetMapping("/fields")
    FieldsView fields() {
        return new FieldsView(segments.fields().stream().map(FieldView::of).toList());
    }
}
