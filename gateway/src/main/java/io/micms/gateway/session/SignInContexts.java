package io.micms.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who is signed in, found by the sign-in's id in the session. Nothing of Spring Security is ever stored: what it would save after
 * the login is Google's word, and only auth-service's counts.
 */
@Component
public class SignInContexts implements SecurityContextRepository {

    private static final String ATTRIBUTE = "signIn";

    private final SignIns signIns;

    SignInContexts(SignIns signIns) {
        this.signIns = signIns;
    }

    /** From now on the session is that of the given sign-in. */
    public void remember(HttpServletRequest request, String signInId) {
        request.getSession().setAttribute(ATTRIBUTE, signInId);
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(() -> find(request));
    }

    @Override
    @SuppressWarnings("deprecation") // The interface still asks for it; the framework does not call it any more.
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return signInId(request).isPresent();
    }

    private SecurityContext find(HttpServletRequest request) {
        return signInId(request)
                .flatMap(signIns::find)
                .<SecurityContext>map(current -> new SecurityContextImpl(new SignedIn(current)))
                .orElseGet(SecurityContextHolder::createEmptyContext);
    }

    private static Optional<String> signInId(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((String) session.getAttribute(ATTRIBUTE));
    }

    private static final class Deferred implements DeferredSecurityContext {

        private final Supplier<SecurityContext> find;
        private @Nullable SecurityContext found;

        Deferred(Supplier<SecurityContext> find) {
            this.find = find;
        }

        @Override
        public SecurityContext get() {
            SecurityContext context = found == null ? find.get() : found;
            found = context;
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
