package io.micms.gateway.login;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/** Why somebody came back from signing in without being signed in. */
enum SignInProblem {
    NOT_INVITED(
            "You have not been invited yet",
            "Google knows you, but nobody has invited this account to Mi-CMS, or it has been deactivated. Ask an administrator, or sign in with another account."),
    GOOGLE_AWAY(
            "Google does not answer",
            "Signing in needs Google, which cannot be reached at the moment. Try again in a minute."),
    AUTH_AWAY(
            "Signing in does not work right now",
            "The service that checks who may come in does not answer. Try again in a minute."),
    FAILED(
            "Signing in did not work",
            "The answer from Google did not fit the question, perhaps because it took too long. Try again.");

    private final String title;
    private final String text;

    SignInProblem(String title, String text) {
        this.title = title;
        this.text = text;
    }

    static SignInProblem of(String code) {
        return Arrays.stream(values())
                .filter(problem -> problem.code().equals(code))
                .findFirst()
                .orElse(FAILED);
    }

    URI location() {
        return URI.create("/?error=" + code());
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }
}
