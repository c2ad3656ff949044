package io.gimbal.perf.packaged;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The jar under test and the commands a user would give it. */
final class PackagedJar {
    private PackagedJar() {}

    static Path path() {
        return property("gimbal.jar").normalize();
    }

    static Path root() {
        return property("gimbal.root").normalize();
    }

    /** {@code java -jar}, nothing more: what the jar needs of the JDK stands in its manifest. */
    static List<String> command(final Jdk jdk, final List<String> arguments) {
        return command(jdk, List.of(), arguments);
    }

    static List<String> command(final Jdk jdk, final List<String> options, final List<String> arguments) {
        final List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", path().toString()));
        command.addAll(arguments);
        return command;
    }

    private static Path property(final String name) {
        return Path.of(Objects.requireNonNull(System.getProperty(name), () -> "property is not set: name=" + name));
    }
}
