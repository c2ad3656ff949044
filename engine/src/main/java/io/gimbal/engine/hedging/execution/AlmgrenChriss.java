package io.gimbal.engine.hedging.execution;

import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.NearZero;

/**
 * Cheapest liquidation for a given aversion to its risk, with linear impact. R. Almgren, N. Chriss, "Optimal execution
 * of portfolio transactions", Journal of Risk 3 (2000). Pure; only construction allocates; arguments out of range give
 * NaN.
 *
 * <p>Any unit of time serves, one for all arguments; quantities are in one unit, coins for instance. A quantity to be
 * sold is positive; a purchase is its mirror image with the same cost and variance.
 *
 * @param vol       σ, USD per unit of quantity and root time, at least 0
 * @param fixed     ε, half-spread and fees, USD per unit of quantity, at least 0
 * @param permanent γ, USD per unit of quantity, per unit of quantity traded, at least 0
 * @param temporary η, USD per unit of quantity, per unit of quantity and time, above γ step / 2
 * @param step      τ, time between two trades, above 0
 */
public record AlmgrenChriss(double vol, double fixed, double permanent, double temporary, double step) {
    private static final double HALF = 0.5;

    /** Below it the schedule is straight to the last digit. */
    private static final double STRAIGHT = 1e-12;

    /** {@return whether every parameter is in its range} */
    public boolean isUsable() {
        return vol >= 0
                && fixed >= 0
                && permanent >= 0
                && step > 0
                && step < Double.POSITIVE_INFINITY
                && temporaryOfStep() > 0
                && temporary < Double.POSITIVE_INFINITY;
    }

    /** {@return η less γ τ / 2, what temporary impact costs beyond what permanent impact costs anyhow} */
    private double temporaryOfStep() {
        return temporary - HALF * permanent * step;
    }

    /**
     * How fast the holding decays: κ of {@code 2 (cosh κτ − 1) / τ² = λσ² / (η − γτ/2)}.
     *
     * @param riskAversion λ, per USD, at least 0; half of the absolute risk aversion of the bands
     * @return per unit of time, at least 0
     */
    public double urgency(final double riskAversion) {
        if (!(riskAversion >= 0 && isUsable())) {
            return Double.NaN;
        }
        final double continuous = Math.sqrt(riskAversion * vol * vol / temporaryOfStep());
        return 2.0 / step * NearZero.asinh(HALF * continuous * step);
    }

    /**
     * Time in which the holding falls to 1/e of itself when there is no deadline. The paper calls it the half-life of
     * the trade.
     *
     * @param urgency κ, at least 0
     * @return time, infinite for an urgency of 0
     */
    public static double halfLife(final double urgency) {
        return urgency >= 0 ? 1.0 / urgency : Double.NaN;
    }

    /**
     * What is still held: {@code X sinh(κ (T − t)) / sinh(κT)}, a straight line where κ is 0.
     *
     * @param total   X, either sign
     * @param urgency κ, at least 0
     * @param horizon T, above 0
     * @param time    t; before 0 counts as 0, after T as T
     * @return between {@code total} and 0
     */
    public static double holding(final double total, final double urgency, final double horizon, final double time) {
        if (!(urgency >= 0 && horizon > 0 && !Double.isNaN(time))) {
            return Double.NaN;
        }
        final double left = horizon - Math.min(Math.max(time, 0), horizon);
        if (urgency * horizon < STRAIGHT) {
            return total * (left / horizon);
        }
        final double decay = DeterministicMath.exp(-urgency * (horizon - left));
        return total * decay * (NearZero.expm1(-2 * urgency * left) / NearZero.expm1(-2 * urgency * horizon));
    }

    /**
     * Expected cost of the schedule: {@code γX²/2 + εX + (η − γτ/2)/τ Σ n²}, n being the trades.
     *
     * @param total   X, either sign
     * @param urgency κ, at least 0; 0 is the straight line, the cheapest there is
     * @param slices  number of trades, at least 1
     * @return USD
     */
    public double expectedCost(final double total, final double urgency, final int slices) {
        if (!(isUsable() && slices > 0)) {
            return Double.NaN;
        }
        double squares = 0;
        double held = total;
        for (int i = 1; i <= slices; i++) {
            final double next = holding(total, urgency, slices * step, i * step);
            squares += (held - next) * (held - next);
            held = next;
        }
        return cost(total, squares);
    }

    /**
     * Variance of the cost: {@code σ² τ Σ x²}, x being what is held after each trade.
     *
     * @param total   X, either sign
     * @param urgency κ, at least 0
     * @param slices  number of trades, at least 1
     * @return USD squared
     */
    public double variance(final double total, final double urgency, final int slices) {
        if (!(isUsable() && slices > 0)) {
            return Double.NaN;
        }
        double squares = 0;
        for (int i = 1; i < slices; i++) {
            final double held = holding(total, urgency, slices * step, i * step);
            squares += held * held;
        }
        return vol * vol * step * squares;
    }

    /**
     * Expected cost of the schedule in whole lots.
     *
     * @param schedule of equal steps
     * @param lot      quantity of one lot, above 0
     * @return USD
     */
    public double expectedCost(final SliceSchedule schedule, final double lot) {
        if (!(isUsable() && lot > 0)) {
            return Double.NaN;
        }
        double squares = 0;
        double total = 0;
        for (int i = 0; i < schedule.count(); i++) {
            final double trade = schedule.lots(i) * lot;
            squares += trade * trade;
            total += trade;
        }
        return cost(total, squares);
    }

    private double cost(final double total, final double squares) {
        return HALF * permanent * total * total + fixed * Math.abs(total) + temporaryOfStep() / step * squares;
    }

    /**
     * Variance of the cost of the schedule in whole lots.
     *
     * @param schedule of equal steps
     * @param lot      quantity of one lot, above 0
     * @return USD squared
     */
    public double variance(final SliceSchedule schedule, final double lot) {
        if (!(isUsable() && lot > 0)) {
            return Double.NaN;
        }
        double squares = 0;
        for (int i = 0; i < schedule.count(); i++) {
            final double held = schedule.heldAfter(i) * lot;
            squares += held * held;
        }
        return vol * vol * step * squares;
    }
}
