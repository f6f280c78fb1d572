package io.micms.campaign.segments;

import io.micms.campaign.profiles.Backfill;
import io.micms.campaign.profiles.Backfill.Progress;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleDescription;
import io.micms.campaign.rules.RuleField;
import io.micms.campaign.rules.RuleParser;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What people do with segments. */
@Service
public class SegmentService {

    private static final int SAMPLE = 10;
    private static final Set<String> SUGGESTED_VALUES = Set.of("city", "country", "tags");

    private final Segments segments;
    private final Profiles profiles;
    private final Backfill backfill;
    private final Clock clock;

    SegmentService(Segments segments, Profiles profiles, Backfill backfill, Clock clock) {
        this.segments = segments;
        this.profiles = profiles;
        this.backfill = backfill;
        this.clock = clock;
    }

    /**
     * A segment with what its audience is at the moment.
     *
     * @param backfill null once every profile has been judged by the rule as it is
     */
    public record Live(Segment segment, long size, @Nullable Progress backfill, String description) {}

    /** Who matches an unsaved rule. */
    public record Preview(long count, List<Profile> sample, String description) {}

    /**
     * A field that can be asked about.
     *
     * @param values that customers have in it, for choosing; empty where there are too many to be of use
     */
    public record FieldChoice(RuleField field, List<String> values) {}

    public Live create(Segment.Draft draft) {
        return live(segments.save(Segment.create(draft, clock.instant())));
    }

    public Live change(String id, Segment.Draft draft, @Nullable String ifMatch) {
        Segment segment = segments.get(id);
        ETags.requireMatch(ifMatch, segment.version());
        segment.change(draft, clock.instant());
        return live(segments.save(segment));
    }

    public void archive(String id, @Nullable String ifMatch) {
        Segment segment = segments.get(id);
        ETags.requireMatch(ifMatch, segment.version());
        segment.archive(clock.instant());
        segments.save(segment);
    }

    public Live get(String id) {
        return live(segments.get(id));
    }

    public Page<Live> list(ListQuery query) {
        Progress progress = backfill.progress();
        return segments.list(query).map(segment -> live(segment, progress));
    }

    private Live live(Segment segment) {
        return live(segment, backfill.progress());
    }

    private Live live(Segment segment, @Nullable Progress progress) {
        return new Live(
                segment,
                profiles.countMembers(segment.id()),
                progress,
                RuleDescription.of(segment.rule(), UnaryOperator.identity(), ZoneOffset.UTC));
    }

    public Page<Profile> members(String id, ListQuery query) {
        return profiles.members(segments.get(id).id(), query);
    }

    public Preview preview(@Nullable JsonNode rule) {
        Rule.Group parsed = RuleParser.parse(rule, "/rule", ZoneOffset.UTC);
        return new Preview(
                profiles.countMatching(parsed, clock.instant()),
                profiles.sampleMatching(parsed, clock.instant(), SAMPLE),
                RuleDescription.of(parsed, UnaryOperator.identity(), ZoneOffset.UTC));
    }

    public String describe(@Nullable JsonNode rule) {
        return RuleDescription.of(
                RuleParser.parse(rule, "/rule", ZoneOffset.UTC), UnaryOperator.identity(), ZoneOffset.UTC);
    }

    public List<FieldChoice> fields() {
        List<FieldChoice> choices = new ArrayList<>();
        for (RuleField field : RuleField.fixed()) {
            choices.add(new FieldChoice(
                    field, SUGGESTED_VALUES.contains(field.name()) ? profiles.valuesSeen(field.name()) : List.of()));
        }
        for (Map.Entry<String, Object> attribute : profiles.attributesSeen().entrySet()) {
            RuleField.Type type = switch (attribute.getValue()) {
                case Number number -> RuleField.Type.NUMBER;
                case Boolean flag -> RuleField.Type.BOOLEAN;
                default -> RuleField.Type.TEXT;
            };
            RuleField field = RuleField.attribute(attribute.getKey(), type);
            choices.add(new FieldChoice(
                    field, type == RuleField.Type.TEXT ? profiles.valuesSeen(field.name()) : List.of()));
        }
        return choices;
    }
}
