/** Apache Kafka on one machine: the real broker in KRaft mode, and the layout of our topics. */
@NullMarked
package io.micms.local.kafka;

import org.jspecify.annotations.NullMarked;
