package io.gimbal.engine.app;

import io.gimbal.engine.analysis.ChainSurface;
import io.gimbal.engine.analysis.HullWhiteReport;
import io.gimbal.engine.analysis.SurfacePicture;
import io.gimbal.engine.analysis.SurfaceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal surface}. */
@Command(
        name = "surface",
        description = {
            "Fit the smile of every expiry of a recorded chain, free of arbitrage.",
            "Forward by put-call parity, SVI to the mids, no butterflies and no calendar spreads. Takes the last complete",
            "pass of the recorder.",
            "With --deltas, the delta of every option by what its volatility is taken to do: stay at the strike, stay at",
            "the moneyness, follow the skew R times, follow what was learnt (minimum variance); and the venue's."
        },
        footer = {
            "",
            "Units: volatility absolute (0.60), k = ln(strike / forward), total variance = vol^2 years.",
            "inside: share of quotes (vega over spread) with the smile between bid and ask; rms/half: distance to the",
            "mid in half-spreads; quotes with a call delta of 0.05 to 0.95. Deltas: coins per coin, on the forward; in",
            "brackets less the premium, for coin-settled options. Gain: 1 less the squared hedge errors of the",
            "minimum-variance delta over those of Black's; the first part of history fits, the second judges.",
            "",
            "Examples:",
            "  gimbal surface chain.csv.gz",
            "  gimbal surface chain.csv.gz --at 2023-04-13T06:00:00Z --json --svg smiles.svg",
            "  gimbal surface chain.csv.gz --deltas --ssr 1.5 --mv-calls -0.2,0.3,-0.4 --mv-puts -0.2,-0.3,-0.4",
            "  gimbal surface chain.csv.gz --deltas --journal data/demo --history day1.csv.gz day2.csv.gz --horizon 6h"
        })
final class SurfaceVerb implements Callable<Integer> {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(names = "--at", paramLabel = "INSTANT", description = "See no row later than this, UTC; default: see all.")
    private @Nullable String at;

    @Option(names = "--svg", paramLabel = "OUT", description = "Draw the smiles with the quotes into a file.")
    private @Nullable Path picture;

    @Mixin
    private final DeltaOptions deltas = new DeltaOptions();

    @Parameters(paramLabel = "FILE", description = "A chain, .csv or .csv.gz.")
    private Path chain = Path.of("");

    SurfaceVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        final long atNs = atNs();
        deltas.check();
        if (!Files.isReadable(chain) || Files.isDirectory(chain)) {
            throw new VerbException(ExitCode.BAD_DATA, "file cannot be read: path=" + chain + "; check the path");
        }
        final HullWhiteReport learnt = deltas.learn(atNs);
        final SurfaceReport fitted = ChainSurface.fit(chain, atNs, deltas.question(learnt));
        if (fitted == null) {
            throw new VerbException(
                    ExitCode.BAD_DATA, "chain holds no row" + (at == null ? "" : " up to " + at) + ": path=" + chain);
        }
        final SurfaceReport report = learnt == null ? fitted : fitted.with(learnt);
        if (picture != null) {
            draw(report, picture);
        }
        if (output.isJson()) {
            streams.json(report);
        } else {
            show(report);
        }
        return ExitCode.OK;
    }

    private long atNs() {
        if (at == null) {
            return Long.MAX_VALUE;
        }
        try {
            final Instant instant = Instant.parse(at);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
        } catch (final DateTimeException | ArithmeticException e) {
            throw new VerbException(ExitCode.USAGE, "no instant: --at " + at + "; write 2023-04-13T06:00:00Z");
        }
    }

    private static void draw(final SurfaceReport report, final Path file) {
        if (Files.exists(file) && !file.toString().endsWith(".svg")) {
            throw new VerbException(
                    ExitCode.USAGE, "--svg would replace a file that is no picture: path=" + file + "; name another");
        }
        try {
            SurfacePicture.write(report, file);
        } catch (final IOException e) {
            throw new VerbException(ExitCode.BAD_DATA, "cannot write: path=" + file + ", cause=" + e);
        }
    }

    private void show(final SurfaceReport report) {
        streams.line(report.file() + ": recorded " + Instant.ofEpochMilli(report.fromMs()) + " to "
                + Instant.ofEpochMilli(report.toMs()));
        for (final SurfaceReport.Coin coin : report.coins()) {
            streams.line("");
            streams.line(
                    coin.coin() + "  expiry                forward source discount(parity)        a       b     rho"
                            + "       m   sigma   atm vol  quotes inside rms vol rms/half  arbitrage  iter   micros");
            coin.expiries().forEach(expiry -> streams.line(line(expiry)));
        }
        streams.line("");
        streams.line(report.freeOfArbitrage() ? "no butterfly, no calendar spread" : "ARBITRAGE in a published slice");
        final DeltaTable table = new DeltaTable(streams);
        if (report.minimumVariance() != null) {
            table.show(report.minimumVariance());
        }
        if (report.deltas() != null) {
            table.show(report.deltas());
        }
    }

    private static String line(final SurfaceReport.Expiry expiry) {
        final SurfaceReport.Forward forward = expiry.forward();
        final String head = String.format(
                Locale.ROOT,
                "     %s %10.2f %6s %.4f +- %.4f",
                expiry.expiry(),
                forward.used(),
                forward.source(),
                forward.discountParity(),
                forward.discountParityError());
        final SurfaceReport.Slice slice = expiry.slice();
        if (slice == null) {
            return head + "   too few quotes: valued between its neighbours";
        }
        final SurfaceReport.Fit fit = slice.fit();
        return head
                + String.format(
                        Locale.ROOT,
                        " %8.5f %7.4f %7.4f %7.4f %7.4f  %7.4f %4s %3d %5.1f%% %7.5f %8.3f  g>%8.5f  %4d %8.1f",
                        slice.a(),
                        slice.b(),
                        slice.rho(),
                        slice.m(),
                        slice.sigma(),
                        slice.atmVol(),
                        slice.status(),
                        fit.quotes(),
                        100.0 * fit.shareInside(),
                        fit.rmsVol(),
                        fit.rmsHalfSpreads(),
                        slice.arbitrage().leastDensity(),
                        fit.iterations(),
                        fit.micros());
    }
}
