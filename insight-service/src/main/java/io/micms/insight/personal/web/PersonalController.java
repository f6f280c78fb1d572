package io.micms.insight.personal.web;

import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import io.micms.insight.drafts.Check;
import io.micms.insight.personal.EntrySuggestion;
import io.micms.insight.personal.NextBestAction;
import io.micms.insight.personal.Personal;
import io.micms.insight.personal.Personal.Entries;
import io.micms.insight.personal.Personal.PersonalMessage;
import io.micms.insight.personal.Personal.Summary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/insights/customers/{id}")
class PersonalController {

    private final Personal personal;

    PersonalController(Personal personal) {
        this.personal = personal;
    }

    record CustomerFactView(String label, String text) {}

    /**
     * @param title what to do, in a few words
     * @param why with the facts that speak for it
     * @param channel to write on; absent where the action is not to write
     */
    record NextBestActionView(
            NextBestAction.Kind kind,
            String title,
            String why,
            @Nullable Channel channel) {

        static NextBestActionView of(NextBestAction action) {
            return new NextBestActionView(action.kind(), action.title(), action.why(), action.channel());
        }
    }

    /** @param missing what could not be asked at the moment, such as the orders */
    record CustomerSummaryView(
            String customerId,
            String name,
            String headline,
            List<String> sentences,
            List<CustomerFactView> facts,
            NextBestActionView nextBestAction,
            List<String> missing,
            String answeredBy,
            @Nullable String notice) {

        static CustomerSummaryView of(Summary summary) {
            return new CustomerSummaryView(
                    summary.customerId(),
                    summary.name(),
                    summary.headline(),
                    summary.sentences(),
                    summary.facts().stream()
                            .map(fact -> new CustomerFactView(fact.label(), fact.text()))
                            .toList(),
                    NextBestActionView.of(summary.nextBestAction()),
                    summary.missing(),
                    summary.origin().answeredBy(),
                    summary.origin().notice());
        }
    }

    /** @param goal what the message is to bring about; the next best action by default */
    record PersonalMessageRequest(
            @Nullable Channel channel,
            @Nullable String goal,
            @Nullable Tone tone,
            @Nullable Length length) {}

    record PersonalCheckView(String pointer, Check.Level level, String detail) {}

    /**
     * @param subject of an e-mail; absent from an SMS
     * @param body as the customer would read it, without variables
     * @param basedOn what it says of the customer or draws from their log, and nothing else that is known
     */
    record PersonalMessageView(
            String customerId,
            Channel channel,
            @Nullable String subject,
            String body,
            int characters,
            @Nullable Integer smsParts,
            List<String> basedOn,
            List<PersonalCheckView> checks,
            String answeredBy,
            @Nullable String notice) {

        static PersonalMessageView of(PersonalMessage message) {
            return new PersonalMessageView(
                    message.customerId(),
                    message.channel(),
                    message.draft().subject(),
                    message.draft().body(),
                    message.draft().characters(),
                    message.draft().smsParts(),
                    message.basedOn(),
                    message.draft().checks().stream()
                            .map(check -> new PersonalCheckView(check.pointer(), check.level(), check.detail()))
                            .toList(),
                    message.origin().answeredBy(),
                    message.origin().notice());
        }
    }

    /** @param notes rough notes of a conversation, to be made entries of; without any the facts speak */
    record EntrySuggestionsRequest(@Nullable String notes) {}

    record SuggestedTaskView(Instant dueAt, @Nullable String assignee) {}

    /**
     * An entry for the communication log. Accepting it is posting it to {@code /api/communications} with its source.
     *
     * @param why it is suggested; no part of the entry
     * @param source always {@code AI}
     */
    record EntrySuggestionView(
            EntrySuggestion.Kind kind,
            String text,
            List<String> tags,
            @Nullable SuggestedTaskView task,
            String why,
            String source) {

        static EntrySuggestionView of(EntrySuggestion suggestion) {
            return new EntrySuggestionView(
                    suggestion.kind(),
                    suggestion.text(),
                    suggestion.tags(),
                    suggestion.taskDueAt() == null ? null : new SuggestedTaskView(suggestion.taskDueAt(), null),
                    suggestion.why(),
                    "AI");
        }
    }

    record EntrySuggestionsView(
            String customerId,
            List<EntrySuggestionView> entries,
            String answeredBy,
            @Nullable String notice) {

        static EntrySuggestionsView of(Entries entries) {
            return new EntrySuggestionsView(
                    entries.customerId(),
                    entries.suggestions().stream().map(EntrySuggestionView::of).toList(),
                    entries.origin().answeredBy(),
                    entries.origin().notice());
        }
    }

    @GetMapping("/summary")
    CustomerSummaryView summary(@PathVariable String id) {
        return CustomerSummaryView.of(personal.summary(id));
    }

    /** A draft, which nobody gets unless a person sends it. */
    @PostMapping("/message")
    PersonalMessageView message(@PathVariable String id, @RequestBody PersonalMessageRequest request) {
        return PersonalMessageView.of(
                personal.message(id, request.channel(), request.goal(), request.tone(), request.length()));
    }

    /** Entries for the communication log, none of which is saved. */
    @PostMapping("/entries")
    EntrySuggestionsView entries(@PathVariable String id, @RequestBody EntrySuggestionsRequest request) {
        return EntrySuggestionsView.of(personal.entries(id, request.notes()));
    }
}
