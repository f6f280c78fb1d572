package io.micms.platform.imports;

import io.micms.platform.problem.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A table that is to be taken in, and how far that has come.
 *
 * @param fileId of the uploaded file in GridFS
 * @param bytes the size of the file
 * @param columns the header
 * @param mapping the field that each column stands for; null for one that is left out
 * @param rows how many rows are done
 * @param rejected how many of them were refused
 * @param bytesRead how far the file has been read
 * @param leaseUntil until when the instance that works on it is given time; null while none does
 * @param failure why it failed; null unless it did
 */
@Document("imports")
@CompoundIndex(name = "work", def = "{state: 1, leaseUntil: 1}")
@CompoundIndex(name = "newest", def = "{createdAt: -1, _id: -1}")
record ImportJob(
        @Id String id,
        String fileName,
        ObjectId fileId,
        long bytes,
        TableFormat format,
        List<String> columns,
        List<@Nullable String> mapping,
        State state,
        long rows,
        long rejected,
        long bytesRead,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant leaseUntil,
        @Nullable String failure) {

    enum State {
        /** Its mapping can be changed and tried. */
        UPLOADED,
        RUNNING,
        DONE,
        CANCELLED,
        /** Its file cannot be read on; what came before is taken in. */
        FAILED
    }

    /** How much of the file has been read, 0 to 100. */
    int percent() {
        return bytes == 0 ? 100 : (int) Math.min(100, 100 * bytesRead / bytes);
    }

    /**
     * A row that was refused.
     *
     * @param id the job's id and the row's number
     * @param line where the row begins in the file
     * @param startedAt when the job was; the rows can be had for 30 days
     */
    @Document("importRejections")
    record Rejection(
            @Id String id,
            String jobId,
            long row,
            long line,
            List<String> cells,
            List<Fault> faults,

            @Indexed(name = "expiry", expireAfter = "30d") Instant startedAt) {

        /** @param index of the row among those that are taken in now */
        static Rejection of(ImportJob job, int index, Table.Row refused, List<Fault> faults) {
            long row = job.rows() + index + 1;
            return new Rejection(
                    "%s:%012d".formatted(job.id(), row),
                    job.id(),
                    row,
                    refused.line(),
                    refused.cells(),
                    faults,
                    Objects.requireNonNullElse(job.startedAt(), job.createdAt()));
        }
    }
}
