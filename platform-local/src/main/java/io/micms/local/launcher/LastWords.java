package io.micms.local.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The line of a log that tells best why its process ended. */
final class LastWords {

    private static final int TAIL = 300;
    private static final int LONGEST = 300;

    private LastWords() {}

    static String in(Path log) {
        List<String> lines = tail(log);
        return last(lines, line -> line.startsWith("Caused by:"))
                .or(() -> description(lines))
                .or(() -> last(
                        lines,
                        line -> line.contains("ERROR") || line.startsWith("Error") || line.contains("Exception")))
                .or(() -> last(lines, line -> true))
                .map(LastWords::shortened)
                .orElse("its log is empty");
    }

    /** What Spring Boot's failure analysis says under its heading. */
    private static Optional<String> description(List<String> lines) {
        int heading = lines.lastIndexOf("Description:");
        return heading < 0
                ? Optional.empty()
                : lines.stream().skip(heading + 1L).findFirst();
    }

    private static Optional<String> last(List<String> lines, Predicate<String> wanted) {
        return lines.reversed().stream().filter(wanted).findFirst();
    }

    private static List<String> tail(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
