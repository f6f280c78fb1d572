package io.micms.platform.imports;

import io.micms.platform.consuming.Intake;
import io.micms.platform.publishing.EventSender;
import io.micms.platform.web.KeysetPages;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.gridfs.GridFsTemplate;
import org.springframework.util.unit.DataSize;

/** For services that take tables, which say so by an {@link ImportTarget}. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
            "io.micms.platform.publishing.PublishingAutoConfiguration",
            "io.micms.platform.web.WebAutoConfiguration"
        })
@ConditionalOnBean(ImportTarget.class)
@EnableConfigurationProperties(ImportAutoConfiguration.ImportProperties.class)
@Import(ImportController.class)
class ImportAutoConfiguration {

    /**
     * @param path where the service offers imports
     * @param mostBytes of one file
     */
    @ConfigurationProperties("micms.imports")
    record ImportProperties(
            String path, @DefaultValue("2GB") DataSize mostBytes) {}

    @Bean
    ImportJobs importJobs(MongoTemplate mongo, GridFsTemplate files, KeysetPages pages, Clock clock) {
        return new ImportJobs(mongo, files, pages, clock);
    }

    @Bean
    Imports imports(
            ImportJobs jobs,
            ImportTarget target,
            Intake<?, ?> intake,
            @Value("${micms.time-zone}") ZoneId zone,
            ImportProperties properties,
            Clock clock) {
        return new Imports(jobs, target, intake, zone, properties.mostBytes().toBytes(), clock);
    }

    @Bean
    ImportRunner importRunner(
            ImportJobs jobs,
            Imports imports,
            Intake<?, ?> intake,
            EventSender sender,
            @Value("${micms.topics.progress}") String topic,
            Clock clock) {
        return new ImportRunner(jobs, imports, intake, new ImportProgress(sender, topic, intake.kind(), clock));
    }
}
