package io.micms.auth.people;

/** Google knows the person, but this system does not let them in; the message says why, and may be shown to them. */
public class SignInRefused extends RuntimeException {

    private SignInRefused(String message) {
        super(message);
    }

    static SignInRefused notInvited(EmailAddress email) {
        return new SignInRefused(email + " has not been invited");
    }

    static SignInRefused deactivated(String email) {
        return new SignInRefused(email + " has been deactivated");
    }

    static SignInRefused otherAccount(String email) {
        return new SignInRefused(email + " belongs to another Google account here");
    }
}
