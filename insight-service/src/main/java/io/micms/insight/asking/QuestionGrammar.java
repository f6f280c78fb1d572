package io.micms.insight.asking;

import io.micms.insight.questions.Dimension;
import io.micms.insight.questions.Filter;
import io.micms.insight.questions.Metric;
import io.micms.insight.questions.Question;
import io.micms.insight.questions.Question.By;
import io.micms.insight.questions.Question.Measure;
import io.micms.insight.questions.Question.Result;
import io.micms.insight.questions.Question.Step;
import io.micms.insight.questions.Span;
import io.micms.insight.wording.SpanWords;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a question as one of the typed ones. Every phrase that means something is struck out; a question of which a word is
 * left that says anything is not answered, since the answer would be to another question.
 */
final class QuestionGrammar {

    private static final int RANKED = 5;
    private static final int RANKED_AT_MOST = 100;
    private static final int DAYS_BY_DEFAULT = 30;

    private static final Map<String, Metric> METRICS = phrases(
            "new customers|new customer|sign-ups|signups|new sign-ups|customers joined|customers join|joined",
                    Metric.NEW_CUSTOMERS,
            "active customers|active buyers|active customer|customers ordered|customers bought|people bought|people ordered",
                    Metric.ACTIVE_CUSTOMERS,
            "customers|customer base|people", Metric.CUSTOMERS,
            "average order value|average order|aov|average basket|basket size", Metric.AVERAGE_ORDER,
            "repeat rate|repeat purchase rate|share of repeat customers|came back", Metric.REPEAT_RATE,
            "orders|order|purchases|purchase|ordered|sold orders|order count|number of orders", Metric.ORDERS,
            "revenue|sales|turnover|income|sell|sold|earn|earned|spend|spent|money|make|made|takings", Metric.REVENUE,
            "messages sent|mails sent|emails sent|messages went out|mails did we send|messages did we send|emails did we send",
                    Metric.MESSAGES_SENT,
            "messages delivered|mails delivered|delivered messages|delivered", Metric.MESSAGES_DELIVERED,
            "open rate|opening rate|share opened", Metric.OPEN_RATE,
            "click rate|click-through rate|ctr|clickthrough rate", Metric.CLICK_RATE,
            "messages opened|mails opened|opened messages|opened|opens", Metric.MESSAGES_OPENED,
            "messages clicked|clicks|clicked", Metric.MESSAGES_CLICKED,
            "unsubscribes|unsubscribed|opt-outs|unsubscribe", Metric.UNSUBSCRIBES);

    private static final Map<String, Dimension> DIMENSIONS = phrases(
            "city|cities|town|towns", Dimension.CITY,
            "country|countries", Dimension.COUNTRY,
            "channel|channels", Dimension.CHANNEL,
            "category|categories|product category", Dimension.CATEGORY,
            "tag|tags", Dimension.TAG,
            "weekday|weekdays|day of the week|days of the week", Dimension.WEEKDAY,
            "hour|hours|time of day|hour of the day|hour of day|time of the day", Dimension.HOUR);

    private static final Map<String, Boolean> CHANGES = phrases(
            "grew most|grown most|grew the most|grew fastest|growing fastest|fastest growing|growth|grew|grown|increased|increase|gained|rose|up most|biggest growth|improved|grew more|growing",
                    false,
            "fell most|fell the most|declined|decline|dropped|drop|shrank|shrunk|lost|fell|decreased|worst growth|losing|down most|shrinking",
                    true);

    private static final Map<String, Boolean> EXTREMES = phrases(
            "top|best|most|highest|biggest|largest|strongest|leading", false,
            "worst|least|lowest|smallest|weakest|fewest|bottom", true);

    private static final Map<String, Step> STEPS = phrases(
            "by day|per day|daily|day by day|each day|every day", Step.DAY,
            "by week|per week|weekly|week by week|each week|every week", Step.WEEK,
            "by month|per month|monthly|month by month|each month|every month|over time|trend|develop|developed|development",
                    Step.MONTH);

