package io.micms.insight.drafts;

import io.micms.insight.drafts.Brief.Channel;
import io.micms.insight.drafts.Check.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import org.jspecify.annotations.Nullable;

/** Checks of texts, whoever wrote them: a draft of the language model is held to what a person's is. */
public final class Checks {

    static final int SMS_AT_MOST = 1_600;
    static final int SUBJECT_AT_MOST = 500;
    static final int BODY_AT_MOST = 20_000;
    private static final int SUBJECT_SHOWN = 60;
    private static final int MILLISECONDS_AT_MOST = 1_000;
    private static final int ITERATIONS_AT_MOST = 1_000;

    private static final Pattern OUTPUT = Pattern.compile("\\{\\{-?\\s*([A-Za-z_][\\w.]*)([^}]*)}}");
    private static final Pattern INCLUDE = Pattern.compile("\\{%-?\\s*(include|include_relative|render)\\b");
    private static final Set<String> VARIABLES = Set.of(
            "customer.firstName",
            "customer.lastName",
            "customer.email",
            "customer.phone",
            "customer.city",
            "customer.country",
            "customer.tags",
            "orders.count",
            "orders.total",
            "orders.average",
            "orders.lastAt",
            "campaign.name",
            "unsubscribe_url");
    private static final String ATTRIBUTES = "customer.attributes.";

    private static final TemplateParser PARSER = new TemplateParser.Builder()
            .withMaxIterations(ITERATIONS_AT_MOST)
            .withMaxRenderTimeMillis(MILLISECONDS_AT_MOST)
            .withNameResolver(name -> {
                throw new IOException("A template includes nothing");
            })
            .build();

    private Checks() {}

    /** The text with everything that is to be said against it. */
    public static Draft checked(Channel channel, @Nullable String subject, String body, List<String> forbidden) {
        List<Check> checks = new ArrayList<>();
        Set<String> variables = new LinkedHashSet<>();
        if (channel == Channel.EMAIL) {
            checkSubject(checks, subject, forbidden);
            liquid(checks, "/subject", subject == null ? "" : subject, variables);
        }
        if (body.isBlank()) {
            checks.add(new Check("/body", Level.ERROR, "There is no text."));
        }
        liquid(checks, "/body", body, variables);
        forbidden(checks, "/body", body, forbidden);
        String plain = rendered(body);
        Integer parts = channel == Channel.SMS ? SmsLength.parts(plain) : null;
        int most = channel == Channel.SMS ? SMS_AT_MOST : BODY_AT_MOST;
        if (body.length() > most) {
            checks.add(new Check(
                    "/body", Level.ERROR, "At most %d characters; this has %d.".formatted(most, body.length())));
        }
        if (body.chars().filter(c -> c == '!').count() > 2) {
            checks.add(new Check("/body", Level.WARNING, "More than two exclamation marks look like spam to filters."));
        }
        return new Draft(
                channel == Channel.SMS ? null : subject, body, plain.length(), parts, List.copyOf(variables), checks);
    }

    static List<Check> ofSubject(String subject, List<String> forbidden) {
        List<Check> checks = new ArrayList<>();
        checkSubject(checks, subject, forbidden);
        liquid(checks, "/subject", subject, new LinkedHashSet<>());
        return checks;
    }

    private static void checkSubject(List<Check> checks, @Nullable String subject, List<String> forbidden) {
        if (subject == null || subject.isBlank()) {
            checks.add(new Check("/subject", Level.ERROR, "An e-mail needs a subject."));
            return;
        }
        if (subject.length() > SUBJECT_AT_MOST || subject.contains("\n")) {
            checks.add(new Check(
                    "/subject",
                    Level.ERROR,
                    "A subject is one line of at most %d characters.".formatted(SUBJECT_AT_MOST)));
        } else if (rendered(subject).length() > SUBJECT_SHOWN) {
            checks.add(new Check(
                    "/subject",
                    Level.WARNING,
                    "Most mail programs cut a subject after some %d characters.".formatted(SUBJECT_SHOWN)));
        }
        forbidden(checks, "/subject", subject, forbidden);
    }

    private static void liquid(List<Check> checks, String pointer, String template, Set<String> variables) {
        if (INCLUDE.matcher(template).find()) {
            checks.add(new Check(pointer, Level.ERROR, "A template cannot include another."));
            return;
        }
        try {
            PARSER.parse(template);
        } catch (LiquidException e) {
            checks.add(new Check(
                    pointer,
                    Level.ERROR,
                    "Not valid Liquid at line %d, column %d.".formatted(e.line, e.charPositionInLine + 1)));
            return;
        } catch (RuntimeException e) {
            checks.add(new Check(pointer, Level.ERROR, "Not valid Liquid."));
            return;
        }
        Matcher matcher = OUTPUT.matcher(template);
        while (matcher.find()) {
            String variable = matcher.group(1);
            variables.add(variable);
            if (!VARIABLES.contains(variable) && !variable.startsWith(ATTRIBUTES)) {
                checks.add(new Check(
                        pointer, Level.ERROR, "There is no variable %s; it would stay empty.".formatted(variable)));
            } else if (variable.startsWith("customer.") && !matcher.group(2).contains("default")) {
                checks.add(new Check(
                        pointer,
                        Level.WARNING,
                        "%s is empty for some; give it a default, such as {{ %s | default: \"there\" }}."
                                .formatted(variable, variable)));
            }
        }
    }

    private static void forbidden(List<Check> checks, String pointer, String text, List<String> forbidden) {
        String folded = text.toLowerCase(Locale.ROOT);
        for (String word : forbidden) {
            Pattern whole = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])");
            if (whole.matcher(folded).find()) {
                checks.add(new Check(pointer, Level.ERROR, "The settings forbid “%s”.".formatted(word)));
            }
        }
    }

    /** As a recipient of whom nothing is known gets it; the template itself if it is none. */
    static String rendered(String template) {
        try {
            return PARSER.parse(template).render(Map.of());
        } catch (RuntimeException e) {
            return template;
        }
    }
}
