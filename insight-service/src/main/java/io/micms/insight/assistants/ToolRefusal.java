package io.micms.insight.assistants;

import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.Unavailable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;

/** What an assistant is told where a tool cannot do what was asked: a sentence, and nothing of an internal exception. */
final class ToolRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(ToolRefusal.class);

    private ToolRefusal(String message) {
        super(message, null, false, false);
    }

    static <T> T orRefusal(Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInput | NotFound | Conflict | Unavailable e) {
            throw new ToolRefusal(e.getMessage());
        } catch (AccessDeniedException e) {
            throw new ToolRefusal("The caller's role or scopes do not allow this.");
        } catch (RuntimeException e) {
            log.error("A tool failed unexpectedly", e);
            throw new ToolRefusal("Something went wrong on our side.");
        }
    }
}
