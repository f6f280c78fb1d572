package io.micms.platform.publishing;

import io.micms.platform.publishing.PublishingAutoConfiguration.PublishingProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Sends the states whose marker has grown old. Any number of instances may sweep: a state sent twice does no harm. */
final class PublicationSweeper {

    private static final Logger log = LoggerFactory.getLogger(PublicationSweeper.class);

    private final PublishedDocumentsFactory documents;
    private final PublishingProperties properties;

    PublicationSweeper(PublishedDocumentsFactory documents, PublishingProperties properties) {
        this.documents = documents;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "${micms.publishing.sweep-every:2s}")
    void sweep() {
        for (PublishedDocuments<?> collection : documents.made()) {
            try {
                int sent;
                int total = 0;
                do {
                    sent = collection.publishOverdue(
                            properties.overdueAfter(), properties.sweepBatch(), properties.sweepPatience());
                    total += sent;
                } while (sent == properties.sweepBatch());
                if (total > 0) {
                    log.info("Published {} overdue states of {}", total, collection.collectionName());
                }
            } catch (RuntimeException e) {
                log.warn("Sweeping {} failed and is repeated: {}", collection.collectionName(), e.toString());
            }
        }
    }
}
