package io.micms.customer.customers;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.unwind;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** What customers share with each other. */
@Component
public class Likenesses {

    private final Customers customers;
    private final MongoTemplate mongo;

    Likenesses(Customers customers, MongoTemplate mongo) {
        this.customers = customers;
        this.mongo = mongo;
    }

    /**
     * Something that several customers may have.
     *
     * @param email whether it is an e-mail, else a phone number
     * @param value as it is compared
     */
    public record Likeness(boolean email, String value) {

        /** Everything that a customer has and others may have. */
        public static List<Likeness> of(Customer customer) {
            List<Likeness> all = new ArrayList<>();
            customer.emailKeys().forEach(email -> all.add(new Likeness(true, email)));
            if (customer.phoneKey() != null) {
                all.add(new Likeness(false, customer.phoneKey()));
            }
            return all;
        }
    }

    /** Those whose e-mail or phone number changed since they were last compared. */
    public List<Customer> uncompared(int limit) {
        return mongo.find(new Query(where("uncompared").is(true)).limit(limit), Customer.class);
    }

    /** Takes note that these were compared, unless they have changed since. */
    public void compared(Collection<Customer> compared) {
        if (compared.isEmpty()) {
            return;
        }
        BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, Customer.class);
        compared.forEach(customer -> bulk.updateOne(
                new Query(where("_id").is(customer.id()).and("version").is(customer.version())),
                new Update().unset("uncompared")));
        bulk.execute();
    }

    /** Of these, what more than one customer has. */
    public List<Likeness> shared(Collection<Likeness> likenesses) {
        List<Likeness> shared = new ArrayList<>();
        for (boolean email : new boolean[] {true, false}) {
            List<String> values = likenesses.stream()
                    .filter(likeness -> likeness.email() == email)
                    .map(Likeness::value)
                    .toList();
            if (!values.isEmpty()) {
                shared(field(email), values).forEach(value -> shared.add(new Likeness(email, value)));
            }
        }
        return shared;
    }

    private List<String> shared(String field, List<String> values) {
        return mongo
                .aggregate(
                        newAggregation(
                                match(where(field).in(values)),
                                unwind(field),
                                match(where(field).in(values)),
                                group(field).min("_id").as("first").max("_id").as("last")),
                        Customer.class,
                        Document.class)
                .getMappedResults()
                .stream()
                .filter(holders -> !holders.get("first").equals(holders.get("last")))
                .map(holders -> holders.getString("_id"))
                .toList();
    }

    private static String field(boolean email) {
        return email ? "emailKey" : "phoneKey";
    }

    /** The ids of those who have it, sorted. */
    public List<String> sharing(Likeness likeness, int limit) {
        Query query = new Query(where(field(likeness.email())).is(likeness.value()))
                .with(Sort.by("_id"))
                .limit(limit);
        query.fields().include("_id");
        return mongo.find(query, Document.class, mongo.getCollectionName(Customer.class)).stream()
                .map(found -> found.getString("_id"))
                .toList();
    }

    /** Those of them who are nobody's part and were not erased. */
    public List<Customer> active(Collection<String> ids) {
        return customers.findAll(ids).stream().filter(Customer::isActive).toList();
    }
}
