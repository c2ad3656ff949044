package io.gimbal.engine.app;

import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.ExchangeWorld;
import io.gimbal.engine.market.FlowSettings;
import io.gimbal.engine.market.MakerSettings;
import io.gimbal.engine.market.SvjDynamics;
import io.gimbal.engine.market.WorldMarket;
import io.gimbal.feeds.exchange.protocol.FaultKind;
import io.gimbal.feeds.exchange.protocol.Faults;
import io.gimbal.feeds.recorded.CaptureMarket;
import io.gimbal.feeds.recorded.RecordedMarket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gimbal exchange}. */
@Command(
        name = "exchange",
        description = {
            "Run a local exchange that speaks the Deribit protocol on loopback: WebSocket at /ws/api/v2, HTTP at"
                    + " /api/v2.",
            "Prints one JSON object, url, clientId and clientSecret of a funded account, once every book has two"
                    + " sides.",
            "SIGTERM or an interrupt ends it in order."
        },
        footer = {
            "",
            "Examples:",
            "  gimbal exchange --port 8765 --seed 7",
            "  gimbal exchange --port 0 --world svj --coins BTC --levels 8 --spread 2 --toxic 0.5",
            "  gimbal exchange --port 8765 --world recorded --data DATA --coins BTC --from 2023-04-12T12:00:00Z"
        })
final class ExchangeVerb implements Callable<Integer> {
    private static final long NS = 1_000_000_000L;
    private static final long WARM_UP_NS = 15L * 60L * NS;
    private static final long CAPTURE_WARM_UP_NS = 10L * NS;
    private static final long GRID_NS = NS / 4;
    private static final int LAST_PORT = 65_535;
    private static final double BTC_SPOT = 90_000;
    private static final double ETH_SPOT = 3_000;
    private static final double OTHER_SPOT = 100;
    private static final int STRIKES = 11;
    private static final List<Integer> EXPIRY_DAYS = List.of(1, 2, 7, 30);
    private static final List<String> INVERSE_AND_LINEAR = List.of("USD", "USDC");
    private static final List<String> LINEAR = List.of("USDC");

    private final Streams streams;

    /** Markets that an exchange can follow. */
    enum World {
        gbm,
        svj,
        recorded
    }

    @Option(names = "--port", required = true, paramLabel = "N", description = "On loopback; 0 takes any that is free.")
    private int port;

    @Option(
            names = "--world",
            paramLabel = "gbm|svj|recorded",
            defaultValue = "gbm",
            description = "Geometric Brownian motions (default), stochastic volatility with jumps, or --data.")
    private World world = World.gbm;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything random; 1.")
    private long seed;

    @Option(
            names = "--coins",
            paramLabel = "COIN",
            split = ",",
            defaultValue = "BTC,ETH",
            description = "Listed with options, futures and perpetuals: BTC,ETH.")
    private List<String> coins = List.of();

