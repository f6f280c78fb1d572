package io.micms.platform.batch;

import io.micms.platform.consuming.Intake;
import io.micms.platform.consuming.Outcome;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.PublishedDocument;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("${micms.batch.path}")
class BatchController {

    private static final int RECORDS = 1_000;

    private final Intake<?, ?> intake;
    private final Clock clock;

    BatchController(Intake<?, ?> intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** @param records as they would come over Kafka, 1 to 1,000 of them */
    record BatchRequest(@Nullable List<JsonNode> records) {}

    /**
     * What became of the records, in their order.
     *
     * @param created how many were about something nobody had heard of
     * @param updated how many changed what was known
     * @param unchanged how many said nothing new
     * @param refused how many cannot be taken
     */
    record BatchAnswer(List<BatchResult> results, int created, int updated, int unchanged, int refused) {

        static BatchAnswer of(List<? extends Outcome<? extends PublishedDocument>> outcomes) {
            List<BatchResult> results = new ArrayList<>();
            int created = 0;
            int updated = 0;
            int refused = 0;
            for (Outcome<? extends PublishedDocument> outcome : outcomes) {
                results.add(BatchResult.of(results.size(), outcome));
                switch (outcome) {
                    case Outcome.Refused<?> refusal -> refused++;
                    case Outcome.Applied<?> applied when applied.created() -> created++;
                    case Outcome.Applied<?> applied when applied.changed() -> updated++;
                    case Outcome.Applied<?> applied -> {}
                }
            }
            return new BatchAnswer(results, created, updated, results.size() - created - updated - refused, refused);
        }
    }

    /**
     * @param index of the record in the request, from 0
     * @param status what the record alone would have been answered with: 201, 200 or 422
     * @param id of the document that the record is about; null if the record was refused
     * @param version of that document
     * @param errors what is wrong with the record, with pointers into it
     */
    record BatchResult(
            int index,
            int status,
            @Nullable String id,
            @Nullable Long version,
            List<Fault> errors) {

        static BatchResult of(int index, Outcome<? extends PublishedDocument> outcome) {
            return switch (outcome) {
                case Outcome.Refused<?> refused ->
                    new BatchResult(index, HttpStatus.UNPROCESSABLE_CONTENT.value(), null, null, refused.faults());
                case Outcome.Applied<? extends PublishedDocument> applied ->
                    new BatchResult(
                            index,
                            (applied.created() ? HttpStatus.CREATED : HttpStatus.OK).value(),
                            applied.document().id(),
                            applied.document().version(),
                            List.of());
            };
        }
    }

    /** Takes in up to 1,000 records; those that are refused keep none of the others back. */
    @PostMapping
    @Parameter(
            in = ParameterIn.HEADER,
            name = "Idempotency-Key",
            description = "Any text of the caller's choice. Sent twice within a day, the batch gets one answer.",
            schema = @Schema(type = "string", maxLength = 255))
    BatchAnswer batch(@RequestBody BatchRequest request) {
        List<JsonNode> records = request.records();
        if (records == null || records.isEmpty() || records.size() > RECORDS) {
            throw new InvalidInput(
                    "/records",
                    "1 to %,d records are expected here; these are %,d."
                            .formatted(RECORDS, records == null ? 0 : records.size()));
        }
        return BatchAnswer.of(intake.takeAll(records, clock.instant()));
    }
}
