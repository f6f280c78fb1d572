package io.micms.campaign.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.platform.problem.Conflict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SegmentTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final ZoneId ZONE = ZoneOffset.UTC;

    private static Segment.Draft draft(String condition) {
        return new Segment.Draft(
                "Name",
                "Description",
                JsonMapper.shared()
                        .readTree("{\"combinator\":\"and\",\"rules\":[{%s}]}".formatted(condition.replace('\'', '"'))));
    }

    private static void change(Segment segment, String condition) {
        Segment.Draft draft = draft(condition);
        segment.change(draft, draft.check(ZONE), ZONE, NOW);
    }

    @Test
    void onlyARuleOfAnotherMeaningIsANewRevision() {
        Segment segment = Segment.create(draft("'field':'city','operator':'in','value':['Pune']"), NOW);

        change(segment, "'field':'city','operator':'=','value':'PUNE'");
        assertThat(segment.ruleRevision()).isEqualTo(1);
        assertThat(segment.ruleJson().toString()).contains("PUNE");

        change(segment, "'field':'city','operator':'=','value':'Mumbai'");
        assertThat(segment.ruleRevision()).isEqualTo(2);
    }

    @Test
    void itsRevisionNeverFallsWhateverBecomesOfIt() {
        Segment segment = Segment.create(draft("'field':'city','operator':'=','value':'Pune'"), NOW);
        segment.archive(NOW);
        segment.restore(NOW);
        segment.delete(NOW);

        assertThat(segment.ruleRevision()).isEqualTo(4);
        assertThat(segment.isDeleted()).isTrue();
        assertThat(segment.name()).isEmpty();
        assertThat(segment.description()).isNull();
        assertThat(segment.ruleJson()).isNull();
    }

    @Test
    void onlyAnArchivedOneIsRestored() {
        Segment segment = Segment.create(draft("'field':'city','operator':'=','value':'Pune'"), NOW);
        assertThatThrownBy(() -> segment.restore(NOW)).isInstanceOf(Conflict.class);
        segment.archive(NOW);
        assertThatThrownBy(() -> segment.archive(NOW)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> change(segment, "'field':'city','operator':'=','value':'a'"))
                .isInstanceOf(Conflict.class);
    }
}
