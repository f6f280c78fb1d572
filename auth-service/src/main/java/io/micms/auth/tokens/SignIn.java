package io.micms.auth.tokens;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One sign-in of a person, and the family of refresh tokens that follow each other in it.
 *
 * @param tokenHash of the newest refresh token, the only one that counts
 * @param expiresAt moves with every use, but never beyond {@code endsAt}
 * @param endedBecause null while it lasts
 */
@Document("sign_ins")
record SignIn(
        @Id String id,
        String personId,
        String clientId,
        String tokenHash,
        Instant startedAt,
        Instant endsAt,
        @Indexed(expireAfter = "0s") Instant expiresAt,
        @Nullable String endedBecause) {}
