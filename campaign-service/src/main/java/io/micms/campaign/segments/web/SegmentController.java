package io.micms.campaign.segments.web;

import io.micms.campaign.profiles.AudienceHistory;
import io.micms.campaign.profiles.Backfill;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Membership;
import io.micms.campaign.profiles.OrderTotals;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.rules.RuleExplanation.Finding;
import io.micms.campaign.rules.RuleExplanation.Kind;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.segments.FieldChoices;
import io.micms.campaign.segments.FieldChoices.FieldChoice;
import io.micms.campaign.segments.MembershipExplanations;
import io.micms.campaign.segments.MembershipExplanations.Explanation;
import io.micms.campaign.segments.Previews;
import io.micms.campaign.segments.Previews.ConditionCount;
import io.micms.campaign.segments.Previews.Movement;
import io.micms.campaign.segments.Previews.Preview;
import io.micms.campaign.segments.Previews.Question;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.Segment.State;
import io.micms.campaign.segments.SegmentService;
import io.micms.campaign.segments.SegmentService.Live;
import io.micms.campaign.segments.SegmentService.SegmentOfCustomer;
import io.micms.campaign.segments.SegmentService.Validation;
import io.micms.campaign.segments.SegmentUsers.Use;
import io.micms.platform.csv.CsvDownload;
import io.micms.platform.problem.InvalidParameter;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Contacts;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/segments")
class SegmentController {

    private static final int HISTORY_AT_MOST = 400;
    private static final List<String> MEMBER_COLUMNS =
            List.of("customerId", "externalId", "firstName", "lastName", "email", "phone", "city", "country", "since");

    private final SegmentService segments;
    private final Previews previews;
    private final MembershipExplanations explanations;
    private final FieldChoices fields;
    private final AudienceHistory history;

    SegmentController(
            SegmentService segments,
            Previews previews,
            MembershipExplanations explanations,
            FieldChoices fields,
            AudienceHistory history) {
        this.segments = segments;
        this.previews = previews;
        this.explanations = explanations;
        this.fields = fields;
        this.history = history;
    }

    /** Which segments a list shows. */
    enum Shown {
        ACTIVE(State.ACTIVE),
        ARCHIVED(State.ARCHIVED),
        ALL(State.ACTIVE, State.ARCHIVED);

        private final List<State> states;

        Shown(State... states) {
            this.states = Arrays.asList(states);
        }
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
                    Objects.requireNonNull(segment.ruleJson()),
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

    /** @param pointer to the condition, {@code /rule/…} */
    record ConditionCountView(String pointer, long count, boolean exact) {

        static ConditionCountView of(ConditionCount count) {
            return new ConditionCountView(count.pointer(), count.count(), count.exact());
        }
    }

    record MovementView(long count, boolean exact, List<SampleView> sample) {

        static @Nullable MovementView of(@Nullable Movement movement) {
            return movement == null
                    ? null
                    : new MovementView(
                            movement.count(),
                            movement.exact(),
                            movement.sample().stream().map(SampleView::of).toList());
        }
    }

    /**
     * @param segmentId with whose audience to compare
     * @param exact whether to wait for exact counts; false by default
     * @param builder a random id: what was asked under it before is answered with 409 from now on
     */
    record PreviewRequest(
            @Nullable JsonNode rule,
            @Nullable String segmentId,
            @Nullable Boolean exact,
            @Nullable String builder) {

        Question of(Caller caller) {
            return new Question(
                    rule,
                    segmentId,
                    Boolean.TRUE.equals(exact),
                    builder == null ? null : caller.subject() + " " + builder);
        }
    }

    /**
     * @param low of the 95 % interval; the count itself if it is exact
     * @param of customers
     * @param conditions how many meet each condition by itself
     * @param joining who is not in the segment that it is compared with but would be
     * @param leaving who is in it and would not be
     */
    record PreviewView(
            long count,
            boolean exact,
            long low,
            long high,
            long of,
            String description,
            List<ConditionCountView> conditions,
            List<SampleView> sample,
            @Nullable MovementView joining,
            @Nullable MovementView leaving) {

        static PreviewView of(Preview preview, String description) {
            return new PreviewView(
                    preview.count(),
                    preview.exact(),
                    preview.low(),
                    preview.high(),
                    preview.of(),
                    description,
                    preview.conditions().stream().map(ConditionCountView::of).toList(),
                    preview.sample().stream().map(SampleView::of).toList(),
                    MovementView.of(preview.joining()),
                    MovementView.of(preview.leaving()));
        }
    }

    record NameView(String id, String name) {}

    /**
     * @param normalised the same for rules that say the same, whichever way they are written
     * @param sameAs active segments whose rules say the same
     */
    record ValidationView(boolean valid, String description, String normalised, List<NameView> sameAs) {

