package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An index in the order of its keys: compound, multikey, sparse, unique and partial. Readers and writers must not meet. */
public final class OrderedIndex extends Index<Stored> {

    private final IndexDefinition definition;
    private final KeyPath[] paths;
    private final int[] signs;
    private final NavigableSet<Key> entries = new TreeSet<>(this::compare);
    /** For each field, whether some document has had an array there. */
    private final boolean[] multikey;

    public OrderedIndex(IndexDefinition definition) {
        super(definition.name(), definition.keys(), definition.sparse());
        this.definition = definition;
        this.paths = definition.keys().stream()
                .map(IndexKey::getKey)
                .map(KeyPath::new)
                .toArray(KeyPath[]::new);
        this.signs = definition.keys().stream()
                .mapToInt(key -> key.isAscending() ? 1 : -1)
                .toArray();
        this.multikey = new boolean[paths.length];
    }

    public IndexDefinition definition() {
        return definition;
    }

    boolean isMultikey(int field) {
        return multikey[field];
    }

    boolean isMultikey() {
        return isMultikeyAfter(-1);
    }

    /** Whether some document has had an array in a field after this one. */
    boolean isMultikeyAfter(int field) {
        for (int later = field + 1; later < multikey.length; later++) {
            if (multikey[later]) {
                return true;
            }
        }
        return false;
    }

