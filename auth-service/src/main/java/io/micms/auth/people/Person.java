package io.micms.auth.people;

import io.micms.platform.security.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Somebody who may sign in. Known by e-mail until the first sign-in; from then on Google's subject decides who it is, so that a
 * re-used address does not inherit roles.
 */
@Document("people")
public class Person {

    @Id
    private final String id;

    @Indexed(unique = true)
    private final String email;

    @Indexed(unique = true, sparse = true)
    private @Nullable String googleSubject;

    private @Nullable String name;
    private @Nullable String picture;
    private Set<Role> roles;
    private boolean active;
    private final Instant createdAt;
    private @Nullable Instant lastSignInAt;

    @Version
    private @Nullable Long version;

    @PersistenceCreator
    Person(String id, String email, Set<Role> roles, boolean active, Instant createdAt) {
        this.id = id;
        this.email = email;
        this.roles = roles;
        this.active = active;
        this.createdAt = createdAt;
    }

    static Person invited(String id, EmailAddress email, @Nullable String name, Collection<Role> roles, Instant now) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("at least one role");
        }
        Person person = new Person(id, email.value(), EnumSet.copyOf(roles), true, now);
        person.name = name;
        return person;
    }

    /** @throws SignInRefused if deactivated, or if this person is linked to another Google account */
    void signIn(GoogleAccount account, Instant now) {
        if (!active) {
            throw SignInRefused.deactivated(email);
        }
        if (googleSubject != null && !googleSubject.equals(account.subject())) {
            throw SignInRefused.otherAccount(email);
        }
        googleSubject = account.subject();
        if (account.name() != null) {
            name = account.name();
        }
        picture = account.picture();
        lastSignInAt = now;
    }

    void grant(Collection<Role> granted) {
        if (granted.isEmpty()) {
            throw new IllegalArgumentException("at least one role");
        }
        roles = EnumSet.copyOf(granted);
    }

    void deactivate() {
        active = false;
    }

    void activate() {
        active = true;
    }

    boolean administers() {
        return active && roles.contains(Role.ADMIN);
    }

    public String id() {
        return id;
    }

    public String email() {
        return email;
    }

    /** The e-mail address until a name is known. */
    public String name() {
        return name == null ? email : name;
    }

    public @Nullable String picture() {
        return picture;
    }

    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    public boolean active() {
        return active;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant lastSignInAt() {
        return lastSignInAt;
    }

    public long version() {
        return version == null ? 0 : version;
    }
}
