package io.micms.auth.tokens;

import static io.micms.platform.security.AccessTable.allow;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.micms.auth.keys.SigningKeys;
import io.micms.auth.people.Directory;
import io.micms.platform.security.AccessTable;
import io.micms.platform.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.web.client.RestTemplate;

@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AuthorizationServerConfiguration.class);

    @Bean
    AccessTable access() {
        return AccessTable.of(
                allow(GET, "/api/me").to(Role.values()),
                allow(GET, "/api/users").to(Role.ADMIN),
                allow(POST, "/api/users").to(Role.ADMIN),
                allow(PATCH, "/api/users/{id}").to(Role.ADMIN),
                allow(GET, "/api/clients").to(Role.ADMIN),
                allow(POST, "/api/clients").to(Role.ADMIN),
                allow(DELETE, "/api/clients/{id}").to(Role.ADMIN),
                allow(GET, "/api/audit").to(Role.ADMIN, Role.MANAGER));
    }

    /** Only the endpoints that we use: what else the authorization server offers falls to the access table, which refuses it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain authorizationServerFilterChain(
            HttpSecurity http,
            IdTokens idTokens,
            Directory directory,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            UnstoredAuthorizations authorizations,
            GatewayProperties gateway) {
        if (GatewayProperties.LOCAL_SECRET.equals(gateway.clientSecret())) {
            log.warn(
                    "The gateway has the secret that everybody knows: set MICMS_GATEWAY_CLIENT_SECRET anywhere but on your own machine");
        }
        List<AuthenticationConverter> grants = List.of(
                new IdTokenExchange.Converter(),
                new OAuth2RefreshTokenAuthenticationConverter(),
                AuthorizationServerConfiguration::clientCredentials);
        List<AuthenticationProvider> providers = List.of(
                new IdTokenExchange(idTokens, directory, accessTokens, refreshTokens),
                new RefreshGrant(refreshTokens, directory, accessTokens),
                new OAuth2ClientCredentialsAuthenticationProvider(authorizations, accessTokens));
        return http.securityMatcher("/oauth2/token", "/oauth2/revoke", "/oauth2/jwks")
                .with(
                        new OAuth2AuthorizationServerConfigurer(),
                        server -> server.tokenEndpoint(
                                        endpoint -> endpoint.accessTokenRequestConverters(all -> replace(all, grants))
                                                .authenticationProviders(all -> replace(all, providers))
                                                .errorResponseHandler(AuthorizationServerConfiguration::answerError))
                                .tokenRevocationEndpoint(endpoint -> endpoint.authenticationProviders(
                                        all -> replace(all, List.of(new Revocation(refreshTokens))))))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers(GET, "/oauth2/jwks")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static <T> void replace(List<T> all, List<? extends T> by) {
        all.clear();
        all.addAll(by);
    }

    /** RFC 6749, section 3.3: a client that names no scope gets all that it may have, and is told. */
    private static @Nullable Authentication clientCredentials(HttpServletRequest request) {
        Authentication converted = new OAuth2ClientCredentialsAuthenticationConverter().convert(request);
        if (converted instanceof OAuth2ClientCredentialsAuthenticationToken asked
                && asked.getScopes().isEmpty()
                && asked.getPrincipal() instanceof Authentication client
                && client instanceof OAuth2ClientAuthenticationToken authenticated
                && authenticated.getRegisteredClient() != null) {
            return new OAuth2ClientCredentialsAuthenticationToken(
                    client, authenticated.getRegisteredClient().getScopes(), asked.getAdditionalParameters());
        }
        return converted;
    }

    private static void answerError(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2AuthenticationException refusal = (OAuth2AuthenticationException) exception;
        log.info("Token refused: {}", refusal.getError());
        ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
        answer.setStatusCode(
                OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE.equals(
                                refusal.getError().getErrorCode())
                        ? HttpStatus.SERVICE_UNAVAILABLE
                        : HttpStatus.BAD_REQUEST);
        new OAuth2ErrorHttpMessageConverter().write(refusal.getError(), null, answer);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(TokenProperties tokens) {
        return AuthorizationServerSettings.builder().issuer(tokens.issuer()).build();
    }

    /** For our own API: the keys are here, so nobody needs to be asked for them. */
    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, TokenProperties tokens) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(tokens.clockSkew()),
                new JwtIssuerValidator(tokens.issuer()),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(tokens.audience()))));
        return decoder;
    }

    @Bean
    IdTokens idTokens(GoogleProperties google, UsedIdTokens used, Clock clock) {
        return new IdTokens(new SupplierJwtDecoder(() -> signaturesOf(google)), google, used, clock);
    }

    /** Asks for the issuer's configuration, so only when the first ID token is here; the rest is {@link IdTokenRules}'s. */
    private static JwtDecoder signaturesOf(GoogleProperties google) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(Duration.ofSeconds(2));
        requests.setReadTimeout(Duration.ofSeconds(3));
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(google.issuer())
                .restOperations(new RestTemplate(requests))
                .build();
        decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
        return decoder;
    }
}
