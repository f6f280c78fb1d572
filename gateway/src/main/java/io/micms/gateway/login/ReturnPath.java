package io.micms.gateway.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a person goes after signing in: always a page of ours. */
record ReturnPath(String value) {

    static final ReturnPath HOME = new ReturnPath("/");

    /** A slash and no second one, nor a backslash, which browsers read as one; printable ASCII throughout. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,1999}");

    private static final Pattern NO_PAGE = Pattern.compile("/(api|login|logout|oauth2|actuator)([/?#].*)?");

    /** What was asked for if it is a page of ours, else the home page. */
    static ReturnPath of(@Nullable String asked) {
        return asked != null
                        && OURS.matcher(asked).matches()
                        && !NO_PAGE.matcher(asked).matches()
                        && isUri(asked)
                ? new ReturnPath(asked)
                : HOME;
    }

    private static boolean isUri(String asked) {
        try {
            new URI(asked);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
