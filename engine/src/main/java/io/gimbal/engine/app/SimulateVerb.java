package io.gimbal.engine.app;

import io.gimbal.engine.app.simulation.SimulationReport;
import io.gimbal.engine.app.simulation.SimulationSettings;
import io.gimbal.engine.app.simulation.Simulations;
import io.gimbal.engine.app.simulation.Violation;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal simulate}. */
@Command(
        name = "simulate",
        description = {
            "Let a desk live through hours of virtual time in which everything goes wrong, and look for what must not happen.",
            "Engine, pipeline, journal and client are the real ones; wires, exchange, disk and clock are simulated, in one",
            "thread by one seed. Processes die at every point where they leave something outside of their memory."
        },
        footer = {
            "",
            "The same seeds, hours and faults give the same outputHash on every machine. Exit code 3 when something was",
            "violated; each violation names its seed, which shows it again.",
            "",
            "Examples:",
            "  gimbal simulate --seeds 1..20 --hours 2",
            "  gimbal simulate --seeds 1..100 --hours 10 --faults all --json",
            "  gimbal simulate --seeds 17 --hours 10"
        })
final class SimulateVerb implements Callable<Integer> {
    private static final Pattern SEEDS = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");
    private static final long NS = 1_000_000_000L;
    private static final long MOST_SEEDS = 1_000_000;

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            defaultValue = "1..10",
            description = "Seeds, both included, or one; default ${DEFAULT-VALUE}.")
    private String seeds = "1..10";

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "1",
            description = "Virtual hours of each seed, 0.25 to 240; default ${DEFAULT-VALUE}.")
    private double hours = 1;

    @Option(
            names = "--faults",
            paramLabel = "PROFILE",
            defaultValue = "all",
            description = "all, or none for a calm market and one process after the other; default ${DEFAULT-VALUE}.")
    private String faults = "all";

    SimulateVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        final SimulationSettings settings = settings();
        final long count = settings.lastSeed() - settings.firstSeed() + 1;
        final SimulationReport report;
        try (Progress progress = Progress.of("simulate", count, streams, output.isJson())) {
            report = Simulations.run(settings, progress::at);
        }
        if (output.isJson()) {
            streams.json(report);
        } else {
            show(report);
        }
        return report.violations().isEmpty() ? ExitCode.OK : ExitCode.BREACH_OR_DIVERGENCE;
    }

    private SimulationSettings settings() {
        final Matcher range = SEEDS.matcher(seeds);
        if (!range.matches()) {
            throw usage("--seeds takes one number or two with two dots between: --seeds " + seeds);
        }
        final long first = Long.parseLong(range.group(1));
        final long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        if (last < first) {
            throw usage("--seeds ends before it begins: --seeds " + seeds);
        }
        if (last - first >= MOST_SEEDS) {
            throw usage("--seeds takes at most " + MOST_SEEDS + " at a time: --seeds " + seeds);
        }
        if (!(hours >= SimulationSettings.LEAST_HOURS && hours <= SimulationSettings.MOST_HOURS)) {
            throw usage("--hours is 0.25 to 240: --hours " + hours);
        }
        final boolean hasFaults = switch (faults) {
            case "all" -> true;
            case "none" -> false;
            default -> throw usage("--faults is all or none: --faults " + faults);
        };
        final int threads = Runtime.getRuntime().availableProcessors();
        return new SimulationSettings(first, last, hours, hasFaults, threads);
    }

    private static VerbException usage(final String message) {
        return new VerbException(ExitCode.USAGE, message);
    }

    private void show(final SimulationReport report) {
        for (final Violation violation : report.violations()) {
            streams.line(String.format(
                    Locale.ROOT,
                    "violation: seed=%d, time=%s, %s: %s",
                    violation.seed(),
                    Instant.ofEpochSecond(violation.timeNs() / NS, violation.timeNs() % NS),
                    violation.invariant(),
                    violation.what()));
        }
        report.faults().forEach((kind, count) -> streams.line(String.format(Locale.ROOT, "%-28s %d", kind, count)));
        streams.line(String.format(
                Locale.ROOT,
                "%.1f hours, %d processes, %d events, %d orders, %d fills, %d violations, outputHash=%s, %.1f s",
                report.hours(),
                report.processes(),
                report.events(),
                report.orders(),
                report.fills(),
                report.violations().size(),
                report.outputHash(),
                report.seconds()));
    }
}
