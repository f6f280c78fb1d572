package io.micms.gateway.tokens;

import java.time.Instant;

/** What auth-service answered: an access token for the services, and the refresh token that follows the one used. */
public record Tokens(String accessToken, Instant expiresAt, String refreshToken) {}
