package io.micms.campaign.communications;

import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** Something that was said to or by a customer, that a person wrote down, and what is to be done about it. */
@Document("communications")
@CompoundIndex(name = "customer_at", def = "{'customerId': 1, 'at': -1, '_id': -1}")
@CompoundIndex(name = "newest", def = "{'at': -1, '_id': -1}")
@CompoundIndex(name = "kind_at", def = "{'kind': 1, 'at': -1, '_id': -1}")
@CompoundIndex(name = "tag_at", def = "{'tags': 1, 'at': -1, '_id': -1}")
@CompoundIndex(name = "task_due", def = "{'openTask': 1, 'task.dueAt': 1, '_id': 1}")
@CompoundIndex(name = "customer_task_due", def = "{'customerId': 1, 'openTask': 1, 'task.dueAt': 1, '_id': 1}")
public final class Communication extends PublishedDocument {

    private static final int TEXT_AT_MOST = 20_000;
    private static final int TAGS_AT_MOST = 20;
    private static final int TAG_AT_MOST = 50;
    private static final int ASSIGNEE_AT_MOST = 200;

    private final String customerId;
    private final Kind kind;
    private String text;
    private List<String> tags;
    private @Nullable Task task;

    /** Tells tasks that are open from those that are done, for the indexes; null without a task. */
    private @Nullable Boolean openTask;

    /** Absent for an entry of a person's own. */
    private final @Nullable Source source;

    private final String author;
    private final Instant at;
    private final Instant recordedAt;
    private @Nullable Instant updatedAt;
    private @Nullable Instant deletedAt;

    /** What kind of exchange it was. */
    public enum Kind {
        NOTE,
        CALL,
        MEETING
    }

    /** Who put it into words. */
    public enum Source {
        PERSON,
        /** A machine did, and a person accepted it. */
        AI
    }

    /**
     * @param at when it happened; null for now
     * @param source null for a person
     */
    public record Entry(
            @Nullable String customerId,
            @Nullable Kind kind,
            @Nullable String text,
            @Nullable Instant at,
            @Nullable List<String> tags,
            @Nullable TaskPlan task,
            @Nullable Source source) {

        private Content content() {
            return new Content(text, tags, task);
        }
    }

    /** What can be changed afterwards. */
    public record Content(
            @Nullable String text,
            @Nullable List<String> tags,
            @Nullable TaskPlan task) {}

    /** @param assignee who is to do it, by name or e-mail address; null for nobody in particular */
    public record TaskPlan(
            @Nullable Instant dueAt, @Nullable String assignee) {}

    @PersistenceCreator
    private Communication(
            String id,
            String customerId,
            Kind kind,
            String text,
            @Nullable List<String> tags,
            @Nullable Task task,
            @Nullable Source source,
            String author,
            Instant at,
            Instant recordedAt,
            @Nullable Instant updatedAt,
            @Nullable Instant deletedAt) {
        super(id);
        this.customerId = customerId;
        this.kind = kind;
        this.text = text;
        this.tags = tags == null ? List.of() : List.copyOf(tags);
        this.source = source;
        this.author = author;
        this.at = at;
        this.recordedAt = recordedAt;
        this.updatedAt = updatedAt;
        this.deletedAt = deletedAt;
        setTask(task);
    }

    static Communication record(Entry entry, String author, Instant now) {
        List<Fault> faults = new ArrayList<>();
        if (entry.customerId() == null) {
            faults.add(new Fault("/customerId", "Name the customer."));
        }
        if (entry.kind() == null) {
            faults.add(new Fault("/kind", "The kind is NOTE, CALL or MEETING."));
        }
        if (entry.at() != null && entry.at().isAfter(now)) {
            faults.add(new Fault("/at", "An entry cannot lie in the future."));
        }
        Content content = checked(entry.content(), faults);
        return new Communication(
                Ids.next(),
                Objects.requireNonNull(entry.customerId()),
                Objects.requireNonNull(entry.kind()),
                Objects.requireNonNull(content.text()),
                content.tags(),
                taskOf(content, null),
                entry.source() == Source.PERSON ? null : entry.source(),
                author,
                entry.at() == null ? now : entry.at(),
                now,
                null,
                null);
    }

