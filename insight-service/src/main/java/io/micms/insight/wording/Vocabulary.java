package io.micms.insight.wording;

import io.micms.insight.neighbours.CampaignService.Field;
import io.micms.insight.neighbours.CampaignService.Named;
import io.micms.insight.neighbours.CampaignService.Where;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words that only this business uses: its cities, tags, attributes, categories, segments and campaigns. */
final class Vocabulary {

    private static final String ATTRIBUTES = "attributes.";
    private static final int SHORTEST_MENDED = 4;
    private static final int LONG = 8;

    private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();

    /** Where a value belongs. */
    enum Place {
        CITY,
        COUNTRY,
        TAG,
        ATTRIBUTE,
        CATEGORY,
        SKU,
        CHANNEL,
        SEGMENT,
        CAMPAIGN,
        /** The name of an attribute rather than a value. */
        ATTRIBUTE_NAME
    }

    /**
     * @param field of rules, or the attribute's
     * @param value as rules have it: an id of segments and campaigns
     * @param shown for people to read
     */
    record Value(Place place, String field, String value, String shown) {}

    /** @param type {@code TEXT NUMBER BOOLEAN} */
    record Attribute(String field, String label, String type) {}

    private record Entry(List<String> words, Value value) {}

    /** @param end behind its last token */
    record Found(int end, Value value) {}

    static Vocabulary of(List<Field> fields, List<Named> segments, List<Named> campaigns) {
        Vocabulary vocabulary = new Vocabulary();
        for (Field field : fields) {
            vocabulary.take(field);
        }
        segments.forEach(segment ->
                vocabulary.add(segment.name(), new Value(Place.SEGMENT, "segment", segment.id(), segment.name())));
        campaigns.forEach(campaign ->
                vocabulary.add(campaign.name(), new Value(Place.CAMPAIGN, "campaign", campaign.id(), campaign.name())));
        vocabulary.addCountries();
        return vocabulary;
    }

    private void take(Field field) {
        switch (field.name()) {
            case "city" -> field.values().forEach(value -> add(value, new Value(Place.CITY, "city", value, value)));
            case "country" ->
                field.values().forEach(value -> add(value, new Value(Place.COUNTRY, "country", value, value)));
            case "tags" -> field.values().forEach(value -> add(value, new Value(Place.TAG, "tags", value, value)));
            case "orders.count" -> field.where().forEach(this::take);
            default -> {
                if (field.name().startsWith(ATTRIBUTES)) {
                    takeAttribute(field);
                }
            }
        }
    }

    private void take(Where where) {
        Place place = switch (where.name()) {
            case "category" -> Place.CATEGORY;
            case "sku" -> Place.SKU;
            default -> Place.CHANNEL;
        };
        where.values().forEach(value -> add(value, new Value(place, where.name(), value, value)));
    }

    private void takeAttribute(Field field) {
        String name = field.name().substring(ATTRIBUTES.length());
        attributes.put(field.name(), new Attribute(field.name(), name, field.type()));
        Value value = new Value(Place.ATTRIBUTE_NAME, field.name(), name, name);
        add(spaced(name), value);
        add(name, value);
        field.values().forEach(seen -> add(seen, new Value(Place.ATTRIBUTE, field.name(), seen, seen)));
    }

    /** {@code loyaltyPoints} and {@code loyalty_points} are said as two words. */
    private static String spaced(String name) {
        return name.replaceAll("([\\p{Ll}\\d])(\\p{Lu})", "$1 $2").replaceAll("[_.-]+", " ");
    }

    /** Countries go by their code in rules, and by their name in English everywhere else. */
    private void addCountries() {
        for (String code : Locale.getISOCountries()) {
            String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
            add(name, new Value(Place.COUNTRY, "country", code, name));
        }
        Map.of(
                        "usa",
                        "US",
                        "america",
                        "US",
                        "uk",
                        "GB",
                        "britain",
                        "GB",
                        "england",
                        "GB",
                        "uae",
                        "AE",
                        "indian",
                        "IN",
                        "german",
                        "DE",
                        "american",
                        "US")
                .forEach((name, code) -> add(name, new Value(Place.COUNTRY, "country", code, code)));
    }

