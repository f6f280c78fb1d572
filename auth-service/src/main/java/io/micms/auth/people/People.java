package io.micms.auth.people;

import io.micms.platform.security.Role;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface People extends Repository<Person, String> {

    Person save(Person person);

    Person insert(Person person);

    Optional<Person> findById(String id);

    Optional<Person> findByGoogleSubject(String subject);

    Optional<Person> findByEmail(String email);

    long countByRolesContainingAndActiveTrue(Role role);
}
