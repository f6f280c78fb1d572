package io.micms.auth.people;

import java.security.SecureRandom;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562), so that ids sort by when they were made. */
final class PersonIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private PersonIds() {}

    static String next() {
        long time = System.currentTimeMillis() << 16 | 0x7000 | RANDOM.nextInt(1 << 12);
        long rest = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(time, rest).toString();
    }
}
