package io.gimbal.engine.pipeline.overlay;

import java.util.List;

/**
 * A proposed overlay with everything that explains it. All values are USD; the objective is risk, cost and penalties
 * together.
 *
 * @param status          how it was decided
 * @param complaint       what is wrong with the input; empty if nothing is
 * @param trades          by option, in their order
 * @param linearLots      what the linear form proposes after its own rounding, by option, for comparison
 * @param exposuresAfter  by factor
 * @param excesses        by factor, how far the exposure is beyond its limits afterwards, at least 0
 * @param marginExcessUsd margin beyond the headroom afterwards, at least 0
 * @param idleUsd         objective of doing nothing
 * @param objectiveUsd    objective of the trades, never above {@code idleUsd} and {@code linearUsd}
 * @param linearUsd       objective of what the linear form proposes
 * @param boundUsd        the objective is below it for no trade, lots whole or not; NaN where it was not found
 * @param riskBeforeUsd   worth of risk before
 * @param riskAfterUsd    worth of risk afterwards
 * @param costUsd         of the trades
 * @param isProvenBest    whether no other whole lots are better, to seven digits
 */
public record OverlayResult(
        OverlayStatus status,
        String complaint,
        List<OverlayTrade> trades,
        List<Long> linearLots,
        List<Double> exposuresAfter,
        List<Double> excesses,
        double marginExcessUsd,
        double idleUsd,
        double objectiveUsd,
        double linearUsd,
        double boundUsd,
        double riskBeforeUsd,
        double riskAfterUsd,
        double costUsd,
        boolean isProvenBest) {}
