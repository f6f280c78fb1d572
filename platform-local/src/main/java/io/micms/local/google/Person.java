package io.micms.local.google;

import java.util.List;
import java.util.Locale;

/** Somebody with an account at the stand-in. */
record Person(String subject, String givenName, String familyName, String email, String remark) {

    static final List<Person> EVERYBODY = List.of(
            new Person(
                    "100000000000000000001",
                    "Ada",
                    "Lovelace",
                    "ada@example.com",
                    "administrator, unless configured otherwise"),
            new Person("100000000000000000002", "Grace", "Hopper", "grace@example.com", ""),
            new Person("100000000000000000003", "Alan", "Turing", "alan@example.com", ""),
            new Person("100000000000000000004", "Eve", "Outsider", "eve@example.com", "not invited"));

    String name() {
        return givenName + " " + familyName;
    }

    String initials() {
        return (givenName.substring(0, 1) + familyName.charAt(0)).toUpperCase(Locale.ROOT);
    }
}
