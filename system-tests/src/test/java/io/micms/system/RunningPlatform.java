package io.micms.system;

import io.micms.local.launcher.Platform;
import io.micms.local.launcher.PlatformOptions;
import java.nio.file.Path;

/** The platform for all tests of this JVM: real processes from the built jars, on free ports, with no data. */
public final class RunningPlatform {

    /** The root of the repository, where the built jars are. */
    public static final Path REPOSITORY = Path.of(System.getProperty("micms.repository", ".."))
            .toAbsolutePath()
            .normalize();

    private static final class Started {
        static final Platform PLATFORM = start();

        private static Platform start() {
            Path state = REPOSITORY.resolve("system-tests").resolve("target").resolve("platform");
            Platform platform = Platform.startEmpty(
                    PlatformOptions.isolated(REPOSITORY, state).with("MICMS_ADMIN_EMAIL", "ada@example.com"));
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
            return platform;
        }
    }

    private RunningPlatform() {}

    static Platform get() {
        return Started.PLATFORM;
    }
}
