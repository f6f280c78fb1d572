package io.micms.insight.people;

import io.micms.insight.facts.Stored;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is known of all customers, one after the other. */
@Component
public class Everybody {

    private final People people;

    Everybody(People people) {
        this.people = people;
    }

    /**
     * Somebody, in short; see {@link PersonInsight} for the whole.
     *
     * @param birthday month and day, like 04-01
     * @param secondDay on which they ordered for the second time
     */
    public record Somebody(
            @Nullable Instant knownAt,
            @Nullable String birthday,
            int orders,
            BigDecimal revenue,
            @Nullable Instant lastAt,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate secondDay,
            @Nullable LocalDate lastDay,
            int days,
            @Nullable Instant lastOpenedAt,
            @Nullable Instant lastClickedAt,
            List<Bought> categories) {}

    public record Bought(String category, BigDecimal revenue, Instant lastAt) {}

    /** About how many there are. */
    public long count() {
        return people.count();
    }

    public void forEach(Consumer<Somebody> action) {
        people.forEach(
                person -> action.accept(somebody(person)),
                "knownAt",
                "birthday",
                "orders",
                "revenue",
                "lastAt",
                "firstDay",
                "secondDay",
                "lastDay",
                "days",
                "lastOpenedAt",
                "lastClickedAt",
                "categories");
    }

    private static Somebody somebody(Document person) {
        return new Somebody(
                Stored.instant(person, "knownAt"),
                person.getString("birthday"),
                person.getInteger("orders"),
                Stored.money(person, "revenue"),
                Stored.instant(person, "lastAt"),
                day(person, "firstDay"),
                day(person, "secondDay"),
                day(person, "lastDay"),
                person.getInteger("days"),
                Stored.instant(person, "lastOpenedAt"),
                Stored.instant(person, "lastClickedAt"),
                person.getList("categories", Document.class).stream()
                        .map(bought -> new Bought(
                                bought.getString("category"),
                                Stored.money(bought, "revenue"),
                                bought.getDate("lastAt").toInstant()))
                        .toList());
    }

    private static @Nullable LocalDate day(Document person, String field) {
        String day = person.getString(field);
        return day == null ? null : LocalDate.parse(day);
    }
}
