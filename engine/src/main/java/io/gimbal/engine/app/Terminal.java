package io.gimbal.engine.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is looking at standard error. */
final class Terminal {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** {@return whether standard error is a terminal that understands more than plain text} */
    static boolean isWatched() {
        try {
            final String kind = System.getenv("TERM");
            final String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return kind != null
                    && !"dumb".equals(kind)
                    && (device.startsWith("/dev/pts/") || device.startsWith("/dev/tty"));
        } catch (final IOException e) {
            return false;
        }
    }
}
