package io.micms.platform.publishing;

import io.micms.platform.publishing.PublishingAutoConfiguration.PublishingProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Sends the states that are due. Any number of instances may sweep: each stands in a document before it sends it. */
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
                    sent = collection.publishDue(properties.sweepBatch(), properties.sweepPatience());
                    total += sent;
                } while (sent == properties.sweepBatch());
                if (total > 0) {
                    log.info("Published {} states of {} that were due", total, collection.collectionName());
                }
            } catch (RuntimeException e) {
                log.warn("Sweeping {} failed and is repeated: {}", collection.collectionName(), e.toString());
            }
        }
    }
}
