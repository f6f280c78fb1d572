package io.micms.platform.rejected;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.InvalidParameter;
import io.micms.platform.rejected.RejectedRecord.Header;
import io.micms.platform.rejected.RejectedRecord.Settlement;
import io.micms.platform.rejected.RejectedRecord.State;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("${micms.rejected.path}")
class RejectedController {

    private static final int LONGEST_REASON = 500;

    private final RejectedRecords records;

    RejectedController(RejectedRecords records) {
        this.records = records;
    }

    /**
     * A rejected record in a list.
     *
     * @param reasons everything that is wrong with it
     * @param rejectedAt when it was put aside
     */
    record RejectedSummaryView(
            String id, State state, @Nullable String key, List<Fault> reasons, Instant rejectedAt) {

        static RejectedSummaryView of(RejectedRecord record) {
            return new RejectedSummaryView(
                    record.id(), record.state(), record.key(), record.reasons(), record.rejectedAt());
        }
    }

    /**
     * A rejected record.
     *
     * @param topic where it came from, with the partition and the offset
     * @param at when it was true, unless the mended record says {@code updatedAt}
     * @param content the record as it came; null where nothing of it is kept
     * @param encoding whether the content is the text itself, or base64 of bytes that are no text in UTF-8
     * @param whole whether the content is all of it, not the beginning of something very long
     * @param bytes how long the record is
     * @param record what there is to mend: the record out of the envelope that it came in, or else the content; null where
     *     that is no text
     * @param reasons everything that is wrong with it
     * @param rejectedAt when it was put aside
     * @param settlement who decided what becomes of it; null while nobody has
     */
    record RejectedView(
            String id,
            State state,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            List<Header> headers,
            Instant at,
            @Nullable String content,
            Encoding encoding,
            boolean whole,
            long bytes,
            @Nullable String record,
            List<Fault> reasons,
            Instant rejectedAt,
            @Nullable Settlement settlement) {

        static RejectedView of(RejectedRecord record) {
            String text = text(record.value());
            return new RejectedView(
                    record.id(),
                    record.state(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.key(),
                    record.headers(),
                    record.at(),
                    text != null || record.value() == null
                            ? text
                            : Base64.getEncoder().encodeToString(record.value()),
                    text != null || record.value() == null ? Encoding.TEXT : Encoding.BASE64,
                    record.isWhole(),
                    record.bytes(),
                    record.data() != null ? record.data() : text,
                    record.reasons(),
                    record.rejectedAt(),
                    record.settlement());
        }

        private static @Nullable String text(byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }

    enum Encoding {
        TEXT,
        BASE64
    }

    /** @param reason for whoever looks later; null for none */
    record Discard(@Nullable String reason) {}

    /** Rejected records in one state, the newest first. */
    @GetMapping
    Page<RejectedSummaryView> rejectedRecords(ListQuery list, @RequestParam(defaultValue = "REJECTED") String state) {
        return records.page(state(state), list).map(RejectedSummaryView::of);
    }

    @GetMapping("/{id}")
    RejectedView rejectedRecord(@PathVariable String id) {
        return RejectedView.of(records.get(id));
    }

    /** Takes in the record of the body in its place. */
    @PostMapping("/{id}/resubmit")
    RejectedView resubmit(@PathVariable String id, @RequestBody JsonNode mended, Caller caller) {
        return RejectedView.of(records.resubmit(id, mended, caller.name()));
    }

    @PostMapping("/{id}/discard")
    RejectedView discard(
            @PathVariable String id, @RequestBody(required = false) @Nullable Discard discard, Caller caller) {
        String reason =
                discard == null || discard.reason() == null || discard.reason().isBlank()
                        ? null
                        : discard.reason().strip();
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new InvalidInput("/reason", "A reason has at most %d characters.".formatted(LONGEST_REASON));
        }
        return RejectedView.of(records.discard(id, reason, caller.name()));
    }

    private static State state(String name) {
        try {
            return State.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameter("state", "state is one of REJECTED, RESUBMITTED, DISCARDED.");
        }
    }
}
