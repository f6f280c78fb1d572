package io.micms.insight.personal;

import io.micms.insight.PlatformProperties;
import io.micms.insight.ai.Answered;
import io.micms.insight.ai.Feature;
import io.micms.insight.ai.LanguageModel;
import io.micms.insight.ai.ModelTerms;
import io.micms.insight.ai.ModelTerms.Terms;
import io.micms.insight.ai.Origin;
import io.micms.insight.ai.Pseudonyms;
import io.micms.insight.ai.Resources;
import io.micms.insight.ai.Schemas;
import io.micms.insight.ai.Task;
import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import io.micms.insight.drafts.Check;
import io.micms.insight.drafts.Checks;
import io.micms.insight.drafts.Draft;
import io.micms.insight.drafts.Numbers;
import io.micms.insight.drafts.PersonalTemplates;
import io.micms.insight.drafts.Promises;
import io.micms.insight.neighbours.CampaignService;
import io.micms.insight.neighbours.CampaignService.LogEntry;
import io.micms.insight.neighbours.CustomerService;
import io.micms.insight.neighbours.CustomerService.Customer;
import io.micms.insight.neighbours.OrderService;
import io.micms.insight.neighbours.OrderService.Latest;
import io.micms.insight.people.PersonInsight;
import io.micms.insight.people.PersonInsights;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.Unavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutorService;
import org.springframework.stereotype.Component;

/**
 * Summaries of one customer, messages to them and entries for their log. What is needed of the person is read from the
 * services in the caller's name; to the language model they are somebody without a name, an address or a number.
 */
@Component
public class Personal {

    private static final int ORDERS_READ = 20;
    private static final int ENTRIES_READ = 20;
    private static final int ENTRIES_TOLD = 8;
    private static final int ENTRY_TOLD = 300;
    private static final int NOTES_AT_MOST = 4_000;
    private static final int GOAL_AT_MOST = 500;
    private static final int SUGGESTIONS_AT_MOST = 5;
    private static final int OUTPUT_TOKENS = 1_200;
    private static final int FOLLOW_UP_DAYS = 7;
    private static final int FURTHEST_TASK_DAYS = 366;

    private final CustomerService customers;
    private final OrderService orders;
    private final CampaignService campaigns;
    private final PersonInsights insights;
    private final LanguageModel model;
    private final ModelTerms settings;
    private final PlatformProperties platform;
    private final Clock clock;

    Personal(
            CustomerService customers,
            OrderService orders,
            CampaignService campaigns,
            PersonInsights insights,
            LanguageModel model,
            ModelTerms settings,
            PlatformProperties platform,
            Clock clock) {
        this.customers = customers;
        this.orders = orders;
        this.campaigns = campaigns;
        this.insights = insights;
        this.model = model;
        this.settings = settings;
        this.platform = platform;
        this.clock = clock;
    }

    public record Fact(String label, String text) {}

    /** @param missing what could not be asked for at the moment */
    public record Summary(
            String customerId,
            String name,
            String headline,
            List<String> sentences,
            List<Fact> facts,
            NextBestAction nextBestAction,
            List<String> missing,
            Origin origin) {}

    /** @param basedOn what it says of the customer or draws from their log, and nothing else that is known */
    public record PersonalMessage(
            String customerId, Channel channel, Draft draft, List<String> basedOn, Origin origin) {}

    public record Entries(String customerId, List<EntrySuggestion> suggestions, Origin origin) {}

    /** What the model says of somebody. */
    record Words(String headline, List<String> sentences) {}

    /**
     * @param subject empty for an SMS
     * @param basedOn labels of facts, and numbers of entries of the log
     */
    record Letter(String subject, String body, List<String> basedOn) {}

    record Suggestions(List<Suggested> entries) {}

    /**
     * @param kind {@code NOTE CALL MEETING}
     * @param followUpInDays 0 for no task
     */
    record Suggested(String kind, String text, List<String> tags, int followUpInDays, String why) {}

