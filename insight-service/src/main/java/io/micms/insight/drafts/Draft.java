package io.micms.insight.drafts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it could be sent, and what is to be said against it.
 *
 * @param subject of an e-mail; null of an SMS
 * @param body a Liquid template
 * @param characters of the body with no variable filled in
 * @param smsParts how many messages an SMS is sent as; null of an e-mail
 * @param variables of Liquid that it uses
 */
public record Draft(
        @Nullable String subject,
        String body,
        int characters,
        @Nullable Integer smsParts,
        List<String> variables,
        List<Check> checks) {

    public boolean isFaulty() {
        return checks.stream().anyMatch(check -> check.level() == Check.Level.ERROR);
    }
}
