package io.micms.gateway.login;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The one registration, {@code google}, discovered when it is first needed and kept once it is known. */
@Component
class GoogleRegistration implements ClientRegistrationRepository {

    static final String ID = "google";

    private final GoogleProperties properties;
    private final RestClient http;
    private volatile @Nullable ClientRegistration known;

    GoogleRegistration(GoogleProperties properties, RestClient.Builder http) {
        this.properties = properties;
        this.http = http.requestFactory(ClientHttpRequestFactoryBuilder.httpComponents()
                        .build(HttpClientSettings.defaults()
                                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(3))))
                .build();
    }

    /** @throws RuntimeException if the provider cannot be reached and was never reached before */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        if (!ID.equals(registrationId)) {
            return null;
        }
        ClientRegistration registration = known == null ? discover() : known;
        known = registration;
        return registration;
    }

    private ClientRegistration discover() {
        Map<String, Object> metadata = http.get()
                .uri(properties.issuer() + "/.well-known/openid-configuration")
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        if (metadata == null || !properties.issuer().equals(metadata.get("issuer"))) {
            throw new IllegalStateException(
                    "The OpenID configuration at %s names another issuer".formatted(properties.issuer()));
        }
        return ClientRegistrations.fromOidcConfiguration(metadata)
                .registrationId(ID)
                .clientName("Google")
                .clientId(properties.clientId())
                .clientSecret(properties.clientSecret())
                .redirectUri("{baseUrl}/login/oauth2/code/" + ID)
                .scope("openid", "email", "profile")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }
}
