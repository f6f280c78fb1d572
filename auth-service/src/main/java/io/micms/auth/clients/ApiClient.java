package io.micms.auth.clients;

import java.time.Instant;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Another system that calls the API in its own name.
 *
 * @param id its OAuth client id
 * @param secretHash bcrypt; the secret itself is shown once, when it is made
 */
@Document("clients")
public record ApiClient(@Id String id, String name, Set<String> scopes, String secretHash, Instant createdAt) {}
