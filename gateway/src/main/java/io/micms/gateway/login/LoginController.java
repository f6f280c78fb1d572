package io.micms.gateway.login;

import io.micms.gateway.session.SignedIn;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a browser goes to sign in. */
@RestController
class LoginController {

    static final String RETURN_TO = "returnTo";
    static final String CHOOSE_ACCOUNT = "chooseAccount";

    private static final Logger log = LoggerFactory.getLogger(LoginController.class);

    private final GoogleRegistration google;

    LoginController(GoogleRegistration google) {
        this.google = google;
    }

    /**
     * @param returnTo the page to come back to; the home page unless it is a path of ours
     * @param chooseAccount asks Google to let the person choose, for whom it would take the wrong account by itself
     */
    @GetMapping("/login")
    ResponseEntity<Void> login(
            @RequestParam(name = RETURN_TO, required = false) @Nullable String returnTo,
            @RequestParam(name = CHOOSE_ACCOUNT, defaultValue = "false") boolean chooseAccount,
            @Nullable Authentication authentication) {
        ReturnPath path = ReturnPath.of(returnTo);
        if (authentication instanceof SignedIn && !chooseAccount) {
            return redirect(URI.create(path.value()));
        }
        try {
            google.findByRegistrationId(GoogleRegistration.ID);
        } catch (RuntimeException e) {
            log.warn("Google cannot be reached: {}", e.toString());
            return redirect(SignInProblem.GOOGLE_AWAY.location());
        }
        return redirect(UriComponentsBuilder.fromPath("/oauth2/authorization/" + GoogleRegistration.ID)
                .queryParam(RETURN_TO, "{path}")
                .queryParam(CHOOSE_ACCOUNT, chooseAccount)
                .build(path.value()));
    }

    private static ResponseEntity<Void> redirect(URI location) {
        return ResponseEntity.status(HttpStatus.FOUND).location(location).build();
    }
}
