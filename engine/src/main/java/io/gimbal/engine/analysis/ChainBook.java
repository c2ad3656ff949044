package io.gimbal.engine.analysis;

import io.gimbal.engine.greeks.GreeksBuckets;
import io.gimbal.engine.greeks.GreeksTotals;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.feeds.recorded.ChainRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The Greeks of a book of a recorded chain's options: option by option, per expiry, altogether, and in buckets. */
public final class ChainBook {
    private static final double[] BANDS = {0.8, 0.9, 0.95, 1.05, 1.1, 1.2};
    private static final double[] TENORS = {1, 7, 30, 90, 180};
    private static final double PERCENT = 100.0;
    private static final double DAYS_PER_YEAR = 365.0;
    private static final double NS_PER_SECOND = 1e9;
    private static final String INSTRUMENT = "instrument";
    private static final String QUANTITY = "quantity";
    private static final String A_QUANTITY = "a number of coins like -2.5, of one instrument at most 9.2e10 in all";

    // The most that a quantity of the wire can be; with it no sum leaves the range of a double.
    private static final double MOST_COINS = Long.MAX_VALUE / 1e8;

    private ChainBook() {}

    /**
     * Sums over a book's options. Dollars are by each option's own forward.
     *
     * @param coin                    base coin; empty for the sum over all coins
     * @param expiry                  ISO 8601; empty for a sum over expiries
     * @param options                 how many the book holds
     * @param deltaCash               delta times forward, USD
     * @param gammaCash               change of delta cash per 1 %, USD
     * @param vegaPerVolPoint         USD
     * @param rootTimeVegaPerVolPoint USD per vol point of a volatility of 30 days, see {@link GreeksTotals#rootTimeVega}
     * @param thetaPerDay             USD
     * @param vannaCash               change of delta cash per vol point, USD
     * @param volgaPerVolPointSquared USD
     * @param charmCashPerDay         change of delta cash per day, USD
     * @param delta                   coins; null in the sum over all coins where there are several
     * @param coinDelta               delta less the premium of coin-settled options, coins; null likewise
     */
    public record Totals(
            String coin,
            String expiry,
            int options,
            double deltaCash,
            double gammaCash,
            double vegaPerVolPoint,
            double rootTimeVegaPerVolPoint,
            double thetaPerDay,
            double vannaCash,
            double volgaPerVolPointSquared,
            double charmCashPerDay,
            @Nullable Double delta,
            @Nullable Double coinDelta) {}

    /**
     * Matrices of tenors (rows, shortest first) by bands of strike over forward (columns, lowest first). With n edges there
     * are n + 1 of each; an option on an edge belongs to the bucket above it.
     *
     * @param moneynessEdges  strike over forward, between the columns
     * @param tenorEdgeDays   days to expiry, between the rows
     * @param deltaCash       USD
     * @param gammaCash       USD per 1 %
     * @param vegaPerVolPoint USD
     */
    public record Buckets(
            List<Double> moneynessEdges,
            List<Double> tenorEdgeDays,
            List<List<Double>> deltaCash,
            List<List<Double>> gammaCash,
            List<List<Double>> vegaPerVolPoint) {}

    /**
     * What was found.
     *
     * @param files     the chains
     * @param positions file of the book; null for one coin of each option
     * @param options   of the chains, each per coin whatever the book holds
     * @param expiries  sums per coin and expiry, of those that the book holds, in order of coin and time
     * @param total     of everything
     * @param buckets   of everything
     * @param across    the whole book's delta as one number; null where nothing said how its coins move together
     */
    public record Report(
            List<String> files,
            @Nullable String positions,
            List<ChainGreeks.Row> options,
            List<Totals> expiries,
            Totals total,
            Buckets buckets,
            AcrossCoins.@Nullable Sums across) {}

    /**
     * Values a book.
     *
     * @param chains    recorded chains, one or several; each option's last row in the last file that has it counts
     * @param positions CSV with the columns {@code instrument} and {@code quantity} (coins, signed); several rows of an
     *                  instrument add up; null for one coin of each option
     * @param across    how the coins move together; null where nobody asks
     * @return the sums
     * @throws BadFileException where an instrument is not one that the chain prices, or a quantity is no number
     * @throws io.gimbal.feeds.recorded.BadRecordedDataException when the chain cannot be read
     */
    public static Report read(
            final List<Path> chains, final @Nullable Path positions, final @Nullable AcrossCoins across) {
        final Map<String, ChainGreeks.Option> options = new LinkedHashMap<>();
        chains.forEach(chain -> ChainGreeks.readOptions(chain)
                .forEach(option -> options.put(option.greeks().instrument(), option)));
        final Map<String, Double> held = positions == null ? oneOfEach(options) : quantities(positions, options);
        final GreeksBuckets buckets = new GreeksBuckets(GreeksBuckets.Axis.MONEYNESS, BANDS, TENORS);
        final SortedMap<String, SortedMap<Long, Sum>> sums = new TreeMap<>();
        final Sum all = new Sum();
        options.forEach((name, option) -> {
            final double quantity = held.getOrDefault(name, 0.0);
            if (quantity != 0) {
                final ChainRow row = option.quote();
                sums.computeIfAbsent(row.coin(), coin -> new TreeMap<>())
                        .computeIfAbsent(row.expiryNs(), expiry -> new Sum())
                        .add(option, quantity);
                all.add(option, quantity);
                add(option, quantity, buckets);
            }
        });
        final List<Totals> expiries = new ArrayList<>();
        sums.forEach((coin, ofCoin) ->
                ofCoin.forEach((expiryNs, sum) -> expiries.add(sum.totals(coin, text(expiryNs), true))));
        return new Report(
                chains.stream().map(Path::toString).toList(),
                positions == null ? null : positions.toString(),
                options.values().stream().map(ChainGreeks.Option::greeks).toList(),
                expiries,
                all.totals(sums.size() == 1 ? sums.firstKey() : "", "", sums.size() <= 1),
                matrices(buckets),
                across == null ? null : across.sums(expiries, indices(options.values())));
    }

