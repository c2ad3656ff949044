package io.gimbal.engine.analysis;

import io.gimbal.engine.greeks.CorrelationMatrix;
import io.gimbal.engine.greeks.CorrelationStatus;
import io.gimbal.engine.greeks.CrossUnderlying;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One number for a book of several coins: its delta weighted by beta, and the risk of its delta under a correlation matrix.
 * How the coins move together comes from a file with one row per coin and one column of correlations for each of them:
 *
 * <pre>
 *   coin,beta,day_vol,BTC,ETH
 *   BTC,1,0.025,1,0.85
 *   ETH,1.3,0.034,0.85,1
 * </pre>
 *
 * The first row is the reference, whose beta is 1; {@code day_vol} is the standard deviation of one day's return.
 */
public final class AcrossCoins {
    private static final String COIN = "coin";
    private static final String BETA = "beta";
    private static final String DAY_VOL = "day_vol";

    private final Path file;
    private final List<String> coins;
    private final double[] betas;
    private final double[] dayVols;
    private final CorrelationMatrix correlations;

    private AcrossCoins(
            final Path file,
            final List<String> coins,
            final double[] betas,
            final double[] dayVols,
            final CorrelationMatrix correlations) {
        this.file = file;
        this.coins = coins;
        this.betas = betas;
        this.dayVols = dayVols;
        this.correlations = correlations;
    }

    /**
     * What the whole book amounts to.
     *
     * @param reference             coin that betas refer to
     * @param betaWeightedDeltaCash sum of beta × delta cash, USD
     * @param betaWeightedDelta     the same over the reference's index, coins of the reference
     * @param dayRiskUsd            one standard deviation of one day's result of the delta under the correlations, USD
     * @param dayRiskUndiversified  the sum of the coins' own standard deviations, as if all moved against us at once, USD
     */
    public record Sums(
            String reference,
            double betaWeightedDeltaCash,
            double betaWeightedDelta,
            double dayRiskUsd,
            double dayRiskUndiversified) {}

    /** A row as it stands in the file. */
    private record Row(String coin, double beta, double dayVol, List<Double> correlations) {}

    /**
     * Reads how the coins move together.
     *
     * @param file as above
     * @return checked
     * @throws BadFileException when the file cannot be read, a coin comes twice or has no column, the reference's beta is not
     *                          1, a volatility is negative, or the columns are no correlation matrix
     */
    public static AcrossCoins read(final Path file) {
        final List<String> coins = new ArrayList<>();
        TableFile.forEach(file, List.of(COIN, BETA, DAY_VOL), row -> {
            final String coin = row.text(COIN);
            if (coin.isEmpty() || coins.contains(coin)) {
                throw row.bad(COIN, "a coin that no row above has");
            }
            coins.add(coin);
        });
        if (coins.isEmpty()) {
            throw new BadFileException(file, 1, "", "no row", "a row for each coin");
        }
        final List<String> columns = new ArrayList<>(List.of(COIN, BETA, DAY_VOL));
        columns.addAll(coins);
        final List<Row> rows = new ArrayList<>();
        TableFile.forEach(file, columns, row -> rows.add(row(row, coins, rows.isEmpty())));
        return of(file, coins, rows);
    }

    private static Row row(final TableRow row, final List<String> coins, final boolean isReference) {
        final double beta = row.number(BETA, "a number like 1.3");
        if (isReference && beta != 1.0) {
            throw row.bad(BETA, "1, for the first row is what betas refer to");
        }
        final double dayVol = row.number(DAY_VOL, "a day's standard deviation like 0.025");
        if (!(dayVol >= 0)) {
            throw row.bad(DAY_VOL, "0 or more");
        }
        final List<Double> correlations = new ArrayList<>();
        for (final String coin : coins) {
            correlations.add(row.number(coin, "a correlation from -1 to 1"));
        }
        return new Row(row.text(COIN), beta, dayVol, correlations);
    }

    private static AcrossCoins of(final Path file, final List<String> coins, final List<Row> rows) {
        final int size = rows.size();
        final double[] betas = new double[size];
        final double[] dayVols = new double[size];
        final double[] elements = new double[size * size];
        for (int i = 0; i < size; i++) {
            betas[i] = rows.get(i).beta();
            dayVols[i] = rows.get(i).dayVol();
            for (int j = 0; j < size; j++) {
                elements[i * size + j] = rows.get(i).correlations().get(j);
            }
        }
        final CorrelationMatrix correlations = new CorrelationMatrix(size);
        final CorrelationStatus status = correlations.set(elements);
        if (status != CorrelationStatus.OK) {
            throw new BadFileException(
                    file,
                    0,
                    String.join(",", coins),
                    status.toString(),
                    "a correlation matrix: 1 on the diagonal, symmetric, positive semidefinite");
        }
        return new AcrossCoins(file, List.copyOf(coins), betas, dayVols, correlations);
    }

    /**
     * Weighs a book's delta.
     *
     * @param deltaCash by coin, USD
     * @param indices   USD per coin, by coin
     * @return the sums; a coin of the file that the book does not hold counts 0
     * @throws BadFileException where the book holds a coin that the file lacks, the reference has no index, or a sum is
     *                          beyond a double
     */
    Sums sums(final Map<String, Double> deltaCash, final Map<String, Double> indices) {
        for (final String coin : deltaCash.keySet()) {
            if (!coins.contains(coin)) {
                throw new BadFileException(
                        file, 0, COIN, String.join(",", coins), "a row for each coin of the book, also " + coin);
            }
        }
        final String reference = coins.get(0);
        final double index = indices.getOrDefault(reference, 0.0);
        if (!(index > 0)) {
            throw new BadFileException(file, 2, COIN, reference, "a coin that the chain has an index of");
        }
        final double[] cash = new double[coins.size()];
        double undiversified = 0.0;
        for (int i = 0; i < cash.length; i++) {
            cash[i] = deltaCash.getOrDefault(coins.get(i), 0.0);
            undiversified += dayVols[i] * Math.abs(cash[i]);
        }
        final double risk = CrossUnderlying.deltaRisk(cash, dayVols, correlations, new double[cash.length]);
        final double weighted = CrossUnderlying.betaWeightedDelta(cash, betas, index);
        if (!(Math.abs(weighted * index) <= Double.MAX_VALUE && risk + undiversified <= Double.MAX_VALUE)) {
            throw new BadFileException(
                    file, 0, BETA, "sums beyond a double", "betas and volatilities of the size of returns");
        }
        return new Sums(reference, weighted * index + 0.0, weighted + 0.0, risk, undiversified);
    }

    /**
     * Weighs the delta of totals.
     *
     * @param totals  per coin and expiry
     * @param indices USD per coin, by coin
     * @return the sums
     */
    Sums sums(final List<ChainBook.Totals> totals, final Map<String, Double> indices) {
        final Map<String, Double> cash = new LinkedHashMap<>();
        totals.forEach(row -> cash.merge(row.coin(), row.deltaCash(), Double::sum));
        return sums(cash, indices);
    }
}
