package io.micms.campaign;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What holds for the whole platform.
 *
 * @param timeZone in which days begin and end
 */
@ConfigurationProperties("micms")
public record PlatformProperties(ZoneId timeZone) {}
