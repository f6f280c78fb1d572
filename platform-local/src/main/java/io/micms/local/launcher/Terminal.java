package io.micms.local.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One line per part; on a terminal also a line that says what is being waited for. */
final class Terminal implements Progress {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean interactive;
    private final Set<String> waitingFor = new LinkedHashSet<>();

    Terminal(PrintStream out) {
        this.out = out;
        this.interactive = System.console() != null && System.console().isTerminal();
    }

    @Override
    public synchronized void note(String line) {
        clear();
        out.println(line);
        showWaiting();
    }

    @Override
    public synchronized void starting(Part part) {
        waitingFor.add(part.name());
        clear();
        showWaiting();
    }

    @Override
    public synchronized void ready(Part part, Duration after) {
        waitingFor.remove(part.name());
        String ports = part.ports().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String mark = interactive ? "\u001b[32m✓\u001b[0m" : " ";
        note(String.format(
                Locale.ROOT,
                "%s %-10s ready after %5.1f s   port %s",
                mark,
                part.name(),
                after.toMillis() / 1000.0,
                ports));
    }

    synchronized void done() {
        waitingFor.clear();
        clear();
    }

    private void clear() {
        if (interactive) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private void showWaiting() {
        if (interactive && !waitingFor.isEmpty()) {
            out.print("  … " + String.join(", ", waitingFor));
            out.flush();
        }
    }
}
