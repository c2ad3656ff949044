package io.gimbal.engine.analysis.basis;

import io.gimbal.engine.analysis.basis.TermStructure.Coin;
import io.gimbal.engine.analysis.basis.TermStructure.Curve;
import io.gimbal.engine.analysis.basis.TermStructure.Kind;
import io.gimbal.engine.analysis.basis.TermStructure.Report;
import io.gimbal.engine.analysis.basis.TermStructure.Row;
import io.gimbal.engine.hedging.instrument.Basis;
import io.gimbal.engine.hedging.instrument.BasisCurve;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.BasisSnapshotDecoder;
import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the term structure of a journal at a moment, from its inputs alone: quotes, marks, forwards and funding as they were
 * told last. Used once, by one thread.
 */
public final class TermStructureReader {
    /** The horizon of a book that chooses among no candidates. */
    public static final long DEFAULT_HORIZON_NS = 86_400_000_000_000L;

    /** Premium per year that still counts as none, as in the engine's own report. */
    private static final double FLAT_PREMIUM = 0.001;

    private static final double NS_PER_DAY = 86_400e9;
    private static final double DAYS_PER_YEAR = 365;
    private static final double NS_PER_YEAR = DAYS_PER_YEAR * NS_PER_DAY;
    private static final double NS_PER_SECOND = 1e9;
    private static final double HOURS_PER_YEAR = 8_760;
    private static final double FUNDING_HOURS = 8;
    private static final double BASIS_POINTS = 1e4;

    private final JournalReader reader;
    private final long horizonNs;
    private TermMarket market = new TermMarket();
    private int generation;
    private long nowNs;

    private TermStructureReader(final JournalReader reader, final long horizonNs) {
        this.reader = reader;
        this.horizonNs = horizonNs;
    }

    /**
     * Reads.
     *
     * @param directory of the journal, for what is told of it
     * @param reader    of it
     * @param untilNs   the last receive time that counts, epoch nanoseconds; {@code Long.MAX_VALUE} for all
     * @param horizonNs until which carry is expected; 0 for that of each book's choice, a day where it has none
     * @return the term structure; absent where no input is so old
     * @throws io.gimbal.journal.JournalCorruptException when a record so far is not what was written
     */
    public static Optional<TermStructure> read(
            final Path directory, final JournalReader reader, final long untilNs, final long horizonNs) {
        return Optional.ofNullable(new TermStructureReader(reader, horizonNs).read(directory, untilNs));
    }

    private @Nullable TermStructure read(final Path directory, final long untilNs) {
        for (final Generation next : reader.generations()) {
            if (!see(next, untilNs)) {
                break;
            }
        }
        if (generation == 0) {
            return null;
        }
        final Map<Integer, Report> reports = reports();
        final List<Coin> coins = new ArrayList<>();
        market.coins().forEach((id, coin) -> coins.add(coin(id, coin, reports.get(id))));
        return new TermStructure(directory.toString(), generation, EventJson.time(nowNs), coins);
    }

    /** Whether the whole generation counts. */
    private boolean see(final Generation of, final long untilNs) {
        try (JournalTailer in = reader.in(of.number())) {
            while (in.next()) {
                if (in.wallNs() > untilNs) {
                    return false;
                }
                if (in.type() == GenesisDecoder.TEMPLATE_ID) {
                    market = new TermMarket();
                }
                generation = of.number();
                nowNs = Math.max(nowNs, in.wallNs());
                market.onInput(in.buffer(), in.payloadOffset(), in.wallNs());
            }
        }
        return true;
    }

