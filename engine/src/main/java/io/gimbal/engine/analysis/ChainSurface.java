package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.QuoteVols;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.pricing.surface.ArbitrageCheck;
import io.gimbal.engine.pricing.surface.ExpiryQuotes;
import io.gimbal.engine.pricing.surface.FitErrors;
import io.gimbal.engine.pricing.surface.SmileFitter;
import io.gimbal.engine.pricing.surface.SmileQuotes;
import io.gimbal.engine.pricing.surface.SmileSurface;
import io.gimbal.engine.pricing.surface.SurfaceFitter;
import io.gimbal.engine.pricing.surface.SurfaceSlice;
import io.gimbal.engine.pricing.surface.SviParameters;
import io.gimbal.feeds.recorded.ChainRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fits the smiles of a recorded chain. An expiry in its delivery window is left out: it settles on an average, which
 * Black's formula does not price.
 */
public final class ChainSurface {
    private static final int TIMED_FITS = 5;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final ChainScan scan;
    private final QuoteVols vols = new QuoteVols();
    private final ArbitrageCheck check = new ArbitrageCheck();
    private final SmileFitter timed = new SmileFitter();
    private final @Nullable ChainDeltas deltas;

    private ChainSurface(final ChainScan scan, final @Nullable DeltaQuestion question) {
        this.scan = scan;
        deltas = question == null ? null : new ChainDeltas(question, scan.toNs());
    }

    /**
     * Fits the last complete pass of a chain file.
     *
     * @param file a recorded chain
     * @param atNs later rows are not seen, epoch nanoseconds; {@code Long.MAX_VALUE} for all
     * @return null where no row is that early
     * @throws io.gimbal.feeds.recorded.BadRecordedDataException when the file is not a readable chain
     */
    public static @Nullable SurfaceReport fit(final Path file, final long atNs) {
        return fit(file, atNs, null);
    }

    /**
     * Fits the last complete pass of a chain file and takes the deltas of its options.
     *
     * @param file     a recorded chain
     * @param atNs     later rows are not seen, epoch nanoseconds; {@code Long.MAX_VALUE} for all
     * @param question which deltas are wanted; null for none
     * @return null where no row is that early
     * @throws io.gimbal.feeds.recorded.BadRecordedDataException when the file is not a readable chain
     */
    public static @Nullable SurfaceReport fit(
            final Path file, final long atNs, final @Nullable DeltaQuestion question) {
        final ChainScan scan = ChainScan.lastComplete(file, atNs);
        return scan == null ? null : new ChainSurface(scan, question).report(file);
    }

    private SurfaceReport report(final Path file) {
        final Map<String, Map<Long, List<ChainRow>>> byCoin = new TreeMap<>();
        for (final ChainRow row : scan.rows()) {
            if (row.underlyingPrice() > 0 && scan.toNs() < row.expiryNs() - DeliveryWindow.LENGTH_NS) {
                byCoin.computeIfAbsent(OptionTerms.coin(row.instrumentName()), name -> new TreeMap<>())
                        .computeIfAbsent(row.expiryNs(), expiry -> new ArrayList<>())
                        .add(row);
            }
        }
        final List<SurfaceReport.Coin> coins = new ArrayList<>();
        byCoin.forEach((coin, byExpiry) -> coins.add(coin(coin, byExpiry)));
        final List<SurfaceReport.Slice> slices = coins.stream()
                .flatMap(coin -> coin.expiries().stream())
                .flatMap(expiry -> Stream.ofNullable(expiry.slice()))
                .toList();
        if (slices.isEmpty()) {
            throw new BadFileException(
                    file,
                    0,
                    "",
                    "no expiry has enough two-sided quotes",
                    "a chain of which at least one smile can be fitted");
        }
        final boolean isFree = slices.stream()
                .allMatch(slice ->
                        slice.arbitrage().noButterfly() && slice.arbitrage().noCalendar());
        return new SurfaceReport(
                file.toString(),
                scan.fromNs() / NANOS_PER_MILLI,
                scan.toNs() / NANOS_PER_MILLI,
                isFree,
                List.copyOf(coins),
                deltas == null ? null : deltas.report(),
                null);
    }

