package io.micms.campaign.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells machines from people by what they say of themselves, and by when they come. Some mail services load every image
 * of a mail as it arrives (Apple's Mail Privacy Protection), and security products follow every link in it.
 *
 * <p>Google's and Yahoo's image proxies fetch on behalf of somebody who opens the mail, and are counted as that unless they
 * come before anybody can have read it.
 */
final class Machines {

    /** Nobody opens a mail sooner after it was sent than this. */
    private static final Duration TOO_SOON = Duration.ofSeconds(3);

    /** Image proxies fetch some mails as they arrive. */
    private static final Duration PREFETCHING = Duration.ofSeconds(30);

    private static final Pattern PROXY =
            Pattern.compile("GoogleImageProxy|YahooMailProxy|ggpht\\.com", Pattern.CASE_INSENSITIVE);

    /** Apple's proxies say this and nothing more. */
    private static final String APPLE = "Mozilla/5.0";

    private static final Pattern MACHINE = Pattern.compile(
            "bot\\b|crawl|spider|slurp|preview|scanner|monitor|headless|phantom|barracuda|mimecast|proofpoint|ironport"
                    + "|safelinks|trendmicro|symantec|fireeye|sophos|forcepoint|zscaler|urldefense|python|curl/|wget"
                    + "|go-http-client|java/|okhttp|apache-httpclient|axios|node-fetch|libwww|facebookexternalhit"
                    + "|whatsapp|telegram|slack|skypeuripreview",
            Pattern.CASE_INSENSITIVE);

    private Machines() {}

    /**
     * @param userAgent as the request says; null where it says nothing
     * @param sentAt null while the provider has not answered, so that it is only just being sent
     */
    static boolean isMachine(@Nullable String userAgent, @Nullable Instant sentAt, Instant now) {
        Duration age = sentAt == null ? Duration.ZERO : Duration.between(sentAt, now);
        if (age.compareTo(TOO_SOON) < 0 || userAgent == null || userAgent.isBlank()) {
            return true;
        }
        String said = userAgent.strip();
        if (PROXY.matcher(said).find()) {
            return age.compareTo(PREFETCHING) < 0;
        }
        return said.equals(APPLE) || MACHINE.matcher(said).find();
    }
}
