package io.micms.campaign.content;

import io.micms.campaign.content.TemplateVariables.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import liquid.parser.v4.LiquidParser.AssignmentContext;
import liquid.parser.v4.LiquidParser.Capture_tag_IdContext;
import liquid.parser.v4.LiquidParser.Capture_tag_StrContext;
import liquid.parser.v4.LiquidParser.Cycle_tagContext;
import liquid.parser.v4.LiquidParser.FilterContext;
import liquid.parser.v4.LiquidParser.For_arrayContext;
import liquid.parser.v4.LiquidParser.For_rangeContext;
import liquid.parser.v4.LiquidParser.IndexContext;
import liquid.parser.v4.LiquidParser.Lookup_IdContext;
import liquid.parser.v4.LiquidParser.Lookup_StrContext;
import liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;
import liquid.parser.v4.LiquidParser.Other_tagContext;
import liquid.parser.v4.LiquidParser.OutputContext;
import liquid.parser.v4.LiquidParser.Simple_tagContext;
import liquid.parser.v4.LiquidParser.Table_tagContext;
import liquid.parser.v4.LiquidParser.Term_StrContext;
import org.jspecify.annotations.Nullable;

/** One walk through a template that has been parsed: what it asks for, and what of that there is not. */
final class TemplateReading {

    static final String RAW = "raw";
    static final String UNSUBSCRIBE_URL = "unsubscribe_url";

    private final String template;
    private final Set<String> filters;
    private final boolean markup;
    private final List<TemplateFault> faults = new ArrayList<>();
    private final Set<String> roots = new HashSet<>();
    /** What the template names itself; nothing is known of what is assigned twice. */
    private final Map<String, Shape> named = new HashMap<>();

    private final Set<String> captured = new HashSet<>();
    private final Set<String> assigned = new HashSet<>();
    private boolean loops;
    /** Where to escape what is said: before the end of each output that is not trusted. */
    private final List<Escape> escapes = new ArrayList<>();

    /** Whether every output goes straight into what is made, so that a mark may stand there for it. */
    private boolean straight = true;

    /**
     * @param at behind which character
     * @param varies whether what is said may be another for each recipient
     */
    private record Escape(int at, boolean varies) {}

    private TemplateReading(String template, Set<String> filters, boolean markup) {
        this.template = template;
        this.filters = filters;
        this.markup = markup;
    }

    /**
     * @param filters that there are
     * @param markup whether it makes HTML
     */
    static TemplateReading of(String template, ParseTree tree, Set<String> filters, boolean markup) {
        TemplateReading reading = new TemplateReading(template, filters, markup);
        reading.names(tree);
        reading.check(tree);
        return reading;
    }

    List<TemplateFault> faults() {
        return faults;
    }

    /** Whether anything in it is done again and again. */
    boolean loops() {
        return loops;
    }

    boolean asksFor(String root) {
        return roots.contains(root);
    }

    /** The template with each output escaped at its end, unless it is trusted. */
    String escaping(String filter) {
        return escaping(filter, filter);
    }

    /** The same with another filter at the end of what may be another for each recipient. */
    String escaping(String filter, String varying) {
        StringBuilder escaping = new StringBuilder(template);
        for (int i = escapes.size() - 1; i >= 0; i--) {
            Escape escape = escapes.get(i);
            escaping.insert(escape.at(), " | " + (escape.varies() ? varying : filter) + " ");
        }
        return escaping.toString();
    }

    /**
     * Whether marks can stand for what is said of the recipient while the template is rendered. They cannot where it looks at
     * what it has written, or makes something else of the link to unsubscribe, for which a mark stands as well.
     */
    boolean canBeMarked() {
        return straight && captured.isEmpty() && !named.containsKey(UNSUBSCRIBE_URL) && !Marks.anyIn(template);
    }

