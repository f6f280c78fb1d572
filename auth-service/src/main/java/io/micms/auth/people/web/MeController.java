package io.micms.auth.people.web;

import io.micms.auth.people.Directory;
import io.micms.auth.people.Person;
import io.micms.platform.problem.NotFound;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MeController {

    private final Directory directory;

    MeController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/api/me")
    MeView me(Caller caller) {
        return directory
                .find(caller.subject())
                .map(MeView::of)
                .orElseThrow(() -> new NotFound("person " + caller.subject()));
    }

    record MeView(
            String id, String name, String email, @Nullable String picture, Set<Role> roles) {

        static MeView of(Person person) {
            return new MeView(person.id(), person.name(), person.email(), person.picture(), person.roles());
        }
    }
}
