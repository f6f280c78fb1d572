package io.micms.platform.notes;

import io.micms.platform.consuming.Received;
import io.micms.platform.consuming.Rejections;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidRecord;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.publishing.PublishedDocuments;
import java.util.List;
import tools.jackson.databind.JsonNode;

class NoteIngestion {

    /** @param rank of several records about one note, the one with the greatest rank holds */
    record NoteRecord(String id, String text, int rank) {}

    private final PublishedDocuments<Note> notes;

    NoteIngestion(PublishedDocuments<Note> notes) {
        this.notes = notes;
    }

    static NoteRecord read(JsonNode body) {
        if (!body.path("id").isString()) {
            throw new InvalidRecord("/id", "A note needs an id.");
        }
        return new NoteRecord(
                body.get("id").asString(),
                body.path("text").asString(""),
                body.path("rank").asInt(0));
    }

    void take(List<Received<NoteRecord>> batch, Rejections rejections) {
        for (Received<NoteRecord> received : batch) {
            NoteRecord record = received.body();
            if (record.text().equals("boom")) {
                throw new IllegalStateException("this one always fails");
            }
            if (record.text().equals("refuse")) {
                rejections.reject(received, List.of(new Fault("/text", "Refused for what it says.")));
                continue;
            }
            while (!isTaken(record)) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean isTaken(NoteRecord record) {
        Note note = notes.find(record.id()).orElseGet(() -> new Note(record.id(), record.text(), record.rank()));
        if (note.rank() > record.rank()) {
            return true;
        }
        note.rewrite(record.text(), record.rank());
        try {
            notes.save(note);
            return true;
        } catch (StaleDocument e) {
            return false;
        }
    }
}
