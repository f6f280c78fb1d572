package io.micms.insight.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** At which hours customers answer, all together. */
@Component
public class ResponseHours {

    private final CustomerModels models;

    ResponseHours(CustomerModels models) {
        this.models = models;
    }

    /**
     * The hour around which most is opened, clicked and ordered.
     *
     * @param hour from 0 to 23, of the customers' own time zones
     * @param around how many responses were within an hour of it
     * @param of all responses
     */
    public record Best(int hour, int around, int of) {}

    /** Null while there are too few to tell. */
    public @Nullable Best best() {
        return models.current()
                .map(CustomerModel::hours)
                .map(ResponseHours::best)
                .orElse(null);
    }

    static @Nullable Best best(List<Integer> hours) {
        Integer hour = BestHours.ofEverybody(hours);
        return hour == null
                ? null
                : new Best(
                        hour,
                        BestHours.around(hours, hour),
                        hours.stream().mapToInt(Integer::intValue).sum());
    }
}
