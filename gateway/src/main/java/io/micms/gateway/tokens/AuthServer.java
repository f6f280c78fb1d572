package io.micms.gateway.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** auth-service's token endpoint. */
@Component
public class AuthServer {

    private static final Logger log = LoggerFactory.getLogger(AuthServer.class);

    private final RestClient http;
    private final Clock clock;

    AuthServer(RestClient.Builder http, AuthServerProperties properties, Clock clock) {
        if (AuthServerProperties.LOCAL_SECRET.equals(properties.clientSecret())) {
            log.warn(
                    "The gateway has the secret that everybody knows: set MICMS_GATEWAY_CLIENT_SECRET anywhere but on your own machine");
        }
        this.http = http.baseUrl(properties.url())
                .requestFactory(ClientHttpRequestFactoryBuilder.httpComponents()
                        .build(HttpClientSettings.defaults()
                                .withTimeouts(properties.connectTimeout(), properties.readTimeout())))
                .defaultHeaders(headers -> headers.setBasicAuth(properties.clientId(), properties.clientSecret()))
                .build();
        this.clock = clock;
    }

    /**
     * Exchanges Google's ID token (RFC 8693).
     *
     * @param nonce the one sent to Google for this sign-in
     * @throws AccessRefused if the person may not come in
     * @throws GrantRefused if the ID token does not prove who it is
     * @throws AuthServiceAway if there is no answer
     */
    public Tokens exchange(String idToken, String nonce) throws AccessRefused, GrantRefused {
        return token(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:id_token",
                "subject_token",
                idToken,
                "nonce",
                nonce));
    }

    /**
     * @throws GrantRefused if the sign-in is over
     * @throws AuthServiceAway if there is no answer
     */
    public Tokens refresh(String refreshToken) throws GrantRefused {
        try {
            return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        } catch (AccessRefused e) {
            throw new GrantRefused(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the sign-in at auth-service, if it answers: the token expires by itself otherwise. */
    public void revoke(String refreshToken) {
        try {
            http.post()
                    .uri("/oauth2/revoke")
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form(Map.of("token", refreshToken)))
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientException e) {
            log.warn("A sign-in could not be revoked: {}", e.toString());
        }
    }

    private Tokens token(Map<String, String> request) throws AccessRefused, GrantRefused {
        Answer answer;
        try {
            answer = http.post()
                    .uri("/oauth2/token")
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form(request))
                    .exchange((sent, response) -> read(response));
        } catch (RestClientException e) {
            throw new AuthServiceAway("auth-service does not answer", e);
        }
        if (answer == null) {
            throw new AuthServiceAway("auth-service answered nothing", null);
        }
        String description = String.valueOf(answer.errorDescription());
        return switch (answer.error()) {
            case null -> answer.tokens(clock.instant());
            case "access_denied" -> throw new AccessRefused(description);
            case "invalid_grant" -> throw new GrantRefused(description);
            default -> throw new AuthServiceAway(answer.error() + ": " + description, null);
        };
    }

    private static @Nullable Answer read(RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse response)
            throws IOException {
        MediaType type = response.getHeaders().getContentType();
        if (type == null || !type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            throw new AuthServiceAway("auth-service answered " + response.getStatusCode(), null);
        }
        return response.bodyTo(Answer.class);
    }

    private static MultiValueMap<String, String> form(Map<String, String> parameters) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        parameters.forEach(form::add);
        return form;
    }

    /** Either tokens or an error (RFC 6749, sections 5.1 and 5.2). */
    record Answer(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("expires_in") @Nullable Long expiresIn,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @Nullable String error,
            @JsonProperty("error_description") @Nullable String errorDescription) {

        Tokens tokens(Instant now) {
            if (accessToken == null || expiresIn == null || refreshToken == null) {
                throw new AuthServiceAway("auth-service answered without tokens", null);
            }
            return new Tokens(accessToken, now.plusSeconds(expiresIn), refreshToken);
        }
    }
}
