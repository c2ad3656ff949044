package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.PolicyKind;

/**
 * A clock that trades to the delta at Leland's volatility ({@link Leland}), by the sign of the book's net gamma: at
 * its own volatilities, or, for a book of either sign (Hoggard, Whalley and Wilmott), at those that the sign itself
 * prescribes. Where no sign agrees with the gamma at its own volatilities, nothing is shifted. One factor for all
 * variances is made of the gamma-weighted volatility; without one the clock trades to the plain delta.
 *
 * @param costRate      what a trade costs where it was not measured, one way, share of the price per coin, at least 0
 * @param intervalYears between two trades, above 0
 * @param isSelfConsistent whether the sign is that of gamma at the modified volatilities
 */
public record LelandPolicy(double costRate, double intervalYears, boolean isSelfConsistent) implements HedgePolicy {
    /**
     * Checks the parameters.
     *
     * @param costRate         at least 0 and finite
     * @param intervalYears    above 0 and finite
     * @param isSelfConsistent whether the sign is that of gamma at the modified volatilities
     */
    public LelandPolicy {
        Checks.costRate(costRate);
        Checks.intervalYears(intervalYears);
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        if (!view.isIntervalDue()) {
            Regions.clock(view, target, false, view.targetDelta());
            target.reasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.INTERVAL_DUE);
            return;
        }
        final double number = Leland.number(Regions.costRate(view, costRate), view.vol(), intervalYears);
        final double centre = Regions.shiftedCentre(view, varianceFactor(view, number));
        if (Math.abs(centre) <= Double.MAX_VALUE) {
            Regions.clock(view, target, true, centre);
            target.reasons(DecisionReason.INTERVAL_NOT_DUE, DecisionReason.INTERVAL_DUE);
        } else {
            Regions.clock(view, target, true, view.targetDelta());
            target.reasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
        }
    }

    private double varianceFactor(final HedgeView view, final double number) {
        final double first = factor(number, view.gamma());
        if (!isSelfConsistent) {
            return first;
        }
        final double gammaThere = view.revaluation().gamma(first);
        if (gammaThere < 0 == view.gamma() < 0) {
            return first;
        }
        final double second = factor(number, gammaThere);
        return view.revaluation().gamma(second) < 0 == gammaThere < 0 ? second : 1;
    }

    private static double factor(final double number, final double gamma) {
        final double root = Leland.vol(1, number, gamma);
        return root * root;
    }

    @Override
    public PolicyKind kind() {
        return isSelfConsistent ? PolicyKind.HOGGARD_WHALLEY_WILMOTT : PolicyKind.LELAND;
    }

    @Override
    public boolean isKeptDue() {
        return true;
    }

    @Override
    public boolean isModelled() {
        return true;
    }
}
