/** The test kit that every service uses: real Kafka and MongoDB protocol, tokens, probes, structure rules. */
@NullMarked
package io.micms.platform.testing;

import org.jspecify.annotations.NullMarked;
