package io.micms.system;

import io.micms.local.launcher.Platform;
import io.micms.local.launcher.PlatformOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The platform for all tests of this JVM: real processes from the built jars, on free ports, with no data. */
public final class RunningPlatform {

    /** The root of the repository, where the built jars are. */
    public static final Path REPOSITORY = Path.of(System.getProperty("micms.repository", ".."))
            .toAbsolutePath()
            .normalize();

    private static @Nullable Platform running;

    private RunningPlatform() {}

    static synchronized Platform get() {
        Platform platform = running;
        if (platform == null) {
            Path state = REPOSITORY.resolve("system-tests").resolve("target").resolve("platform");
            platform = Platform.startEmpty(
                    PlatformOptions.isolated(REPOSITORY, state).with("MICMS_ADMIN_EMAIL", "ada@example.com"));
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
            running = platform;
        }
        return platform;
    }

    /** Leaves its memory and processors to tests with a platform of their own; who needs this one afterwards gets a new one. */
    public static synchronized void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
