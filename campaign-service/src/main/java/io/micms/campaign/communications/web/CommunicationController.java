package io.micms.campaign.communications.web;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaigns;
import io.micms.campaign.communications.Communication;
import io.micms.campaign.communications.CommunicationLog;
import io.micms.campaign.communications.CommunicationLog.Entry;
import io.micms.campaign.communications.CommunicationLog.Filter;
import io.micms.campaign.communications.CommunicationLog.TaskState;
import io.micms.campaign.communications.Task;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.SandboxedMail;
import io.micms.campaign.delivery.Message;
import io.micms.campaign.delivery.Rendition;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.csv.CsvDownload;
import io.micms.platform.problem.InvalidParameter;
import io.micms.platform.problem.NotFound;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Contacts;
import io.micms.platform.web.ETags;
import io.micms.platform.web.InstantParameters;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/communications")
class CommunicationController {

    private final CommunicationLog log;
    private final Campaigns campaigns;
    private final Profiles profiles;
    private final PlatformProperties platform;

    CommunicationController(CommunicationLog log, Campaigns campaigns, Profiles profiles, PlatformProperties platform) {
        this.log = log;
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.platform = platform;
    }

    /** A message that was sent, or what a person wrote down. */
    enum EntryKind {
        MESSAGE,
        NOTE,
        CALL,
        MEETING
    }

