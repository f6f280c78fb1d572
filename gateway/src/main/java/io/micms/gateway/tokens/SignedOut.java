package io.micms.gateway.tokens;

/** The sign-in was over when a token was asked for. */
public class SignedOut extends Exception {

    private static final long serialVersionUID = 1L;

    public SignedOut() {
        super("The sign-in is over");
    }
}
