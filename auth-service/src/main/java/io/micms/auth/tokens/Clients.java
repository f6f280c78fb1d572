package io.micms.auth.tokens;

import io.micms.auth.clients.ApiClient;
import io.micms.auth.clients.ApiClients;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** The gateway, from configuration, and the API clients that administrators made. */
@Component
class Clients implements RegisteredClientRepository {

    private final ApiClients apiClients;
    private final RegisteredClient gateway;

    Clients(ApiClients apiClients, GatewayProperties gateway) {
        this.apiClients = apiClients;
        this.gateway = RegisteredClient.withId(gateway.clientId())
                .clientId(gateway.clientId())
                .clientSecret(ClientSecrets.configured(gateway.clientSecret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .build();
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clientId.equals(gateway.getClientId())
                ? gateway
                : apiClients.findById(clientId).map(Clients::registered).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are made by administrators only");
    }

    private static RegisteredClient registered(ApiClient client) {
        return RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientName(client.name())
                .clientSecret(client.secretHash())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .build();
    }
}
