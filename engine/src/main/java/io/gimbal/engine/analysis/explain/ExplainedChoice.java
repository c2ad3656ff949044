package io.gimbal.engine.analysis.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last comparison of hedge candidates. Money is USD to the horizon.
 *
 * @param chosen         instrument in use; null where none can be
 * @param previous       in use before; null for none
 * @param cause          of the choice, as the journal names it
 * @param meaning        of the cause, in words
 * @param comparedAgoS   seconds from the comparison to the decision; null before the first
 * @param sizeUsd        hedge that was compared, signed
 * @param savingUsd      what the cheapest would save against the one in use
 * @param hurdleUsd      what the saving must exceed: way out, way in, doubt
 * @param horizonDays    of all costs
 * @param turnover       traded over it per USD of hedge
 * @param makerShare     share of a trade that is taken to rest
 * @param marginCostRate cost of capital per year
 * @param riskAversion   per USD
 * @param confidence     standard errors of the carry that a saving must exceed
 * @param basis          term structure of the candidates now; null without a dated future that can be traded
 * @param candidates     in order of first mention
 * @param agrees         whether every cost is what its terms give, and the saving and the choice follow from them
 */
public record ExplainedChoice(
        @Nullable String chosen,
        @Nullable String previous,
        String cause,
        String meaning,
        @Nullable Double comparedAgoS,
        double sizeUsd,
        double savingUsd,
        double hurdleUsd,
        double horizonDays,
        double turnover,
        double makerShare,
        double marginCostRate,
        double riskAversion,
        double confidence,
        @Nullable Curve basis,
        List<Candidate> candidates,
        boolean agrees) {
    /**
     * A term structure: premiums ln(F / index) / years.
     *
     * @param futures that can be traded
     * @param level   mean premium per year
     * @param slope   change of the premium per year of time to delivery
     * @param shape   {@code CONTANGO}, {@code BACKWARDATION} or {@code FLAT}
     */
    public record Curve(int futures, double level, double slope, String shape) {}

    /**
     * One candidate. Rates and costs are of the comparison, null where it was not compared; the rest is of now.
     *
     * @param instrumentId     dense
     * @param instrument       the venue's name
     * @param chosen           whether it is in use
     * @param status           in the comparison
     * @param whyNot           it cannot be traded now, as the journal names it; null where it can
     * @param price            USD per coin; null before the first
     * @param daysToDelivery   null for what has none
     * @param premiumPerYear   ln(price / index) over the time to delivery; likewise
     * @param weight           coins that one of its coins counts as
     * @param heldDelta        projected coins held in it
     * @param maxPositionUsd   cap
     * @param spreadRate       fee and half-spread, share of the price
     * @param impactRate       share of the price per million USD to the root
     * @param carryRate        funding or convergence of the compared side, share of the position; below 0 earns
     * @param carryError       standard error of it
     * @param marginRate       share of the position
     * @param basisVariance    per year
     * @param onceUsd          in or out once: (spread + impact * sqrt(size)) * size
     * @param tradingUsd       the same by the turnover
     * @param carryUsd         carry rate * size
     * @param capitalUsd       margin rate * cost of capital * horizon * size
     * @param riskUsd          risk aversion / 2 * basis variance * horizon * size^2
     * @param totalUsd         all but the way in and out
     */
    public record Candidate(
            int instrumentId,
            String instrument,
            boolean chosen,
            String status,
            @Nullable String whyNot,
            @Nullable Double price,
            @Nullable Double daysToDelivery,
            @Nullable Double premiumPerYear,
            double weight,
            double heldDelta,
            double maxPositionUsd,
            @Nullable Double spreadRate,
            @Nullable Double impactRate,
            @Nullable Double carryRate,
            @Nullable Double carryError,
            @Nullable Double marginRate,
            @Nullable Double basisVariance,
            @Nullable Double onceUsd,
            @Nullable Double tradingUsd,
            @Nullable Double carryUsd,
            @Nullable Double capitalUsd,
            @Nullable Double riskUsd,
            @Nullable Double totalUsd) {}

    /**
     * Keeps a list that nobody changes.
     *
     * @param chosen         as above
     * @param previous       as above
     * @param cause          as above
     * @param meaning        as above
     * @param comparedAgoS   as above
     * @param sizeUsd        as above
     * @param savingUsd      as above
     * @param hurdleUsd      as above
     * @param horizonDays    as above
     * @param turnover       as above
     * @param makerShare     as above
     * @param marginCostRate as above
     * @param riskAversion   as above
     * @param confidence     as above
     * @param basis          as above
     * @param candidates     as above
     * @param agrees         as above
     */
    public ExplainedChoice {
        candidates = List.copyOf(candidates);
    }
}
