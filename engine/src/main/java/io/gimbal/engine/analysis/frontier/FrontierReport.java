package io.gimbal.engine.analysis.frontier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.gimbal.engine.market.path.QueueSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep found. Money is in percent of the premium of one straddle at the money at 60 %; standard errors are
 * jackknifed over blocks of paths that all policies share.
 *
 * @param world          {@code gbm} or {@code btc}
 * @param days           to expiry
 * @param stepMinutes    between two looks at the market
 * @param paths          common to all policies
 * @param seed           of all chance
 * @param clockMinutes   interval of the clock that others are compared with
 * @param premiumUsd     of one straddle at 60 %, for a price of 100 USD: what percentages are of
 * @param results        one row per policy, at the clock's cost
 * @param frontiers      every policy's points, by rising parameter
 * @param dearerFills    the default policy, had its fills cost more than the queue made them
 * @param theory         constants {@code cost × error} of the rules that theory knows
 * @param assumptions    what was assumed of costs, queue and execution
 */
public record FrontierReport(
        String world,
        int days,
        int stepMinutes,
        int paths,
        long seed,
        int clockMinutes,
        double premiumUsd,
        List<Row> results,
        List<Frontier> frontiers,
        List<DearerFills> dearerFills,
        List<Constant> theory,
        Assumptions assumptions) {

    /**
     * Keeps lists that nobody changes.
     *
     * @param world as above
     * @param days as above
     * @param stepMinutes as above
     * @param paths as above
     * @param seed as above
     * @param clockMinutes as above
     * @param premiumUsd as above
     * @param results as above
     * @param frontiers as above
     * @param dearerFills as above
     * @param theory as above
     * @param assumptions as above
     */
    public FrontierReport {
        results = List.copyOf(results);
        frontiers = List.copyOf(frontiers);
        dearerFills = List.copyOf(dearerFills);
        theory = List.copyOf(theory);
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
     * A policy at its best parameter that costs no more than the clock.
     *
     * @param policy               its name
     * @param teRatioAtEqualCost   its tracking error over the clock's at the clock's cost; null where every parameter
     *                             tried costs more
     * @param standardError        of that ratio, 0 for the clock itself; null where a block left out leaves no ratio
     * @param teRatioBeforeUnwind  the first ratio, were the unwind at expiry free: at equal cost of all trades before
     *                             it
     * @param costRatio            its cost over the clock's, as measured at this parameter
     * @param constant             cost × error of its rule where the target wanders at a constant rate, simulated: one of
     *                             {@link FrontierReport#theory}; null where theory knows none
     * @param constantError        its standard error
     * @param theoryConstant       its closed form
     * @param point                its figures
     */
    public record Row(
            String policy,
            @Nullable Double teRatioAtEqualCost,
            @Nullable Double standardError,
            @Nullable Double teRatioBeforeUnwind,
            double costRatio,
            @Nullable Double constant,
            @Nullable Double constantError,
            @Nullable Double theoryConstant,
            @JsonUnwrapped Point point) {}

    /**
     * A policy's points.
     *
     * @param policy    its name
     * @param parameter what is swept
     * @param unit      of the parameter
     * @param points    by rising parameter
     */
    public record Frontier(String policy, String parameter, String unit, List<Point> points) {
        /**
         * Keeps a list that nobody changes.
         *
         * @param policy as above
         * @param parameter as above
         * @param unit as above
         * @param points as above
         */
        public Frontier {
            points = List.copyOf(points);
        }
    }

    /**
     * A policy at one value of its parameter.
     *
     * @param parameter          its value
     * @param cost               mean shortfall of all trades, fees, adverse fills and the unwind at expiry included
     * @param costError          its standard error
     * @param trackingError      standard deviation of the P&amp;L of hedge less common target
     * @param trackingErrorError its standard error
     * @param totalStd           standard deviation of the whole P&amp;L, premium, payoff and costs included
     * @param totalStdError      its standard error
     * @param es95               mean loss of the worst twentieth, positive for a loss
     * @param es95Error          its standard error
     * @param meanPnl            mean of the whole P&amp;L
     * @param meanPnlError       its standard error
     * @param execution          how it traded
     */
    public record Point(
            double parameter,
            double cost,
            double costError,
            double trackingError,
            double trackingErrorError,
            double totalStd,
            double totalStdError,
            double es95,
            double es95Error,
            double meanPnl,
            double meanPnlError,
            @JsonUnwrapped Execution execution) {}

    /**
     * How a policy traded; means per path.
     *
     * @param unwindCost      of the position that expiry leaves, percent of premium, part of the cost
     * @param turnover        value traded before the unwind, over the price at the start: coins
     * @param trades          orders taken and fills of resting ones
     * @param allInBp         cost before the unwind over the value traded, basis points
     * @param makerShare      share of the value traded that rested
     * @param makerAllInBp    cost of fills over their value, basis points; null where nothing rested
     * @param makerShortfallBp of which price against the mid at the decision; negative, for it is half a spread better
     * @param makerAdverseBp  of which the mid's move against the fill until the step's end
     */
    public record Execution(
            double unwindCost,
            double turnover,
            double trades,
            double allInBp,
            double makerShare,
            @Nullable Double makerAllInBp,
            @Nullable Double makerShortfallBp,
            @Nullable Double makerAdverseBp) {}

    /**
     * The default policy under a harder market: every fill of a resting order costs more than was measured.
     *
     * @param extraBp            by so much, basis points of its value
     * @param teRatioAtEqualCost its tracking error over the clock's; null where every parameter tried costs more than
     *                           the clock
     * @param standardError      of that ratio
     */
    public record DearerFills(
            double extraBp,
            @Nullable Double teRatioAtEqualCost,
            @Nullable Double standardError) {}

    /**
     * Constant {@code cost × error} of a rule where the target wanders at a constant rate.
     *
     * @param rule          of the policy
     * @param measured      {@code cost × TE / (k S a σ S T^(3/2))}, simulated; or the quotient of two rules
     * @param standardError of it
     * @param theory        the closed form
     * @param ratio         measured over theory
     */
    public record Constant(String rule, double measured, double standardError, double theory, double ratio) {}

    /**
     * What was assumed.
     *
     * @param costs       of trades
     * @param queue       what resting orders meet; of bars only half spread and tick
     * @param makerReach  η: beyond so many half-widths the maker-first policy takes
     * @param fillMinutes below {@code a √(fillMinutes)} of half-width it only takes
     * @param notes       in words
     */
    public record Assumptions(
            TradingCosts costs, QueueSettings queue, double makerReach, double fillMinutes, List<String> notes) {
        /**
         * Keeps a list that nobody changes.
         *
         * @param costs as above
         * @param queue as above
         * @param makerReach as above
         * @param fillMinutes as above
         * @param notes as above
         */
        public Assumptions {
            notes = List.copyOf(notes);
        }
    }
}
