package io.micms.campaign.content;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import liqp.Template;

/**
 * A template, as often as it is rendered at the same time. The library keeps in a template for whom it is being rendered: two
 * at once with the same would say of one recipient what is true of the other.
 */
final class TemplateCopies {

    private final Function<String, Template> parser;
    private final String source;
    private final Queue<Template> idle = new ConcurrentLinkedQueue<>();

    /** @throws RuntimeException if it cannot be parsed */
    TemplateCopies(Function<String, Template> parser, String source) {
        this.parser = parser;
        this.source = source;
        idle.add(parser.apply(source));
    }

    /** Renders with a copy that nobody else has. One that failed may still be at work, and is not used again. */
    String render(Function<Template, String> rendering) {
        Template copy = idle.poll();
        if (copy == null) {
            copy = parser.apply(source);
        }
        String rendered = rendering.apply(copy);
        idle.add(copy);
        return rendered;
    }
}
