package io.micms.insight.asking;

import io.micms.insight.asking.Asking.Column;
import io.micms.insight.questions.Answer;
import io.micms.insight.questions.Answer.Row;
import io.micms.insight.questions.Metric.Unit;
import io.micms.insight.questions.Question;
import io.micms.insight.questions.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures in words: a sentence that names them, and a table. */
final class ReplyWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final int MONEY_PLACES = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Answer answer;

    ReplyWords(Answer answer) {
        this.answer = answer;
    }

    @Nullable
    Span period() {
        return switch (answer.question()) {
            case Question.HowMuch much -> much.period();
            case Question.Ranking ranking -> ranking.period();
            case Question.Growth growth -> growth.period();
            case Question.Trend trend -> trend.period();
            case Question.BestCampaigns campaigns -> campaigns.launched();
            case Question.BestCustomers customers -> null;
            case Question.GroupSizes sizes -> null;
        };
    }

    private @Nullable Span against() {
        return switch (answer.question()) {
            case Question.HowMuch much -> much.against();
            case Question.Growth growth -> growth.against();
            default -> null;
        };
    }

    String sentence() {
        if (answer.rows().isEmpty()) {
            return "There is nothing to count" + when() + ".";
        }
        Row first = answer.rows().getFirst();
        String said = switch (answer.question()) {
            case Question.HowMuch much -> "%s%s".formatted(value(first.value()), compared(first));
            case Question.Growth growth -> "%s: %s%s".formatted(label(first), value(first.value()), compared(first));
            case Question.Trend trend -> trend();
            case Question.GroupSizes sizes -> groups();
            default -> "%s comes first with %s%s".formatted(label(first), value(first.value()), others());
        };
        return said + when() + ".";
    }

    private String others() {
        return answer.rows().size() < 2
                ? ""
                : ", before %s with %s"
                        .formatted(
                                label(answer.rows().get(1)),
                                value(answer.rows().get(1).value()));
    }

    private String groups() {
        return answer.rows().stream()
                .map(row -> "%s %s".formatted(label(row), value(row.value())))
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private String trend() {
        Row last = answer.rows().getLast();
        Row first = answer.rows().getFirst();
        return "From %s (%s) to %s (%s)"
                .formatted(value(first.value()), label(first), value(last.value()), label(last));
    }

    private String compared(Row row) {
        if (row.before() == null) {
            return "";
        }
        String percent = row.changePercent() == null
                ? ""
                : ", %s%s %%"
                        .formatted(
                                row.changePercent().signum() > 0 ? "+" : "",
                                row.changePercent()
                                        .setScale(1, RoundingMode.HALF_UP)
                                        .toPlainString());
        Span against = against();
        return " after %s%s%s"
                .formatted(value(row.before()), against == null ? "" : " (" + days(against) + ")", percent);
    }

    private String when() {
        Span period = period();
        return period == null ? "" : ", " + days(period);
    }

    private static String days(Span span) {
        return span.from().equals(span.to())
                ? DAY.format(span.from())
                : DAY.format(span.from()) + " to " + DAY.format(span.to());
    }

    private static String label(Row row) {
        return row.name() == null ? row.label() : row.name();
    }

    private String value(@Nullable BigDecimal value) {
        if (value == null) {
            return "nothing";
        }
        return switch (answer.unit()) {
            case MONEY -> (answer.currency() == null ? "" : answer.currency() + " ") + grouped(value, MONEY_PLACES);
            case SHARE ->
                value.multiply(HUNDRED).setScale(1, RoundingMode.HALF_UP).toPlainString() + "%";
            case COUNT -> grouped(value, 0);
        };
    }

    private static String grouped(BigDecimal value, int places) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(
                Math.max(places, Math.min(2, value.stripTrailingZeros().scale())));
        return format.format(value);
    }

    private boolean isCompared() {
        return answer.rows().stream().anyMatch(row -> row.before() != null);
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("", answer.question() instanceof Question.Trend ? Asking.Unit.DAY : Asking.Unit.TEXT));
        columns.add(new Column(
                answer.unit() == Unit.MONEY && answer.currency() != null ? answer.currency() : "Value", unit()));
        if (isCompared()) {
            columns.add(new Column("Before", unit()));
            columns.add(new Column("Change in %", Asking.Unit.PERCENT));
        }
        return columns;
    }

    private Asking.Unit unit() {
        return switch (answer.unit()) {
            case COUNT -> Asking.Unit.COUNT;
            case MONEY -> Asking.Unit.MONEY;
            case SHARE -> Asking.Unit.SHARE;
        };
    }

    List<List<String>> rows() {
        boolean compared = isCompared();
        return answer.rows().stream().map(row -> row(row, compared)).toList();
    }

    private static List<String> row(Row row, boolean compared) {
        List<String> cells = new ArrayList<>(List.of(label(row), plain(row.value())));
        if (compared) {
            cells.add(plain(row.before()));
            cells.add(plain(row.changePercent()));
        }
        return cells;
    }

    private static String plain(@Nullable BigDecimal value) {
        return value == null ? "" : value.toPlainString();
    }
}