        static ValidationView of(Validation validation) {
            return new ValidationView(
                    true,
                    validation.description(),
                    validation.normalised(),
                    validation.sameAs().stream()
                            .map(segment -> new NameView(segment.id(), segment.name()))
                            .toList());
        }
    }

    /** @param reason what brought it about that the customer is in */
    record MemberView(
            String customerId,
            @Nullable String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String city,
            @Nullable Instant since,
            Membership.@Nullable Reason reason) {

        static MemberView of(Profile profile, String segmentId, boolean contacts) {
            CustomerCopy customer = profile.customer();
            return new MemberView(
                    customer.id(),
                    customer.externalId(),
                    customer.firstName(),
                    customer.lastName(),
                    contacts ? customer.email() : Contacts.masked(customer.email()),
                    customer.city(),
                    profile.membership(segmentId).map(Membership::since).orElse(null),
                    profile.membership(segmentId).map(Membership::reason).orElse(null));
        }
    }

    record UsesView(List<Use> items) {}

    record SegmentOfCustomerView(String segmentId, String name, Instant since, Membership.Reason reason) {

        static SegmentOfCustomerView of(SegmentOfCustomer segment) {
            return new SegmentOfCustomerView(
                    segment.segmentId(),
                    segment.name(),
                    segment.membership().since(),
                    segment.membership().reason());
        }
    }

    record SegmentsOfCustomerView(List<SegmentOfCustomerView> items) {}

