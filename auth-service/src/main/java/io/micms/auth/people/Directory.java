package io.micms.auth.people;

import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** Everybody who may sign in, and with which roles. */
@Service
public class Directory {

    private static final int ATTEMPTS = 5;

    private final People people;
    private final PeopleProperties properties;
    private final Clock clock;

    Directory(People people, PeopleProperties properties, Clock clock) {
        this.people = people;
        this.properties = properties;
        this.clock = clock;
    }

    public Optional<Person> find(String id) {
        return people.findById(id);
    }

    /**
     * Finds the person behind a Google account: by the account once linked, else by the e-mail they were invited with.
     *
     * @throws SignInRefused if they were not invited, are deactivated, or the e-mail is linked to another account
     */
    public Person signIn(GoogleAccount account) {
        return retrying(() -> {
            Person person = people.findByGoogleSubject(account.subject())
                    .or(() -> people.findByEmail(account.email().value()))
                    .orElseGet(() -> firstAdministrator(account));
            person.signIn(account, now());
            return people.save(person);
        });
    }

    private Person firstAdministrator(GoogleAccount account) {
        if (!properties.names(account.email())) {
            throw SignInRefused.notInvited(account.email());
        }
        return Person.invited(PersonIds.next(), account.email(), account.name(), Set.of(Role.ADMIN), now());
    }

    /** @throws Conflict if the e-mail is already known */
    public Person invite(EmailAddress email, @Nullable String name, Set<Role> roles) {
        try {
            return people.insert(Person.invited(PersonIds.next(), email, name, roles, now()));
        } catch (DuplicateKeyException e) {
            throw new Conflict(email + " has been invited before");
        }
    }

    /**
     * @param expected refuses to change a person that meanwhile looks different
     * @throws InvalidInput if nobody would be left to administer
     */
    public Person change(String id, Consumer<Person> expected, @Nullable Set<Role> roles, @Nullable Boolean active) {
        return retrying(() -> {
            Person person = people.findById(id).orElseThrow(() -> new NotFound("person " + id));
            expected.accept(person);
            boolean administered = person.administers();
            Set<Role> rolesBefore = person.roles();
            boolean activeBefore = person.active();
            apply(person, roles, active);
            Person saved = people.save(person);
            // Looked at after the write: of two administrators who remove each other at once, at least one sees it.
            if (administered && !saved.administers() && people.countByRolesContainingAndActiveTrue(Role.ADMIN) == 0) {
                apply(saved, rolesBefore, activeBefore);
                people.save(saved);
                throw new InvalidInput(
                        List.of(new Fault(roles == null ? "/active" : "/roles", "would leave nobody to administer")));
            }
            return saved;
        });
    }

    /** As the database keeps it, to the millisecond. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void apply(Person person, @Nullable Set<Role> roles, @Nullable Boolean active) {
        if (roles != null) {
            person.grant(roles);
        }
        if (active != null) {
            if (active) {
                person.activate();
            } else {
                person.deactivate();
            }
        }
    }

    /** Two sign-ins of one person at once, or a sign-in during a change, are ordinary: look again. */
    private static Person retrying(Supplier<Person> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (OptimisticLockingFailureException | DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
