package io.micms.customer.rights;

import io.micms.platform.problem.Unavailable;
import org.jspecify.annotations.Nullable;

/** A service that holds something of customers does not answer, so nothing that needs it can be complete. */
class ServiceAway extends Unavailable {

    private static final long serialVersionUID = 1L;

    ServiceAway(String service, @Nullable Throwable cause) {
        super(
                "%s does not answer at the moment, and without it the export would not be everything."
                        .formatted(service),
                cause);
    }
}
