package io.micms.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/customers", "/customers?city=Pune&page=2#top", "/apiary", "/segments/1/edit"})
    void goesBackToAPageOfOurs(String path) {
        assertThat(ReturnPath.of(path).value()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "customers",
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                " //evil.example",
                "/a\\b",
                "/x?{a}",
                "/100%",
                "/naïve",
                "javascript:alert(1)",
                "/api/customers",
                "/api",
                "/login?returnTo=/login",
                "/logout",
                "/oauth2/authorization/google",
                "/actuator/health"
            })
    void goesHomeInsteadOfAnywhereElse(String path) {
        assertThat(ReturnPath.of(path)).isEqualTo(ReturnPath.HOME);
    }

    @Test
    void goesHomeWhereNothingWasAskedFor() {
        assertThat(ReturnPath.of(null)).isEqualTo(ReturnPath.HOME);
        assertThat(ReturnPath.of("/" + "x".repeat(2000))).isEqualTo(ReturnPath.HOME);
    }
}
