package io.micms.local.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Who listens on a port, as far as the operating system tells us. */
final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {}

    static Optional<Long> pidOf(int port) {
        Set<String> sockets = listeningSockets(port);
        return sockets.isEmpty() ? fromLsof(port) : fromProc(sockets);
    }

    private static Set<String> listeningSockets(int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = ":%04X".formatted(port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] fields = line.strip().split("\\s+");
                    if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
                        sockets.add("socket:[" + fields[9] + "]");
                    }
                }
            } catch (IOException e) {
                // Not Linux, or no IPv6.
            }
        }
        return sockets;
    }

    private static Optional<Long> fromProc(Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holdsAny(process.resolve("fd"), sockets)) {
                    return Optional.of(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            // Nothing to tell then.
        }
        return Optional.empty();
    }

    private static boolean holdsAny(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Another user's process, or one that has just ended.
        }
        return false;
    }

    private static Optional<Long> fromLsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(lsof.getInputStream().readAllBytes());
            return lsof.waitFor(5, TimeUnit.SECONDS) && lsof.exitValue() == 0
                    ? output.lines().findFirst().map(Long::valueOf)
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
