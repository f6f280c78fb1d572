package io.micms.gateway.login;

import io.micms.gateway.session.SignInContexts;
import io.micms.gateway.tokens.AccessRefused;
import io.micms.gateway.tokens.AuthServiceAway;
import io.micms.gateway.tokens.GrantRefused;
import io.micms.gateway.tokens.SignInTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The OpenID Connect login with Google, which ends with tokens of auth-service and nothing of Google's kept. */
@Component
public class Login implements Customizer<OAuth2LoginConfigurer<HttpSecurity>> {

    private static final Logger log = LoggerFactory.getLogger(Login.class);

    private final GoogleRegistration google;
    private final PendingSignIns pendingSignIns;
    private final SignInTokens tokens;
    private final SignInContexts contexts;

    Login(GoogleRegistration google, PendingSignIns pendingSignIns, SignInTokens tokens, SignInContexts contexts) {
        this.google = google;
        this.pendingSignIns = pendingSignIns;
        this.tokens = tokens;
        this.contexts = contexts;
    }

    @Override
    public void customize(OAuth2LoginConfigurer<HttpSecurity> login) {
        login.loginPage("/login")
                .clientRegistrationRepository(google)
                .authorizedClientRepository(new NothingKept())
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(new Requests(google))
                        .authorizationRequestRepository(pendingSignIns))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(codeExchange()))
                // The ID token says all that is needed, so nobody asks the user info endpoint.
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(
                        request -> new DefaultOidcUser(AuthorityUtils.NO_AUTHORITIES, request.getIdToken())))
                .successHandler(this::succeeded)
                .failureHandler(Login::failed)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                        filter.setAuthenticationFailureHandler(Login::failed);
                        return filter;
                    }
                });
    }

    private void succeeded(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OidcUser user = (OidcUser) Objects.requireNonNull(authentication.getPrincipal());
        PendingSignIns.PendingSignIn pending =
                PendingSignIns.completedBy(request).orElseThrow();
        try {
            String signInId = tokens.signIn(user.getIdToken().getTokenValue(), pending.sentNonce(), user.getPicture());
            contexts.remember(request, signInId);
            response.sendRedirect(pending.returnPath());
        } catch (AccessRefused e) {
            log.info("Not let in: {}", e.getMessage());
            giveUp(request, response, SignInProblem.NOT_INVITED);
        } catch (GrantRefused e) {
            log.warn("auth-service does not accept an ID token: {}", e.getMessage());
            giveUp(request, response, SignInProblem.FAILED);
        } catch (AuthServiceAway e) {
            log.warn("Nobody can sign in", e);
            giveUp(request, response, SignInProblem.AUTH_AWAY);
        }
    }

    private static void failed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        log.info("A sign-in failed: {}", exception.toString());
        giveUp(request, response, SignInProblem.FAILED);
    }

    private static void giveUp(HttpServletRequest request, HttpServletResponse response, SignInProblem problem)
            throws IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.sendRedirect(problem.location().toString());
    }

    private static RestClientAuthorizationCodeTokenResponseClient codeExchange() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(ClientHttpRequestFactoryBuilder.httpComponents()
                        .build(HttpClientSettings.defaults()
                                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(5))))
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** Asks Google to let the person choose, where they want to. */
    private static final class Requests implements OAuth2AuthorizationRequestResolver {

        private final OAuth2AuthorizationRequestResolver standard;

        Requests(GoogleRegistration google) {
            this.standard = new DefaultOAuth2AuthorizationRequestResolver(google, "/oauth2/authorization");
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return choosing(standard.resolve(request), request);
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
            return choosing(standard.resolve(request, registrationId), request);
        }

        private static @Nullable OAuth2AuthorizationRequest choosing(
                @Nullable OAuth2AuthorizationRequest resolved, HttpServletRequest request) {
            if (resolved == null || !Boolean.parseBoolean(request.getParameter(LoginController.CHOOSE_ACCOUNT))) {
                return resolved;
            }
            return OAuth2AuthorizationRequest.from(resolved)
                    .additionalParameters(parameters -> parameters.put("prompt", "select_account"))
                    .build();
        }
    }

    /** Google's tokens are of no use after the exchange. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registrationId, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registrationId,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
