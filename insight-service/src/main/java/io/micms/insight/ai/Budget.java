package io.micms.insight.ai;

import io.micms.insight.PlatformProperties;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * What is spent on the language model per day, kept in one document a day that all instances share. The most that a call
 * may cost is reserved before it and settled after it, so that any number of callers at once stay within the budget; what a
 * crash left reserved counts as spent.
 */
@Component
public class Budget {

    static final String COLLECTION = "ai_spending";
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final MongoTemplate mongo;
    private final PlatformProperties platform;
    private final Clock clock;

    Budget(MongoTemplate mongo, PlatformProperties platform, Clock clock) {
        this.mongo = mongo;
        this.platform = platform;
        this.clock = clock;
    }

    /**
     * Money put aside for a call.
     *
     * @param micros millionths of a US dollar
     */
    record Reservation(LocalDate day, long micros) {}

    /** Millionths of a US dollar that so many tokens cost, rounded up. */
    static long micros(long tokens, BigDecimal pricePerMillion) {
        return pricePerMillion
                .multiply(BigDecimal.valueOf(tokens))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    static BigDecimal dollars(long micros) {
        return BigDecimal.valueOf(micros).divide(MILLION, 6, RoundingMode.UNNECESSARY);
    }

    /** Puts money aside for a call; false if the day's budget would not bear it. */
    boolean reserve(Reservation reservation, BigDecimal budget) {
        long most = budget.multiply(MILLION).setScale(0, RoundingMode.FLOOR).longValueExact() - reservation.micros();
        if (most < 0) {
            return false;
        }
        ensure(reservation.day());
        Query within = Query.query(Criteria.where("_id")
                .is(reservation.day().toString())
                .and("micros")
                .lte(most));
        return mongo.updateFirst(within, new Update().inc("micros", reservation.micros()), COLLECTION)
                        .getModifiedCount()
                == 1;
    }

    private void ensure(LocalDate day) {
        if (mongo.findById(day.toString(), Document.class, COLLECTION) != null) {
            return;
        }
        try {
            mongo.getCollection(COLLECTION)
                    .insertOne(new Document("_id", day.toString())
                            .append("at", Date.from(clock.instant()))
                            .append("micros", 0L)
                            .append("calls", 0L)
                            .append("inputTokens", 0L)
                            .append("outputTokens", 0L));
        } catch (com.mongodb.MongoWriteException | DuplicateKeyException e) {
            // Another instance was quicker.
        }
    }

    Reservation reservation(long micros) {
        return new Reservation(platform.dayOf(clock.instant()), micros);
    }

    /** Replaces what was put aside by what a call has cost. */
    void settle(Reservation reservation, long micros, long inputTokens, long outputTokens) {
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is(reservation.day().toString())),
                new Update()
                        .inc("micros", micros - reservation.micros())
                        .inc("calls", 1L)
                        .inc("inputTokens", inputTokens)
                        .inc("outputTokens", outputTokens),
                COLLECTION);
    }

    public Spending today() {
        LocalDate day = platform.dayOf(clock.instant());
        Document spent = mongo.findById(day.toString(), Document.class, COLLECTION);
        return spent == null
                ? new Spending(day, BigDecimal.ZERO, 0, 0, 0)
                : new Spending(
                        day,
                        dollars(spent.getLong("micros")),
                        spent.getLong("calls"),
                        spent.getLong("inputTokens"),
                        spent.getLong("outputTokens"));
    }
}
