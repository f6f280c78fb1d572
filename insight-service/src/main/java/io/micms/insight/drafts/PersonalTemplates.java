package io.micms.insight.drafts;

import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Brief.Length;
import io.micms.insight.drafts.Brief.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to one customer from templates: filled in, since nobody else gets it. */
public final class PersonalTemplates {

    private static final String NAME = "{{ customer.firstName | default: \"there\" }}";

    private PersonalTemplates() {}

    public static Draft write(
            Channel channel,
            String goal,
            Tone tone,
            Length length,
            @Nullable String firstName,
            List<String> forbidden) {
        Templates.Written written =
                Templates.write(channel, goal, null, tone, length, 1).getFirst();
        // Whatever somebody is called is text, and never a template.
        String name = firstName == null || firstName.isBlank()
                ? "there"
                : firstName.replaceAll("[{}%\\s]+", " ").strip();
        return Checks.checked(
                channel,
                written.subject() == null ? null : written.subject().replace(NAME, name),
                written.body().replace(NAME, name),
                forbidden);
    }
}
