package io.micms.insight.questions;

import io.micms.insight.questions.Question.BestCampaigns;
import io.micms.insight.questions.Question.BestCustomers;
import io.micms.insight.questions.Question.GroupSizes;
import io.micms.insight.questions.Question.Growth;
import io.micms.insight.questions.Question.HowMuch;
import io.micms.insight.questions.Question.Ranking;
import io.micms.insight.questions.Question.Trend;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds everything that keeps a question from being answered. */
final class Validity {

    private static final int LIMIT_AT_MOST = 100;
    private static final int DAYS_AT_MOST = 3_660;

    private final List<Fault> faults = new ArrayList<>();
    private final LocalDate today;

    private Validity(LocalDate today) {
        this.today = today;
    }

    /** @throws InvalidInput with a pointer to each fault */
    static void check(Question question, LocalDate today) {
        Validity validity = new Validity(today);
        switch (question) {
            case HowMuch asked -> {
                validity.period("/period", asked.period());
                if (asked.against() != null) {
                    validity.period("/against", asked.against());
                }
                validity.filter(asked.metric(), asked.filter());
            }
            case Ranking asked -> {
                validity.period("/period", asked.period());
                validity.dimension("/dimension", asked.metric(), asked.dimension());
                validity.limit(asked.limit());
            }
            case Growth asked -> {
                validity.period("/period", asked.period());
                validity.period("/against", asked.against());
                validity.dimension("/dimension", asked.metric(), asked.dimension());
                validity.limit(asked.limit());
            }
            case Trend asked -> {
                validity.period("/period", asked.period());
                validity.filter(asked.metric(), asked.filter());
            }
            case BestCustomers asked -> validity.limit(asked.limit());
            case GroupSizes asked -> {}
            case BestCampaigns asked -> {
                validity.period("/launched", asked.launched());
                validity.limit(asked.limit());
            }
        }
        if (!validity.faults.isEmpty()) {
            throw new InvalidInput(validity.faults);
        }
    }

    private void period(String pointer, Span span) {
        if (span.from().isAfter(span.to())) {
            fault(pointer, "It ends (%s) before it begins (%s).".formatted(span.to(), span.from()));
        } else if (span.from().isAfter(today)) {
            fault(pointer, "It lies in the future: today is %s.".formatted(today));
        } else if (span.days() > DAYS_AT_MOST) {
            fault(pointer, "It has at most %,d days.".formatted(DAYS_AT_MOST));
        }
    }

    private void dimension(String pointer, Metric metric, Dimension dimension) {
        if (!metric.dimensions().contains(dimension)) {
            fault(
                    pointer,
                    metric.dimensions().isEmpty()
                            ? "%s is not told apart by anything.".formatted(metric)
                            : "%s is told apart by %s, not by %s."
                                    .formatted(
                                            metric,
                                            String.join(
                                                    ", ",
                                                    metric.dimensions().stream()
                                                            .sorted()
                                                            .map(Enum::name)
                                                            .toList()),
                                            dimension));
        }
    }

    private void filter(Metric metric, @Nullable Filter filter) {
        if (filter == null) {
            return;
        }
        dimension("/filter/dimension", metric, filter.dimension());
        if (filter.values().isEmpty()) {
            fault("/filter/values", "At least one value is named.");
        }
        if (filter.values().size() > 1
                && (filter.dimension() == Dimension.TAG || filter.dimension() == Dimension.CATEGORY)) {
            fault("/filter/values", "One value at a time: what has several of them would be counted several times.");
        }
    }

    private void limit(int limit) {
        if (limit < 1 || limit > LIMIT_AT_MOST) {
            fault("/limit", "It is from 1 to %d.".formatted(LIMIT_AT_MOST));
        }
    }

    private void fault(String pointer, String detail) {
        faults.add(new Fault(pointer, detail));
    }
}
