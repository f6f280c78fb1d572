package io.micms.local.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process occupies. */
final class Memory {

    private Memory() {}

    /** Resident memory for the eye, such as {@code 212 MB}, or {@code ?} where the system does not tell. */
    static String ofProcess(long pid) {
        try {
            Path status = Path.of("/proc", String.valueOf(pid), "status");
            if (Files.exists(status)) {
                return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .findFirst()
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                        .orElse("?");
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
            String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return Long.parseLong(kilobytes) / 1024 + " MB";
        } catch (IOException | NumberFormatException e) {
            return "?";
        }
    }
}
