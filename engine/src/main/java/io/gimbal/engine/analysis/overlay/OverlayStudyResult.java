package io.gimbal.engine.analysis.overlay;

/**
 * What the overlay does to the result of a short seven-day straddle, delta hedged alike with and without it on the same
 * paths. Shares are of the premium at a volatility of 60 %.
 *
 * @param paths           simulated
 * @param stdWithout      standard deviation of the result without the overlay, share
 * @param stdWith         with it, share
 * @param reduction       1 less the one over the other
 * @param standardError   of the reduction, by leaving out a twentieth of the paths at a time
 * @param optionCost      mean spread and fees of the overlay's trades, the last unwinding included, share
 * @param perpetualCost   mean cost of the perpetual with the overlay, share
 * @param perpetualBefore mean cost of the perpetual without it, share
 * @param meanWithout     mean result without it, costs paid, share
 * @param meanWith        mean result with it, costs paid, share
 * @param shortfall95     mean loss of the worst 5 % with it, share
 * @param shortfallBefore mean loss of the worst 5 % without it, share
 * @param lotsTraded      mean lots of options traded
 * @param exceededShare   share of the decisions after which a limit stayed exceeded
 * @param depthShare      share of the decisions that took all there was of an option
 * @param mostMargin      largest margin that options tied up after a trade, USD at a price of 100 and one straddle
 */
public record OverlayStudyResult(
        int paths,
        double stdWithout,
        double stdWith,
        double reduction,
        double standardError,
        double optionCost,
        double perpetualCost,
        double perpetualBefore,
        double meanWithout,
        double meanWith,
        double shortfall95,
        double shortfallBefore,
        double lotsTraded,
        double exceededShare,
        double depthShare,
        double mostMargin) {}
