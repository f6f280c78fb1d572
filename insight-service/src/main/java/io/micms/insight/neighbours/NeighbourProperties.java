package io.micms.insight.neighbours;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the other services are.
 *
 * @param connectTimeout to reach one
 * @param readTimeout for its whole answer
 */
@ConfigurationProperties("micms.neighbours")
record NeighbourProperties(URI customer, URI order, URI campaign, Duration connectTimeout, Duration readTimeout) {}