    /** The engine's latest report of each underlying. */
    private Map<Integer, Report> reports() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final BasisSnapshotDecoder event = new BasisSnapshotDecoder();
        final Map<Integer, Report> reports = new HashMap<>();
        try (JournalTailer out = reader.out(generation)) {
            while (out.next()) {
                if (out.type() == BasisSnapshotDecoder.TEMPLATE_ID) {
                    event.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    if (event.engineTimeNs() <= nowNs) {
                        reports.put(event.underlyingId(), report(event, out.sequence()));
                    }
                }
            }
        }
        return reports;
    }

    private static Report report(final BasisSnapshotDecoder event, final long sequence) {
        return new Report(
                sequence,
                EventJson.time(event.engineTimeNs()),
                event.futures(),
                event.level(),
                event.slope(),
                event.shape().name(),
                EventJson.time(event.nearExpiryNs()),
                event.nearPremium(),
                event.nearConvergencePerDay(),
                event.levelUsd(),
                event.slopeUsdYears());
    }

    // ------------------------------------------------------------------ one underlying

    private Coin coin(final int id, final TermMarket.Coin coin, final @Nullable Report report) {
        final long chosenNs = coin.horizonNs > 0 ? coin.horizonNs : DEFAULT_HORIZON_NS;
        final long untilNs = horizonNs > 0 ? horizonNs : chosenNs;
        final double index = coin.index.usd();
        final List<Row> rows = new ArrayList<>();
        final List<Row> forwards = new ArrayList<>();
        if (index > 0) {
            market.futures().values().stream()
                    .filter(future -> future.underlyingId == id)
                    .map(future -> row(future, index, untilNs))
                    .flatMap(Optional::stream)
                    .forEach(rows::add);
            coin.forwards.forEach((expiryNs, price) -> {
                final boolean isTraded = rows.stream().anyMatch(row -> isOf(row, expiryNs));
                if (expiryNs > nowNs && price.usd() > 0 && !isTraded) {
                    forwards.add(forward(expiryNs, price, index, untilNs));
                }
            });
        }
        final Curve futures = curve(rows, index);
        rows.addAll(forwards);
        rows.sort(Comparator.comparingDouble(TermStructureReader::days));
        return new Coin(
                id,
                coin.name,
                index > 0 ? index : null,
                index > 0 ? ageS(coin.index.atNs()) : null,
                untilNs / NS_PER_DAY,
                rows,
                futures,
                forwards.isEmpty() ? futures : curve(rows, index),
                report);
    }

    private static boolean isOf(final Row row, final long expiryNs) {
        return EventJson.time(expiryNs).equals(row.delivery());
    }

    private static double days(final Row row) {
        final Double days = row.daysToDelivery();
        return days == null ? 0 : days;
    }

    private double ageS(final long atNs) {
        return (nowNs - atNs) / NS_PER_SECOND;
    }

    private Optional<Row> row(final TermMarket.Future future, final double index, final long untilNs) {
        final boolean isQuoted = future.mid > 0;
        final double price = isQuoted ? future.mid : future.mark;
        final boolean isOver = future.expiryNs > 0 && future.expiryNs <= nowNs;
        if (!(price > 0) || isOver) {
            return Optional.empty();
        }
        final String from = isQuoted ? "MID" : "MARK";
        final double ageS = ageS(isQuoted ? future.midNs : future.markNs);
        return Optional.of(
                future.expiryNs > 0
                        ? dated(
                                Kind.FUTURE,
                                future.name,
                                new Priced(price, from, ageS),
                                index,
                                future.expiryNs,
                                untilNs)
                        : perpetual(future, new Priced(price, from, ageS), index, untilNs));
    }

    private record Priced(double price, String from, double ageS) {}

    private Row forward(final long expiryNs, final TermMarket.Price price, final double index, final long untilNs) {
        final Priced priced = new Priced(price.usd(), "FORWARD", ageS(price.atNs()));
        return dated(Kind.FORWARD, "to " + EventJson.time(expiryNs), priced, index, expiryNs, untilNs);
    }

    private Row dated(
            final Kind kind,
            final String name,
            final Priced priced,
            final double index,
            final long expiryNs,
            final long untilNs) {
        final double years = (expiryNs - nowNs) / NS_PER_YEAR;
        final double premium = Basis.premium(priced.price(), index, years);
        final double lost = Basis.convergence(priced.price(), premium, Math.min(years, untilNs / NS_PER_YEAR));
        return new Row(
                kind,
                name,
                priced.price(),
                priced.from(),
                priced.ageS(),
                priced.price() - index,
                BASIS_POINTS * (priced.price() / index - 1),
                EventJson.time(expiryNs),
                years * DAYS_PER_YEAR,
                premium,
                null,
                null,
                lost,
                lost);
    }

    private static Row perpetual(
            final TermMarket.Future future, final Priced priced, final double index, final long untilNs) {
        final double hours = untilNs / NS_PER_YEAR * HOURS_PER_YEAR;
        final double rate = future.funding.expectedRate(hours);
        final boolean isKnown = !Double.isNaN(rate);
        final double paid = rate * hours / FUNDING_HOURS;
        return new Row(
                Kind.PERPETUAL,
                future.name,
                priced.price(),
                priced.from(),
                priced.ageS(),
                priced.price() - index,
                BASIS_POINTS * (priced.price() / index - 1),
                null,
                null,
                isKnown ? rate * HOURS_PER_YEAR / FUNDING_HOURS : null,
                isKnown ? future.rate : null,
                isKnown ? paid : null,
                null,
                isKnown ? paid * priced.price() : null);
    }

    private static @Nullable Curve curve(final List<Row> rows, final double index) {
        final BasisCurve curve = new BasisCurve(rows.size() + 1);
        curve.start(index);
        rows.stream()
                .filter(row -> row.daysToDelivery() != null)
                .sorted(Comparator.comparingDouble(TermStructureReader::days))
                .forEach(row -> curve.add(row.price(), days(row) / DAYS_PER_YEAR, 1));
        return curve.count() == 0
                ? null
                : new Curve(
                        curve.count(),
                        curve.level(),
                        curve.slope(),
                        curve.shape(FLAT_PREMIUM).name());
    }
}