    @Option(names = "--data", paramLabel = "DATA", description = "Of the recorded world: a folder, or a capture.")
    private @Nullable Path data;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Where the recorded world begins; a quarter of an hour after its first moment,"
                    + " ten seconds in a capture."
                    + " The exchange's clock is that of the recording.")
    private @Nullable String from;

    @Option(names = "--levels", paramLabel = "N", defaultValue = "4", description = "Makers' levels a side; 4.")
    private int levels;

    @Option(
            names = "--spread",
            paramLabel = "X",
            defaultValue = "1",
            description = "Makers' spread, times the market's.")
    private double spread;

    @Option(
            names = "--depth",
            paramLabel = "X",
            defaultValue = "1",
            description = "Makers' amounts, times the market's.")
    private double depth;

    @Option(names = "--noise", paramLabel = "X", defaultValue = "2", description = "Uninformed trades a second; 2.")
    private double noise;

    @Option(
            names = "--toxic",
            paramLabel = "P",
            defaultValue = "0.1",
            description = "Probability that a move is met by an informed taker; 0.1.")
    private double toxic;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Milliseconds that every frame takes either way; 0.")
    private int latencyMs;

    @Option(
            names = "--matching",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Milliseconds that one request of an account in a currency takes, while eight may wait; 0.")
    private int matchingMs;

    @Option(
            names = "--fault",
            paramLabel = "KIND=N",
            split = ",",
            description = "Let something go wrong N times in a million, by seed: ${COMPLETION-CANDIDATES}.")
    private Map<FaultKind, Integer> faults = Map.of();

    @Option(names = "--seconds", paramLabel = "N", description = "End by itself after so many seconds.")
    private @Nullable Double seconds;

    ExchangeVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > LAST_PORT) {
            throw new VerbException(ExitCode.USAGE, "--port is 0 to 65535: port=" + port);
        }
        if (seconds != null && !(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new VerbException(ExitCode.USAGE, "--seconds is above 0 and a number: seconds=" + seconds);
        }
        if (matchingMs < 0) {
            throw new VerbException(ExitCode.USAGE, "--matching is 0 or more: ms=" + matchingMs);
        }
        if ((world == World.recorded) != (data != null) || (from != null && data == null)) {
            throw new VerbException(ExitCode.USAGE, "--world recorded, --data DATA and --from TIME belong together");
        }
        final EpochNanoClock wall = new OffsetEpochNanoClock();
        final WorldMarket market = market(wall);
        final long shiftNs = world == World.recorded ? market.startNs() - wall.nanoTime() : 0;
        final EpochNanoClock clock = () -> wall.nanoTime() + shiftNs;
        final ExchangeRun run =
                new ExchangeRun(streams, clock, port, seed, faults()).matchingNs(matchingMs * (NS / 1_000L));
        run.serve(
                new ExchangeWorld.Context(market)
                        .makers(makers())
                        .flow(flow())
                        .seed(seed)
                        .listing(true),
                lifeNs());
        return ExitCode.OK;
    }

    private long lifeNs() {
        return seconds == null ? Long.MAX_VALUE : (long) Math.min(seconds * NS, Long.MAX_VALUE);
    }

    private Faults faults() {
        try {
            final Faults made = new Faults(seed).latencyNs(latencyMs * (NS / 1_000L));
            faults.forEach(made::rate);
            return made;
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--latency or --fault: " + e.getMessage());
        }
    }

    private MakerSettings makers() {
        try {
            return new MakerSettings(levels, spread, depth);
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--levels, --spread or --depth: " + e.getMessage());
        }
    }

    private FlowSettings flow() {
        try {
            final FlowSettings ordinary = FlowSettings.ORDINARY;
            return new FlowSettings(noise, ordinary.noiseShare(), toxic, ordinary.toxicDepth());
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--noise or --toxic: " + e.getMessage());
        }
    }

    private WorldMarket market(final EpochNanoClock wall) {
        final List<String> names = coins.stream()
                .map(coin -> coin.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        if (data != null) {
            return recorded(data, names);
        }
        final List<CoinMarket> markets = names.stream().map(ExchangeVerb::coin).toList();
        final long nowNs = wall.nanoTime();
        final long startNs = nowNs - nowNs % GRID_NS;
        try {
            return world == World.svj
                    ? WorldMarket.svj(markets, SvjDynamics.CRYPTO, seed, startNs)
                    : WorldMarket.gbm(markets, seed, startNs);
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--coins: " + e.getMessage());
        }
    }

    private WorldMarket captured(final Path file, final List<String> names) {
        final CaptureMarket market = CaptureMarket.open(file);
        final long startNs = from == null ? market.firstTimeNs() + CAPTURE_WARM_UP_NS : time(from);
        try {
            return WorldMarket.captured(market, names, startNs);
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.BAD_DATA, "the capture does not fit: " + e.getMessage());
        }
    }

    private WorldMarket recorded(final Path folder, final List<String> names) {
        if (Files.isRegularFile(folder)) {
            return captured(folder, names);
        }
        if (!Files.isDirectory(folder)) {
            throw new VerbException(ExitCode.BAD_DATA, "no such folder of recorded data, or capture: path=" + folder);
        }
        final RecordedMarket market = RecordedMarket.open(folder, names);
        final long startNs = from == null ? market.firstTimeNs() + WARM_UP_NS : time(from);
        if (startNs < market.firstTimeNs() || startNs > market.lastTimeNs()) {
            throw new VerbException(ExitCode.BAD_DATA, "nothing is recorded then: from=" + from);
        }
        return WorldMarket.recorded(market, names, startNs);
    }

    private static CoinMarket coin(final String coin) {
        return switch (coin) {
            case "BTC" -> coin(coin, BTC_SPOT, INVERSE_AND_LINEAR);
            case "ETH" -> coin(coin, ETH_SPOT, INVERSE_AND_LINEAR);
            default -> coin(coin, OTHER_SPOT, LINEAR);
        };
    }

    private static CoinMarket coin(final String coin, final double spot, final List<String> quotes) {
        return CoinMarket.ordinary(coin, spot)
                .quotedIn(quotes)
                .expiring(EXPIRY_DAYS)
                .listing(STRIKES);
    }

    private static long time(final String text) {
        try {
            return Math.multiplyExact(Instant.parse(text).getEpochSecond(), NS);
        } catch (final DateTimeException | ArithmeticException e) {
            throw new VerbException(ExitCode.USAGE, "--from is a UTC time such as 2023-04-12T12:00:00Z: value=" + text);
        }
    }
}
