package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to find the documents of a query: by an index that names all that can match, or by looking at each. The query still has to
 * decide on every document.
 */
public final class Plan {

    /** Looks at every document, in the order in which they are given. */
    public static final Plan SCAN = new Plan(null, null);

    private static final int FEW = 100;
    private static final int MANY = 1000;

    private final @Nullable IndexScan scan;
    private final IndexScan.@Nullable Order order;

    private Plan(@Nullable IndexScan scan, IndexScan.@Nullable Order order) {
        this.scan = scan;
        this.order = order;
    }

    /**
     * Chooses by counting: the index with the fewest candidates, unless one that has them in the wanted order reaches the limit sooner.
     *
     * @param sort empty for any order
     * @param limit how many documents are wanted, 0 for all
     * @param documents how many there are
     */
    public static Plan of(Document query, Document sort, long limit, Collection<OrderedIndex> indexes, int documents) {
        List<Conjunction> alternatives = Conjunction.alternativesOf(query);
        List<IndexScan> bounded = new ArrayList<>();
        IndexScan ordered = null;
        for (OrderedIndex index : indexes) {
            IndexScan scan = IndexScan.of(index, alternatives);
            if (scan == null) {
                continue;
            }
            if (scan.isOneEach() && scan.intervals().size() <= MANY) {
                return by(scan, sort);
            }
            if (scan.bounded() > 0) {
                bounded.add(scan);
            }
            if (!sort.isEmpty()
                    && (ordered == null || scan.bounded() > ordered.bounded())
                    && scan.order(sort) != null) {
                ordered = scan;
            }
        }
        boolean early = limit > 0 && (sort.isEmpty() || ordered != null);
        // Where half of a page's matches lie, on average, when they are spread evenly over the order.
        int enough = early ? (int) Math.max(MANY, Math.sqrt((double) limit * documents)) : documents / 2;
        for (long most = FEW; ; most = Math.min(most * 10, enough)) {
            IndexScan fewest = fewest(bounded, (int) most);
            if (fewest != null) {
                return by(fewest, sort);
            }
            if (most >= enough) {
                break;
            }
        }
        if (ordered != null) {
            return by(ordered, sort);
        }
        if (early && !bounded.isEmpty()) {
            return by(mostBounded(bounded), sort);
        }
        return SCAN;
    }

    /**
     * Whether every candidate matches: so it is where one field is a text, or one of some, which have places of their own in
     * the index. An array within an array has the keys of what is in it, and matches none of them.
     */
    public boolean decides(Document query) {
        return query.size() == 1
                && scan != null
                && scan.bounded() > 0
                && scan.index().definition().filter() == null
                && !scan.index().isMultikey(0)
                && isFirst(scan.index(), query.keySet().iterator().next())
                && isTexts(query.values().iterator().next());
    }

    /**
     * How many match, where an index tells without a look at any document: where one field is a text.
     *
     * @return -1 where none tells
     */
    public static int count(Document query, Collection<OrderedIndex> indexes) {
        if (query.size() != 1 || !(query.values().iterator().next() instanceof String)) {
            return -1;
        }
        for (OrderedIndex index : indexes) {
            // Of several equal elements an array has one entry, but with other fields of theirs it may have more.
            if (index.definition().filter() == null
                    && isFirst(index, query.keySet().iterator().next())
                    && !index.isMultikeyAfter(0)) {
                IndexScan scan = IndexScan.of(index, Conjunction.alternativesOf(query));
                if (scan != null) {
                    return scan.count(Integer.MAX_VALUE);
                }
            }
        }
        return -1;
    }

    private static boolean isFirst(OrderedIndex index, String path) {
        return index.getKeys().getFirst().getKey().equals(path);
    }

    private static boolean isTexts(@Nullable Object condition) {
        return condition instanceof String
                || condition instanceof Document operators
                        && operators.size() == 1
                        && operators.get("$in") instanceof Collection<?> texts
                        && texts.stream().allMatch(String.class::isInstance);
    }

    /** Whether the documents come in the wanted order. */
    public boolean isOrdered() {
        return order != null;
    }

    /** The name of the index, null where every document is looked at. */
    public @Nullable String index() {
        return scan == null ? null : scan.index().getName();
    }

    /** @param all every document of the collection */
    public Stream<Stored> candidates(Collection<Stored> all) {
        return scan == null ? all.stream() : scan.walk(Objects.requireNonNullElse(order, IndexScan.Order.OF_THE_INDEX));
    }

    private static Plan by(IndexScan scan, Document sort) {
        return new Plan(scan, scan.order(sort));
    }

    private static @Nullable IndexScan fewest(List<IndexScan> scans, int most) {
        IndexScan fewest = null;
        int least = most;
        for (IndexScan scan : scans) {
            int count = scan.count(least);
            if (count <= least && (fewest == null || count < least)) {
                fewest = scan;
                least = count;
            }
        }
        return fewest;
    }

    private static IndexScan mostBounded(List<IndexScan> scans) {
        IndexScan most = scans.getFirst();
        for (IndexScan scan : scans) {
            if (scan.bounded() > most.bounded()) {
                most = scan;
            }
        }
        return most;
    }
}
