package io.micms.campaign.settings;

import io.micms.platform.problem.Fault;
import java.net.IDN;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much goes out at a time. What is null is as the environment says.
 *
 * @param email of all mail together
 * @param sms of all SMS together
 * @param domains of mail to each of these domains
 */
public record Limits(
        @Nullable Limit email,
        @Nullable Limit sms,
        @Nullable List<DomainLimit> domains) {

    /** In the place of a domain: each of those that are not named. */
    public static final String OTHERS = "*";

    private static final int DOMAINS_AT_MOST = 50;
    private static final double FEWEST_PER_SECOND = 0.01;
    private static final double MOST_PER_SECOND = 10_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int DOMAIN_AT_MOST = 255;
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    public Limits {
        domains = domains == null ? null : List.copyOf(domains);
    }

    /**
     * @param perSecond messages of one instance; 0 or null for as many as go
     * @param concurrency messages of one instance at once; 0 or null for as many as there are
     */
    public record Limit(
            @Nullable Double perSecond, @Nullable Integer concurrency) {

        public static final Limit NONE = new Limit(null, null);

        public double rate() {
            return perSecond == null ? 0 : perSecond;
        }

        public int atOnce() {
            return concurrency == null ? 0 : concurrency;
        }

        private void check(List<Fault> faults, String pointer) {
            Limits.check(faults, pointer, perSecond, concurrency);
        }
    }

    /**
     * @param domain such as {@code gmail.com}, beyond ASCII too; {@code *} for each that is not named
     * @param perSecond as of {@link Limit}
     * @param concurrency as of {@link Limit}
     */
    public record DomainLimit(
            @Nullable String domain,
            @Nullable Double perSecond,
            @Nullable Integer concurrency) {

        /** As it stands in addresses: in ASCII (RFC 5891) and lower case. */
        public String name() {
            String text = domain == null ? "" : domain.strip();
            try {
                return IDN.toASCII(text).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }

        public Limit limit() {
            return new Limit(perSecond, concurrency);
        }

        private boolean isDomain() {
            String name = name();
            return name.equals(OTHERS)
                    || name.length() <= DOMAIN_AT_MOST && DOMAIN.matcher(name).matches();
        }
    }

    void check(List<Fault> faults, String pointer) {
        if (email != null) {
            email.check(faults, pointer + "/email");
        }
        if (sms != null) {
            sms.check(faults, pointer + "/sms");
        }
        List<DomainLimit> all = domains == null ? List.of() : domains;
        if (all.size() > DOMAINS_AT_MOST) {
            faults.add(new Fault(pointer + "/domains", "At most %d domains.".formatted(DOMAINS_AT_MOST)));
        }
        Set<String> named = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            DomainLimit domain = all.get(i);
            String at = pointer + "/domains/" + i;
            if (!domain.isDomain()) {
                faults.add(new Fault(at + "/domain", "A domain is written as gmail.com, or * for each other one."));
            } else if (!named.add(domain.name())) {
                faults.add(new Fault(at + "/domain", "This domain has a limit already."));
            }
            check(faults, at, domain.perSecond(), domain.concurrency());
        }
    }

    private static void check(
            List<Fault> faults, String pointer, @Nullable Double perSecond, @Nullable Integer concurrency) {
        if (perSecond != null && perSecond != 0 && !(perSecond >= FEWEST_PER_SECOND && perSecond <= MOST_PER_SECOND)) {
            faults.add(new Fault(
                    pointer + "/perSecond",
                    "From %s to %.0f messages a second, or 0 for as many as go."
                            .formatted(FEWEST_PER_SECOND, MOST_PER_SECOND)));
        }
        if (concurrency != null && (concurrency < 0 || concurrency > MOST_AT_ONCE)) {
            faults.add(new Fault(
                    pointer + "/concurrency",
                    "From 1 to %d messages at once, or 0 for as many as there are.".formatted(MOST_AT_ONCE)));
        }
    }

    /** These, and where they say nothing the others. */
    public Limits or(Limits others) {
        return new Limits(
                email == null ? others.email : email,
                sms == null ? others.sms : sms,
                domains == null ? others.domains : domains);
    }

    /** The limit of mail to a domain, which is in ASCII and lower case; null for none. */
    public @Nullable Limit of(String domain) {
        Limit ofOthers = null;
        for (DomainLimit one : domains == null ? List.<DomainLimit>of() : domains) {
            if (one.name().equals(domain)) {
                return one.limit();
            }
            if (one.name().equals(OTHERS)) {
                ofOthers = one.limit();
            }
        }
        return ofOthers;
    }
}
