package io.gimbal.feeds.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Drives the fuzz targets by Jazzer, one after the other, each for some seconds in a process of its own: {@code FuzzRun
 * SECONDS FOLDER [TARGET...]}. What it finds stays in the folder; the exit code is 1 then. A process that has not ended two
 * minutes after its time is a finding too: its threads are in its log.
 */
public final class FuzzRun {
    private static final String DRIVER = "com.code_intelligence.jazzer.Jazzer";
    private static final int SECONDS_PER_INPUT = 20;
    private static final int SECONDS_TO_START_AND_END = 120;
    private static final int SECONDS_OF_A_LONG_RUN = 120;
    private static final int LAST_LINES = 200;
    private static final int MEGABYTES = 1_536;
    private static final int LONGEST_INPUT = 8_192;
    private static final List<String> WORDS = List.of(
            "\\\"jsonrpc\\\":\\\"2.0\\\"",
            "\\\"method\\\":\\\"subscription\\\"",
            "\\\"params\\\":{\\\"channel\\\":\\\"",
            "\\\"data\\\":",
            "\\\"result\\\":",
            "\\\"error\\\":{\\\"code\\\":",
            "\\\"instrument_name\\\":\\\"BTC-PERPETUAL\\\"",
            "BTC-26DEC25-90000-C",
            "BTC-25DEC26-100000-C",
            "\\\"order_id\\\":",
            "\\\"trade_id\\\":",
            "\\\"label\\\":\\\"gbdesk.7.1\\\"",
            "\\\"order_state\\\":\\\"filled\\\"",
            "1e400",
            "9223372036854775807",
            "-9223372036854775808",
            "1e-99999",
            "99999999999999999999999",
            "null",
            "\\\\u0000",
            "\\\\ud800",
            "\\x0a");

    /** The targets by name. */
    static final Map<String, String> TARGETS = new TreeMap<>(Map.of(
            "market", "io.gimbal.feeds.deribit.MarketFuzz",
            "venue", "io.gimbal.feeds.deribit.VenueFuzz",
            "websocket", "io.gimbal.feeds.deribit.WebSocketFuzz",
            "requests", "io.gimbal.feeds.exchange.protocol.RequestFuzz",
            "http", "io.gimbal.feeds.exchange.protocol.HttpFuzz"));

    private final int seconds;
    private final Path folder;

    FuzzRun(final int seconds, final Path folder) {
        this.seconds = seconds;
        this.folder = folder;
    }

    /**
     * The command line.
     *
     * @param arguments seconds for each target, where findings go, and the targets; all without
     */
    public static void main(final String[] arguments) {
        final FuzzRun run = new FuzzRun(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        final List<String> names = List.of(arguments).subList(2, arguments.length);
        boolean isClean = true;
        for (final String name : names.isEmpty() ? TARGETS.keySet() : names) {
            isClean &= run.isClean(name);
        }
        System.exit(isClean ? 0 : 1);
    }

    /** Runs one target; tells whether it ended in time, ran more than its seeds, and found nothing. */
    boolean isClean(final String name) {
        final String target = TARGETS.get(name);
        if (target == null) {
            throw new IllegalArgumentException("no such target: name=" + name + ", known=" + TARGETS.keySet());
        }
        try {
            final Path findings = Files.createDirectories(folder.resolve(name).resolve("findings"));
            final Path corpus = corpus(name, target);
            final Path log = folder.resolve(name).resolve("log");
            final long startNs = System.nanoTime();
            final int exit =
                    BoundedProcess.run(command(target, findings, corpus), log, seconds + SECONDS_TO_START_AND_END);
            return isClean(name, exit, (System.nanoTime() - startNs) / 1e9, log);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(final String target, final Path findings, final Path corpus) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        if (Runtime.version().feature() > 17) {
            command.add("-XX:+EnableDynamicAgentLoading");
        }
        command.addAll(List.of(
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (seconds < SECONDS_OF_A_LONG_RUN ? 1 : 4), // C1 starts in half the time.
                "-Dgimbal.fuzz.findings=" + findings,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DRIVER,
                "--target_class=" + target,
                "--instrumentation_includes=io.gimbal.feeds.**",
                "--custom_hook_includes=io.gimbal.feeds.**",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-dict=" + corpus.resolveSibling("words"),
                "-max_total_time=" + seconds,
                "-timeout=" + SECONDS_PER_INPUT,
                "-rss_limit_mb=" + MEGABYTES,
                "-max_len=" + LONGEST_INPUT,
                "-print_final_stats=1",
                corpus.toString()));
        return command;
    }

    /** Our own seeds, and the recorded frames where there are any, for the time of the run. */
    private Path corpus(final String name, final String target) throws IOException {
        final Path corpus = Files.createDirectories(folder.resolve(name).resolve("corpus"));
        final List<byte[]> seeds = seeds(target);
        if (name.equals("market") || name.equals("venue")) {
            seeds.addAll(recorded());
        }
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        final StringBuilder words = new StringBuilder();
        WORDS.forEach(word -> words.append('"').append(word).append("\"\n"));
        Files.writeString(corpus.resolveSibling("words"), words);
        return corpus;
    }

    private static List<byte[]> seeds(final String target) {
        try {
            final Object seeds = Class.forName(target).getMethod("seeds").invoke(null);
            final List<byte[]> copy = new ArrayList<>();
            for (final Object seed : (List<?>) seeds) {
                copy.add((byte[]) seed);
            }
            return copy;
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("not a target: class=" + target, e);
        }
    }

    private static List<byte[]> recorded() throws IOException {
        final List<byte[]> frames = new ArrayList<>();
        final String data = System.getenv("GIMBAL_DATA");
        if (data != null) {
            for (final String part : List.of("deribit-fixtures", "deribit-private-frames", "deribit-frames")) {
                add(frames, Path.of(data, part));
            }
        }
        return frames;
    }

    private static void add(final List<byte[]> frames, final Path part) throws IOException {
        if (!Files.isDirectory(part)) {
            return;
        }
        try (Stream<Path> files = Files.list(part)) {
            for (final Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                final String text = Files.readString(file);
                final Stream<String> lines = text.lines().map(line -> line.substring(Math.max(0, line.indexOf('{'))));
                lines.filter(line -> line.startsWith("{") && line.length() < LONGEST_INPUT)
                        .limit(100)
                        .forEach(line -> frames.add(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static boolean isClean(final String name, final int exit, final double took, final Path log)
            throws IOException {
        final List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        final FuzzReport report = FuzzReport.of(lines);
        final boolean isClean = exit == 0 && report.executions() > 0;
        System.out.printf(
                Locale.ROOT,
                "fuzz: target=%s exit=%s %s took=%.0f s%n",
                name,
                exit == BoundedProcess.HUNG ? "hang" : Integer.toString(exit),
                report,
                took);
        if (!isClean) {
            final List<String> said =
                    lines.stream().filter(line -> !line.contains(" cov: ")).toList();
            said.subList(Math.max(0, said.size() - LAST_LINES), said.size()).forEach(System.out::println);
        }
        return isClean;
    }
}
