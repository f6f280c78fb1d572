package io.micms.platform.publishing;

import java.security.SecureRandom;
import java.util.UUID;

/** New ids of aggregates: UUIDs of version 7 (RFC 9562), so that ids made later sort later. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next() {
        long random = RANDOM.nextLong();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random & 0x0FFF;
        long low = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
