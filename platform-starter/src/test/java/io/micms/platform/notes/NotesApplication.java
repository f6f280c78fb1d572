package io.micms.platform.notes;

import static io.micms.platform.security.AccessTable.allow;
import static io.micms.platform.security.AccessTable.open;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import io.micms.platform.security.AccessTable;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Role;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.messaging.Message;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
class NotesApplication {

    @Bean
    PublishedDocuments<Note> notes(PublishedDocumentsFactory factory) {
        return factory.of(new NotePublication());
    }

    @Bean
    NoteIngestion noteIngestion(PublishedDocuments<Note> notes) {
        return new NoteIngestion(notes);
    }

    @Bean
    Consumer<Message<List<byte[]>>> notesInbound(BatchConsumers consumers, NoteIngestion ingestion) {
        return consumers.of(NoteIngestion::read, ingestion::take);
    }

    @Bean
    AccessTable access() {
        return AccessTable.of(
                open(GET, "/public"),
                allow(GET, "/notes/**").to(Role.values()).orScope("customers:read"),
                allow(POST, "/notes").to(Role.ADMIN));
    }

    @RestController
    static class NotesController {

        private final PublishedDocuments<Note> notes;
        private final KeysetPages pages;

        NotesController(PublishedDocuments<Note> notes, KeysetPages pages) {
            this.notes = notes;
            this.pages = pages;
        }

        record NoteView(String id, String text, int rank) {}

        @GetMapping("/public")
        String open() {
            return "anybody";
        }

        @GetMapping("/notes")
        Page<NoteView> list(ListQuery query) {
            return pages.find(
                            Note.class,
                            new Criteria(),
                            query,
                            new SortOptions("rank", Map.of("rank", "rank", "text", "text")))
                    .map(note -> new NoteView(note.id(), note.text(), note.rank()));
        }

        @GetMapping("/notes/{id}")
        NoteView one(@PathVariable String id) {
            Note note = notes.find(id).orElseThrow(() -> new NotFound("note " + id));
            return new NoteView(note.id(), note.text(), note.rank());
        }

        @PostMapping("/notes")
        NoteView add(@RequestBody NoteView view, Caller caller) {
            Note note = notes.save(new Note(view.id(), caller.name() + ": " + view.text(), view.rank()));
            return new NoteView(note.id(), note.text(), note.rank());
        }
    }
}
