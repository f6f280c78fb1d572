package io.micms.gateway.session;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Somebody who is signed in. Roles are for the services to judge, so there are no authorities here. */
public final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient SignIns.Current current;

    SignedIn(SignIns.Current current) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.current = current;
        setAuthenticated(true);
    }

    public SignIns.Current current() {
        return current;
    }

    @Override
    public Object getPrincipal() {
        return current.signIn().person();
    }

    @Override
    public String getName() {
        return current.signIn().person().id();
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