    /**
     * @param version of an entry made by hand, to be named in {@code If-Match}
     * @param source of an entry: a person, or a machine whose words a person accepted
     * @param acceptedBy who accepted a machine's words
     * @param state of a message
     * @param reason why a message failed or is unconfirmed
     * @param to masked for analysts, as contact details are in {@code subject}, {@code body} and {@code html}
     * @param detail what the provider had to say, which may name the recipient; nothing for analysts
     * @param sentAt when the provider took a message
     * @param at what the log goes by: when an entry was, or a message first came to an end, whatever came back of it later
     */
    record CommunicationView(
            String id,
            @Nullable Long version,
            EntryKind kind,
            @Nullable Channel channel,
            String customerId,
            @Nullable String customerName,
            @Nullable String campaignId,
            @Nullable String campaignName,
            @Nullable String to,
            @Nullable String subject,
            @Nullable String body,
            @Nullable String html,
            Message.@Nullable State state,
            Message.@Nullable Reason reason,
            @Nullable String detail,
            Communication.@Nullable Source source,
            @Nullable String author,
            @Nullable String acceptedBy,
            List<String> tags,
            @Nullable Task task,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt,
            @Nullable Instant clickedAt,
            @Nullable Instant bouncedAt,
            @Nullable Instant unsubscribedAt,
            @Nullable Instant complainedAt,
            Instant at) {

        static CommunicationView of(
                Message message, Rendition shown, Instant at, @Nullable String customer, @Nullable String campaign) {
            return new CommunicationView(
                    message.id(),
                    null,
                    EntryKind.MESSAGE,
                    message.channel(),
                    message.customerId(),
                    customer,
                    message.campaignId(),
                    campaign,
                    shown.to(),
                    shown.subject(),
                    shown.text(),
                    shown.html(),
                    message.state(),
                    message.reason(),
                    shown.detail(),
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    message.sentAt(),
                    message.feedback().deliveredAt(),
                    message.feedback().openedAt(),
                    message.feedback().clickedAt(),
                    message.feedback().bouncedAt(),
                    message.feedback().unsubscribedAt(),
                    message.feedback().complainedAt(),
                    at);
        }

        static CommunicationView of(Communication entry, @Nullable String customer) {
            return of(entry, entry.text(), customer);
        }

        static CommunicationView of(Communication entry, String text, @Nullable String customer) {
            return new CommunicationView(
                    entry.id(),
                    entry.version(),
                    EntryKind.valueOf(entry.kind().name()),
                    null,
                    entry.customerId(),
                    customer,
                    null,
                    null,
                    null,
                    null,
                    text,
                    null,
                    null,
                    null,
                    null,
                    entry.source(),
                    entry.author(),
                    entry.acceptedBy(),
                    entry.tags(),
                    entry.task(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    entry.at());
        }
    }

    /**
     * What the log is narrowed to.
     *
     * @param kind MESSAGE, NOTE, CALL or MEETING
     * @param task open, overdue or done
     * @param channel of messages
     * @param state of messages: SENT, DELIVERED, FAILED or UNCONFIRMED
     * @param source of entries: PERSON or AI
     * @param from the first day or instant (ISO-8601)
     * @param to the last day, or the first instant after the last
     */
    record LogFilter(
            @Nullable String customerId,
            @Nullable String campaignId,
            @Nullable String kind,
            @Nullable String tag,
            @Nullable String task,
            @Nullable Channel channel,
            Message.@Nullable State state,
            Communication.@Nullable Source source,
            @Nullable String from,
            @Nullable String to) {

        private Filter in(ZoneId zone) {
            return new Filter(
                    customerId,
                    campaignId,
                    kind,
                    tag,
                    taskState(task),
                    channel,
                    state,
                    source,
                    InstantParameters.from("from", from, zone),
                    InstantParameters.to("to", to, zone));
        }
    }

    @GetMapping
    Page<CommunicationView> list(ListQuery query, @ParameterObject LogFilter filter, Caller caller) {
        requireNoSearch(query);
        return views(log.list(filter.in(platform.timeZone()), query), Contacts.mayBeReadBy(caller));
    }

    /** All of the list, as a table. */
    @GetMapping(path = "/export", produces = CsvDownload.MEDIA_TYPE)
    ResponseEntity<StreamingResponseBody> export(ListQuery query, @ParameterObject LogFilter filter, Caller caller) {
        requireNoSearch(query);
        Filter wanted = filter.in(platform.timeZone());
        boolean contacts = Contacts.mayBeReadBy(caller);
        return CsvDownload.of(
                "communications.csv",
                CommunicationTable.HEADER,
                () -> log.pages(wanted, query)
                        .flatMap(page -> views(page, contacts).items().stream())
                        .map(CommunicationTable::row));
    }

    /** No index bears the words of millions of messages. */
    private static void requireNoSearch(ListQuery query) {
        if (query.search() != null) {
            throw new InvalidParameter(
                    "search",
                    "The words of the log cannot be searched. It is narrowed by customerId, campaignId, kind, tag, task, channel, state, source, from and to.");
        }
    }

    private Page<CommunicationView> views(Page<Entry> page, boolean contacts) {
        Map<String, String> names = profiles.names(
                page.items().stream().map(CommunicationController::customerId).toList());
        Map<String, String> campaignNames = campaigns
                .findAll(page.items().stream()
                        .map(Entry::message)
                        .filter(Objects::nonNull)
                        .map(Message::campaignId)
                        .distinct()
                        .toList())
                .values()
                .stream()
                .collect(Collectors.toMap(Campaign::id, Campaign::name));
        Reader reader = contacts ? Reader.OF_CONTACTS : Reader.ofNoContacts(page, profiles);
        return page.map(entry -> {
            String name = names.get(customerId(entry));
            Message message = entry.message();
            return message == null
                    ? CommunicationView.of(entry.communication(), reader.text(entry.communication()), name)
                    : CommunicationView.of(
                            message,
                            reader.rendition(message),
                            entry.at(),
                            name,
                            campaignNames.get(message.campaignId()));
        });
    }

    /**
     * Who reads the log.
     *
     * @param customers whose contact details they may not read, by their ids; null for who may read all
     */
    private record Reader(@Nullable Map<String, CustomerCopy> customers) {

        static final Reader OF_CONTACTS = new Reader(null);

        static Reader ofNoContacts(Page<Entry> page, Profiles profiles) {
            return new Reader(profiles
                    .findAll(page.items().stream()
                            .map(CommunicationController::customerId)
                            .distinct()
                            .toList())
                    .values()
                    .stream()
                    .map(Profile::customer)
                    .collect(Collectors.toMap(CustomerCopy::id, Function.identity())));
        }

        Rendition rendition(Message message) {
            return customers == null
                    ? Rendition.of(message)
                    : Rendition.withoutContacts(message, customers.get(message.customerId()));
        }

        String text(Communication entry) {
            if (customers == null) {
                return entry.text();
            }
            CustomerCopy customer = customers.get(entry.customerId());
            return Contacts.maskedIn(
                    entry.text(),
                    customer == null
                            ? List.of()
                            : Stream.of(customer.email(), customer.phone())
                                    .filter(Objects::nonNull)
                                    .toList());
        }
    }

    private static String customerId(Entry entry) {
        Message message = entry.message();
        return message == null ? entry.communication().customerId() : message.customerId();
    }

    private static @Nullable TaskState taskState(@Nullable String task) {
        return switch (task) {
            case null -> null;
            case "open" -> TaskState.OPEN;
            case "overdue" -> TaskState.OVERDUE;
            case "done" -> TaskState.DONE;
            default -> throw new InvalidParameter("task", "Tasks are open, overdue or done.");
        };
    }

    @PostMapping
    ResponseEntity<CommunicationView> record(@RequestBody Communication.Entry entry, Caller caller) {
        CommunicationView recorded = view(log.record(entry, caller.name()));
        return ResponseEntity.created(URI.create("/api/communications/" + recorded.id()))
                .eTag(ETags.tag(recorded.version()))
                .body(recorded);
    }

    /** A message that went out, or an entry made by hand. */
    @GetMapping("/{id}")
    ResponseEntity<CommunicationView> one(@PathVariable String id, Caller caller) {
        Entry entry = isMessage(id) ? log.message(id) : new Entry(null, log.get(id));
        CommunicationView view = views(new Page<>(List.of(entry), null), Contacts.mayBeReadBy(caller))
                .items()
                .getFirst();
        return view.version() == null ? ResponseEntity.ok(view) : ETags.ok(view, view.version());
    }

    /** The HTML of a message, as a document that can be shown in a frame. */
    @GetMapping(path = "/{id}/html", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> html(@PathVariable String id, Caller caller) {
        String html = isMessage(id)
                ? views(new Page<>(List.of(log.message(id)), null), Contacts.mayBeReadBy(caller))
                        .items()
                        .getFirst()
                        .html()
                : null;
        if (html == null || html.isEmpty()) {
            throw new NotFound("HTML of " + id);
        }
        return SandboxedMail.of(html);
    }

    /** A message's id is made of several. */
    private static boolean isMessage(String id) {
        return id.indexOf(':') >= 0;
    }

    /** Changes the text, the tags or the task of an entry made by hand, by a merge patch (RFC 7396). */
    @PatchMapping("/{id}")
    ResponseEntity<CommunicationView> edit(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode patch) {
        return shown(log.edit(id, ifMatch, content -> ContentPatch.apply(patch, content)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        log.delete(id, ifMatch);
    }

    /** Says that the task is done; whoever said so first has done it. */
    @PostMapping("/{id}/done")
    ResponseEntity<CommunicationView> complete(@PathVariable String id, Caller caller) {
        return shown(log.complete(id, caller.name()));
    }

    /** Says that the task is not done after all. */
    @DeleteMapping("/{id}/done")
    ResponseEntity<CommunicationView> reopen(@PathVariable String id) {
        return shown(log.reopen(id));
    }

    private ResponseEntity<CommunicationView> shown(Communication communication) {
        return ETags.ok(view(communication), communication.version());
    }

    private CommunicationView view(Communication communication) {
        return CommunicationView.of(
                communication,
                profiles.names(List.of(communication.customerId())).get(communication.customerId()));
    }
}
