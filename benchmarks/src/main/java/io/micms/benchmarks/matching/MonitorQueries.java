package io.micms.benchmarks.matching;

import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Ordering;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;

/** Rules as queries that Lucene's monitor keeps; a customer is a document. */
final class MonitorQueries {

    /** Names the fields that have a value. */
    private static final String PRESENT = "present";

    private MonitorQueries() {}

    static Monitor monitor(Map<String, Rule> rules) throws IOException {
        Monitor monitor = new Monitor(new StandardAnalyzer(), new TermFilteredPresearcher());
        List<MonitorQuery> queries = new ArrayList<>();
        rules.forEach((segment, rule) -> queries.add(new MonitorQuery(segment, query(rule))));
        monitor.register(queries);
        return monitor;
    }

    static Document document(Facts facts) {
        Document document = new Document();
        TimelessFacts.of(facts).forEach((field, value) -> {
            document.add(new StringField(PRESENT, field, Field.Store.NO));
            switch (value) {
                case BigDecimal number -> document.add(new DoublePoint(field, number.doubleValue()));
                case List<?> list ->
                    list.forEach(element -> document.add(new StringField(field, (String) element, Field.Store.NO)));
                default -> document.add(new StringField(field, value.toString(), Field.Store.NO));
            }
        });
        return document;
    }

    /** @throws Inexpressible if there are no words for it */
    static Query query(Rule rule) {
        return switch (rule) {
            case Rule.Group group -> {
                BooleanQuery.Builder query = new BooleanQuery.Builder();
                Occur occur = group.combinator() == Combinator.AND ? Occur.MUST : Occur.SHOULD;
                group.rules().forEach(part -> query.add(query(part), occur));
                yield signed(query.build(), group.not());
            }
            case Rule.InSegments in -> {
                BooleanQuery.Builder query = new BooleanQuery.Builder();
                in.segments().forEach(segment -> query.add(query(segment.resolved()), Occur.SHOULD));
                yield signed(query.build(), in.negated());
            }
            case Rule.Condition condition -> query(condition);
        };
    }

    private static Query query(Rule.Condition condition) {
        String key = condition.subject().key();
        String field = TimelessFacts.name(key);
        return switch (condition) {
            case Rule.Presence presence -> signed(new TermQuery(new Term(PRESENT, field)), !presence.present());
            case Rule.TextComparison text -> text(field, text);
            case Rule.TextIn in -> signed(terms(field, List.copyOf(in.folded())), in.negated());
            case Rule.ListHas has -> signed(terms(field, List.copyOf(has.folded())), has.negated());
            case Rule.FlagIs is -> signed(new TermQuery(new Term(field, String.valueOf(is.value()))), is.negated());
            case Rule.NumberComparison comparison ->
                number(field, comparison.operator(), comparison.value().doubleValue());
            case Rule.NumberBetween between ->
                signed(
                        DoublePoint.newRangeQuery(
                                field,
                                between.low().doubleValue(),
                                between.high().doubleValue()),
                        between.negated());
            case Rule.WithinLast within ->
                signed(
                        DoublePoint.newRangeQuery(
                                TimelessFacts.age(key),
                                0,
                                Math.nextDown(TimelessFacts.seconds(within, within.span())
                                        .doubleValue())),
                        within.negated());
            case Rule.AnniversaryWithinNext within ->
                DoublePoint.newRangeQuery(
                        TimelessFacts.anniversary(key),
                        0,
                        TimelessFacts.seconds(within, within.span()).doubleValue());
            default -> throw new Inexpressible("not needed here: " + condition);
        };
    }

    private static Query text(String field, Rule.TextComparison comparison) {
        String value = comparison.value().folded();
        Term term = new Term(field, value);
        return switch (comparison.operator()) {
            case EQUAL -> new TermQuery(term);
            case NOT_EQUAL -> signed(new TermQuery(term), true);
            case BEGINS_WITH -> new PrefixQuery(term);
            case ENDS_WITH -> new WildcardQuery(new Term(field, "*" + value));
            case CONTAINS -> new WildcardQuery(new Term(field, "*" + value + "*"));
            case DOES_NOT_CONTAIN -> signed(new WildcardQuery(new Term(field, "*" + value + "*")), true);
        };
    }

    private static Query terms(String field, List<String> values) {
        return values.size() == 1
                ? new TermQuery(new Term(field, values.getFirst()))
                : new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }

    private static Query number(String field, Ordering operator, double value) {
        return switch (operator) {
            case EQUAL -> DoublePoint.newExactQuery(field, value);
            case NOT_EQUAL -> signed(DoublePoint.newExactQuery(field, value), true);
            case LESS -> DoublePoint.newRangeQuery(field, Double.NEGATIVE_INFINITY, Math.nextDown(value));
            case LESS_OR_EQUAL -> DoublePoint.newRangeQuery(field, Double.NEGATIVE_INFINITY, value);
            case GREATER -> DoublePoint.newRangeQuery(field, Math.nextUp(value), Double.POSITIVE_INFINITY);
            case GREATER_OR_EQUAL -> DoublePoint.newRangeQuery(field, value, Double.POSITIVE_INFINITY);
        };
    }

    private static Query signed(Query query, boolean negated) {
        return negated
                ? new BooleanQuery.Builder()
                        .add(new MatchAllDocsQuery(), Occur.MUST)
                        .add(query, Occur.MUST_NOT)
                        .build()
                : query;
    }
}