    private static final Map<String, By> BY = phrases(
            "best customers|top customers|biggest customers|most valuable customers|customers by revenue|biggest spenders",
                    By.REVENUE,
            "most frequent customers|customers with the most orders|most orders of customers|most loyal customers",
                    By.ORDERS,
            "most promising customers|customers with the highest expected value|expected value|highest expected value",
                    By.EXPECTED_VALUE,
            "customers likely to order|customers expected to order|most expected orders", By.EXPECTED_ORDERS);

    private static final Map<String, Boolean> GROUPS = phrases(
            "how many customers are in each group|customer groups|groups of customers|rfm groups|groups|how many are at risk|how many customers are at risk|how many champions|rfm|each group|customer segments",
            true);

    private static final Set<String> HOLLOW = Set.of(
            "a",
            "about",
            "all",
            "amount",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "been",
            "bring",
            "brought",
            "by",
            "came",
            "can",
            "come",
            "compare",
            "compared",
            "did",
            "do",
            "does",
            "doing",
            "during",
            "each",
            "figures",
            "for",
            "from",
            "get",
            "give",
            "go",
            "going",
            "got",
            "had",
            "has",
            "have",
            "how",
            "i",
            "in",
            "is",
            "it",
            "its",
            "know",
            "launched",
            "let",
            "like",
            "list",
            "many",
            "me",
            "much",
            "number",
            "of",
            "on",
            "our",
            "out",
            "over",
            "per",
            "perform",
            "performed",
            "place",
            "placed",
            "please",
            "rate",
            "receive",
            "received",
            "s",
            "see",
            "send",
            "sent",
            "show",
            "tell",
            "than",
            "that",
            "the",
            "their",
            "there",
            "this",
            "through",
            "to",
            "total",
            "us",
            "value",
            "via",
            "want",
            "was",
            "we",
            "well",
            "went",
            "were",
            "what",
            "when",
            "where",
            "which",
            "who",
            "with",
            "you");

    private static final Pattern VERSUS = Pattern.compile(
            "(compared (?:to|with)|versus|vs\\.?|against|in comparison (?:to|with)|than in|than)\\s*(?:the )?$");
    private static final Pattern NUMBER = Pattern.compile("\\b(\\d{1,3})\\b");
    private static final Pattern BEFORE_THAT = Pattern.compile(
            "\\b(?:compared (?:to|with)|versus|vs\\.?|against) the (?:period|month|week|quarter|year|one) before\\b|\\b(?:compared (?:to|with)|versus|vs\\.?|against) the previous (?:period|month|week|quarter|year)\\b");
    private static final Pattern YEAR_BEFORE = Pattern.compile(
            "\\b(?:year[- ]on[- ]year|yoy|(?:compared (?:to|with)|versus|vs\\.?|against) (?:the )?(?:same period (?:of )?)?(?:a year (?:ago|earlier|before)))\\b");
    private static final List<String> NUMBER_WORDS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private final LocalDate today;
    private final Supplier<Map<Dimension, List<String>>> values;
    private String left;

    private QuestionGrammar(String question, LocalDate today, Supplier<Map<Dimension, List<String>>> values) {
        this.left = question;
        this.today = today;
        this.values = values;
    }

    /**
     * @param question null if it cannot be told which is meant
     * @param notUnderstood the words that are left
     */
    record Read(@Nullable Question question, List<String> notUnderstood) {}

    /** @param values that there are, by dimension; asked for only if words are left that may be some */
    static Read read(String question, LocalDate today, Supplier<Map<Dimension, List<String>>> values) {
        return new QuestionGrammar(question, today, values).read();
    }

