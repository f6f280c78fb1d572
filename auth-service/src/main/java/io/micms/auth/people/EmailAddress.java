package io.micms.auth.people;

import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address in lower case, which is how people are told apart. */
public record EmailAddress(String value) {

    private static final Pattern PLAUSIBLE = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)*");

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > 254 || !PLAUSIBLE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
