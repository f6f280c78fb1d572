package io.micms.insight.questions;

import io.micms.insight.PlatformProperties;
import io.micms.insight.figures.Figures;
import io.micms.insight.figures.Figures.View;
import io.micms.insight.people.BestPeople;
import io.micms.insight.people.CustomerBase;
import io.micms.insight.people.CustomerBases;
import io.micms.insight.performance.CampaignPerformance;
import io.micms.insight.performance.CampaignPerformance.Touch;
import io.micms.insight.performance.CampaignPerformances;
import io.micms.insight.questions.Answer.Row;
import io.micms.insight.questions.Metric.Unit;
import io.micms.insight.questions.Question.BestCampaigns;
import io.micms.insight.questions.Question.BestCustomers;
import io.micms.insight.questions.Question.By;
import io.micms.insight.questions.Question.GroupSizes;
import io.micms.insight.questions.Question.Growth;
import io.micms.insight.questions.Question.HowMuch;
import io.micms.insight.questions.Question.Measure;
import io.micms.insight.questions.Question.Ranking;
import io.micms.insight.questions.Question.Result;
import io.micms.insight.questions.Question.Trend;
import io.micms.platform.problem.InvalidInput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions from the read models. */
@Component
public class Questions {

    private final Figures figures;
    private final BestPeople people;
    private final CustomerBases bases;
    private final CampaignPerformances performances;
    private final PlatformProperties platform;

    Questions(
            Figures figures,
            BestPeople people,
            CustomerBases bases,
            CampaignPerformances performances,
            PlatformProperties platform) {
        this.figures = figures;
        this.people = people;
        this.bases = bases;
        this.performances = performances;
        this.platform = platform;
    }

    /**
     * @throws InvalidInput if it cannot be answered: a period that ends before it begins or lies in the future, a
     *     dimension that the metric cannot be split by, a limit out of bounds; with a pointer to each fault
     */
    public Answer answer(Question question) {
        View view = figures.now();
        Validity.check(question, view.today());
        return switch (question) {
            case HowMuch howMuch -> howMuch(howMuch, view);
            case Ranking ranking -> ranking(ranking, view);
            case Growth growth -> growth(growth, view);
            case Trend trend -> trend(trend, view);
            case BestCustomers best -> bestCustomers(best, view.asOf());
            case GroupSizes sizes -> groupSizes(sizes);
            case BestCampaigns best -> bestCampaigns(best, view.asOf());
        };
    }

    private Answer howMuch(HowMuch asked, View view) {
        Measured measured = new Measured(asked.metric(), platform);
        List<String> notes = notes(asked.period(), view);
        BigDecimal value = measured.of(view, asked.period().upTo(view.today()), asked.filter());
        BigDecimal before = null;
        Span against = asked.against();
        if (against != null) {
            before = measured.of(comparable(asked.period(), against, view, notes), against, asked.filter());
        }
        return answer(
                asked,
                asked.metric(),
                asked.period(),
                against,
                asked.filter(),
                List.of(row(asked.metric().name(), null, value, before)),
                notes,
                view.asOf());
    }

    private Answer ranking(Ranking asked, View view) {
        Measured measured = new Measured(asked.metric(), platform);
        Map<String, BigDecimal> values =
                measured.by(asked.dimension(), view, asked.period().upTo(view.today()));
        Comparator<Row> order = Comparator.comparing(Row::value);
        List<Row> rows = values.entrySet().stream()
                .map(value -> row(value.getKey(), null, value.getValue(), null))
                .sorted((asked.ascending() ? order : order.reversed()).thenComparing(Row::label))
                .limit(asked.limit())
                .toList();
        List<String> notes = notes(asked.period(), view);
        noteOn(asked.metric(), asked.dimension(), notes);
        return answer(asked, asked.metric(), asked.period(), null, null, rows, notes, view.asOf());
    }

    private Answer growth(Growth asked, View view) {
        Measured measured = new Measured(asked.metric(), platform);
        List<String> notes = notes(asked.period(), view);
        View before = comparable(asked.period(), asked.against(), view, notes);
        Map<String, BigDecimal> values =
                measured.by(asked.dimension(), view, asked.period().upTo(view.today()));
        Map<String, BigDecimal> earlier = measured.by(asked.dimension(), before, asked.against());
        Set<String> labels = new HashSet<>(values.keySet());
        labels.addAll(earlier.keySet());
        boolean adds = asked.metric().unit() != Unit.SHARE && asked.metric() != Metric.AVERAGE_ORDER;
        List<Row> all = labels.stream()
                .map(label -> row(
                        label,
                        null,
                        // Nothing is zero of what adds up, and no average of anything.
                        values.getOrDefault(label, adds ? BigDecimal.ZERO : null),
                        earlier.getOrDefault(label, adds ? BigDecimal.ZERO : null)))
                .filter(row -> key(asked.measure(), row) != null)
                .toList();
        if (all.size() < labels.size()) {
            notes.add("%d of %d were left out because there was nothing to compare with."
                    .formatted(labels.size() - all.size(), labels.size()));
        }
        Comparator<Row> order = Comparator.comparing(row -> key(asked.measure(), row));
        noteOn(asked.metric(), asked.dimension(), notes);
        return answer(
                asked,
                asked.metric(),
                asked.period(),
                asked.against(),
                null,
                all.stream()
                        .sorted((asked.ascending() ? order : order.reversed()).thenComparing(Row::label))
                        .limit(asked.limit())
                        .toList(),
                notes,
                view.asOf());
    }

