package io.micms.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The UI in a real browser, from signing in to a running campaign. The steps are Playwright's, in {@code gateway/ui/e2e}. */
class BrowserTest {

    private static final Path UI = RunningPlatform.REPOSITORY.resolve("gateway").resolve("ui");
    private static final Path RESULTS =
            RunningPlatform.REPOSITORY.resolve("system-tests").resolve("target").resolve("browser");

    @Test
    void theStoryInABrowser() throws IOException, InterruptedException {
        Files.createDirectories(RESULTS);
        Path output = RESULTS.resolve("playwright.log");
        ProcessBuilder playwright = new ProcessBuilder("npm", "run", "e2e")
                .directory(UI.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        playwright.environment().put("BASE_URL", RunningPlatform.get().gateway().toString());
        playwright
                .environment()
                .put("SCREENSHOTS", RESULTS.resolve("screenshots").toString());
        Process run = playwright.start();
        try {
            assertThat(run.waitFor(5, TimeUnit.MINUTES))
                    .as("Playwright came to an end")
                    .isTrue();
        } finally {
            run.destroyForcibly();
        }
        assertThat(run.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("passed");
    }
}
