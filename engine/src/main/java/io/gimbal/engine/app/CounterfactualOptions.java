package io.gimbal.engine.app;

import io.gimbal.engine.analysis.whatif.FillModel;
import io.gimbal.engine.analysis.whatif.WhatIf;
import io.gimbal.engine.app.configuration.ConfigurationReader;
import io.gimbal.engine.app.configuration.SimulationSettings;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What verbs ask that run a journal's market again. */
final class CounterfactualOptions {
    private static final long NS = 1_000_000_000L;
    private static final double NS_PER_MS = 1e6;
    private static final double MAX_LATENCY_MS = 60_000;
    private static final int MAX_TICKS = 10_000;
    private static final int BUCKET_MINUTES = 5;
    private static final int MAX_BLOCK_MINUTES = 10_080;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A desk whose section [simulation] says how orders fill; the defaults of backtest.")
    private @Nullable Path config;

    @Option(names = "--latency-ms", paramLabel = "MS", description = "From sending an order to its match, 0 to 60000.")
    private @Nullable Double latencyMs;

    @Option(names = "--slippage-ticks", paramLabel = "N", description = "Against us at every taking fill, 0 to 10000.")
    private @Nullable Integer slippageTicks;

    @Option(names = "--respect-size", description = "Fill no more than the size quoted.")
    private boolean isSizeRespected;

    @Option(
            names = "--band",
            paramLabel = "COINS",
            description = "Half-width of the band that every run's time outside is measured against; the recorded one.")
    private @Nullable Double band;

    @Option(names = "--generation", paramLabel = "N", description = "Which one to run; the last.")
    private @Nullable Integer generation;

    @Option(names = "--to", paramLabel = "TIME", description = "When the runs end; the last recorded input.")
    private @Nullable String to;

    @Option(
            names = "--block-minutes",
            paramLabel = "N",
            description = "Block of the bootstrap, a multiple of 5; ${DEFAULT-VALUE}.")
    private int blockMinutes = WhatIf.DEFAULT_BLOCK_MINUTES;

    /** Everything but the journal is refused here where it is out of range. */
    WhatIf.Question question(final Path journal, final long seed, final boolean isOnExchange, final double depthCoins) {
        requireRanges();
        return new WhatIf.Question(
                journal,
                generation == null ? 0 : generation,
                fills(),
                band == null ? 0 : band,
                isOnExchange,
                depthCoins,
                to == null ? 0 : time(to),
                blockMinutes,
                seed);
    }

    int blockMinutes() {
        return blockMinutes;
    }

    private FillModel fills() {
        final SimulationSettings settings = config == null
                ? ConfigurationReader.defaults().simulation()
                : ConfigurationReader.read(config).simulation();
        if (latencyMs != null && !(latencyMs >= 0 && latencyMs <= MAX_LATENCY_MS)) {
            throw new VerbException(ExitCode.USAGE, "--latency-ms is 0 to 60000: value=" + latencyMs);
        }
        if (slippageTicks != null && (slippageTicks < 0 || slippageTicks > MAX_TICKS)) {
            throw new VerbException(ExitCode.USAGE, "--slippage-ticks is 0 to 10000: value=" + slippageTicks);
        }
        return new FillModel(
                latencyMs == null ? settings.latencyNs() : Math.round(latencyMs * NS_PER_MS),
                slippageTicks == null ? settings.slippageTicks() : slippageTicks,
                isSizeRespected || settings.isSizeRespected());
    }

    private void requireRanges() {
        if (blockMinutes < BUCKET_MINUTES || blockMinutes > MAX_BLOCK_MINUTES || blockMinutes % BUCKET_MINUTES != 0) {
            throw new VerbException(
                    ExitCode.USAGE, "--block-minutes is a multiple of 5, 5 to 10080: value=" + blockMinutes);
        }
        if (band != null && !(band > 0 && band <= 1e6)) {
            throw new VerbException(ExitCode.USAGE, "--band is above 0, at most 1e6 coins: value=" + band);
        }
        if (generation != null && generation < 1) {
            throw new VerbException(ExitCode.USAGE, "--generation is from 1: value=" + generation);
        }
    }

    private static long time(final String text) {
        try {
            final Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS), instant.getNano());
        } catch (final DateTimeException | ArithmeticException e) {
            throw new VerbException(ExitCode.USAGE, "--to is a UTC time such as 2023-04-13T00:00:00Z: value=" + text);
        }
    }
}
