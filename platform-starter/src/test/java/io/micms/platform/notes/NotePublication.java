package io.micms.platform.notes;

import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class NotePublication implements Publication<Note> {

    @Override
    public Class<Note> type() {
        return Note.class;
    }

    @Override
    public @Nullable OutgoingEvent event(Note note) {
        if (note.text().equals("secret")) {
            return null;
        }
        return new OutgoingEvent(
                "notes",
                note.id(),
                note.id(),
                "note.changed.v1",
                note.version(),
                Instant.parse("2026-01-01T00:00:00Z"),
                Map.of("id", note.id(), "version", note.version(), "text", note.text()));
    }
}
