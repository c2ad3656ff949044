package io.gimbal.engine.analysis;

import java.util.SortedMap;

/**
 * What a comparison of computed with published Greeks found. Rows of the half hour before an expiry are apart: there the
 * published delta fades to 0.
 *
 * @param file         that was read
 * @param rows         in the file
 * @param compared     rows outside and inside the delivery window that were compared
 * @param skipped      rows that could not be compared, by reason; every reason is there, also with 0; with
 *                     {@code compared} they add up to {@code rows}
 * @param greeks       errors outside the delivery window by name, of those the file publishes: {@code delta} in coins,
 *                     {@code gamma} per USD, {@code vega} USD per vol point, {@code theta} USD per day, {@code rho} USD per
 *                     0.01 of rate, {@code mark} in coins
 * @param insideWindow the published delta in the delivery window
 * @param book         the delta of whole books, snapshot by snapshot and coin by coin
 * @param byCoin       the same for each coin, where the file holds more than one; else empty
 */
public record GreeksReport(
        String file,
        long rows,
        long compared,
        SortedMap<String, Long> skipped,
        SortedMap<String, GreekErrors> greeks,
        InsideWindow insideWindow,
        Book book,
        SortedMap<String, Coin> byCoin) {

    /**
     * Rows of the half hour before an expiry.
     *
     * @param rows  compared
     * @param delta errors of the published, fading delta
     */
    public record InsideWindow(long rows, GreekErrors delta) {}

    /**
     * One coin's part of a file.
     *
     * @param greeks       errors outside the delivery window, by name
     * @param insideWindow the published delta in the delivery window
     * @param book         the delta of whole books
     */
    public record Coin(SortedMap<String, GreekErrors> greeks, InsideWindow insideWindow, Book book) {}

    /**
     * The delta of whole books outside the delivery window, see {@link BookShares}. The first four are of the book of one
     * coin of each option, all long.
     *
     * @param snapshots       compared
     * @param maxShareOfGross largest difference, as a share of gross delta
     * @param p999            not exceeded by 99.9 % of the snapshots
     * @param median          not exceeded by half of them
     * @param longShort       of the book of one coin of each option, long or short by a fixed draw
     * @param insideWindow    of the options in their delivery window, as books of their own
     */
    public record Book(
            long snapshots,
            double maxShareOfGross,
            double p999,
            double median,
            BookShares longShort,
            BookInsideWindow insideWindow) {}

    /**
     * Books of the options in their last half hour.
     *
     * @param allLong   of the long book
     * @param longShort of the book of both sides
     */
    public record BookInsideWindow(BookShares allLong, BookShares longShort) {}
}