    private static @Nullable BigDecimal key(Measure measure, Row row) {
        return measure == Measure.DIFFERENCE ? row.change() : row.changePercent();
    }

    private Answer trend(Trend asked, View view) {
        Measured measured = new Measured(asked.metric(), platform);
        Span period = asked.period().upTo(view.today());
        Map<String, Span> steps = new LinkedHashMap<>();
        for (LocalDate day = period.from(); !day.isAfter(period.to()); ) {
            Span step = switch (asked.step()) {
                case DAY -> new Span(day, day);
                case WEEK -> Span.weekOf(day);
                case MONTH -> Span.monthOf(day);
            };
            Span inside = new Span(day, step.to().isAfter(period.to()) ? period.to() : step.to());
            steps.put(day.toString(), inside);
            day = step.to().plusDays(1);
        }
        List<String> notes = notes(asked.period(), view);
        if (asked.step() != Question.Step.DAY) {
            notes.add("Each figure is labelled with the first of its days.");
        }
        return answer(
                asked,
                asked.metric(),
                asked.period(),
                null,
                asked.filter(),
                steps.entrySet().stream()
                        .map(step -> row(step.getKey(), null, measured.of(view, step.getValue(), asked.filter()), null))
                        .toList(),
                notes,
                view.asOf());
    }

    private Answer bestCustomers(BestCustomers asked, Instant asOf) {
        boolean expected = asked.by() == By.EXPECTED_VALUE || asked.by() == By.EXPECTED_ORDERS;
        List<String> notes = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        if (expected && (asked.by() == By.EXPECTED_VALUE ? !people.knowsValues() : !people.knowsOrders())) {
            notes.add(bases.current().modelNote());
        } else {
            people.best(BestPeople.Measure.valueOf(asked.by().name()), asked.limit())
                    .forEach(one -> rows.add(row(one.id(), null, one.value(), null)));
        }
        String definition = switch (asked.by()) {
            case REVENUE -> "Customers by the totals of all their orders that are not cancelled or refunded.";
            case ORDERS -> "Customers by the number of all their orders that are not cancelled or refunded.";
            case EXPECTED_VALUE ->
                "Customers by what they are expected to spend over the next 90 days (BG/NBD and Gamma-Gamma).";
            case EXPECTED_ORDERS ->
                "Customers by the days on which they are expected to order over the next 90 days (BG/NBD).";
        };
        Unit unit = asked.by() == By.REVENUE || asked.by() == By.EXPECTED_VALUE ? Unit.MONEY : Unit.COUNT;
        return new Answer(asked, definition, unit, currency(unit), rows, notes, asOf);
    }

    private Answer groupSizes(GroupSizes asked) {
        CustomerBase base = bases.current();
        List<String> notes = new ArrayList<>();
        if (base.groups().isEmpty()) {
            notes.add("There are too few customers who bought to compare them with each other.");
        }
        return new Answer(
                asked,
                "Customers by group, as recency, frequency and money put them.",
                Unit.COUNT,
                null,
                base.groups().stream()
                        .map(group -> row(
                                group.group().name(),
                                group.group().title(),
                                BigDecimal.valueOf(group.customers()),
                                null))
                        .toList(),
                notes,
                base.countedAt());
    }

    private Answer bestCampaigns(BestCampaigns asked, Instant asOf) {
        int window = performances.windowDays();
        Comparator<Row> order = Comparator.comparing(Row::value, Comparator.nullsFirst(Comparator.naturalOrder()));
        List<Row> rows = performances
                .launched(asked.launched().from(), asked.launched().to())
                .stream()
                .map(id -> performances.of(id, Touch.SENT, window))
                .map(campaign -> row(campaign.id(), campaign.name(), result(asked.by(), campaign), null))
                .filter(row -> row.value() != null)
                .sorted(order.reversed().thenComparing(Row::label))
                .limit(asked.limit())
                .toList();
        Unit unit = asked.by() == Result.REVENUE ? Unit.MONEY : Unit.SHARE;
        return new Answer(
                asked,
                "Campaigns launched from %s to %s by %s"
                        .formatted(
                                asked.launched().from(),
                                asked.launched().to(),
                                switch (asked.by()) {
                                    case REVENUE ->
                                        "the orders placed within %d days of their message, where no later message came between."
                                                .formatted(window);
                                    case CONVERSION ->
                                        "the share of the people they reached who ordered within %d days of their message, where no later message came between."
                                                .formatted(window);
                                    case OPEN_RATE -> "the share of their messages sent that were opened.";
                                    case CLICK_RATE -> "the share of their messages sent in which a link was followed.";
                                }),
                unit,
                currency(unit),
                rows,
                List.of(),
                asOf);
    }

