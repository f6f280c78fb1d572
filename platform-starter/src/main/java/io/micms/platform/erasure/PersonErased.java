package io.micms.platform.erasure;

import io.micms.platform.problem.InvalidInput;
import java.time.Instant;

/** A record is about somebody who was erased, and was true before that. It is refused and nothing of it is kept. */
public class PersonErased extends InvalidInput {

    private static final long serialVersionUID = 1L;

    public PersonErased(Instant erasedAt) {
        super(
                "",
                "The person whom this names was erased at %s; only what is true after that is taken in."
                        .formatted(erasedAt));
    }
}
