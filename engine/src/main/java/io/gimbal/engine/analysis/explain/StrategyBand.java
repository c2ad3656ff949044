package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.hedging.BookInspection;
import io.gimbal.engine.hedging.InspectedStrategy;
import io.gimbal.engine.hedging.StrategySettings;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.StrategyKind;
import org.jspecify.annotations.Nullable;

/**
 * The band that a strategy puts in the place of the policy's.
 *
 * @param why     in words
 * @param formula of the half-width
 * @param low     coins
 * @param high    coins
 */
record StrategyBand(String why, String formula, double low, double high) {
    private static final double HALF = 0.5;

    double halfWidth() {
        return HALF * (high - low);
    }

    /**
     * Works it out.
     *
     * @param book       at the moment of the decision
     * @param policyLow  what the policy answered
     * @param policyHigh likewise
     * @return null where the policy's band stands
     */
    static @Nullable StrategyBand of(final BookInspection book, final double policyLow, final double policyHigh) {
        final InspectedStrategy strategy = book.strategy();
        if (strategy == null) {
            return null;
        }
        final StrategySettings settings = strategy.settings();
        final HedgeView view = book.view();
        if (!settings.ownsTarget()) {
            return strategy.state().isPaid() == BooleanType.FALSE ? idle(settings, view, policyLow, policyHigh) : null;
        }
        if (book.sense() != DeltaSense.USD_NEUTRAL || isBlind(book, strategy)) {
            return new StrategyBand(
                    "the strategy is blind", "what is held stays", view.totalDelta(), view.totalDelta());
        }
        if (isCash(strategy)) {
            return cash(book, view.lotDelta());
        }
        if (!(settings.bandShare() > 0)) {
            return null;
        }
        final double width = Math.max(settings.bandShare() * Math.abs(view.targetDelta()), view.lotDelta());
        return new StrategyBand(
                "the strategy's own band",
                "band share * |target|, at least one lot",
                view.targetDelta() - width,
                view.targetDelta() + width);
    }

    private static boolean isBlind(final BookInspection book, final InspectedStrategy strategy) {
        return strategy.settings().kind() == StrategyKind.CPPI
                ? Double.isNaN(strategy.state().floor())
                : book.target().holdReason() == DecisionReason.STRATEGY_BLIND && strategy.equityUsd() > 0;
    }

    private static boolean isCash(final InspectedStrategy strategy) {
        return strategy.settings().kind() == StrategyKind.CPPI
                ? strategy.state().isCashLocked() == BooleanType.TRUE
                : !(strategy.equityUsd() > 0);
    }

    /** First to 0, to the lot; once it was there the book's own band. Which of the two it is the engine remembers. */
    private static StrategyBand cash(final BookInspection book, final double lot) {
        final boolean isReached =
                book.target().outerHigh() > HALF * lot || Math.abs(book.view().totalDelta()) <= HALF * lot;
        final double width = isReached ? Math.max(book.standInHalfWidth(), lot) : HALF * lot;
        return new StrategyBand(
                "nothing is to be held",
                isReached ? "it was at 0: the book's own band around it" : "half a lot around 0",
                -width,
                width);
    }

    private static StrategyBand idle(
            final StrategySettings settings, final HedgeView view, final double policyLow, final double policyHigh) {
        final double centre = view.targetDelta();
        final double own = Math.max(centre - policyLow, policyHigh - centre);
        final double width = Math.max(Math.max(settings.idleHalfWidth(), own), view.lotDelta());
        return new StrategyBand(
                "gamma does not make its rent",
                "idle half-width, at least the policy's",
                centre - width,
                centre + width);
    }
}
