package io.micms.platform.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"
        })
@EnableConfigurationProperties(SecurityAutoConfiguration.TokenProperties.class)
class SecurityAutoConfiguration {

    /**
     * @param issuer who must have issued an access token
     * @param audience whom it must be meant for
     * @param jwkSetUri where the issuer's public keys are
     * @param clockSkew by how much clocks may differ
     */
    @ConfigurationProperties("micms.tokens")
    record TokenProperties(
            String issuer,
            @DefaultValue("mi-cms") String audience,
            String jwkSetUri,
            @DefaultValue("5s") Duration clockSkew) {

        OAuth2TokenValidator<Jwt> validator() {
            return new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(clockSkew),
                    new JwtIssuerValidator(issuer),
                    new JwtClaimValidator<Collection<String>>(
                            JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience)));
        }
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(TokenProperties tokens) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(tokens.jwkSetUri()).build();
        decoder.setJwtValidator(tokens.validator());
        return decoder;
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 10)
    SecurityFilterChain accessTableFilterChain(HttpSecurity http, AccessTable table, JsonMapper json) throws Exception {
        ProblemResponses problems = new ProblemResponses(json);
        return http.csrf(AbstractHttpConfigurer::disable) // No cookie is ever read here; only bearer tokens count.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(
                                    HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus", "/v3/api-docs/**")
                            .permitAll();
                    requests.requestMatchers("/error").permitAll();
                    for (AccessTable.Row row : table.rows()) {
                        var matched = requests.requestMatchers(row.method(), row.pattern());
                        if (row.open()) {
                            matched.permitAll();
                        } else {
                            matched.access(AuthorityAuthorizationManager.hasAnyAuthority(authorities(row)));
                        }
                    }
                    requests.anyRequest().denyAll();
                })
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(authentication()))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    private static String[] authorities(AccessTable.Row row) {
        return Stream.concat(
                        row.roles().stream().map(Role::authority),
                        row.scopes().stream().map(scope -> "SCOPE_" + scope))
                .toArray(String[]::new);
    }

    private static JwtAuthenticationConverter authentication() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> {
            List<GrantedAuthority> authorities = new ArrayList<>();
            CallerResolver.roles(token).forEach(role -> authorities.add(new SimpleGrantedAuthority(role.authority())));
            CallerResolver.scopes(token)
                    .forEach(scope -> authorities.add(new SimpleGrantedAuthority("SCOPE_" + scope)));
            return authorities;
        });
        return converter;
    }
}
