package io.micms.insight.wording;

import io.micms.insight.neighbours.CampaignService.Field;
import io.micms.insight.neighbours.CampaignService.Named;
import io.micms.insight.rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Phrasings with the rules that they mean, in the world that they are about. */
record Corpus(String name, List<Phrasing> phrasings) {

    static final Instant NOW = Instant.parse("2026-11-27T06:30:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZONE);
    static final String CURRENCY = "INR";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @param rule null if nothing of it can be asked
     * @param notUnderstood words that have to be named as such
     */
    record Phrasing(int line, String text, @Nullable Rule rule, List<String> notUnderstood) {}

    private record Catalogue(List<Field> fields, List<Named> segments, List<Named> campaigns) {}

    static List<Field> fields() {
        return catalogue().fields();
    }

    static Vocabulary vocabulary() {
        Catalogue catalogue = catalogue();
        return Vocabulary.of(catalogue.fields(), catalogue.segments(), catalogue.campaigns());
    }

    static List<Named> segments() {
        return catalogue().segments();
    }

    static List<Named> campaigns() {
        return catalogue().campaigns();
    }

    private static Catalogue catalogue() {
        return JSON.readValue(resource("catalogue.json"), Catalogue.class);
    }

    static JsonNode json(Rule rule) {
        return rule.toJson();
    }

    /** @param name of a file: a phrasing a line, and indented below it the rule, or what cannot be understood behind a !! */
    static Corpus of(String name) {
        List<Phrasing> phrasings = new ArrayList<>();
        String text = null;
        Rule rule = null;
        List<String> notUnderstood = new ArrayList<>();
        int number = 0;
        int start = 0;
        for (String line : resource(name + ".txt").lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith("  ")) {
                if (text != null) {
                    phrasings.add(new Phrasing(start, text, rule, List.copyOf(notUnderstood)));
                }
                text = line.strip();
                start = number;
                rule = null;
                notUnderstood.clear();
            } else if (line.strip().startsWith("!!")) {
                notUnderstood.add(line.strip().substring(2).strip());
            } else {
                try {
                    rule = RuleNotation.parse(line.strip());
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException("%s.txt, line %d".formatted(name, number), e);
                }
            }
        }
        if (text != null) {
            phrasings.add(new Phrasing(start, text, rule, List.copyOf(notUnderstood)));
        }
        return new Corpus(name, phrasings);
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Corpus.class.getResourceAsStream("/wording/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