    @SuppressWarnings("unchecked") // Phrases and what they mean alternate.
    private static <T> Map<String, T> phrases(Object... pairs) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            for (String phrase : String.valueOf(pairs[i]).split("\\|")) {
                map.put(phrase, (T) pairs[i + 1]);
            }
        }
        return map;
    }

    private Read read() {
        Span period = null;
        Span against = null;
        boolean before = take(BEFORE_THAT);
        boolean yearBefore = take(YEAR_BEFORE);
        List<SpanWords.Found> spans = SpanWords.in(left, today);
        for (SpanWords.Found found : spans.reversed()) {
            Matcher versus = VERSUS.matcher(left.substring(0, found.start()).toLowerCase(Locale.ROOT));
            boolean compared = versus.find();
            if (compared) {
                against = found.span();
            } else if (period == null) {
                period = found.span();
            } else {
                return new Read(null, List.of(left.substring(found.start(), found.end())));
            }
            left = left.substring(0, compared ? versus.start() : found.start()) + " ; " + left.substring(found.end());
        }
        left = left.toLowerCase(Locale.ROOT);
        if (take(GROUPS).isPresent()) {
            return period == null && against == null
                    ? finished(new Question.GroupSizes())
                    : new Read(null, List.of("customer groups at another time than now"));
        }
        Optional<By> by = take(BY);
        if (by.isPresent()) {
            return period == null && against == null
                    ? finished(new Question.BestCustomers(by.get(), limit(RANKED)))
                    : new Read(null, List.of("the best customers of a period"));
        }
        if (left.matches("(?s).*\\bcampaigns?\\b.*")) {
            return campaigns(period == null ? Span.lastDays(90, today) : period);
        }
        Optional<Boolean> change = take(CHANGES);
        Optional<Step> step = take(STEPS);
        Optional<Dimension> dimension = take(DIMENSIONS);
        Optional<Metric> metric = take(METRICS);
        Optional<Boolean> extreme = take(EXTREMES);
        Span span = period == null ? Span.lastDays(DAYS_BY_DEFAULT, today) : period;
        Span compared = against != null ? against : yearBefore ? span.yearBefore() : before ? previous(span) : null;
        if (change.isPresent() && dimension.isPresent()) {
            boolean share = take(Pattern.compile("\\b(?:in percent|percent|%|percentage|relatively|fastest)"));
            return finished(new Question.Growth(
                    metric.orElse(Metric.REVENUE),
                    dimension.get(),
                    span,
                    compared == null ? previous(span) : compared,
                    share ? Measure.PERCENT : Measure.DIFFERENCE,
                    limit(RANKED),
                    change.get()));
        }
        if (dimension.isPresent()) {
            if (compared != null) {
                return new Read(null, List.of("the comparison"));
            }
            return finished(new Question.Ranking(
                    metric.orElse(Metric.REVENUE), dimension.get(), span, limit(RANKED), extreme.orElse(false)));
        }
        if (metric.isEmpty()) {
            return new Read(null, leftOver());
        }
        if (extreme.isPresent() || compared != null && step.isPresent()) {
            return new Read(null, List.of(extreme.isPresent() ? "the most or least of it" : "the comparison"));
        }
        Filter filter = filter();
        if (step.isPresent()) {
            return finished(new Question.Trend(metric.get(), span, step.get(), filter));
        }
        Span than = compared == null && change.isPresent() ? previous(span) : compared;
        return finished(new Question.HowMuch(metric.get(), span, than, filter));
    }

    /** The whole month, quarter or year before one, and as many days before anything else. */
    private Span previous(Span span) {
        for (Span whole : List.of(
                Span.monthOf(span.from()),
                Span.quarterOf(span.from()),
                Span.yearOf(span.from()),
                Span.weekOf(span.from()))) {
            if (whole.equals(span)) {
                LocalDate last = span.from().minusDays(1);
                return whole.equals(Span.monthOf(span.from()))
                        ? Span.monthOf(last)
                        : whole.equals(Span.quarterOf(span.from()))
                                ? Span.quarterOf(last)
                                : whole.equals(Span.yearOf(span.from())) ? Span.yearOf(last) : Span.weekOf(last);
            }
        }
        return span.before();
    }

    private Read campaigns(Span launched) {
        take(Pattern.compile("\\bcampaigns?\\b"));
        boolean least = take(EXTREMES).orElse(false);
        Result result = take(Pattern.compile("\\bopen(?:ed| rate|ing rate)\\b"))
                ? Result.OPEN_RATE
                : take(Pattern.compile("\\bclick(?:ed| rate|-through rate)\\b"))
                        ? Result.CLICK_RATE
                        : take(Pattern.compile("\\b(?:conversion|converted|convert)(?: rate)?\\b"))
                                ? Result.CONVERSION
                                : Result.REVENUE;
        boolean otherFigure = take(METRICS).orElse(Metric.REVENUE) != Metric.REVENUE && result == Result.REVENUE;
        if (least || otherFigure) {
            return new Read(null, List.of(least ? "the campaigns with the least" : "campaigns by that figure"));
        }
        return finished(new Question.BestCampaigns(result, launched, limit(RANKED)));
    }

    private int limit(int otherwise) {
        Matcher digits = NUMBER.matcher(left);
        if (digits.find()) {
            int limit = Integer.parseInt(digits.group(1));
            left = strike(digits.start(), digits.end());
            return Math.clamp(limit, 1, RANKED_AT_MOST);
        }
        for (int i = 0; i < NUMBER_WORDS.size(); i++) {
            if (take(Pattern.compile("\\b" + NUMBER_WORDS.get(i) + "\\b"))) {
                return i + 1;
            }
        }
        return otherwise;
    }

    private @Nullable Filter filter() {
        if (leftOver().isEmpty()) {
            return null;
        }
        Filter filter = null;
        for (Map.Entry<Dimension, List<String>> dimension : values.get().entrySet()) {
            List<String> chosen = new ArrayList<>();
            for (String value : dimension.getValue()) {
                if (value.length() > 1
                        && take(Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value.toLowerCase(Locale.ROOT))
                                + "(?![\\p{L}\\p{N}])"))) {
                    chosen.add(value);
                }
            }
            if (!chosen.isEmpty()) {
                filter = new Filter(dimension.getKey(), chosen);
                take(Pattern.compile("\\bor\\b"));
                // There is one filter: what is said of another dimension is left over, and so said not to be
                // understood.
                break;
            }
        }
        return filter;
    }

    private Read finished(Question question) {
        List<String> over = leftOver();
        return over.isEmpty() ? new Read(question, List.of()) : new Read(null, over);
    }

    private List<String> leftOver() {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("[\\p{L}\\p{N}%'-]+").matcher(left);
        while (matcher.find()) {
            if (!HOLLOW.contains(matcher.group().toLowerCase(Locale.ROOT))) {
                words.add(matcher.group());
            }
        }
        return words;
    }

    /** Strikes out the longest phrase that stands there. */
    private <T> Optional<T> take(Map<String, T> phrases) {
        String longest = null;
        for (String phrase : phrases.keySet()) {
            if ((longest == null || phrase.length() > longest.length())
                    && whole(phrase).matcher(left).find()) {
                longest = phrase;
            }
        }
        if (longest == null) {
            return Optional.empty();
        }
        take(whole(longest));
        return Optional.of(phrases.get(longest));
    }

    private boolean take(Pattern pattern) {
        Matcher matcher = Pattern.compile(pattern.pattern(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(left);
        if (!matcher.find()) {
            return false;
        }
        left = strike(matcher.start(), matcher.end());
        return true;
    }

    private String strike(int start, int end) {
        return left.substring(0, start) + " ; " + left.substring(end);
    }

    private static Pattern whole(String phrase) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(phrase) + "(?![\\p{L}\\p{N}])");
    }
}
