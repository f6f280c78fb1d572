package io.micms.platform.imports;

import io.micms.platform.publishing.EventSender;
import io.micms.platform.publishing.OutgoingEvent;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tells how far an import has come, to whoever watches. A telling that is lost is made good by the next. */
final class ImportProgress {

    private static final String TYPE = "job.progressed.v1";

    private final EventSender sender;
    private final String topic;
    private final String kind;
    private final Clock clock;

    ImportProgress(EventSender sender, String topic, String kind, Clock clock) {
        this.sender = sender;
        this.topic = topic;
        this.kind = kind;
        this.clock = clock;
    }

    /**
     * Body of {@code job.progressed.v1}.
     *
     * @param percent how much of the file has been read, 0 to 100
     */
    record ProgressMessage(
            String id,
            String kind,
            String state,
            int percent,
            long done,
            long rejected,
            @Nullable String failure) {

        static ProgressMessage of(ImportJob job, String kind) {
            return new ProgressMessage(
                    job.id(), kind, job.state().name(), job.percent(), job.rows(), job.rejected(), job.failure());
        }
    }

    void tell(ImportJob job) {
        sender.send(new OutgoingEvent(
                topic,
                job.id(),
                job.id(),
                TYPE,
                job.rows(),
                clock.instant(),
                ProgressMessage.of(job, "import." + kind)));
    }
}
