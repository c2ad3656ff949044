package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.feeds.recorded.ChainFile;
import io.gimbal.feeds.recorded.ChainRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The engine's own Greeks of a recorded chain: each option's last row, priced on its forward at its mark volatility. */
public final class ChainGreeks {
    private static final double DAYS_PER_YEAR = 365.0;
    private static final double VOL_POINT = 0.01;

    private ChainGreeks() {}

    /**
     * One option. Inside the delivery window delta, vanna and charm count the share still ahead, gamma its square.
     *
     * @param instrument        the venue's name
     * @param timeMs            of the row, epoch milliseconds
     * @param forward           USD per coin
     * @param vol               absolute
     * @param timeToExpiryYears ACT/365 to the instant
     * @param priceUsd          Black-76, undiscounted, USD per coin
     * @param priceCoin         the same over the forward
     * @param delta             coins, on the forward
     * @param coinDelta         coins: delta less the premium, for coin-settled options
     * @param gamma             coins per USD
     * @param vegaPerVolPoint   USD per 0.01 of volatility
     * @param thetaPerDay       USD per day at a fixed forward
     * @param vanna             coins per 1.00 of volatility
     * @param volga             USD per 1.00 of volatility squared
     * @param charmPerDay       coins per day
     */
    public record Row(
            String instrument,
            long timeMs,
            double forward,
            double vol,
            double timeToExpiryYears,
            double priceUsd,
            double priceCoin,
            double delta,
            double coinDelta,
            double gamma,
            double vegaPerVolPoint,
            double thetaPerDay,
            double vanna,
            double volga,
            double charmPerDay) {}

    /** An option's last row and what we make of it. */
    record Option(ChainRow quote, Row greeks) {}

    /**
     * Reads a chain.
     *
     * @param file a recorded chain
     * @return one row per option, by name; options without forward or volatility, or expired, are left out
     * @throws io.gimbal.feeds.recorded.BadRecordedDataException when the file is not a readable chain
     */
    public static List<Row> read(final Path file) {
        return readOptions(file).stream().map(Option::greeks).toList();
    }

    /** The same, each with the row it comes from. */
    static List<Option> readOptions(final Path file) {
        final Map<String, ChainRow> last = new TreeMap<>();
        ChainFile.forEach(
                file, row -> last.merge(row.instrumentName(), row, (a, b) -> b.timeNs() >= a.timeNs() ? b : a));
        final OptionGreeks greeks = new OptionGreeks();
        final List<Option> rows = new ArrayList<>();
        for (final ChainRow row : last.values()) {
            final double years = TimeToExpiry.years(row.timeNs(), row.expiryNs());
            final boolean isPriced = row.underlyingPrice() > 0
                    && row.markVol() > 0
                    && years > 0
                    && Black76.evaluate(
                            row.isCall(),
                            row.underlyingPrice() / 1e8,
                            row.strike() / 1e8,
                            years,
                            row.markVol() / 1e8,
                            greeks);
            if (isPriced) {
                rows.add(new Option(row, row(row, years, greeks)));
            }
        }
        return rows;
    }

    private static Row row(final ChainRow row, final double years, final OptionGreeks greeks) {
        final double forward = row.underlyingPrice() / 1e8;
        final double left = DeliveryWindow.fractionLeft(row.timeNs(), row.expiryNs());
        final double coins = greeks.price() / forward;
        return new Row(
                row.instrumentName(),
                row.timeNs() / 1_000_000,
                forward,
                row.markVol() / 1e8,
                years,
                greeks.price(),
                coins,
                left * greeks.delta(),
                left * (greeks.delta() - coins),
                left * left * greeks.gamma(),
                greeks.vega() * VOL_POINT,
                greeks.theta() / DAYS_PER_YEAR,
                left * greeks.vanna(),
                greeks.volga(),
                left * greeks.charm() / DAYS_PER_YEAR);
    }
}
