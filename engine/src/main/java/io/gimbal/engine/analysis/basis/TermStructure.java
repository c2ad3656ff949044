package io.gimbal.engine.analysis.basis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The term structure of a journal at a moment. Prices are USD per coin, rates per year are continuous, times UTC.
 *
 * @param journal    directory
 * @param generation that the moment lies in
 * @param time       of the last input that counts
 * @param coins      underlying by underlying
 */
public record TermStructure(String journal, int generation, String time, List<Coin> coins) {
    /**
     * Keeps a list that nobody changes.
     *
     * @param journal    as above
     * @param generation as above
     * @param time       as above
     * @param coins      as above
     */
    public TermStructure {
        coins = List.copyOf(coins);
    }

    /** What stands in a row. */
    public enum Kind {
        /** A perpetual future. */
        PERPETUAL,
        /** A dated future. */
        FUTURE,
        /** The forward of an expiry of options without a future: a price, nothing to trade. */
        FORWARD
    }

    /**
     * One underlying.
     *
     * @param underlyingId dense
     * @param coin         its name
     * @param index        null before the first
     * @param indexAgeS    of it
     * @param horizonDays  until which carry is expected
     * @param rows         perpetuals first, then by delivery
     * @param futures      curve of the dated futures; null without one
     * @param forwards     curve of the futures and the forwards of options; null without one
     * @param engine       the engine's own latest report; null where it made none
     */
    public record Coin(
            int underlyingId,
            String coin,
            @Nullable Double index,
            @Nullable Double indexAgeS,
            double horizonDays,
            List<Row> rows,
            @Nullable Curve futures,
            @Nullable Curve forwards,
            @Nullable Report engine) {
        /**
         * Keeps a list that nobody changes.
         *
         * @param underlyingId as above
         * @param coin         as above
         * @param index        as above
         * @param indexAgeS    as above
         * @param horizonDays  as above
         * @param rows         as above
         * @param futures      as above
         * @param forwards     as above
         * @param engine       as above
         */
        public Coin {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One price over the index.
     *
     * @param kind            what it is
     * @param name            the venue's; the delivery of a forward
     * @param price           mid, or the mark where it is not quoted on both sides
     * @param priceFrom       {@code MID}, {@code MARK} or {@code FORWARD}
     * @param ageS            of the price
     * @param basisUsd        price less index
     * @param basisBp         the same over the index, basis points
     * @param delivery        UTC; null for a perpetual
     * @param daysToDelivery  null for a perpetual
     * @param premiumPerYear  ln(price / index) over the years to delivery; of a perpetual the funding expected, per year;
     *                        null where it is not known
     * @param fundingRate     last told, per 8 hours; null of what has none
     * @param expectedFunding share of a long position paid over the horizon; null of what has none
     * @param convergenceUsd  USD per coin that a long one is expected to lose by the earlier of horizon and delivery; null
     *                        of a perpetual
     * @param carryUsd        USD per coin that a long one is expected to pay or lose until then; null where not known
     */
    public record Row(
            Kind kind,
            String name,
            double price,
            String priceFrom,
            double ageS,
            double basisUsd,
            double basisBp,
            @Nullable String delivery,
            @Nullable Double daysToDelivery,
            @Nullable Double premiumPerYear,
            @Nullable Double fundingRate,
            @Nullable Double expectedFunding,
            @Nullable Double convergenceUsd,
            @Nullable Double carryUsd) {}

    /**
     * A curve of premiums by least squares.
     *
     * @param points it goes through
     * @param level  mean premium per year
     * @param slope  change of the premium per year of time to delivery; 0 of one point
     * @param shape  {@code CONTANGO}, {@code BACKWARDATION} or {@code FLAT}
     */
    public record Curve(int points, double level, double slope, String shape) {}

    /**
     * The engine's own report, event {@code BasisSnapshot}: made once per heartbeat where a book has hedge candidates.
     *
     * @param sequence             in out
     * @param time                 engine time
     * @param futures              that could be traded
     * @param level                mean premium per year
     * @param slope                per year of time to delivery
     * @param shape                as above
     * @param nearDelivery         of the nearest
     * @param nearPremium          of it, per year
     * @param nearConvergenceUsd   USD per coin that a long one is expected to lose in a day
     * @param levelUsd             the book's exposure to spot beside the target
     * @param slopeUsdYears        its exposure to the premium
     */
    public record Report(
            long sequence,
            String time,
            int futures,
            double level,
            double slope,
            String shape,
            String nearDelivery,
            double nearPremium,
            double nearConvergenceUsd,
            double levelUsd,
            double slopeUsdYears) {}
}