    private void names(ParseTree tree) {
        switch (tree) {
            case AssignmentContext assignment -> {
                String name = assignment.id().getText();
                assigned.add(name);
                named.put(name, TemplateVariables.ANYTHING);
            }
            case Capture_tag_IdContext capture -> capture(capture.id().getText());
            case Capture_tag_StrContext capture ->
                capture(unquoted(capture.Str().getText()));
            case Simple_tagContext counter
            when counter.getChildCount() > 2 && counter.getChild(1).getText().endsWith("crement") -> {
                assigned.add(counter.getChild(2).getText());
                named.put(counter.getChild(2).getText(), TemplateVariables.ANYTHING);
            }
            case For_rangeContext range -> loop(range.id().getText(), null);
            case For_arrayContext loop -> loop(loop.id().getText(), loop.lookup());
            case Table_tagContext table -> loop(table.id().getText(), table.lookup());
            default -> {
                // Names nothing.
            }
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            names(tree.getChild(i));
        }
    }

    private void capture(String variable) {
        captured.add(variable);
        named.put(variable, TemplateVariables.ANYTHING);
    }

    private void loop(String variable, @Nullable ParseTree over) {
        loops = true;
        assigned.add(variable);
        Shape element = over instanceof Lookup_id_indexesContext lookup
                ? shape(lookup)
                        .flatMap(shape -> TemplateVariables.member(shape, null))
                        .orElse(TemplateVariables.ANYTHING)
                : TemplateVariables.ANYTHING;
        named.merge(variable, element, (one, other) -> one.equals(other) ? one : TemplateVariables.ANYTHING);
    }

    private Optional<Shape> shape(Lookup_id_indexesContext lookup) {
        Optional<Shape> shape = root(lookup.id().getText());
        for (IndexContext index : lookup.index()) {
            shape = shape.flatMap(parent -> TemplateVariables.member(parent, name(index)));
        }
        return shape;
    }

    private Optional<Shape> root(String name) {
        return named.containsKey(name) ? Optional.of(named.get(name)) : TemplateVariables.root(name);
    }

