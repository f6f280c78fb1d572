package io.micms.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is running, in a file for {@code status} and {@code down}.
 *
 * @param ready whether every part has answered
 */
record RunningState(Running launcher, boolean ready, String url, String inboxUrl, List<Running> parts) {

    /** A process with the instant it started, since the system gives its id to others later. */
    record Running(String name, long pid, Instant startedAt, List<Integer> ports, String log) {

        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    // One that has ended but that nobody has asked after still counts as alive; it has no command any
                    // more.
                    .filter(handle -> handle.info().command().isPresent())
                    .filter(handle ->
                            handle.info().startInstant().map(startedAt::equals).orElse(true));
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<RunningState> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), RunningState.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