    private void add(String text, Value value) {
        List<String> stems =
                Tokens.of(text).stream().map(token -> stem(token.read())).toList();
        if (stems.isEmpty()) {
            return;
        }
        List<Entry> entries = byFirstWord.computeIfAbsent(stems.getFirst(), absent -> new ArrayList<>());
        boolean known = entries.stream()
                .anyMatch(entry -> entry.words().equals(stems)
                        && entry.value().place() == value.place()
                        && entry.value().field().equals(value.field()));
        if (!known) {
            entries.add(new Entry(stems, value));
        }
        if (value.place() == Place.SEGMENT || value.place() == Place.CAMPAIGN) {
            names.put(value.value(), value.shown());
        }
        Tokens.of(text).stream()
                .map(Token::read)
                .filter(word -> word.length() >= 2)
                .forEach(words::add);
    }

    /** What is left of a word without the endings of plurals and possessives. */
    static String stem(String word) {
        String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        if (bare.length() <= 3) {
            return bare;
        }
        if (bare.endsWith("ies")) {
            return bare.substring(0, bare.length() - 3) + "y";
        }
        if (bare.matches(".*(sh|ch|x|ss|z)es")) {
            return bare.substring(0, bare.length() - 2);
        }
        return bare.endsWith("s") && !bare.endsWith("ss") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** Every value that stands at a position, the longest first. */
    List<Found> at(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return List.of();
        }
        Token first = tokens.get(at);
        if (first.kind() == Token.Kind.QUOTED) {
            return quoted(first, at);
        }
        List<Found> found = new ArrayList<>();
        for (Entry entry : byFirstWord.getOrDefault(stem(first.read()), List.of())) {
            int end = at + entry.words().size();
            if (end <= tokens.size() && stands(entry.words(), tokens, at)) {
                found.add(new Found(end, entry.value()));
            }
        }
        found.sort(Comparator.comparingInt(Found::end).reversed());
        return found;
    }

    private List<Found> quoted(Token quotation, int at) {
        List<String> stems = Tokens.of(quotation.text()).stream()
                .map(token -> stem(token.read()))
                .toList();
        return stems.isEmpty()
                ? List.of()
                : byFirstWord.getOrDefault(stems.getFirst(), List.of()).stream()
                        .filter(entry -> entry.words().equals(stems))
                        .map(entry -> new Found(at + 1, entry.value()))
                        .toList();
    }

    private static boolean stands(List<String> stems, List<Token> tokens, int at) {
        for (int i = 0; i < stems.size(); i++) {
            Token token = tokens.get(at + i);
            if (token.kind() == Token.Kind.QUOTED || !stem(token.read()).equals(stems.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What people call a segment or campaign; anything else is its own name. */
    String shown(String value) {
        return names.getOrDefault(value, value);
    }

    Attribute attribute(String field) {
        return Optional.ofNullable(attributes.get(field)).orElseThrow();
    }

    /** The tokens with misspelt words mended, where there is one known word that is clearly meant. */
    List<Token> mended(List<Token> tokens) {
        return tokens.stream().map(this::mended).toList();
    }

    private Token mended(Token token) {
        if (token.kind() != Token.Kind.WORD || token.read().length() < SHORTEST_MENDED || isKnown(token.read())) {
            return token;
        }
        String meant = nearest(token.read());
        return meant == null ? token : token.mended(meant);
    }

    private boolean isKnown(String word) {
        return Lexicon.isKnown(word)
                || words.contains(word)
                || byFirstWord.containsKey(stem(word))
                || words.stream().anyMatch(known -> stem(known).equals(stem(word)));
    }

    private @Nullable String nearest(String word) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        boolean tied = false;
        int most = word.length() < LONG ? 1 : 2;
        for (String candidate : (Iterable<String>) Stream.concat(Lexicon.contentWords(), words.stream())::iterator) {
            if (candidate.length() < SHORTEST_MENDED
                    || Math.abs(candidate.length() - word.length()) > most
                    || candidate.charAt(0) != word.charAt(0)
                    || !candidate.chars().allMatch(Character::isLetter)) {
                continue;
            }
            int distance = DamerauLevenshtein.distance(word, candidate);
            if (distance > most) {
                continue;
            }
            // A letter is left out more often than mistaken, and more often mistaken than added.
            int unlikeliness = distance * 3 + Integer.signum(word.length() - candidate.length());
            if (unlikeliness < least) {
                least = unlikeliness;
                nearest = candidate;
                tied = false;
            } else if (unlikeliness == least && !stem(String.valueOf(nearest)).equals(stem(candidate))) {
                tied = true;
            }
        }
        return tied ? null : nearest;
    }
}