    private static @Nullable BigDecimal result(Result by, CampaignPerformance campaign) {
        return switch (by) {
            case REVENUE -> campaign.revenue().revenue();
            case CONVERSION ->
                campaign.revenue().conversion() == null
                        ? null
                        : rounded(BigDecimal.valueOf(campaign.revenue().conversion()));
            case OPEN_RATE ->
                Measured.share(campaign.reach().opened(), campaign.reach().sent());
            case CLICK_RATE ->
                Measured.share(campaign.reach().clicked(), campaign.reach().sent());
        };
    }

    /**
     * What is compared with a period that is not over is cut at the same time of day, if it is the same number of days as have begun;
     * else it is whole, and that is said.
     */
    private View comparable(Span period, Span against, View view, List<String> notes) {
        Span soFar = period.upTo(view.today());
        if (!soFar.to().equals(view.today())) {
            return view;
        }
        if (soFar.days() == against.days()) {
            notes.add("%s counts up to the time of day that it is now, as today does.".formatted(against.to()));
            return view.cutting(against.to());
        }
        notes.add("The period is not over, while what it is compared with is whole: %d days against %d."
                .formatted(soFar.days(), against.days()));
        return view;
    }

    private static List<String> notes(Span period, View view) {
        List<String> notes = new ArrayList<>();
        if (period.to().isAfter(view.today())) {
            notes.add("The period is not over: it counts up to today.");
        } else if (period.to().equals(view.today())) {
            notes.add("Today is not over: it counts up to now.");
        }
        LocalDate first = view.firstDay();
        if (first != null && period.from().isBefore(first)) {
            notes.add("There is nothing before %s.".formatted(first));
        }
        return notes;
    }

    private static void noteOn(Metric metric, Dimension dimension, List<String> notes) {
        if (dimension == Dimension.TAG) {
            notes.add("Who has several tags is counted for each.");
        }
        if (dimension == Dimension.CATEGORY) {
            notes.add("An order of several categories is counted for each"
                    + (metric == Metric.ORDERS ? "." : ", with the prices of the items in it."));
        }
        if (dimension == Dimension.CITY || dimension == Dimension.COUNTRY || dimension == Dimension.TAG) {
            notes.add("It is the customer's %s of today."
                    .formatted(
                            switch (dimension) {
                                case CITY -> "city";
                                case COUNTRY -> "country";
                                default -> "tags";
                            }));
        }
    }

    private Answer answer(
            Question question,
            Metric metric,
            Span period,
            @Nullable Span against,
            @Nullable Filter filter,
            List<Row> rows,
            List<String> notes,
            Instant asOf) {
        StringBuilder definition = new StringBuilder();
        String counted = metric.definition();
        definition
                .append(Character.toUpperCase(counted.charAt(0)))
                .append(counted.substring(1))
                .append("; from ")
                .append(period.from())
                .append(" to ")
                .append(period.to());
        if (against != null) {
            definition
                    .append(", compared with ")
                    .append(against.from())
                    .append(" to ")
                    .append(against.to());
        }
        if (filter != null) {
            definition
                    .append(", only ")
                    .append(filter.dimension().name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(String.join(" or ", filter.values()));
        }
        return new Answer(
                question, definition.append('.').toString(), metric.unit(), currency(metric.unit()), rows, notes, asOf);
    }

    private @Nullable String currency(Unit unit) {
        return unit == Unit.MONEY ? platform.currency().getCurrencyCode() : null;
    }

    private static Row row(
            String label, @Nullable String name, @Nullable BigDecimal value, @Nullable BigDecimal before) {
        BigDecimal change = value == null || before == null ? null : value.subtract(before);
        return new Row(
                label,
                name,
                value,
                before,
                change,
                change == null || before == null || before.signum() == 0
                        ? null
                        : change.multiply(BigDecimal.valueOf(100))
                                .divide(before, MathContext.DECIMAL64)
                                .setScale(1, RoundingMode.HALF_UP));
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value.setScale(Math.min(Math.max(value.scale(), 0), 4), RoundingMode.HALF_UP);
    }
}