    /** The index of each coin as its youngest option saw it, USD per coin. */
    private static Map<String, Double> indices(final Collection<ChainGreeks.Option> options) {
        final Map<String, ChainRow> youngest = new TreeMap<>();
        options.forEach(option ->
                youngest.merge(option.quote().coin(), option.quote(), (a, b) -> b.timeNs() >= a.timeNs() ? b : a));
        final Map<String, Double> indices = new TreeMap<>();
        youngest.forEach((coin, row) -> indices.put(coin, row.indexPrice() / 1e8));
        return indices;
    }

    private static String text(final long expiryNs) {
        return Instant.ofEpochSecond((long) (expiryNs / NS_PER_SECOND)).toString();
    }

    private static Map<String, Double> oneOfEach(final Map<String, ChainGreeks.Option> options) {
        final Map<String, Double> held = new LinkedHashMap<>();
        options.keySet().forEach(name -> held.put(name, 1.0));
        return held;
    }

    private static Map<String, Double> quantities(final Path file, final Map<String, ChainGreeks.Option> options) {
        final Map<String, Double> held = new LinkedHashMap<>();
        TableFile.forEach(file, List.of(INSTRUMENT, QUANTITY), row -> {
            final String name = row.text(INSTRUMENT);
            if (!options.containsKey(name)) {
                throw row.bad(INSTRUMENT, "an option that the chain has a forward and a volatility of");
            }
            final double sum = row.number(QUANTITY, A_QUANTITY) + held.getOrDefault(name, 0.0);
            if (!(Math.abs(sum) <= MOST_COINS)) {
                throw row.bad(QUANTITY, A_QUANTITY);
            }
            held.put(name, sum);
        });
        return held;
    }

    private static void add(final ChainGreeks.Option option, final double quantity, final GreeksBuckets buckets) {
        final ChainRow row = option.quote();
        final ChainGreeks.Row greeks = option.greeks();
        final boolean isValued = buckets.add(
                row.isCall(),
                row.strike() / 1e8,
                greeks.forward(),
                greeks.timeToExpiryYears(),
                DeliveryWindow.fractionLeft(row.timeNs(), row.expiryNs()),
                greeks.vol(),
                quantity);
        if (!isValued) {
            throw new IllegalStateException("valued before but not now: row=" + row);
        }
    }

    private static Buckets matrices(final GreeksBuckets buckets) {
        return new Buckets(
                list(BANDS),
                list(TENORS),
                matrix(buckets, buckets::deltaCash),
                matrix(buckets, buckets::gammaCash),
                matrix(buckets, buckets::vegaPerVolPoint));
    }

    private static List<Double> list(final double[] edges) {
        final List<Double> list = new ArrayList<>();
        for (final double edge : edges) {
            list.add(edge);
        }
        return list;
    }

    /** One number of a bucket. */
    private interface Cell {
        double at(int band, int tenor);
    }

    private static List<List<Double>> matrix(final GreeksBuckets buckets, final Cell cell) {
        final List<List<Double>> rows = new ArrayList<>();
        for (int tenor = 0; tenor < buckets.tenors(); tenor++) {
            final List<Double> row = new ArrayList<>();
            for (int band = 0; band < buckets.bands(); band++) {
                row.add(cell.at(band, tenor) + 0.0);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Adds up options in the order of their names. */
    private static final class Sum {
        private int options;
        private double deltaCash;
        private double gammaCash;
        private double vega;
        private double rootTimeVega;
        private double theta;
        private double vannaCash;
        private double volga;
        private double charmCash;
        private double delta;
        private double coinDelta;

        void add(final ChainGreeks.Option option, final double quantity) {
            final ChainGreeks.Row row = option.greeks();
            final double usd = quantity * row.forward();
            final double vegaOfRow = quantity * row.vegaPerVolPoint();
            options++;
            deltaCash += usd * row.delta();
            gammaCash += usd * row.gamma() * row.forward() / PERCENT;
            vega += vegaOfRow;
            rootTimeVega += GreeksTotals.rootTimeVega(vegaOfRow, row.timeToExpiryYears() * DAYS_PER_YEAR);
            theta += quantity * row.thetaPerDay();
            vannaCash += usd * row.vanna() / PERCENT;
            volga += quantity * row.volga() / (PERCENT * PERCENT);
            charmCash += usd * row.charmPerDay();
            delta += quantity * row.delta();
            // Only names of linear options name their currency: their premium is no coin.
            coinDelta += quantity * (row.instrument().indexOf('_') >= 0 ? row.delta() : row.coinDelta());
        }

        Totals totals(final String coin, final String expiry, final boolean isOneCoin) {
            return new Totals(
                    coin,
                    expiry,
                    options,
                    deltaCash + 0.0,
                    gammaCash + 0.0,
                    vega + 0.0,
                    rootTimeVega + 0.0,
                    theta + 0.0,
                    vannaCash + 0.0,
                    volga + 0.0,
                    charmCash + 0.0,
                    isOneCoin ? delta + 0.0 : null,
                    isOneCoin ? coinDelta + 0.0 : null);
        }
    }
}
