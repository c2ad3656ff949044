package io.gimbal.engine.analysis.frontier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a study of recorded bars found. Money is in percent of the premium of a straddle at the money at 60 %; errors
 * are the root of the mean square over straddles.
 *
 * @param file         the bars
 * @param fromMs       time of the first bar, epoch milliseconds
 * @param toMs         time of the last bar
 * @param minutes      from the first bar to the last
 * @param missing      minutes nobody recorded, which repeat the last close
 * @param days         to expiry of a straddle
 * @param clockMinutes interval of the clock that others are compared with
 * @param spend        share of the clock's cost that parameters were chosen for
 * @param straddles    begun over the whole record, one every two hours
 * @param tuned        of them, those that live within the first half of the record
 * @param tested       of them, those that begin in the second half
 * @param results      one row per policy
 * @param frontiers    every policy's points, over all straddles
 * @param assumptions  of costs, fills and execution
 */
public record BarReport(
        String file,
        long fromMs,
        long toMs,
        int minutes,
        int missing,
        int days,
        int clockMinutes,
        double spend,
        int straddles,
        int tuned,
        int tested,
        List<Row> results,
        List<Line> frontiers,
        FrontierReport.Assumptions assumptions) {

    /**
     * Keeps lists that nobody changes.
     *
     * @param file as above
     * @param fromMs as above
     * @param toMs as above
     * @param minutes as above
     * @param missing as above
     * @param days as above
     * @param clockMinutes as above
     * @param spend as above
     * @param straddles as above
     * @param tuned as above
     * @param tested as above
     * @param results as above
     * @param frontiers as above
     * @param assumptions as above
     */
    public BarReport {
        results = List.copyOf(results);
        frontiers = List.copyOf(frontiers);
    }

    /**
     * The row of a policy.
     *
     * @param policy its name
     * @return its row
     * @throws IllegalArgumentException where there is none
     */
    public Row result(final String policy) {
        return results.stream()
                .filter(row -> row.policy().equals(policy))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such policy: name=" + policy));
    }

    /**
     * A policy on the record.
     *
     * @param policy             its name
     * @param teRatioAtEqualCost its tracking error over the clock's at the clock's cost, over all straddles, parameter
     *                           chosen on them; null where every parameter tried costs more
     * @param standardError      of that ratio: blocks of a day of beginnings, bootstrapped in pairs; null where a draw
     *                           leaves no ratio
     * @param parameter          chosen on the first half; null where every parameter tried costs more than may be spent
     * @param unit               of the parameter
     * @param outOfSample        what that parameter did in the second half; null where there is none
     */
    public record Row(
            String policy,
            @Nullable Double teRatioAtEqualCost,
            @Nullable Double standardError,
            @Nullable Double parameter,
            String unit,
            @Nullable OutOfSample outOfSample) {}

    /**
     * A frozen parameter in the second half.
     *
     * @param teRatio       its tracking error over the clock's
     * @param standardError of that ratio, bootstrapped like the other
     * @param lower95       lower bound of a 95 % interval of that ratio, both sides equal
     * @param upper95       its upper bound
     * @param costRatio     its cost over the clock's
     * @param cost          percent of premium
     * @param trackingError percent of premium
     * @param allInBp       cost before the unwind over the value traded, basis points
     * @param makerShare    share of the value traded that rested
     * @param makerAllInBp  cost of fills over their value, basis points; null where nothing rested
     */
    public record OutOfSample(
            double teRatio,
            double standardError,
            double lower95,
            double upper95,
            double costRatio,
            double cost,
            double trackingError,
            double allInBp,
            double makerShare,
            @Nullable Double makerAllInBp) {}

    /**
     * A policy's points.
     *
     * @param policy    its name
     * @param parameter what is swept
     * @param unit      of the parameter
     * @param points    by rising parameter
     */
    public record Line(String policy, String parameter, String unit, List<Point> points) {
        /**
         * Keeps a list that nobody changes.
         *
         * @param policy as above
         * @param parameter as above
         * @param unit as above
         * @param points as above
         */
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * A policy at one value of its parameter.
     *
     * @param parameter     its value
     * @param cost          mean over straddles
     * @param trackingError over straddles
     */
    public record Point(double parameter, double cost, double trackingError) {}
}
