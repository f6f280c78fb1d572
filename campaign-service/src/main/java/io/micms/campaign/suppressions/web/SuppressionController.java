package io.micms.campaign.suppressions.web;

import io.micms.campaign.content.Channel;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.suppressions.Suppression;
import io.micms.campaign.suppressions.Suppressions;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/suppressions")
class SuppressionController {

    private static final int NOTE_AT_MOST = 500;
    private static final int ADDRESS_AT_MOST = 320;

    private final Suppressions suppressions;
    private final Profiles profiles;

    SuppressionController(Suppressions suppressions, Profiles profiles) {
        this.suppressions = suppressions;
        this.profiles = profiles;
    }

    /**
     * @param customerId whom it is about, or whose message led to it
     * @param address what it is about; missing where it is about a customer
     * @param by who said so; missing where recipients or mail servers did
     * @param messageId of the message that led to it
     * @param detail what the other side's server had to say
     * @param liftedAt missing while it holds
     */
    record SuppressionView(
            String id,
            Channel channel,
            @Nullable String customerId,
            @Nullable String customerName,
            @Nullable String address,
            Suppression.Reason reason,
            Instant since,
            @Nullable String by,
            @Nullable String note,
            @Nullable String messageId,
            @Nullable String detail,
            @Nullable Instant liftedAt,
            @Nullable String liftedBy,
            @Nullable String liftNote) {

        static SuppressionView of(Suppression suppression, @Nullable String customerName) {
            return new SuppressionView(
                    suppression.id(),
                    suppression.channel(),
                    suppression.customerId(),
                    customerName,
                    suppression.address(),
                    suppression.reason(),
                    suppression.since(),
                    suppression.by(),
                    suppression.note(),
                    suppression.messageId(),
                    suppression.detail(),
                    suppression.liftedAt(),
                    suppression.liftedBy(),
                    suppression.liftNote());
        }
    }

    /** One of {@code customerId} and {@code address} says whom. */
    record SuppressionRequest(
            @Nullable Channel channel,
            @Nullable String customerId,
            @Nullable String address,
            @Nullable String note) {

        private void check(Profiles profiles) {
            List<Fault> faults = new ArrayList<>();
            if (channel == null) {
                faults.add(new Fault("/channel", "The channel is EMAIL or SMS."));
            }
            if ((customerId == null) == (address == null)) {
                faults.add(new Fault("", "Name either a customer (customerId) or an address."));
            } else if (customerId != null && profiles.person(customerId).isEmpty()) {
                faults.add(new Fault("/customerId", "There is no customer " + customerId + "."));
            } else if (address != null && !isAddress(address)) {
                faults.add(new Fault(
                        "/address",
                        channel == Channel.SMS
                                ? "A phone number is written as +919812345678."
                                : "This is not an e-mail address."));
            }
            if (note != null && note.length() > NOTE_AT_MOST) {
                faults.add(new Fault("/note", "At most %d characters.".formatted(NOTE_AT_MOST)));
            }
            if (!faults.isEmpty()) {
                throw new InvalidInput(faults);
            }
        }

        private boolean isAddress(String text) {
            return channel == Channel.SMS
                    ? text.strip().matches("\\+[1-9]\\d{6,14}")
                    : text.length() <= ADDRESS_AT_MOST && text.strip().matches("[^\\s@]+@[^\\s@]+");
        }
    }

    @GetMapping
    Page<SuppressionView> suppressions(
            ListQuery query,
            @RequestParam(required = false) @Nullable String customerId,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) Suppression.@Nullable Reason reason,
            @RequestParam(required = false, defaultValue = "false") boolean lifted) {
        Page<Suppression> page =
                suppressions.list(new Suppressions.Filter(customerId, address, channel, reason, lifted), query);
        Map<String, String> names = profiles.names(page.items().stream()
                .map(Suppression::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return page.map(suppression -> SuppressionView.of(
                suppression, suppression.customerId() == null ? null : names.get(suppression.customerId())));
    }

    /** What holds already stays as it is. */
    @PostMapping
    ResponseEntity<SuppressionView> suppress(@RequestBody SuppressionRequest request, Caller caller) {
        request.check(profiles);
        Channel channel = Objects.requireNonNull(request.channel());
        Suppression suppression = request.customerId() != null
                ? suppressions.addCustomer(request.customerId(), channel, request.note(), caller.name())
                : suppressions.addAddress(
                        Objects.requireNonNull(request.address()).strip(), channel, request.note(), caller.name());
        String customerId = suppression.customerId();
        return ResponseEntity.created(URI.create("/api/suppressions/" + suppression.id()))
                .body(SuppressionView.of(
                        suppression,
                        customerId == null
                                ? null
                                : profiles.names(List.of(customerId)).get(customerId)));
    }

    /** @param note why, for those who ask later */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable String id, @RequestParam(required = false) @Nullable String note, Caller caller) {
        suppressions.lift(id, note, caller.name());
    }
}
