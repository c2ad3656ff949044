package io.gimbal.perf.packaged;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what strace wrote down of a process and its threads: the paths it created, changed or opened for writing, and the
 * addresses it spoke to or listened on. Calls that failed changed nothing and count only where an address was named.
 */
final class SystemCalls {
    private static final String MAKERS =
            "creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,symlink,"
                    + "symlinkat,truncate,unlink,unlinkat,rmdir,chmod,fchmodat";
    private static final String WATCHED = "trace=open,openat,openat2,chdir,fchdir,%network," + MAKERS;
    private static final Set<String> MAKING = Set.of(MAKERS.split(","));
    private static final Set<String> OPENING = Set.of("open", "openat", "openat2");
    private static final Pattern CALL = Pattern.compile("^(\\w+)\\((.*)\\)\\s+= (-?\\d+|\\?)(?:<(.*)>)?.*$");
    private static final Pattern WRITING = Pattern.compile("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC");
    private static final Pattern FOLDER_AND_PATH = Pattern.compile("(?:(?:AT_FDCWD|\\d+)<([^>]*)>, )?\"([^\"]*)\"");
    private static final Pattern DESCRIPTOR = Pattern.compile("\\d+<([^>]*)>");
    private static final Pattern ADDRESS =
            Pattern.compile("inet_addr\\(\"([^\"]*)\"\\)|inet_pton\\(AF_INET6, \"([^\"]*)\"");

    private final Set<Path> written = new TreeSet<>();
    private final Set<String> addresses = new TreeSet<>();

    private SystemCalls() {}

    /** Whether the tool is there and may be used here. */
    static boolean canBeWatched() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (final IOException e) {
            return false;
        }
    }

    /** The command that runs another and writes its calls to one file per thread below a folder. */
    static List<String> watching(final Path logs, final List<String> command) {
        final List<String> all = new ArrayList<>(List.of("strace", "-ff", "--seccomp-bpf", "-qq", "-y", "-s", "4096"));
        all.addAll(List.of("-e", "signal=none", "-e", WATCHED));
        all.addAll(List.of("-o", logs.resolve("thread").toString()));
        all.addAll(command);
        return all;
    }

    static SystemCalls read(final Path logs, final Path startedIn) throws IOException {
        final SystemCalls calls = new SystemCalls();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(logs, "thread.*")) {
            for (final Path file : files) {
                calls.add(Files.readAllLines(file, StandardCharsets.ISO_8859_1), startedIn);
            }
        }
        return calls;
    }

    static SystemCalls of(final List<String> thread, final Path startedIn) {
        final SystemCalls calls = new SystemCalls();
        calls.add(thread, startedIn);
        return calls;
    }

    /** Every path that was created, changed, removed or opened for writing. */
    Set<Path> written() {
        return written;
    }

    /** Every internet address that appeared in a call of the network family. */
    Set<String> addresses() {
        return addresses;
    }

    private void add(final List<String> thread, final Path startedIn) {
        Path folder = startedIn;
        for (final String line : thread) {
            final Matcher call = CALL.matcher(line);
            if (call.matches()) {
                addAddresses(call.group(2));
                if (!call.group(3).startsWith("-")) {
                    folder = apply(call, folder);
                }
            }
        }
    }

    private void addAddresses(final String arguments) {
        final Matcher address = ADDRESS.matcher(arguments);
        while (address.find()) {
            addresses.add(address.group(1) != null ? address.group(1) : address.group(2));
        }
    }

    /** The working folder after the call: the JVM changes it for a moment while it tends its performance data. */
    private Path apply(final Matcher call, final Path folder) {
        final String name = call.group(1);
        final String arguments = call.group(2);
        if (name.equals("chdir")) {
            return paths(arguments, folder).get(0);
        }
        if (name.equals("fchdir")) {
            final Matcher descriptor = DESCRIPTOR.matcher(arguments);
            return descriptor.find() ? Path.of(descriptor.group(1)) : folder;
        }
        if (OPENING.contains(name) && WRITING.matcher(arguments).find()) {
            written.add(Path.of(call.group(4) != null ? call.group(4) : "unknown"));
        } else if (MAKING.contains(name)) {
            written.addAll(paths(arguments, folder));
        }
        return folder;
    }

    private static List<Path> paths(final String arguments, final Path folder) {
        final List<Path> paths = new ArrayList<>();
        final Matcher match = FOLDER_AND_PATH.matcher(arguments);
        while (match.find()) {
            final Path base = match.group(1) != null ? Path.of(match.group(1)) : folder;
            paths.add(base.resolve(match.group(2)).normalize());
        }
        return paths;
    }
}
