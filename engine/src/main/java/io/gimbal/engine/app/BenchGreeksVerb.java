package io.gimbal.engine.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.analysis.RecordedDay;
import io.gimbal.engine.analysis.SimulatedDay;
import io.gimbal.engine.analysis.TickBench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal bench greeks}. */
@Command(
        name = "greeks",
        description = {
            "What the Greeks of a book cost per event, and how exact they are.",
            "Times are processor time of the measuring thread. Per size: a forward tick of one expiry summed option by",
            "option (directNs), with vector instructions (simdNs; -1 where the JVM runs without them) and on the engine's",
            "own path (tickNs). Errors are of delta, in coins per coin of gross quantity at its high water. Then the last",
            "day of an expiry, simulated, every sum compared with the direct one; and with --data a recorded day through",
            "the whole aggregator."
        },
        footer = {
            "",
            "Exit code 3 when a sum was further off than certified.",
            "",
            "Examples:",
            "  gimbal bench greeks --positions 100,10000,100000 --json",
            "  gimbal bench greeks --positions 1000 --data DATA --coin BTC --books 40,400"
        })
final class BenchGreeksVerb implements Callable<Integer> {
    private static final int LARGEST = 1_000_000;
    private static final int DAY_POSITIONS = 400;
    private static final int DAY_TICKS = 100_000;
    private static final int DAY_CHANGES_EVERY = 50;

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(
            names = "--positions",
            paramLabel = "N",
            split = ",",
            defaultValue = "100,10000,100000",
            description = "Options of the one expiry, per measurement; default ${DEFAULT-VALUE}.")
    private List<Integer> positions = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "7", description = "Of books and moves; default 7.")
    private long seed;

    @Option(names = "--data", paramLabel = "DATA", description = "A folder of recorded data, for the recorded day.")
    private @Nullable Path data;

    @Option(
            names = "--coin",
            paramLabel = "COIN",
            defaultValue = "BTC",
            description = "Whose recorded day; default ${DEFAULT-VALUE}.")
    private String coin = "";

    @Option(
            names = "--books",
            paramLabel = "N",
            split = ",",
            defaultValue = "40,400,4000",
            description = "Sizes of book for the recorded day; default ${DEFAULT-VALUE}.")
    private List<Integer> books = List.of();

    BenchGreeksVerb(final Streams streams) {
        this.streams = streams;
    }

    /** Everything measured. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Report(
            List<TickBench.Result> results, SimulatedDay.Result simulatedDay, List<RecordedDay.Result> recordedDay) {}

    @Override
    public Integer call() {
        check("--positions", positions);
        check("--books", books);
        final List<TickBench.Result> results = new ArrayList<>();
        positions.forEach(size -> results.add(TickBench.measure(size, seed)));
        final SimulatedDay.Result simulated = SimulatedDay.play(DAY_POSITIONS, DAY_TICKS, DAY_CHANGES_EVERY, seed);
        final List<RecordedDay.Result> recorded =
                data == null ? List.of() : RecordedDay.play(data, coin.toUpperCase(Locale.ROOT), books);
        if (output.isJson()) {
            streams.json(new Report(results, simulated, recorded));
        } else {
            print(results, simulated, recorded);
        }
        return simulated.beyondCertificate() == 0 ? ExitCode.OK : ExitCode.BREACH_OR_DIVERGENCE;
    }

    private static void check(final String option, final List<Integer> sizes) {
        for (final int size : sizes) {
            if (size < 1 || size > LARGEST) {
                throw new VerbException(
                        ExitCode.USAGE,
                        option + " takes numbers from 1 to " + LARGEST + ", separated by commas: " + size);
            }
        }
    }

    private void print(
            final List<TickBench.Result> results,
            final SimulatedDay.Result simulated,
            final List<RecordedDay.Result> recorded) {
        streams.line("positions     direct ns   tick ns     simd ns  certified   observed   bytes/tick");
        results.forEach(result -> streams.line(String.format(
                Locale.ROOT,
                "%9d  %12.0f  %8.1f  %10s  %9.2e  %9.2e  %9.2f",
                result.positions(),
                result.directNs(),
                result.tickNs(),
                result.simdNs() < 0 ? "-" : String.format(Locale.ROOT, "%.0f", result.simdNs()),
                result.certifiedMaxError(),
                result.observedMaxError(),
                result.allocatedBytesPerTick())));
        streams.line(String.format(
                Locale.ROOT,
                "simulated day: %d ticks, %.1f %% by fits, %d fits built; delta off by %.2e at most, certified %.2e; %d of"
                        + " %d comparisons beyond the certificate",
                simulated.ticks(),
                100 * simulated.fitShare(),
                simulated.builds(),
                simulated.observedMaxError(),
                simulated.certifiedMaxError(),
                simulated.beyondCertificate(),
                simulated.compared()));
        recorded.forEach(result -> streams.line(String.format(
                Locale.ROOT,
                "recorded day, %d positions: %d events, ns per event: direct %.0f, touched %.0f, chosen %.0f",
                result.positions(),
                result.events(),
                result.directNs(),
                result.touchedNs(),
                result.chosenNs())));
    }
}
