package io.gimbal.engine.app;

import io.gimbal.feeds.deribit.NettyTransport;
import io.gimbal.feeds.recorded.CaptureWriter;
import io.gimbal.feeds.recorded.RecordingPlan;
import io.gimbal.feeds.recorded.VenueRecorder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal record}. */
@Command(
        name = "record",
        description = {
            "Record raw frames of a venue's public channels, with their receive times, into a compressed capture.",
            "Without --seconds until interrupted. A kill loses the last second at most. Each address is a connection of its own."
        },
        footer = {
            "",
            "Examples:",
            "  gimbal record wss://www.deribit.com/ws/api/v2 --currency BTC --out btc.gbc --seconds 3600",
            "  gimbal record ws://127.0.0.1:8765/ws/api/v2 --channel ticker.BTC-PERPETUAL.100ms --json"
        })
final class RecordVerb implements Callable<Integer> {
    private static final double NS = 1e9;
    private static final double MAX_SECONDS = 1e9;
    private static final long NAP_NS = 500_000L;
    private static final long SPACE_CHECK_NS = 1_000_000_000L;
    private static final long MOST_MIN_FREE = 1L << 50;
    private static final long CONNECT_NS = 10_000_000_000L;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "URL", arity = "1..*", description = "wss://…, or ws://… of a loopback host.")
    private List<URI> urls = List.of();

    @Option(
            names = "--currency",
            paramLabel = "COIN",
            split = ",",
            description =
                    "Record all its instruments: ticker, book, trades, state, index; BTC unless a channel is named.")
    private List<String> currencies = List.of();

    @Option(names = "--channel", paramLabel = "NAME", split = ",", description = "Record this channel too.")
    private List<String> channels = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "The capture; must not exist. capture-<time>.gbc here.")
    private @Nullable Path out;

    @Option(names = "--seconds", paramLabel = "N", description = "End by itself after so many seconds.")
    private @Nullable Double seconds;

    @Option(
            names = "--min-free-bytes",
            paramLabel = "N",
            defaultValue = "1073741824",
            description = "End, with code 78, before less than this is free on the disk; 0 never. Default: 1 GiB.")
    private long minFreeBytes;

    private boolean isOutOfSpace;

    /** What a recording was. */
    record Recording(
            String file, double seconds, long frames, int channels, int notGranted, int reconnects, long malformed) {}

    RecordVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (seconds != null && !(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new VerbException(ExitCode.USAGE, "--seconds is above 0, at most 1e9: seconds=" + seconds);
        }
        if (minFreeBytes < 0 || minFreeBytes > MOST_MIN_FREE) {
            throw new VerbException(ExitCode.USAGE, "--min-free-bytes is from 0 to 2^50: bytes=" + minFreeBytes);
        }
        final RecordingPlan plan = plan();
        final List<NettyTransport> transports =
                urls.stream().map(RecordVerb::transport).toList();
        final Path file = out == null ? Path.of("capture-" + STAMP.format(Instant.now()) + ".gbc") : out;
        final boolean wasConnected;
        try (StopSignal stop = StopSignal.install("gimbal-record-stop");
                VenueRecorder recorder = new VenueRecorder(create(file), plan)) {
            for (int i = 0; i < transports.size(); i++) {
                recorder.add(urls.get(i).toString(), transports.get(i));
            }
            report(file, recorder, record(file, recorder, stop));
            wasConnected = recorder.wasConnected();
            if (wasConnected) {
                stop.endInOrder();
            }
        }
        if (isOutOfSpace) {
            streams.message(
                    "ended early, the disk is nearly full: path=" + file + ", --min-free-bytes=" + minFreeBytes);
        }
        if (!wasConnected) {
            discard(file);
        }
        if (isOutOfSpace) {
            return ExitCode.CONFIGURATION;
        }
        return wasConnected ? ExitCode.OK : ExitCode.VENUE_UNAVAILABLE;
    }

    /** A capture of nothing would stand in the way of the next attempt. */
    private static void discard(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new VerbException(
                    ExitCode.SOFTWARE_FAULT,
                    "an empty capture cannot be removed: path=" + file + ", reason=" + e.getMessage());
        }
    }

    private RecordingPlan plan() {
        final List<String> coins =
                currencies.stream().map(coin -> coin.toUpperCase(Locale.ROOT)).toList();
        try {
            return new RecordingPlan(coins.isEmpty() && channels.isEmpty() ? List.of("BTC") : coins, channels);
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--currency or --channel: " + e.getMessage());
        }
    }

    private static NettyTransport transport(final URI url) {
        if (url.getUserInfo() != null || url.getQuery() != null) {
            throw new VerbException(
                    ExitCode.USAGE, "an address holds neither a user nor a query: host=" + url.getHost());
        }
        try {
            return new NettyTransport(url, CONNECT_NS);
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static CaptureWriter create(final Path file) {
        try {
            return CaptureWriter.create(file);
        } catch (final FileAlreadyExistsException e) {
            throw new VerbException(ExitCode.USAGE, "--out exists and is left alone: path=" + file);
        } catch (final IOException e) {
            throw new VerbException(
                    ExitCode.USAGE, "--out cannot be made: path=" + file + ", reason=" + e.getMessage());
        }
    }

    private double record(final Path file, final VenueRecorder recorder, final StopSignal stop) {
        final EpochNanoClock clock = new OffsetEpochNanoClock();
        final long beganNs = clock.nanoTime();
        final double lifeNs = seconds == null ? Double.POSITIVE_INFINITY : seconds * NS;
        long nowNs = beganNs;
        long spaceDueNs = beganNs;
        while (!stop.isRaised() && !isOutOfSpace && nowNs - beganNs < lifeNs) {
            if (nowNs >= spaceDueNs) {
                isOutOfSpace = minFreeBytes > 0 && file.toFile().getUsableSpace() < minFreeBytes;
                spaceDueNs = nowNs + SPACE_CHECK_NS;
            }
            if (recorder.doWork(nowNs) == 0) {
                LockSupport.parkNanos(NAP_NS);
            }
            nowNs = clock.nanoTime();
        }
        return (nowNs - beganNs) / NS;
    }

    private void report(final Path file, final VenueRecorder recorder, final double lasted) {
        final Recording recording = new Recording(
                file.toString(),
                lasted,
                recorder.frames(),
                recorder.grantedChannels(),
                recorder.missingChannels(),
                recorder.reconnects(),
                recorder.malformed());
        if (!recorder.wasConnected()) {
            streams.message("never connected, nothing is kept: " + urls);
        }
        if (output.isJson()) {
            streams.json(recording);
            return;
        }
        streams.line(String.format(
                Locale.ROOT,
                "%s: %d frames in %.1f s of %d channels; %d not granted, %d reconnects, %d malformed",
                recording.file(),
                recording.frames(),
                recording.seconds(),
                recording.channels(),
                recording.notGranted(),
                recording.reconnects(),
                recording.malformed()));
    }
}
