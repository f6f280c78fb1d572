package io.micms.campaign.communications;

import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Ledger;
import io.micms.campaign.delivery.Message;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.ErasureListener;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.problem.Gone;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.InvalidParameter;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.Publication;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import io.micms.platform.web.ETags;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Service;

/**
 * One log, newest first, of the messages that were sent and the entries that people made. They stay where they belong,
 * in the ledger and among the communications, and are merged page by page.
 */
@Service
public class CommunicationLog implements ErasureListener {

    private static final int BATCH = 500;

    private static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparing(Entry::at).thenComparing(Entry::id).reversed();

    private final PublishedDocuments<Communication> communications;
    private final Ledger ledger;
    private final MongoTemplate mongo;
    private final Profiles profiles;
    private final KeysetPages pages;
    private final Clock clock;

    CommunicationLog(
            PublishedDocumentsFactory factory,
            Publication<Communication> publication,
            Ledger ledger,
            MongoTemplate mongo,
            Profiles profiles,
            KeysetPages pages,
            Clock clock) {
        this.communications = factory.of(publication);
        this.ledger = ledger;
        this.mongo = mongo;
        this.profiles = profiles;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * What the log can be narrowed to; each part may be missing.
     *
     * @param channel of messages, as {@code state} is
     * @param source of entries that people made
     * @param from the first instant
     * @param to the first instant after the last
     */
    public record Filter(
            @Nullable String customerId,
            @Nullable String campaignId,
            @Nullable String kind,
            @Nullable String tag,
            @Nullable TaskState task,
            @Nullable Channel channel,
            Message.@Nullable State state,
            Communication.@Nullable Source source,
            @Nullable Instant from,
            @Nullable Instant to) {

        private boolean wantsMessages() {
            return tag == null && source == null && (kind == null || kind.equals("MESSAGE"));
        }

        private boolean wantsEntries() {
            return campaignId == null && channel == null && state == null && !"MESSAGE".equals(kind);
        }

        private Criteria within(Criteria criteria, String field) {
            if (from == null && to == null) {
                return criteria;
            }
            Criteria period = criteria.and(field);
            period = from == null ? period : period.gte(from);
            return to == null ? period : period.lt(to);
        }
    }

    /** How a task stands. */
    public enum TaskState {
        OPEN,
        /** Open, and due before now. */
        OVERDUE,
        DONE
    }

    /** A line of the log: one or the other. */
    public record Entry(@Nullable Message message, @Nullable Communication communication) {

        public String id() {
            return message != null ? message.id() : communication().id();
        }

        public Instant at() {
            return message == null
                    ? communication().at()
                    : message.endedAt() != null ? message.endedAt() : message.queuedAt();
        }

        @Override
        public Communication communication() {
            if (communication == null) {
                throw new IllegalStateException("This is a message");
            }
            return communication;
        }
    }

    private record Position(Instant at, String id) {

        static @Nullable Position of(@Nullable String cursor) {
            if (cursor == null) {
                return null;
            }
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n");
                return new Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
            } catch (RuntimeException e) {
                throw new InvalidParameter("cursor", "This cursor was not made by us; start again without it.");
            }
        }

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at.toEpochMilli() + "\n" + id).getBytes(StandardCharsets.UTF_8));
        }
    }

    public Communication record(Communication.Entry entry, String author) {
        Communication communication = Communication.record(entry, author, clock.instant());
        requireCustomer(communication.customerId());
        return save(communication);
    }

    private Communication save(Communication communication) {
        Communication saved = communications.save(communication);
        // Written first and looked at second, as the erasure is, so that one of the two sees the other.
        if (isErased(saved.customerId())) {
            erased(List.of(saved.customerId()));
            throw erased(saved.customerId());
        }
        return saved;
    }

    private void requireCustomer(String customerId) {
        CustomerCopy customer = profiles.find(customerId)
                .map(Profile::customer)
                .orElseThrow(() -> new InvalidInput("/customerId", "There is no customer " + customerId + "."));
        if (customer.isErased()) {
            throw erased(customerId);
        }
        String survivor = customer.mergedInto();
        if (survivor != null) {
            throw new Gone(
                    "Customer %s is part of customer %s now.".formatted(customerId, survivor),
                    Map.of("mergedInto", survivor));
        }
    }

    private static Gone erased(String customerId) {
        return new Gone("Customer %s was erased.".formatted(customerId), Map.of());
    }

    private boolean isErased(String customerId) {
        return profiles.find(customerId)
                .filter(profile -> profile.customer().isErased())
                .isPresent();
    }

    @Override
    public void erased(Collection<String> customerIds) {
        Query theirs = new Query(
                        Criteria.where("customerId").in(customerIds).and("text").ne(""))
                .limit(BATCH);
        List<Communication> found;
        do {
            found = communications.find(theirs);
            communications.saveAll(found.stream().filter(Communication::scrub).toList());
        } while (!found.isEmpty());
    }

    /** @throws NotFound if nobody made it by hand, or it was deleted */
    public Communication get(String id) {
        return communications
                .find(id)
                .filter(communication -> communication.deletedAt() == null)
                .orElseThrow(() -> new NotFound("communication " + id));
    }

    /** @throws NotFound if there is no such message, or it did not go out */
    public Entry message(String id) {
        return Optional.ofNullable(mongo.findById(id, Message.class))
                .filter(message -> Ledger.COMMUNICATED.contains(message.state()))
                .map(message -> {
                    ledger.word(List.of(message));
                    return new Entry(message, null);
                })
                .orElseThrow(() -> new NotFound("communication " + id));
    }

    /** All of the list, page by page. */
    public Stream<Page<Entry>> pages(Filter filter, ListQuery query) {
        ListQuery first = new ListQuery(ListQuery.LIMIT_AT_MOST, null, query.sort(), query.search());
        return Stream.iterate(
                list(filter, first),
                page -> page != null,
                page -> page.nextCursor() == null
                        ? null
                        : list(
                                filter,
                                new ListQuery(
                                        ListQuery.LIMIT_AT_MOST, page.nextCursor(), query.sort(), query.search())));
    }

    /** @param content what it is to be, given what it is */
    public Communication edit(String id, @Nullable String ifMatch, UnaryOperator<Communication.Content> content) {
        Communication communication = get(id);
        ETags.requireMatch(ifMatch, communication.version());
        communication.edit(content.apply(communication.content()), clock.instant());
        return save(communication);
    }

    public Communication complete(String id, String by) {
        Communication communication = get(id);
        communication.complete(by, clock.instant());
        return communications.save(communication);
    }

    public Communication reopen(String id) {
        Communication communication = get(id);
        communication.reopen(clock.instant());
        return communications.save(communication);
    }

    public void delete(String id, @Nullable String ifMatch) {
        Communication communication = get(id);
        ETags.requireMatch(ifMatch, communication.version());
        communication.delete(clock.instant());
        communications.save(communication);
    }

    /** Newest first; tasks by when they are due, of those that are done the last first. */
    public Page<Entry> list(Filter filter, ListQuery query) {
        return filter.task() == null
                ? newestFirst(filter, query.limit(), query.cursor())
                : byDue(filter, filter.task(), query);
    }

    private Page<Entry> byDue(Filter filter, TaskState task, ListQuery query) {
        Criteria criteria = entriesOf(filter, everyIdOf(filter)).and("openTask").is(task != TaskState.DONE);
        if (task == TaskState.OVERDUE) {
            criteria = criteria.and("task.dueAt").lt(clock.instant());
        }
        SortOptions sorts = new SortOptions(task == TaskState.DONE ? "-dueAt" : "dueAt", Map.of("dueAt", "task.dueAt"));
        return pages.find(Communication.class, criteria, query, sorts).map(entry -> new Entry(null, entry));
    }

    private Page<Entry> newestFirst(Filter filter, int limit, @Nullable String cursor) {
        Position after = Position.of(cursor);
        Set<String> customerIds = everyIdOf(filter);
        Stream<Entry> messages = filter.wantsMessages()
                ? messages(filter, customerIds, limit + 1, after).stream().map(message -> new Entry(message, null))
                : Stream.empty();
        Stream<Entry> entries = filter.wantsEntries()
                ? entries(filter, customerIds, limit + 1, after).stream().map(entry -> new Entry(null, entry))
                : Stream.empty();
        List<Entry> merged = Stream.concat(messages, entries)
                .sorted(NEWEST_FIRST)
                .limit(limit + 1L)
                .toList();
        boolean more = merged.size() > limit;
        List<Entry> shown = more ? merged.subList(0, limit) : merged;
        return new Page<>(
                shown, more ? new Position(shown.getLast().at(), shown.getLast().id()).cursor() : null);
    }

    private List<Message> messages(Filter filter, Set<String> customerIds, int limit, @Nullable Position after) {
        Criteria criteria = filter.within(
                Criteria.where("state")
                        .in(
                                filter.state() == null
                                        ? Ledger.COMMUNICATED
                                        : Ledger.COMMUNICATED.contains(filter.state())
                                                ? Set.of(filter.state())
                                                : Set.of()),
                "endedAt");
        if (filter.channel() != null) {
            criteria = criteria.and("channel").is(filter.channel());
        }
        if (!customerIds.isEmpty()) {
            criteria = criteria.and("customerId").in(customerIds);
        }
        if (filter.campaignId() != null) {
            criteria = criteria.and("campaignId").is(filter.campaignId());
        }
        List<Message> found = mongo.find(newestFirst(criteria, "endedAt", limit, after), Message.class);
        ledger.word(found);
        return found;
    }

    private List<Communication> entries(Filter filter, Set<String> customerIds, int limit, @Nullable Position after) {
        return mongo.find(newestFirst(entriesOf(filter, customerIds), "at", limit, after), Communication.class);
    }

    private static Criteria entriesOf(Filter filter, Set<String> customerIds) {
        Criteria criteria = filter.within(Criteria.where("deletedAt").isNull(), "at");
        if (filter.source() != null) {
            // Absent for what people wrote themselves.
            criteria = filter.source() == Communication.Source.AI
                    ? criteria.and("source").is(filter.source())
                    : criteria.and("source").isNull();
        }
        if (!customerIds.isEmpty()) {
            criteria = criteria.and("customerId").in(customerIds);
        }
        if (filter.kind() != null) {
            criteria = criteria.and("kind").is(filter.kind());
        }
        if (filter.tag() != null) {
            criteria = criteria.and("tags").is(filter.tag());
        }
        return criteria;
    }

    /**
     * What was said to the customer under other ids, before those were merged, was said to them.
     *
     * @return none where any customer is wanted
     */
    private Set<String> everyIdOf(Filter filter) {
        String customerId = filter.customerId();
        if (customerId == null) {
            return Set.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        ids.add(customerId);
        profiles.find(customerId).ifPresent(profile -> ids.addAll(profiles.aliases(profile)));
        return ids;
    }

    private static Query newestFirst(Criteria criteria, String field, int limit, @Nullable Position after) {
        Criteria where = after == null
                ? criteria
                : criteria.orOperator(
                        Criteria.where(field).lt(after.at()),
                        Criteria.where(field).is(after.at()).and("_id").lt(after.id()));
        return new Query(where)
                .with(Sort.by(Sort.Direction.DESC, field).and(Sort.by(Sort.Direction.DESC, "_id")))
                .limit(limit);
    }
}