    /**
     * @param pointer to the part in the rule; behind that of a reference to a segment it goes on in that segment's rule
     * @param holds the negation included
     * @param value that a condition saw, for people to read
     * @param changesAt when time alone may change whether it holds
     * @param combinator of a group, as it stands in rules
     * @param rules of a group; of a segment, the rule of each segment referred to
     */
    record FindingView(
            String pointer,
            Kind kind,
            String description,
            boolean holds,
            @Nullable String value,
            @Nullable Instant changesAt,
            @Nullable String combinator,
            boolean not,
            List<FindingView> rules) {

        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.pointer(),
                    finding.kind(),
                    finding.description(),
                    finding.holds(),
                    finding.value(),
                    finding.changesAt(),
                    finding.combinator() == null
                            ? null
                            : finding.combinator().name().toLowerCase(Locale.ROOT),
                    finding.not(),
                    finding.rules().stream().map(FindingView::of).toList());
        }
    }

    /**
     * @param since when the customer joined or, if not in it, left; null if never in it
     * @param cause the id of the customer, order, message or segment whose news that was; null if time did it
     * @param nextChangeAt when time alone may change whether the customer is in it
     */
    record WhyView(
            String customerId,
            String name,
            boolean member,
            @Nullable Instant since,
            Membership.@Nullable Reason reason,
            @Nullable String cause,
            @Nullable Instant nextChangeAt,
            FindingView finding) {

        static WhyView of(Explanation explanation) {
            return new WhyView(
                    explanation.customer().id(),
                    explanation.customer().displayName(),
                    explanation.member(),
                    explanation.membership().map(Membership::since).orElse(null),
                    explanation.membership().map(Membership::reason).orElse(null),
                    explanation.membership().map(Membership::cause).orElse(null),
                    explanation.finding().changesAt(),
                    FindingView.of(explanation.finding()));
        }
    }

    /** @param size at the end of the day; of today, now */
    record DayView(LocalDate day, long joined, long left, long size) {

        static DayView of(AudienceHistory.Day day) {
            return new DayView(day.day(), day.joined(), day.left(), day.size());
        }
    }

    record HistoryView(List<DayView> days) {}

    /** @param values that there are, folded as they are compared, for choosing */
    record WhereView(String name, Collection<String> values) {}

    /**
     * @param options what a condition may say besides operator and value, as the member's name
     * @param where by what it can be narrowed down
     * @param values that customers have in it, for choosing
     */
    record FieldView(
            String name,
            String label,
            RuleField.Type type,
            List<String> operators,
            List<String> options,
            List<WhereView> where,
            List<String> values) {

        static FieldView of(FieldChoice choice) {
            RuleField field = choice.field();
            return new FieldView(
                    field.name(),
                    field.label(),
                    field.type(),
                    field.type().operators(),
                    field.options(),
                    choice.where().entrySet().stream()
                            .map(where -> new WhereView(where.getKey().member(), where.getValue()))
                            .toList(),
                    choice.values());
        }
    }

    record FieldsView(List<FieldView> fields) {}

    @GetMapping
    Page<SegmentView> list(ListQuery query, @RequestParam(defaultValue = "ACTIVE") Shown state) {
        return segments.list(state.states, query).map(SegmentView::of);
    }

    @PostMapping
    ResponseEntity<SegmentView> create(@RequestBody Segment.Draft draft) {
        return created(segments.create(draft));
    }

    private static ResponseEntity<SegmentView> created(Live segment) {
        SegmentView created = SegmentView.of(segment);
        return ResponseEntity.created(URI.create("/api/segments/" + created.id()))
                .eTag(ETags.tag(created.version()))
                .body(created);
    }

    @GetMapping("/{id}")
    ResponseEntity<SegmentView> one(@PathVariable String id) {
        return tagged(segments.get(id));
    }

    private static ResponseEntity<SegmentView> tagged(Live segment) {
        SegmentView view = SegmentView.of(segment);
        return ETags.ok(view, view.version());
    }

    @PutMapping("/{id}")
    ResponseEntity<SegmentView> change(
            @PathVariable String id,
            @RequestBody Segment.Draft draft,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(segments.change(id, draft, ifMatch));
    }

    /** Only where nothing uses it; archiving keeps it for later. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        segments.delete(id, ifMatch);
    }

    @PostMapping("/{id}/archive")
    ResponseEntity<SegmentView> archive(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(segments.archive(id, ifMatch));
    }

    @PostMapping("/{id}/restore")
    ResponseEntity<SegmentView> restore(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(segments.restore(id, ifMatch));
    }

    @PostMapping("/{id}/duplicate")
    ResponseEntity<SegmentView> duplicate(@PathVariable String id) {
        return created(segments.duplicate(id));
    }

    @GetMapping("/{id}/uses")
    UsesView uses(@PathVariable String id) {
        return new UsesView(segments.uses(id));
    }

    @GetMapping("/{id}/members")
    Page<MemberView> members(@PathVariable String id, ListQuery query, Caller caller) {
        boolean contacts = Contacts.mayBeReadBy(caller);
        return segments.members(id, query).map(profile -> MemberView.of(profile, id, contacts));
    }

    /** All members, as a table. */
    @GetMapping(path = "/{id}/members/export", produces = CsvDownload.MEDIA_TYPE)
    ResponseEntity<StreamingResponseBody> export(@PathVariable String id, Caller caller) {
        String name = segments.get(id).segment().name();
        boolean contacts = Contacts.mayBeReadBy(caller);
        return CsvDownload.of(
                name.replaceAll("[^\\p{L}\\p{N} ._-]", "_") + ".csv",
                MEMBER_COLUMNS,
                () -> segments.members(id).map(profile -> row(profile, id, contacts)));
    }

    private static List<@Nullable String> row(Profile profile, String segmentId, boolean contacts) {
        CustomerCopy customer = profile.customer();
        return Arrays.asList(
                customer.id(),
                customer.externalId(),
                customer.firstName(),
                customer.lastName(),
                contacts ? customer.email() : Contacts.masked(customer.email()),
                contacts ? customer.phone() : Contacts.masked(customer.phone()),
                customer.city(),
                customer.country(),
                profile.membership(segmentId)
                        .map(membership -> membership.since().toString())
                        .orElse(null));
    }

    /** Joins and leaves per day, the oldest first and today last, in the platform's time zone. */
    @GetMapping("/{id}/history")
    HistoryView history(@PathVariable String id, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > HISTORY_AT_MOST) {
            throw new InvalidParameter("days", "From 1 to %d days can be shown.".formatted(HISTORY_AT_MOST));
        }
        return new HistoryView(history.days(segments.get(id).segment().id(), days).stream()
                .map(DayView::of)
                .toList());
    }

    @GetMapping("/{id}/why/{customerId}")
    WhyView why(@PathVariable String id, @PathVariable String customerId, Caller caller) {
        return WhyView.of(explanations.explain(id, customerId, Contacts.mayBeReadBy(caller)));
    }

    @GetMapping("/of/{customerId}")
    SegmentsOfCustomerView ofCustomer(@PathVariable String customerId) {
        return new SegmentsOfCustomerView(segments.segmentsOf(customerId).stream()
                .map(SegmentOfCustomerView::of)
                .toList());
    }

    @PostMapping("/preview")
    PreviewView preview(@RequestBody PreviewRequest request, Caller caller) {
        Preview preview = previews.of(request.of(caller));
        return PreviewView.of(preview, segments.describe(preview.rule()));
    }

    @PostMapping("/validate")
    ValidationView validate(@RequestBody RuleRequest request) {
        return ValidationView.of(segments.validate(request.rule()));
    }

    @GetMapping("/fields")
    FieldsView fields() {
        return new FieldsView(fields.all().stream().map(FieldView::of).toList());
    }
}
