package io.micms.campaign.content;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liqp.Template;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Liquid (https://shopify.github.io/liquid/), within limits that no template can run away from. */
final class LiquidTemplates {

    private static final int ITERATIONS_AT_MOST = 10_000;
    private static final int RENDERED_AT_MOST = 2_000_000;
    private static final long MILLISECONDS_AT_MOST = 2_000;

    private static final Pattern INCLUDE = Pattern.compile("\\{%-?\\s*(include|include_relative|render)\\b");

    private static final TemplateParser PARSER = new TemplateParser.Builder()
            .withMaxIterations(ITERATIONS_AT_MOST)
            .withMaxSizeRenderedString(RENDERED_AT_MOST)
            .withMaxRenderTimeMillis(MILLISECONDS_AT_MOST)
            // Liqp's own resolver opens any file of the machine.
            .withNameResolver(name -> {
                throw new IOException("A template includes nothing");
            })
            .build();

    private LiquidTemplates() {}

    /** What is wrong with a template, with line and column; empty where nothing is. */
    static Optional<String> fault(String template) {
        if (INCLUDE.matcher(template).find()) {
            return Optional.of("A template cannot include another.");
        }
        try {
            PARSER.parse(template);
            return Optional.empty();
        } catch (LiquidException e) {
            return Optional.of("Not valid Liquid at line %d, column %d: %s"
                    .formatted(e.line, e.charPositionInLine + 1, firstLine(e)));
        } catch (RuntimeException e) {
            return Optional.of("Not valid Liquid: " + firstLine(e));
        }
    }

    static String renderText(@Nullable String template, Map<String, Object> variables) {
        return render(template, variables);
    }

    /** Renders with every value escaped for HTML, so that a customer's name is never markup. */
    static String renderHtml(@Nullable String template, Map<String, Object> variables) {
        return render(template, escaped(variables));
    }

    /** Renders to one line: a header must not be able to grow another. */
    static String renderLine(@Nullable String template, Map<String, Object> variables) {
        return render(template, variables).replaceAll("[\\p{Cntrl}]+", " ").strip();
    }

    private static String render(@Nullable String template, Map<String, Object> variables) {
        if (template == null) {
            return "";
        }
        try {
            Template parsed = PARSER.parse(template);
            return parsed.render(variables);
        } catch (RuntimeException e) {
            throw new RenderingFailed("The template could not be rendered: " + firstLine(e), e);
        }
    }

    private static Map<String, Object> escaped(Map<String, Object> variables) {
        return variables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> escape(entry.getValue())));
    }

    private static Object escape(Object value) {
        return switch (value) {
            case String text -> HtmlUtils.htmlEscape(text, "UTF-8");
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()), entry -> escape(entry.getValue())));
            case List<?> list -> list.stream().map(LiquidTemplates::escape).toList();
            default -> value;
        };
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("").strip();
    }
}