    /** @throws DuplicateKeyError if the index is unique and another document has the same key */
    public void checkUnique(Document document, @Nullable Stored self, MongoCollection<?> collection) {
        if (!definition.unique()) {
            return;
        }
        List<@Nullable Object[]> keys = keysOf(document);
        if (self != null && same(keys, keysOf(self.document()))) {
            return; // It has them already, so nobody else does.
        }
        for (@Nullable Object[] values : keys) {
            Key first = entries.higher(Key.before(Arrays.asList(values)));
            while (first != null && first.stored() == self) {
                first = entries.higher(first);
            }
            if (first != null && compareValues(first.values(), values, values.length) == 0) {
                throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(printable(values)));
            }
        }
    }

    public void enter(Stored stored) {
        for (@Nullable Object[] values : keysOf(stored.document())) {
            entries.add(Key.entry(values, stored));
        }
    }

    public void leave(Stored stored) {
        for (@Nullable Object[] values : keysOf(stored.document())) {
            entries.remove(Key.entry(values, stored));
        }
    }

    /** Takes along that a document is about to be replaced by another one in its place. */
    public void move(Stored stored, Document newDocument) {
        List<@Nullable Object[]> before = keysOf(stored.document());
        List<@Nullable Object[]> after = keysOf(newDocument);
        if (same(before, after)) {
            return;
        }
        // Of an array with many elements usually one or two are others; the way to a place in a large index is long.
        NavigableSet<Key> gone = new TreeSet<>(this::compare);
        before.forEach(values -> gone.add(Key.entry(values, stored)));
        for (@Nullable Object[] values : after) {
            Key key = Key.entry(values, stored);
            if (!gone.remove(key)) {
                entries.add(key);
            }
        }
        entries.removeAll(gone);
    }

    /**
     * Whether a document has the same values as another in all that this index reads, as it has when other fields were
     * updated: then there is nothing to check or to move.
     */
    public boolean isUntouched(Document before, Document after) {
        for (KeyPath path : paths) {
            if (!same(before.getOrMissing(path.root()), after.getOrMissing(path.root()))) {
                return false;
            }
        }
        Document filter = definition.filter();
        if (filter != null) {
            for (String condition : filter.keySet()) {
                String root = condition.split("\\.", 2)[0];
                if (condition.startsWith("$") || !same(before.getOrMissing(root), after.getOrMissing(root))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whole documents are compared by their keys, which are fewer. What is equal has equal keys, though not the other way round. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == other || !(one instanceof Document) && Objects.equals(one, other);
    }

    /** The first document with the value in the index's first field. */
    public @Nullable Stored find(@Nullable Object value) {
        @Nullable Object[] values = {KeyOrder.key(value)};
        Key first = entries.higher(new Key(values, -1, null));
        return first != null && compareValues(first.values(), values, 1) == 0 ? first.stored() : null;
    }

    /** Entries between two bounds, in the order of the index or in reverse. */
    Iterator<Key> scan(Interval interval, boolean reverse) {
        NavigableSet<Key> between = entries.subSet(interval.from(), true, interval.to(), true);
        return reverse ? between.descendingIterator() : between.iterator();
    }

    /** How many entries there are, or more than {@code most}. */
    int count(List<Interval> intervals, int most) {
        int count = 0;
        for (Interval interval : intervals) {
            for (Iterator<Key> scan = scan(interval, false); scan.hasNext(); scan.next()) {
                if (++count > most) {
                    return count;
                }
            }
        }
        return count;
    }

    int compare(Key one, Key other) {
        int length = Math.min(one.values().length, other.values().length);
        int byValues = compareValues(one.values(), other.values(), length);
        if (byValues != 0) {
            return byValues;
        }
        if (one.values().length != other.values().length) {
            return one.values().length == length ? one.side() : -other.side();
        }
        Stored stored = one.stored();
        Stored otherStored = other.stored();
        return stored != null && otherStored != null
                ? Long.compare(stored.recordId(), otherStored.recordId())
                : Integer.compare(one.side(), other.side());
    }

    /** Compares some fields only, as they are ordered in this index. */
    int compareFields(Key one, Key other, List<Integer> fields) {
        for (int field : fields) {
            int order = KeyOrder.compare(one.values()[field], other.values()[field]);
            if (order != 0) {
                return order * signs[field];
            }
        }
        return 0;
    }

    private int compareValues(@Nullable Object[] one, @Nullable Object[] other, int length) {
        for (int field = 0; field < length; field++) {
            int order = KeyOrder.compare(one[field], other[field]);
            if (order != 0) {
                return order * signs[field];
            }
        }
        return 0;
    }

    /** None where the index leaves the document out. */
    private List<@Nullable Object[]> keysOf(Document document) {
        Document filter = definition.filter();
        if (filter != null && !new DefaultQueryMatcher().matches(document, filter)) {
            return List.of();
        }
        if (paths.length == 1) {
            KeyPath.Found found = found(0, document);
            if (definition.sparse() && !found.present()) {
                return List.of();
            }
            List<@Nullable Object[]> keys = new ArrayList<>(found.keys().size());
            found.keys().forEach(key -> keys.add(new @Nullable Object[] {key}));
            return keys;
        }
        List<@Nullable Object[]> keys = new ArrayList<>();
        keys.add(new @Nullable Object[paths.length]);
        boolean present = false;
        for (int field = 0; field < paths.length; field++) {
            KeyPath.Found found = found(field, document);
            present |= found.present();
            keys = times(keys, field, found.keys());
        }
        return definition.sparse() && !present ? List.of() : keys;
    }

    private KeyPath.Found found(int field, Document document) {
        KeyPath.Found found = paths[field].in(document);
        multikey[field] |= found.throughArray();
        return found;
    }

    private static List<@Nullable Object[]> times(
            List<@Nullable Object[]> keys, int field, List<@Nullable Object> values) {
        if (values.size() == 1) {
            keys.forEach(key -> key[field] = values.getFirst());
            return keys;
        }
        List<@Nullable Object[]> product = new ArrayList<>(keys.size() * values.size());
        for (@Nullable Object[] key : keys) {
            for (Object value : values) {
                @Nullable Object[] longer = key.clone();
                longer[field] = value;
                product.add(longer);
            }
        }
        return product;
    }

    private boolean same(List<@Nullable Object[]> keys, List<@Nullable Object[]> others) {
        if (keys.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (compareValues(keys.get(i), others.get(i), paths.length) != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Object> printable(@Nullable Object[] values) {
        List<@Nullable Object> printable = new ArrayList<>();
        for (Object value : values) {
            printable.add(value == KeyOrder.EMPTY_ARRAY ? List.of() : value);
        }
        return printable;
    }

    @Override
    public boolean isUnique() {
        return definition.unique();
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof OrderedIndex ordered && definition.hasSameOptions(ordered.definition);
    }

    public boolean hasSameKeys(OrderedIndex other) {
        return definition.hasSameKeys(other.definition);
    }

    @Override
    public long getCount() {
        return entries.size();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        entries.clear();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Stored> collection) {
        checkParallelArrays(document);
        checkUnique(document, null, collection);
    }

    @Override
    public void add(Document document, Stored position, MongoCollection<Stored> collection) {
        enter(position);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Stored> collection) {
        throw notByDocument();
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Stored position, MongoCollection<Stored> collection) {
        throw notByDocument();
    }

    @Override
    public @Nullable Stored getPosition(Document document) {
        throw notByDocument();
    }

    @Override
    public Stored remove(Document document) {
        throw notByDocument();
    }

    /** Queries are planned over all indexes together. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Stored> getPositions(Document query) {
        throw notByDocument();
    }

    private static UnsupportedOperationException notByDocument() {
        return new UnsupportedOperationException("The collection knows where its documents are");
    }

    /** @throws CannotIndexParallelArraysError as the keys would be every combination of two arrays' elements */
    public void checkParallelArrays(Document document) {
        if (paths.length == 1) {
            return;
        }
        Set<String> roots = new LinkedHashSet<>();
        for (int field = 0; field < paths.length; field++) {
            String path = getKeys().get(field).getKey();
            if (paths[field].in(document).throughArray()) {
                roots.add(arrayRoot(document, path));
            }
        }
        if (roots.size() > 1) {
            throw new CannotIndexParallelArraysError(roots);
        }
    }

    /** The field that is the first array on the way. */
    private static String arrayRoot(Document document, String path) {
        Object value = document;
        StringBuilder way = new StringBuilder();
        for (String field : path.split("\\.")) {
            value = value instanceof Document parent ? parent.get(field) : null;
            way.append(way.isEmpty() ? "" : ".").append(field);
            if (value instanceof Collection) {
                break;
            }
        }
        return way.toString();
    }
}
