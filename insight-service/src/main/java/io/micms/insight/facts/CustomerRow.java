package io.micms.insight.facts;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is counted of a customer. No name and no contact details.
 *
 * @param birthday month and day, like 04-01; the year is nobody's business here
 * @param timeZone in which their hours are told; null for the platform's
 * @param createdDay the day they became known, like 2026-11-01, as text because a pipeline that truncates dates would
 *     need the platform's time zone; null for a customer who is no more, and is not counted
 * @param mergedIds of all customers who are part of this one
 * @param mergedInto whom this customer is part of; null for everybody else
 * @param erased whether nothing may be known of them any more
 */
@Document("customers")
public record CustomerRow(
        @Id String id,
        long version,
        @Nullable String city,
        @Nullable String country,
        List<String> tags,
        @Nullable String birthday,
        @Nullable String timeZone,
        @Nullable Instant createdAt,

        @Indexed(name = "createdDay", sparse = true) @Nullable
        String createdDay,

        @Indexed(name = "mergedIds", sparse = true) List<String> mergedIds,

        @Indexed(name = "mergedInto", sparse = true) @Nullable
        String mergedInto,

        boolean erased)
        implements Row<CustomerRow> {

    static CustomerRow of(org.bson.Document document) {
        return new CustomerRow(
                document.getString("_id"),
                Stored.number(document, "version"),
                document.getString("city"),
                document.getString("country"),
                Stored.texts(document, "tags"),
                document.getString("birthday"),
                document.getString("timeZone"),
                Stored.instant(document, "createdAt"),
                document.getString("createdDay"),
                Stored.texts(document, "mergedIds"),
                document.getString("mergedInto"),
                document.getBoolean("erased", false));
    }

    @Override
    public Set<Mark> marks() {
        Set<Mark> marks = new HashSet<>();
        Stream.of(Mark.person(id), Mark.daysOf(id)).forEach(marks::add);
        if (createdDay != null) {
            marks.add(Mark.day(createdDay));
        }
        if (mergedInto != null) {
            marks.add(Mark.person(mergedInto));
        }
        return marks;
    }

    @Override
    public boolean saysTheSameAs(CustomerRow other) {
        return Objects.equals(city, other.city)
                && Objects.equals(country, other.country)
                && tags.equals(other.tags)
                && Objects.equals(birthday, other.birthday)
                && Objects.equals(timeZone, other.timeZone)
                && Objects.equals(createdAt, other.createdAt)
                && mergedIds.equals(other.mergedIds)
                && Objects.equals(mergedInto, other.mergedInto)
                && erased == other.erased;
    }
}