    private SurfaceReport.Coin coin(final String coin, final Map<Long, List<ChainRow>> byExpiry) {
        final boolean isLinear = OptionTerms.isLinear(coin);
        final List<ChainMarket> markets = byExpiry.values().stream()
                .map(rows -> new ChainMarket(rows, isLinear, vols))
                .toList();
        final List<ExpiryQuotes> quotes =
                markets.stream().map(ChainMarket::quotes).toList();
        final SmileSurface surface = new SmileSurface(markets.size());
        new SurfaceFitter(markets.size()).fit(quotes, scan.toNs(), surface);
        addDeltas(coin, byExpiry, markets, surface);
        return new SurfaceReport.Coin(
                coin,
                isLinear,
                markets.stream().map(market -> expiry(market, surface)).toList());
    }

    private void addDeltas(
            final String coin,
            final Map<Long, List<ChainRow>> byExpiry,
            final List<ChainMarket> markets,
            final SmileSurface surface) {
        if (deltas == null) {
            return;
        }
        int index = 0;
        for (final List<ChainRow> rows : byExpiry.values()) {
            final SurfaceReport.Forward forward = markets.get(index++).forward();
            deltas.add(coin, rows, forward.used() / forward.venue(), surface);
        }
    }

    private SurfaceReport.Expiry expiry(final ChainMarket market, final SmileSurface surface) {
        final ExpiryQuotes quotes = market.quotes();
        final int index = surface.indexOf(quotes.expiryNs());
        return new SurfaceReport.Expiry(
                Instant.ofEpochMilli(quotes.expiryNs() / NANOS_PER_MILLI).toString(),
                TimeToExpiry.years(scan.toNs(), quotes.expiryNs()),
                market.forward(),
                index < 0 ? null : slice(surface, index, quotes.quotes()),
                quotes(quotes.quotes()));
    }

    private SurfaceReport.Slice slice(final SmileSurface surface, final int index, final SmileQuotes quotes) {
        final SurfaceSlice slice = surface.slice(index);
        final SviParameters smile = slice.parameters();
        final SviParameters before =
                index == 0 ? null : surface.slice(index - 1).parameters();
        final SviParameters after =
                index + 1 == surface.count() ? null : surface.slice(index + 1).parameters();
        return new SurfaceReport.Slice(
                slice.status().name(),
                slice.version(),
                smile.a(),
                smile.b(),
                smile.rho(),
                smile.m(),
                smile.sigma(),
                slice.vol(0.0),
                slice.skew(0.0),
                slice.curvature(0.0),
                fit(slice, quotes, after),
                arbitrage(smile, before));
    }

    private SurfaceReport.Fit fit(
            final SurfaceSlice slice, final SmileQuotes quotes, final @Nullable SviParameters after) {
        final FitErrors errors = slice.errors();
        return new SurfaceReport.Fit(
                errors.quotes(),
                errors.rmsVol(),
                errors.rmsHalfSpreads(),
                errors.meanHalfSpread(),
                errors.shareInside(),
                slice.evaluations(),
                micros(quotes, slice.timeToExpiryYears(), after));
    }

    private double micros(final SmileQuotes quotes, final double years, final @Nullable SviParameters after) {
        final SviParameters unused = new SviParameters();
        final long[] nanos = new long[TIMED_FITS];
        for (int i = 0; i < TIMED_FITS; i++) {
            final long start = System.nanoTime();
            timed.between(null, after);
            timed.fit(quotes, years, null, unused);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[TIMED_FITS / 2] / NANOS_PER_MICRO;
    }

    private SurfaceReport.Arbitrage arbitrage(final SviParameters smile, final @Nullable SviParameters before) {
        final boolean noButterfly = check.isFreeOfButterflies(smile);
        final boolean noCalendar = before == null || check.isFreeOfCalendars(before, smile);
        return new SurfaceReport.Arbitrage(
                noButterfly, check.leastDensity(), noCalendar, before == null ? 0.0 : check.leastGap());
    }

    private static List<SurfaceReport.Quote> quotes(final SmileQuotes quotes) {
        final List<SurfaceReport.Quote> all = new ArrayList<>();
        for (int i = 0; i < quotes.count(); i++) {
            all.add(new SurfaceReport.Quote(quotes.k(i), quotes.bidVol(i), quotes.askVol(i)));
        }
        return List.copyOf(all);
    }
}