    /** @throws NotFound if there is no such customer */
    public Summary summary(String id) {
        PersonFacts facts = facts(id);
        NextBestAction action = NextBestActions.of(facts);
        Pseudonyms names = pseudonyms(facts.customer());
        Map<String, Object> data = data(facts, names);
        data.put("next-best-action", action.title() + ": " + action.why());
        Answered<Words> answered = model.ask(new Task<>(
                Feature.SUMMARY,
                Resources.text("summary.txt"),
                data,
                Schemas.of(Words.class),
                Words.class,
                words -> faults(words.headline().strip() + "\n" + String.join("\n", words.sentences()), data),
                OUTPUT_TOKENS));
        Words words = answered.value() == null ? words(facts) : answered.value();
        return new Summary(
                facts.customer().id(),
                facts.customer().name(),
                names.show(words.headline()),
                words.sentences().stream().map(names::show).toList(),
                facts.facts(),
                action,
                facts.missing(),
                answered.origin());
    }

    private PersonFacts facts(String id) {
        try (ExecutorService threads =
                new DelegatingSecurityContextExecutorService(Executors.newVirtualThreadPerTaskExecutor())) {
            CompletableFuture<@Nullable Latest> latest =
                    CompletableFuture.supplyAsync(() -> ifThere(() -> orders.latest(id, ORDERS_READ)), threads);
            CompletableFuture<@Nullable List<LogEntry>> log =
                    CompletableFuture.supplyAsync(() -> ifThere(() -> campaigns.log(id, ENTRIES_READ)), threads);
            Customer customer = customers.customer(id);
            PersonInsight insight = ifThere(() -> insights.of(id));
            return new PersonFacts(
                    customer,
                    insight,
                    latest.join(),
                    log.join(),
                    platform.currency().getCurrencyCode(),
                    platform.timeZone(),
                    clock);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whoever cannot be asked leaves a gap that is told, not a page without anything. */
    private static <T> @Nullable T ifThere(Supplier<T> source) {
        try {
            return source.get();
        } catch (Unavailable | NotFound | AccessDeniedException e) {
            return null;
        }
    }

    private static Pseudonyms pseudonyms(Customer customer) {
        String whole = customer.firstName() == null || customer.lastName() == null
                ? null
                : customer.firstName() + " " + customer.lastName();
        return new Pseudonyms()
                .with(whole, "FULL_NAME")
                .with(customer.firstName(), "FIRST_NAME")
                .with(customer.lastName(), "LAST_NAME")
                .with(customer.externalId(), "ID_NAME");
    }

    /** What of the person leaves the machine: facts without contact details, and what was said, without names. */
    private static Map<String, Object> data(PersonFacts facts, Pseudonyms names) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "facts",
                facts.facts().stream()
                        .map(fact -> fact.label() + ": " + names.hide(fact.text()))
                        .toList());
        List<LogEntry> log = toldOf(facts);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            LogEntry entry = log.get(i);
            entries.add(names.hide("%s, %s %s: %s"
                    .formatted(
                            entryLabel(i),
                            entry.at().atZone(facts.zone()).toLocalDate(),
                            entry.kind().toLowerCase(Locale.ROOT),
                            told(entry))));
        }
        data.put("log", entries);
        return data;
    }

    private static String told(LogEntry entry) {
        String text = entry.subject() != null ? entry.subject() : entry.body() == null ? "" : entry.body();
        return text.length() > ENTRY_TOLD ? text.substring(0, ENTRY_TOLD) + "…" : text;
    }

    private static List<String> faults(String text, Map<String, Object> data) {
        return Numbers.unknown(text, data.values().stream().map(String::valueOf).toList());
    }

    private static Words words(PersonFacts facts) {
        List<String> sentences = new ArrayList<>();
        int count = facts.orderCount();
        Integer silent = facts.daysSinceLastOrder();
        sentences.add(
                count == 0
                        ? "Has not ordered yet."
                        : "Has ordered %s%s."
                                .formatted(
                                        count == 1 ? "once" : count + " times",
                                        silent == null ? "" : ", last %s days ago".formatted(silent)));
        facts.figures().ifPresent(figures -> {
            if (figures.group() != null) {
                sentences.add("Belongs to the group “%s”: customers who %s."
                        .formatted(figures.group().title(), figures.group().meaning()));
            }
            if (facts.favouriteCategory() != null) {
                sentences.add("Buys most from %s.".formatted(facts.favouriteCategory()));
            }
            sentences.add("Has opened %d of %d messages."
                    .formatted(figures.messages().opened(), figures.messages().sent()));
        });
        LogEntry note = facts.newestNote();
        if (note != null) {
            sentences.add("The latest %s in the log, of %s: “%s”"
                    .formatted(
                            note.kind().toLowerCase(Locale.ROOT),
                            note.at().atZone(facts.zone()).toLocalDate(),
                            told(note)));
        }
        String headline = facts.figures()
                .map(PersonInsight::group)
                .map(group -> group.title() + " customer")
                .orElse(count == 0 ? "No orders yet" : "Customer with %d orders".formatted(count));
        return new Words(headline, sentences);
    }

    /**
     * @param channel null for the one that there is consent to
     * @param goal null for the next best action's
     * @throws InvalidInput if the goal is too long
     */
    public PersonalMessage message(
            String id, @Nullable Channel channel, @Nullable String goal, @Nullable Tone tone, @Nullable Length length) {
        if (goal != null && goal.length() > GOAL_AT_MOST) {
            throw new InvalidInput("/goal", "The goal has at most %d characters.".formatted(GOAL_AT_MOST));
        }
        PersonFacts facts = facts(id);
        NextBestAction action = NextBestActions.of(facts);
        Channel chosen = channel != null
                ? channel
                : action.channel() != null ? action.channel() : facts.mayBeTexted() ? Channel.SMS : Channel.EMAIL;
        String wanted =
                goal == null || goal.isBlank() ? NextBestActions.goal(action, facts.favouriteCategory()) : goal.strip();
        Tone voice = tone == null ? Tone.FRIENDLY : tone;
        Length size = length == null ? Length.MEDIUM : length;
        Terms terms = settings.terms();
        Pseudonyms names = pseudonyms(facts.customer());
        Map<String, Object> data = data(facts, names);
        data.put("channel", chosen);
        data.put("goal", names.hide(wanted));
        data.put("tone", voice);
        data.put("length", size);
        data.put("brand-voice", terms.brandVoice() == null ? "none" : terms.brandVoice());
        data.put("forbidden-words", terms.forbiddenWords());
        Answered<Letter> answered = model.ask(new Task<>(
                Feature.PERSONAL_MESSAGE,
                Resources.text("personal-message.txt"),
                data,
                Schemas.of(Letter.class),
                Letter.class,
                letter -> {
                    List<String> faults = new ArrayList<>(faults(letter, chosen, size, names, data, terms));
                    faults.addAll(unknownSources(letter, facts));
                    return faults;
                },
                OUTPUT_TOKENS));
        Letter letter = answered.value();
        if (letter == null) {
            PersonalTemplates.Written written =
                    PersonalTemplates.write(chosen, wanted, voice, size, facts.known(), terms.forbiddenWords());
            List<String> basedOn = written.used().stream()
                    .map(facts::fact)
                    .filter(Objects::nonNull)
                    .map(Personal::told)
                    .toList();
            return message(facts, chosen, written.draft(), basedOn, answered.origin());
        }
        return message(facts, chosen, filled(letter, chosen, names, terms), basedOn(letter, facts), answered.origin());
    }

    private static PersonalMessage message(
            PersonFacts facts, Channel channel, Draft draft, List<String> basedOn, Origin origin) {
        return new PersonalMessage(facts.customer().id(), channel, withConsent(draft, channel, facts), basedOn, origin);
    }

    private static String told(Fact fact) {
        return fact.label() + ": " + fact.text();
    }

    /** What the model says that it used, and what stands in its text whether it says so or not. */
    private static List<String> basedOn(Letter letter, PersonFacts facts) {
        String text = letter.subject() + "\n" + letter.body();
        List<String> basedOn = new ArrayList<>();
        if (facts.customer().firstName() != null && text.contains("[FIRST_NAME]")) {
            basedOn.add(told(new Fact(PersonFacts.FIRST_NAME, facts.customer().firstName())));
        }
        facts.facts().stream()
                .filter(fact -> letter.basedOn().contains(fact.label()) || isNamed(fact, text))
                .forEach(fact -> basedOn.add(told(fact)));
        List<LogEntry> log = toldOf(facts);
        for (int i = 0; i < log.size(); i++) {
            if (letter.basedOn().contains(entryLabel(i))) {
                basedOn.add("Log of %s: %s"
                        .formatted(log.get(i).at().atZone(facts.zone()).toLocalDate(), told(log.get(i))));
            }
        }
        return basedOn;
    }

    private static boolean isNamed(Fact fact, String text) {
        return PersonFacts.NAMES.contains(fact.label())
                && java.util.Arrays.stream(fact.text().split(", "))
                        .anyMatch(name -> Pattern.compile(
                                        "(?<![\\p{L}\\d])" + Pattern.quote(name) + "(?![\\p{L}\\d])",
                                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                                .matcher(text)
                                .find());
    }

    private static List<String> unknownSources(Letter letter, PersonFacts facts) {
        Set<String> labels = new HashSet<>();
        facts.facts().forEach(fact -> labels.add(fact.label()));
        for (int i = 0; i < toldOf(facts).size(); i++) {
            labels.add(entryLabel(i));
        }
        return letter.basedOn().stream()
                .filter(label -> !labels.contains(label))
                .map("basedOn names “%s”, which is no label of a fact and no entry of the log."::formatted)
                .toList();
    }

    private static List<LogEntry> toldOf(PersonFacts facts) {
        return facts.log() == null
                ? List.of()
                : facts.log().stream().limit(ENTRIES_TOLD).toList();
    }

    private static String entryLabel(int index) {
        return "log " + (index + 1);
    }

    private static Draft filled(Letter letter, Channel channel, Pseudonyms names, Terms terms) {
        return Checks.checked(channel, names.show(letter.subject()), names.show(letter.body()), terms.forbiddenWords());
    }

    private static List<String> faults(
            Letter letter, Channel channel, Length length, Pseudonyms names, Map<String, Object> data, Terms terms) {
        // What the customer or anybody else wrote into the log is no source of what is promised to them.
        Map<String, Object> sources = new LinkedHashMap<>(data);
        sources.remove("log");
        String text = letter.subject() + "\n" + letter.body();
        List<String> faults = new ArrayList<>(faults(text, sources));
        faults.addAll(Promises.unasked(text, List.of(String.valueOf(data.get("goal")))));
        Draft draft = filled(letter, channel, names, terms);
        draft.checks().stream()
                .filter(check -> check.level() == Check.Level.ERROR)
                .forEach(check -> faults.add(check.pointer() + " " + check.detail()));
        if (draft.smsParts() != null && draft.smsParts() > length.ordinal() + 1) {
            faults.add("It is sent as %d messages; at most %d.".formatted(draft.smsParts(), length.ordinal() + 1));
        }
        String shown = draft.subject() == null ? draft.body() : draft.subject() + "\n" + draft.body();
        if (shown.contains("{{") || shown.contains("{%") || Pseudonyms.leavesGaps(shown)) {
            faults.add("The text is read as it stands: it has no variables and no gaps in brackets.");
        }
        return faults;
    }

    /** Whoever has not consented may still be shown what would be sent. */
    private static Draft withConsent(Draft draft, Channel channel, PersonFacts facts) {
        boolean allowed = channel == Channel.EMAIL ? facts.mayBeMailed() : facts.mayBeTexted();
        if (allowed) {
            return draft;
        }
        List<Check> checks = new ArrayList<>(draft.checks());
        checks.add(new Check(
                "/channel",
                Check.Level.ERROR,
                "The customer has not consented to %s.".formatted(channel == Channel.EMAIL ? "e-mail" : "SMS")));
        return new Draft(
                draft.subject(), draft.body(), draft.characters(), draft.smsParts(), draft.variables(), checks);
    }

    /**
     * @param notes rough notes of a conversation; null for none
     * @throws InvalidInput if there are too many
     */
    public Entries entries(String id, @Nullable String notes) {
        if (notes != null && notes.length() > NOTES_AT_MOST) {
            throw new InvalidInput("/notes", "The notes have at most %d characters.".formatted(NOTES_AT_MOST));
        }
        PersonFacts facts = facts(id);
        Pseudonyms names = pseudonyms(facts.customer());
        Map<String, Object> data = data(facts, names);
        data.put("today", facts.today().toString());
        data.put("notes", notes == null ? "" : names.hide(notes));
        Answered<Suggestions> answered = model.ask(new Task<>(
                Feature.ENTRIES,
                Resources.text("entries.txt"),
                data,
                Schemas.of(Suggestions.class),
                Suggestions.class,
                suggestions -> faults(suggestions, data),
                OUTPUT_TOKENS));
        Suggestions suggestions = answered.value();
        return new Entries(
                facts.customer().id(),
                suggestions == null
                        ? suggested(facts, notes)
                        : suggestions.entries().stream()
                                .map(entry -> suggestion(entry, names))
                                .toList(),
                answered.origin());
    }

    private static List<String> faults(Suggestions suggestions, Map<String, Object> data) {
        List<String> faults = new ArrayList<>();
        if (suggestions.entries().size() > SUGGESTIONS_AT_MOST) {
            faults.add("There are at most %d entries.".formatted(SUGGESTIONS_AT_MOST));
        }
        for (Suggested entry : suggestions.entries()) {
            if (java.util.Arrays.stream(EntrySuggestion.Kind.values())
                    .noneMatch(kind -> kind.name().equals(entry.kind()))) {
                faults.add("The kind is NOTE, CALL or MEETING, not “%s”.".formatted(entry.kind()));
            }
            if (entry.text().isBlank()) {
                faults.add("An entry has a text.");
            }
            if (entry.followUpInDays() < 0 || entry.followUpInDays() > FURTHEST_TASK_DAYS) {
                faults.add("A task is due in 0 to %d days.".formatted(FURTHEST_TASK_DAYS));
            }
            faults.addAll(
                    faults(entry.text() + "\n" + entry.why().strip() + "\n" + String.join("\n", entry.tags()), data));
        }
        return faults;
    }

    private EntrySuggestion suggestion(Suggested entry, Pseudonyms names) {
        return new EntrySuggestion(
                EntrySuggestion.Kind.valueOf(entry.kind()),
                names.show(entry.text()),
                entry.tags(),
                entry.followUpInDays() == 0 ? null : due(entry.followUpInDays()),
                names.show(entry.why()));
    }

    private Instant due(int days) {
        return platform.dayOf(clock.instant())
                .plusDays(days)
                .atTime(9, 0)
                .atZone(platform.timeZone())
                .toInstant();
    }

    private List<EntrySuggestion> suggested(PersonFacts facts, @Nullable String notes) {
        List<EntrySuggestion> entries = new ArrayList<>();
        if (notes != null && !notes.isBlank()) {
            String folded = notes.toLowerCase(Locale.ROOT);
            EntrySuggestion.Kind kind = folded.matches("(?s).*\\b(call|called|phone|phoned|rang)\\b.*")
                    ? EntrySuggestion.Kind.CALL
                    : folded.matches("(?s).*\\b(met|meeting|visit|visited)\\b.*")
                            ? EntrySuggestion.Kind.MEETING
                            : EntrySuggestion.Kind.NOTE;
            boolean followUp = folded.matches(
                    "(?s).*\\b(call back|follow up|follow-up|remind|promised|send|next week|tomorrow)\\b.*");
            entries.add(new EntrySuggestion(
                    kind,
                    notes.strip(),
                    List.of(),
                    followUp ? due(FOLLOW_UP_DAYS) : null,
                    followUp ? "The notes speak of something to be done." : "What you noted, as it stands."));
        }
        NextBestAction action = NextBestActions.of(facts);
        if (action.kind() != NextBestAction.Kind.LEAVE_ALONE) {
            entries.add(new EntrySuggestion(
                    EntrySuggestion.Kind.NOTE,
                    "%s. %s".formatted(action.title(), action.why()),
                    List.of(action.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                    due(FOLLOW_UP_DAYS),
                    "It is the next best action."));
        }
        return entries;
    }
}
