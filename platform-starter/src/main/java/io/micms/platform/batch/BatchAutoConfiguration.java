package io.micms.platform.batch;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Import;

/** For services that take batches, which say where by {@code micms.batch.path} and how by their {@code Intake}. */
@AutoConfiguration
@ConditionalOnProperty("micms.batch.path")
@Import(BatchController.class)
class BatchAutoConfiguration {}