    /** @throws InvalidInput with all that is wrong, what was found before included */
    private static Content checked(Content content, List<Fault> faults) {
        String text = content.text() == null ? "" : content.text().strip();
        if (text.isEmpty() || text.length() > TEXT_AT_MOST) {
            faults.add(new Fault("/text", "The text has 1 to %d characters.".formatted(TEXT_AT_MOST)));
        }
        List<String> tags = tags(content.tags(), faults);
        TaskPlan task = content.task() == null ? null : task(content.task(), faults);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Content(text, tags, task);
    }

    private static List<String> tags(@Nullable List<String> given, List<Fault> faults) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > TAGS_AT_MOST) {
            faults.add(new Fault("/tags", "There are at most %d tags.".formatted(TAGS_AT_MOST)));
        }
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String tag = given.get(i) == null ? "" : given.get(i).strip();
            if (tag.isEmpty() || tag.length() > TAG_AT_MOST) {
                faults.add(new Fault("/tags/" + i, "A tag has 1 to %d characters.".formatted(TAG_AT_MOST)));
            } else if (!tags.contains(tag)) {
                tags.add(tag);
            }
        }
        return List.copyOf(tags);
    }

    private static TaskPlan task(TaskPlan given, List<Fault> faults) {
        if (given.dueAt() == null) {
            faults.add(new Fault("/task/dueAt", "Say when the task is due."));
        }
        String assignee = given.assignee() == null ? "" : given.assignee().strip();
        if (assignee.length() > ASSIGNEE_AT_MOST) {
            faults.add(new Fault(
                    "/task/assignee", "The name or e-mail has at most %d characters.".formatted(ASSIGNEE_AT_MOST)));
        }
        Instant dueAt = given.dueAt() == null ? null : given.dueAt().truncatedTo(ChronoUnit.MILLIS);
        return new TaskPlan(dueAt, assignee.isEmpty() ? null : assignee);
    }

    private static @Nullable Task taskOf(Content checked, @Nullable Task present) {
        TaskPlan plan = checked.task();
        if (plan == null) {
            return null;
        }
        Instant dueAt = Objects.requireNonNull(plan.dueAt());
        return present == null ? Task.open(dueAt, plan.assignee()) : present.planned(dueAt, plan.assignee());
    }

    /** @throws InvalidInput with all that is wrong with it */
    void edit(Content content, Instant now) {
        Content checked = checked(content, new ArrayList<>());
        text = Objects.requireNonNull(checked.text());
        tags = Objects.requireNonNull(checked.tags());
        setTask(taskOf(checked, task));
        updatedAt = now;
    }

    /** @throws Conflict if there is nothing to do */
    void complete(String by, Instant now) {
        setTask(existingTask().done(by, now));
        updatedAt = now;
    }

    /** @throws Conflict if there is nothing to do */
    void reopen(Instant now) {
        setTask(existingTask().reopened());
        updatedAt = now;
    }

    private Task existingTask() {
        if (task == null) {
            throw new Conflict("This entry has no task.");
        }
        return task;
    }

    /** Nothing is left but that it was there, so that copies of it go as well. */
    void delete(Instant now) {
        text = "";
        tags = List.of();
        setTask(null);
        deletedAt = now;
    }

    private void setTask(@Nullable Task task) {
        this.task = task;
        this.openTask = task == null ? null : task.isOpen();
    }

    Content content() {
        return new Content(text, tags, task == null ? null : new TaskPlan(task.dueAt(), task.assignee()));
    }

    /**
     * Leaves only that there was an entry.
     *
     * @return whether there was anything to do
     */
    boolean scrub() {
        if (text.isEmpty()) {
            return false;
        }
        text = "";
        tags = List.of();
        setTask(null);
        return true;
    }

    public String customerId() {
        return customerId;
    }

    public Kind kind() {
        return kind;
    }

    public String text() {
        return text;
    }

    public List<String> tags() {
        return tags;
    }

    public @Nullable Task task() {
        return task;
    }

    public Source source() {
        return source == null ? Source.PERSON : source;
    }

    public String author() {
        return author;
    }

    /** Who let it stand; null for what a person wrote themselves. */
    public @Nullable String acceptedBy() {
        return source == Source.AI ? author : null;
    }

    public Instant at() {
        return at;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    /** Null while it is as it was recorded. */
    public @Nullable Instant updatedAt() {
        return updatedAt;
    }

    /** Null unless it was deleted. */
    public @Nullable Instant deletedAt() {
        return deletedAt;
    }
}