    /** The member that an index names; null where that is known only at the rendering, or is a number. */
    private static @Nullable String name(IndexContext index) {
        String text = index.getText();
        if (text.startsWith(".")) {
            return text.substring(1);
        }
        String inside = text.substring(1, text.length() - 1).strip();
        boolean quoted = inside.length() > 1 && (inside.startsWith("'") || inside.startsWith("\""));
        return quoted ? unquoted(inside) : null;
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1);
    }

    private void check(ParseTree tree) {
        switch (tree) {
            case Lookup_id_indexesContext lookup -> lookup(lookup);
            case FilterContext filter -> filter(filter);
            case OutputContext output -> output(output);
            case Cycle_tagContext cycle -> cycle(cycle);
            // Whatever is named in brackets; blocks of which no more is known than their name, such as ifchanged.
            case Lookup_StrContext ignored -> straight = false;
            case Lookup_IdContext ignored -> straight = false;
            case Other_tagContext ignored -> straight = false;
            default -> {
                // Asks for nothing itself.
            }
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            check(tree.getChild(i));
        }
    }

    private void lookup(Lookup_id_indexesContext lookup) {
        String root = lookup.id().getText();
        roots.add(root);
        if (root.equals(UNSUBSCRIBE_URL) && !isWholeOutput(lookup)) {
            straight = false;
        }
        if (root.equals("forloop") || root.equals("tablerowloop")) {
            return;
        }
        Optional<Shape> shape = root(root);
        if (shape.isEmpty()) {
            fault(lookup, "There is no variable '%s'.".formatted(root), TemplateVariables.likeliestRoot(root));
            return;
        }
        StringBuilder path = new StringBuilder(root);
        for (IndexContext index : lookup.index()) {
            String name = name(index);
            Shape parent = shape.get();
            shape = TemplateVariables.member(parent, name);
            if (shape.isEmpty() && name == null && !(parent instanceof Shape.Value)) {
                // Which member it is shows only at the rendering.
                return;
            }
            path.append(index.getText());
            if (shape.isEmpty()) {
                fault(
                        lookup,
                        "There is no variable '%s'.".formatted(path),
                        name == null ? Optional.empty() : TemplateVariables.likeliest(parent, name));
                return;
            }
        }
    }

    private void filter(FilterContext filter) {
        String name = filter.Id().getText();
        if (!filters.contains(name)) {
            fault(filter, "There is no filter '%s'.".formatted(name), TemplateVariables.likeliest(filters, name));
        }
    }

    /** What is said of the recipient is escaped; what its author wrote into a variable already is, or is meant as markup. */
    private void output(OutputContext output) {
        List<FilterContext> applied = output.filter();
        Lookup_id_indexesContext lookup = onlyLookup(output);
        boolean raw = !applied.isEmpty() && applied.getLast().Id().getText().equals(RAW);
        if (raw) {
            boolean trusted = lookup != null
                    && applied.size() == 1
                    && !named.containsKey(lookup.id().getText())
                    && TemplateVariables.isTrusted(lookup.id().getText());
            if (trusted) {
                return;
            }
            if (markup) {
                fault(
                        applied.getLast(),
                        "Only fields of brand and campaign can be raw, with no other filter: what is said of customers is always escaped.",
                        Optional.empty());
            }
        }
        boolean authored = lookup != null
                && applied.isEmpty()
                && lookup.index().isEmpty()
                && captured.contains(lookup.id().getText())
                && !assigned.contains(lookup.id().getText());
        if (!authored) {
            escapes.add(new Escape(offset(output.getStop().getStartIndex()), varies(lookup, applied)));
        }
    }

    /** What the brand and the campaign are called is the same for all, unless a filter adds to it. */
    private boolean varies(@Nullable Lookup_id_indexesContext lookup, List<FilterContext> applied) {
        return lookup == null
                || !applied.isEmpty()
                || named.containsKey(lookup.id().getText())
                || !TemplateVariables.isTrusted(lookup.id().getText());
    }

    /** Said as it is, or {@code raw}. */
    private static boolean isWholeOutput(Lookup_id_indexesContext lookup) {
        ParseTree outer = lookup.getParent();
        while (outer != null && outer.getChildCount() == 1) {
            outer = outer.getParent();
        }
        return outer instanceof OutputContext output
                && onlyLookup(output) == lookup
                && lookup.index().isEmpty()
                && (output.filter().isEmpty()
                        || output.filter().size() == 1
                                && output.filter().getFirst().Id().getText().equals(RAW));
    }

    /** It writes what it takes turns in as it stands, without a place for a filter. */
    private void cycle(Cycle_tagContext cycle) {
        if (markup
                && cycle.expr().stream().anyMatch(expression -> !(expression.getChild(0) instanceof Term_StrContext))) {
            fault(cycle, "What 'cycle' takes turns in are texts in quotes.", Optional.empty());
        }
    }

    private static @Nullable Lookup_id_indexesContext onlyLookup(OutputContext output) {
        // The delimiters and the filters stand around one expression.
        ParseTree expression = output.getChild(1);
        while (expression != null && expression.getChildCount() == 1) {
            if (expression instanceof Lookup_id_indexesContext lookup) {
                return lookup;
            }
            expression = expression.getChild(0);
        }
        return expression instanceof Lookup_id_indexesContext lookup ? lookup : null;
    }

    /** The parser counts code points. */
    private int offset(int codePoints) {
        return template.offsetByCodePoints(0, codePoints);
    }

    private void fault(ParserRuleContext where, String what, Optional<String> instead) {
        faults.add(new TemplateFault(
                Position.of(template, offset(where.getStart().getStartIndex())),
                instead.map(name -> what + " Do you mean '" + name + "'?").orElse(what)));
    }
}
