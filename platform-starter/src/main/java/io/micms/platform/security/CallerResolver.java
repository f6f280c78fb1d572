package io.micms.platform.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Makes a {@link Caller} of the access token. */
public final class CallerResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        return current()
                .orElseThrow(
                        () -> new IllegalStateException("A caller is asked for on a path that is open to everybody"));
    }

    /** Who makes the call that this thread serves; empty for who did not sign in. */
    public static Optional<Caller> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken authentication
                ? Optional.of(caller(authentication.getToken()))
                : Optional.empty();
    }

    private static Caller caller(Jwt token) {
        String name = token.getClaimAsString("name");
        String subject = token.getSubject();
        return new Caller(subject, name == null ? subject : name, roles(token), scopes(token));
    }

    static Set<Role> roles(Jwt token) {
        List<String> names = token.getClaimAsStringList("roles");
        return names == null
                ? Set.of()
                : Arrays.stream(Role.values())
                        .filter(role -> names.contains(role.name()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> scopes(Jwt token) {
        Object scope = token.getClaims().get("scope");
        return switch (scope) {
            case String text when !text.isBlank() -> Set.of(text.strip().split("\\s+"));
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
            case null, default -> Set.of();
        };
    }
}
