package io.micms.auth.people.web;

import static org.springframework.http.HttpHeaders.IF_MATCH;

import io.micms.auth.people.Directory;
import io.micms.auth.people.EmailAddress;
import io.micms.auth.people.Person;
import io.micms.platform.audit.ActionDetails;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.security.Role;
import io.micms.platform.web.ETags;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users")
class UserController {

    private static final SortOptions SORTS =
            new SortOptions("-createdAt", Map.of("createdAt", "createdAt", "email", "email"));

    private final Directory directory;
    private final KeysetPages pages;

    UserController(Directory directory, KeysetPages pages) {
        this.directory = directory;
        this.pages = pages;
    }

    @GetMapping
    Page<UserView> list(ListQuery query) {
        Criteria filter = query.search() == null
                ? new Criteria()
                : Criteria.where("email")
                        .regex("^" + Pattern.quote(query.search().toLowerCase(Locale.ROOT)));
        return pages.find(Person.class, filter, query, SORTS).map(UserView::of);
    }

    @PostMapping
    ResponseEntity<UserView> invite(@RequestBody Invitation invitation) {
        Person person = directory.invite(invitation.address(), invitation.name(), invitation.granted());
        ActionDetails.add("email", person.email());
        ActionDetails.add("roles", person.roles());
        return ResponseEntity.created(URI.create("/api/users/" + person.id()))
                .eTag(ETags.tag(person.version()))
                .body(UserView.of(person));
    }

    @PatchMapping("/{id}")
    ResponseEntity<UserView> change(
            @PathVariable String id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody UserChange change) {
        if (change.roles() != null && change.roles().isEmpty()) {
            throw new InvalidInput("/roles", "at least one role is needed; deactivate the person instead");
        }
        Person person = directory.change(
                id, current -> ETags.requireMatch(ifMatch, current.version()), change.roles(), change.active());
        ActionDetails.add("email", person.email());
        if (change.roles() != null) {
            ActionDetails.add("roles", person.roles());
        }
        if (change.active() != null) {
            ActionDetails.add("active", String.valueOf(person.active()));
        }
        return ETags.ok(UserView.of(person), person.version());
    }

    /** @param name shown until the person's own name is known from Google */
    record Invitation(
            @Nullable String email,
            @Nullable String name,
            @Nullable Set<Role> roles) {

        EmailAddress address() {
            List<Fault> faults = new ArrayList<>();
            EmailAddress address = null;
            try {
                address = new EmailAddress(email == null ? "" : email);
            } catch (IllegalArgumentException e) {
                faults.add(new Fault("/email", "must be an e-mail address"));
            }
            if (granted().isEmpty()) {
                faults.add(new Fault("/roles", "at least one role is needed"));
            }
            if (address == null || !faults.isEmpty()) {
                throw new InvalidInput(faults);
            }
            return address;
        }

        Set<Role> granted() {
            return roles == null ? Set.of() : roles;
        }
    }

    /** What is absent stays as it is. */
    record UserChange(@Nullable Set<Role> roles, @Nullable Boolean active) {}

    record UserView(
            String id,
            long version,
            String email,
            String name,
            @Nullable String picture,
            Set<Role> roles,
            boolean active,
            Instant createdAt,
            @Nullable Instant lastSignInAt) {

        static UserView of(Person person) {
            return new UserView(
                    person.id(),
                    person.version(),
                    person.email(),
                    person.name(),
                    person.picture(),
                    person.roles(),
                    person.active(),
                    person.createdAt(),
                    person.lastSignInAt());
        }
    }
}
