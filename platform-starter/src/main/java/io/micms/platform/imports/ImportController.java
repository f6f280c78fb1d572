package io.micms.platform.imports;

import io.micms.platform.csv.CsvDownload;
import io.micms.platform.problem.Fault;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Imports of tables: upload, mapping, trial, start, and what came of it. */
@RestController
@RequestMapping("${micms.imports.path}")
class ImportController {

    private static final int FILE_NAME = 200;

    private final Imports imports;
    private final ImportJobs jobs;
    private final ImportTarget target;

    ImportController(Imports imports, ImportJobs jobs, ImportTarget target) {
        this.imports = imports;
        this.jobs = jobs;
        this.target = target;
    }

    /**
     * @param mapping the field that each column stands for; empty for one that is left out
     * @param fields what a column can stand for, besides {@code attributes.} and a name where attributes are taken
     * @param sample the first rows, until it is started
     * @param percent how much of the file has been read
     */
    record ImportView(
            String id,
            String fileName,
            long bytes,
            String charset,
            String delimiter,
            List<String> columns,
            List<String> mapping,
            List<String> fields,
            boolean takesAttributes,
            List<List<String>> sample,
            ImportJob.State state,
            long rows,
            long rejected,
            int percent,
            String createdBy,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String failure) {}

    /**
     * @param delimiter another one than was guessed; null to leave it
     * @param mapping the field of each column, empty for one that is left out; null to leave it
     */
    record MappingRequest(
            @Nullable String delimiter, @Nullable List<String> mapping) {

        @Nullable
        List<@Nullable String> fields() {
            if (mapping == null) {
                return null;
            }
            List<@Nullable String> fields = new ArrayList<>();
            mapping.forEach(field -> fields.add(field == null || field.isEmpty() ? null : field));
            return fields;
        }
    }

    @GetMapping
    Page<ImportView> imports(ListQuery list) {
        return jobs.page(list).map(job -> view(job, List.of()));
    }

    /** Takes the file itself as the body, so that it is streamed whatever its size. */
    @PostMapping(consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    ResponseEntity<ImportView> upload(
            @RequestParam(defaultValue = "table.csv") String fileName, HttpServletRequest request, Caller caller)
            throws IOException {
        ImportJob job = imports.upload(
                request.getInputStream(), fileName.substring(0, Math.min(fileName.length(), FILE_NAME)), caller.name());
        return ResponseEntity.created(URI.create(request.getRequestURI() + "/" + job.id()))
                .body(shown(job));
    }

    @GetMapping("/{id}")
    ImportView importJob(@PathVariable String id) {
        return shown(jobs.get(id));
    }

    @PutMapping("/{id}/mapping")
    ImportView map(@PathVariable String id, @RequestBody MappingRequest request) {
        return shown(imports.map(id, request.delimiter(), request.fields()));
    }

    /** Tries the first thousand rows and changes nothing. */
    @GetMapping("/{id}/check")
    Imports.Trial check(@PathVariable String id) {
        return imports.check(id);
    }

    @PostMapping("/{id}/start")
    ImportView start(@PathVariable String id) {
        return shown(imports.start(id));
    }

    @PostMapping("/{id}/cancel")
    ImportView cancel(@PathVariable String id) {
        return shown(imports.cancel(id));
    }

    /** The rows that were refused, as a table like the one that came, with the line and every reason. */
    @GetMapping(path = "/{id}/rejected", produces = CsvDownload.MEDIA_TYPE)
    ResponseEntity<StreamingResponseBody> rejected(@PathVariable String id) {
        ImportJob job = jobs.get(id);
        List<String> header = new ArrayList<>(job.columns());
        header.add("line");
        header.add("reasons");
        return CsvDownload.of(
                "rejected-" + id + ".csv",
                header,
                () -> jobs.rejections(id).map(rejection -> {
                    List<@Nullable String> row = new ArrayList<>(rejection.cells());
                    while (row.size() < job.columns().size()) {
                        row.add(null);
                    }
                    row.add(String.valueOf(rejection.line()));
                    row.add(rejection.faults().stream()
                            .map(ImportController::text)
                            .collect(Collectors.joining(" ")));
                    return row;
                }));
    }

    private static String text(Fault fault) {
        return fault.pointer().isEmpty() ? fault.detail() : fault.pointer().substring(1) + ": " + fault.detail();
    }

    private ImportView shown(ImportJob job) {
        return view(job, imports.sample(job));
    }

    private ImportView view(ImportJob job, List<List<String>> sample) {
        return new ImportView(
                job.id(),
                job.fileName(),
                job.bytes(),
                job.format().charset(),
                job.format().delimiter(),
                job.columns(),
                job.mapping().stream()
                        .map(field -> Objects.requireNonNullElse(field, ""))
                        .toList(),
                target.fields().stream().map(ImportField::name).toList(),
                target.takesAttributes(),
                sample,
                job.state(),
                job.rows(),
                job.rejected(),
                job.percent(),
                job.createdBy(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                job.failure());
    }
}
