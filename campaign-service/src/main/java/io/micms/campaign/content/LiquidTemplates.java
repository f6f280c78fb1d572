package io.micms.campaign.content;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.filters.Filter;
import liqp.filters.Filters;
import org.jspecify.annotations.Nullable;

/** Liquid (https://shopify.github.io/liquid/), within limits that no template can run away from. */
final class LiquidTemplates {

    private static final int ITERATIONS_AT_MOST = 10_000;
    private static final int RENDERED_AT_MOST = 2_000_000;
    private static final long MILLISECONDS_AT_MOST = 2_000;
    private static final int NESTED_AT_MOST = 50;
    private static final int KEPT = 500;

    private static final Pattern INCLUDE = Pattern.compile("\\{%-?\\s*(include|include_relative|render)\\b");
    private static final Pattern TAG = Pattern.compile("\\{%-?\\s*(\\w+)");
    private static final Set<String> BLOCKS =
            Set.of("if", "unless", "case", "for", "tablerow", "capture", "comment", "ifchanged");

    private static final TemplateParser PARSER = parser();
    private static final Set<String> FILTERS = filters();

    /** Renders within the time limit; only one that is over it is ever left running. */
    private static final ExecutorService RENDERING = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("rendering-", 1).factory());

    private static final Map<Key, Compiled> COMPILED =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Compiled> eldest) {
                    return size() > KEPT;
                }
            });

    private record Key(String template, boolean markup) {}

    /**
     * A template that is ready to be rendered.
     *
     * @param marking the same with marks for what is said of its recipient; null where there can be none
     * @param loops whether its rendering could take long
     * @param asksForOrder whether it says something of the last order
     */
    private record Compiled(
            TemplateCopies template, @Nullable TemplateCopies marking, boolean loops, boolean asksForOrder) {}

    /**
     * HTML with marks in it.
     *
     * @param insertions what they stand for
     */
    record Marked(String html, Insertions insertions) {}

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private LiquidTemplates() {}

    private static TemplateParser parser() {
        TemplateParser.Builder builder = new TemplateParser.Builder()
                .withMaxIterations(ITERATIONS_AT_MOST)
                .withMaxSizeRenderedString(RENDERED_AT_MOST)
                .withMaxRenderTimeMillis(MILLISECONDS_AT_MOST)
                // Liqp's own resolver opens any file of the machine.
                .withNameResolver(name -> {
                    throw new IOException("A template includes nothing");
                });
        for (Filter filter : Filters.DEFAULT_FILTERS.values()) {
            builder.withFilter(new BoundedFilter(filter));
        }
        for (Filter filter : RecipientFilters.ALL) {
            builder.withFilter(filter);
        }
        return builder.build();
    }

    private static Set<String> filters() {
        Set<String> names = new TreeSet<>(Filters.DEFAULT_FILTERS.getMap().keySet());
        RecipientFilters.ALL.forEach(filter -> names.add(filter.getName()));
        names.remove(RecipientFilters.ESCAPING);
        names.remove(RecipientFilters.MARKING);
        return names;
    }

    /**
     * What is wrong with a template; nothing if it can be rendered.
     *
     * @param markup whether it makes HTML
     */
    static List<TemplateFault> check(String template, boolean markup) {
        try {
            return reading(template, markup).faults();
        } catch (Unreadable e) {
            return List.of(e.fault);
        }
    }

    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient TemplateFault fault;

        Unreadable(TemplateFault fault) {
            super(fault.toString());
            this.fault = fault;
        }
    }

    private static TemplateReading reading(String template, boolean markup) {
        Matcher include = INCLUDE.matcher(template);
        if (include.find()) {
            throw new Unreadable(
                    new TemplateFault(Position.of(template, include.start()), "A template cannot include another."));
        }
        refuseDepth(template);
        try {
            return TemplateReading.of(template, PARSER.parse(template).getParseTree(), FILTERS, markup);
        } catch (LiquidException e) {
            throw new Unreadable(new TemplateFault(
                    new Position(Math.max(e.line, 1), Math.max(e.charPositionInLine, 0) + 1),
                    "This is not valid Liquid: " + reason(e)));
        } catch (StackOverflowError e) {
            throw new Unreadable(new TemplateFault(new Position(1, 1), "This is nested too deeply for a template."));
        } catch (RuntimeException e) {
            throw new Unreadable(new TemplateFault(new Position(1, 1), "This is not valid Liquid: " + reason(e)));
        }
    }

    /** The parser goes as deep as the template does. */
    private static void refuseDepth(String template) {
        Matcher tags = TAG.matcher(template);
        int depth = 0;
        while (tags.find()) {
            String tag = tags.group(1);
            if (BLOCKS.contains(tag)) {
                depth++;
            } else if (tag.startsWith("end")) {
                depth--;
            }
            if (depth > NESTED_AT_MOST) {
                throw new Unreadable(new TemplateFault(
                        Position.of(template, tags.start()),
                        "Tags are nested at most %d deep.".formatted(NESTED_AT_MOST)));
            }
        }
    }

    /** Liqp's words for the fault, without its own account of where it is, and without all that it would have liked better. */
    private static String reason(RuntimeException e) {
        String message =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        Matcher quoted = Pattern.compile("^parser error \"(.*)\" on line \\d+, index \\d+.*$")
                .matcher(message);
        String reason = quoted.matches() ? quoted.group(1) : message;
        int expecting = reason.indexOf(" expecting ");
        return (expecting > 0 && reason.length() > 200 ? reason.substring(0, expecting) : reason) + ".";
    }

    /** Whether any of the templates says something of the recipient's last order. */
    static boolean asksForOrder(boolean markup, @Nullable String template) {
        return template != null
                && !template.isEmpty()
                && compiled(template, markup).asksForOrder();
    }

    static String renderText(@Nullable String template, Map<String, Object> variables) {
        return render(template, variables, false);
    }

    /** Renders with everything that is said of the recipient escaped for HTML, so that a customer's name is never markup. */
    static String renderHtml(@Nullable String template, Map<String, Object> variables) {
        return render(template, variables, true);
    }

    /** Renders to one line: a header must not be able to grow another. */
    static String renderLine(@Nullable String template, Map<String, Object> variables) {
        return BREAKS.matcher(render(template, variables, false))
                .replaceAll(" ")
                .strip();
    }

    /**
     * Renders to HTML in which marks stand for what is said of the recipient, and for their link to unsubscribe.
     *
     * @return null where the template, or what is said, is not of that kind
     */
    static @Nullable Marked renderMarked(@Nullable String template, Map<String, Object> variables) {
        if (template == null || template.isBlank()) {
            return null;
        }
        Compiled compiled = compiled(template, true);
        if (compiled.marking() == null) {
            return null;
        }
        Insertions insertions = new Insertions();
        Map<String, Object> own = new LinkedHashMap<>(variables);
        own.put(RecipientFilters.INSERTIONS, insertions);
        own.put(TemplateReading.UNSUBSCRIBE_URL, Marks.UNSUBSCRIBE);
        String html = render(compiled.marking(), compiled.loops(), own);
        return insertions.arePlain() && html.length() + insertions.lengthAtMost() <= RENDERED_AT_MOST
                ? new Marked(html, insertions)
                : null;
    }

    private static Compiled compiled(String template, boolean markup) {
        Key key = new Key(template, markup);
        Compiled known = COMPILED.get(key);
        if (known != null) {
            return known;
        }
        try {
            TemplateReading reading = reading(template, markup);
            String ready = markup ? reading.escaping(RecipientFilters.ESCAPING) : template;
            Compiled compiled = new Compiled(
                    new TemplateCopies(PARSER::parse, ready),
                    markup && reading.canBeMarked()
                            ? new TemplateCopies(
                                    PARSER::parse,
                                    reading.escaping(RecipientFilters.ESCAPING, RecipientFilters.MARKING))
                            : null,
                    reading.loops(),
                    reading.asksFor("order") || reading.asksFor("product") || reading.asksFor("products"));
            COMPILED.put(key, compiled);
            return compiled;
        } catch (Unreadable e) {
            throw new RenderingFailed("The template could not be rendered: " + e.getMessage(), e);
        }
    }

    private static String render(@Nullable String template, Map<String, Object> variables, boolean markup) {
        if (template == null || template.isEmpty()) {
            return "";
        }
        Compiled compiled = compiled(template, markup);
        return render(compiled.template(), compiled.loops(), new LinkedHashMap<>(variables));
    }

    private static String render(TemplateCopies template, boolean loops, Map<String, Object> own) {
        try {
            // What has no loop is done at once, and needs nobody to watch the clock.
            String rendered =
                    template.render(copy -> loops ? copy.render(own, RENDERING, false) : copy.renderUnguarded(own));
            if (rendered.length() > RENDERED_AT_MOST) {
                throw new IllegalStateException("it grows to more than %d characters".formatted(RENDERED_AT_MOST));
            }
            return rendered;
        } catch (RuntimeException e) {
            throw new RenderingFailed("The template could not be rendered: " + why(e), e);
        } catch (StackOverflowError e) {
            throw new RenderingFailed("The template could not be rendered: it is nested too deeply.", e);
        }
    }

    private static String why(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException) {
            return "it takes longer than %d seconds.".formatted(MILLISECONDS_AT_MOST / 1000);
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
    }
}
