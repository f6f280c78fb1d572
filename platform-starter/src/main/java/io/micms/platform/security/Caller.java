package io.micms.platform.security;

import java.util.Set;

/**
 * Who is calling: a person with roles or an API client with scopes. A controller parameter.
 *
 * @param subject the person's or client's id
 * @param name for people to read
 */
public record Caller(String subject, String name, Set<Role> roles, Set<String> scopes) {

    public Caller {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }
}
