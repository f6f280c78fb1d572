package io.micms.gateway.security;

import io.micms.gateway.login.Login;
import io.micms.gateway.session.SessionProperties;
import io.micms.gateway.session.SignInContexts;
import io.micms.gateway.session.SignedIn;
import io.micms.gateway.tokens.SignInTokens;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.WebUtils;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "img-src 'self' data: https:",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            "frame-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Whoever brings a token of their own, or needs none, has no session; the services check what they bring. */
    @Bean
    @Order(1)
    SecurityFilterChain withoutSession(HttpSecurity http) {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return http.securityMatcher(new OrRequestMatcher(
                        SecurityConfiguration::bringsToken,
                        paths.matcher("/oauth2/token"),
                        paths.matcher("/u/**"),
                        paths.matcher("/o/**"),
                        paths.matcher("/c/**"),
                        paths.matcher("/hooks/**"),
                        paths.matcher("/actuator/**")))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain withSession(
            HttpSecurity http,
            Login login,
            SignInContexts contexts,
            SignInTokens tokens,
            SessionProperties properties,
            Problems problems) {
        return http.securityContext(context -> context.securityContextRepository(contexts))
                // A new session at the login, so that an id planted before it is worth nothing.
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens(properties))
                        .requireCsrfProtectionMatcher(changesWithCookie()))
                .addFilterAfter(new CsrfCookie(), CsrfFilter.class)
                .headers(headers())
                .oauth2Login(login)
                .logout(logout -> logout.logoutUrl("/logout")
                        .addLogoutHandler((request, response, authentication) -> {
                            if (authentication instanceof SignedIn signedIn) {
                                tokens.signOut(signedIn.current());
                            }
                        })
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/api/**", "/mcp/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    static boolean bringsToken(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    /** Without the cookie nobody is signed in, and a forged request could do nothing. */
    private static RequestMatcher changesWithCookie() {
        return request -> !SAFE_METHODS.contains(request.getMethod())
                && WebUtils.getCookie(request, SessionProperties.COOKIE) != null;
    }

    private static CookieCsrfTokenRepository csrfTokens(SessionProperties properties) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.path("/").sameSite("Lax").secure(properties.secureCookies()));
        return tokens;
    }

    private static Customizer<HeadersConfigurer<HttpSecurity>> headers() {
        return headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()"));
    }
}
