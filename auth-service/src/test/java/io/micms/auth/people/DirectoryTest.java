package io.micms.auth.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micms.auth.TestClock;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.security.Role;
import io.micms.platform.testing.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.repository.support.MongoRepositoryFactory;

class DirectoryTest {

    private static final GoogleAccount ADA = account("g-ada", "ada@example.com");
    private static final GoogleAccount GRACE = account("g-grace", "grace@example.com");

    private final MongoTemplate mongo = TestDatabase.create().template();
    private final People people = new MongoRepositoryFactory(mongo).getRepository(People.class);
    private final Directory directory = new Directory(people, new PeopleProperties("Ada@example.com"), new TestClock());

    @Test
    void theConfiguredAdministratorComesInAsSuch() {
        Person ada = directory.signIn(ADA);

        assertThat(ada.roles()).containsExactly(Role.ADMIN);
        assertThat(directory.signIn(ADA).id()).isEqualTo(ada.id());
    }

    @Test
    void theUninvitedStayOutside() {
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> directory.signIn(GRACE))
                .withMessageContaining("not been invited");
    }

    @Test
    void withoutAConfiguredAdministratorNobodyBecomesOne() {
        Directory unconfigured = new Directory(people, new PeopleProperties(""), new TestClock());

        assertThatExceptionOfType(SignInRefused.class).isThrownBy(() -> unconfigured.signIn(ADA));
    }

    @Test
    void theInvitedComeInWithTheirRoles() {
        directory.invite(new EmailAddress("Grace@Example.com"), null, Set.of(Role.MARKETER, Role.ANALYST));

        Person grace = directory.signIn(GRACE);
        assertThat(grace.roles()).containsExactlyInAnyOrder(Role.MARKETER, Role.ANALYST);
        assertThat(grace.name()).isEqualTo("Somebody");
    }

    @Test
    void onceLinkedTheAccountDecidesAndNotTheAddress() {
        directory.invite(GRACE.email(), null, Set.of(Role.MARKETER));
        Person grace = directory.signIn(GRACE);

        assertThat(directory.signIn(account("g-grace", "grace@married.example")).id())
                .isEqualTo(grace.id());
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> directory.signIn(account("g-somebody-else", "grace@example.com")))
                .withMessageContaining("another Google account");
    }

    @Test
    void theDeactivatedStayOutside() {
        directory.signIn(ADA);
        directory.invite(GRACE.email(), null, Set.of(Role.MARKETER));
        String id = directory.signIn(GRACE).id();
        directory.change(id, person -> {}, null, false);

        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> directory.signIn(GRACE))
                .withMessageContaining("deactivated");

        directory.change(id, person -> {}, null, true);
        assertThat(directory.signIn(GRACE).id()).isEqualTo(id);
    }

    @Test
    void nobodyIsInvitedTwice() {
        directory.invite(GRACE.email(), null, Set.of(Role.MARKETER));

        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> directory.invite(GRACE.email(), null, Set.of(Role.ADMIN)));
    }

    @Test
    void severalInvitedPeopleMayHaveNeverSignedIn() {
        directory.invite(GRACE.email(), null, Set.of(Role.MARKETER));

        directory.invite(new EmailAddress("alan@example.com"), null, Set.of(Role.ANALYST));
        assertThat(mongo.getCollection("people").countDocuments()).isEqualTo(2);
    }

    @Test
    void theLastAdministratorStays() {
        String ada = directory.signIn(ADA).id();

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> directory.change(ada, person -> {}, Set.of(Role.ANALYST), null));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> directory.change(ada, person -> {}, null, false));
        assertThat(directory.find(ada).orElseThrow().administers()).isTrue();
    }

    @Test
    void anAdministratorCanGoOnceThereIsAnother() {
        String ada = directory.signIn(ADA).id();
        directory.invite(GRACE.email(), null, Set.of(Role.ADMIN));

        assertThat(directory
                        .change(ada, person -> {}, Set.of(Role.ANALYST), null)
                        .roles())
                .containsExactly(Role.ANALYST);
    }

    private static GoogleAccount account(String subject, String email) {
        return new GoogleAccount(subject, new EmailAddress(email), "Somebody", null);
    }
}
