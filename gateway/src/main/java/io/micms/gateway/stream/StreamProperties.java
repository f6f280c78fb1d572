package io.micms.gateway.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param heartbeat after how long a silence a comment is sent, so that nobody between takes the stream for dead
 * @param lifetime how long one connection lasts: by the next, sessions, roles and the choice of a gateway are looked at again
 * @param perPerson how many one person may have open at one gateway
 * @param waiting how many events may wait for one client; one that is slower is disconnected
 * @param retry how long a client waits before it connects again; each is told between this and twice this
 * @param topics what is read
 */
@ConfigurationProperties("micms.stream")
record StreamProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10m") Duration lifetime,
        @DefaultValue("12") int perPerson,
        @DefaultValue("256") int waiting,
        @DefaultValue("2s") Duration retry,
        Topics topics) {

    /** The names of the topics. */
    record Topics(String progress, String segments, String audiences, String campaigns, String messages) {}
}
