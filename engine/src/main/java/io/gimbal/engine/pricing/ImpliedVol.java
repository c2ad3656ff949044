package io.gimbal.engine.pricing;

/**
 * The volatility implied by the price of a European option on a forward, undiscounted, under Black's model
 * ({@link Black76}) or Bachelier's, where the forward is normally distributed.
 *
 * <p>Where a volatility exists it is found, for every double that is a valid price: there is no range of moneyness or
 * time outside which it fails. The error is a few roundings plus what one rounding of the given price or moneyness
 * itself moves the volatility. A price below the intrinsic value, or above what the model can give, has none: then
 * {@link #status} says so and {@link #vol} is 0. Never throws and never gives NaN.
 *
 * <p>A start from the last volatility saves the guess and is otherwise the same: it ends with the same accuracy, though
 * not always with the same last bit, and one that leads nowhere is dropped for the guess.
 *
 * <p>A reusable holder: it belongs to the thread that solves with it and is overwritten by the next solution. Allocates
 * nothing; the same bits on every JDK.
 */
public final class ImpliedVol {
    private final BlackStdDev black = new BlackStdDev();
    private ImpliedVolStatus status = ImpliedVolStatus.INVALID;
    private double vol;
    private double timeValue;

    /** Creates a holder without a solution. */
    public ImpliedVol() {}

    /**
     * Inverts Black's formula.
     *
     * @param isCall            true for a call, false for a put
     * @param forward           positive
     * @param strike            positive, in the forward's unit
     * @param timeToExpiryYears ACT/365, see {@link TimeToExpiry}
     * @param price             undiscounted, in the forward's unit
     * @return whether there is a volatility; {@link #status} gives the reason
     */
    public boolean solveBlack(
            final boolean isCall,
            final double forward,
            final double strike,
            final double timeToExpiryYears,
            final double price) {
        return solveBlack(isCall, forward, strike, timeToExpiryYears, price, 0.0);
    }

    /**
     * Inverts Black's formula, starting from a volatility that is expected to be near.
     *
     * @param isCall            true for a call, false for a put
     * @param forward           positive
     * @param strike            positive, in the forward's unit
     * @param timeToExpiryYears ACT/365, see {@link TimeToExpiry}
     * @param price             undiscounted, in the forward's unit
     * @param startVol          absolute; any number, one that is not above 0 counts as none
     * @return whether there is a volatility; {@link #status} gives the reason
     */
    public boolean solveBlack(
            final boolean isCall,
            final double forward,
            final double strike,
            final double timeToExpiryYears,
            final double price,
            final double startVol) {
        if (!(isPositiveFinite(forward) && isPositiveFinite(strike))) {
            return without(ImpliedVolStatus.INVALID);
        }
        if (!hasTimeValue(isCall, forward, strike, timeToExpiryYears, price)) {
            return false;
        }
        final double missing = (isCall ? forward : strike) - price;
        if (!(missing > 0.0)) {
            return without(ImpliedVolStatus.ABOVE_MAXIMUM);
        }
        final double rootTime = Math.sqrt(timeToExpiryYears);
        return found(black.solve(forward, strike, timeValue, missing, startVol * rootTime) / rootTime);
    }

    /**
     * Inverts Bachelier's formula. A price has no upper bound here.
     *
     * @param isCall            true for a call, false for a put
     * @param forward           any finite number
     * @param strike            any finite number, in the forward's unit
     * @param timeToExpiryYears ACT/365, see {@link TimeToExpiry}
     * @param price             undiscounted, in the forward's unit
     * @return whether there is a volatility, in the forward's unit per square root of a year; {@link #status} gives the
     *     reason
     */
    public boolean solveBachelier(
            final boolean isCall,
            final double forward,
            final double strike,
            final double timeToExpiryYears,
            final double price) {
        if (!(Math.abs(forward - strike) <= Double.MAX_VALUE)) {
            return without(ImpliedVolStatus.INVALID);
        }
        if (!hasTimeValue(isCall, forward, strike, timeToExpiryYears, price)) {
            return false;
        }
        final double stdDev = BachelierStdDev.solve(Math.abs(forward - strike), timeValue);
        return found(stdDev / Math.sqrt(timeToExpiryYears));
    }

    /**
     * The volatility last solved for.
     *
     * @return absolute, 0.60 for 60 % (Black), or in the forward's unit (Bachelier); 0 unless {@link #status} is OK
     */
    public double vol() {
        return vol;
    }

    /**
     * What became of the last price.
     *
     * @return OK, or why there is no volatility; INVALID before the first
     */
    public ImpliedVolStatus status() {
        return status;
    }

    /** Forgets the last solution. */
    void clear() {
        without(ImpliedVolStatus.INVALID);
    }

    /** How many steps Black's inversion took the last time. */
    int steps() {
        return black.steps();
    }

    private boolean hasTimeValue(
            final boolean isCall,
            final double forward,
            final double strike,
            final double timeToExpiryYears,
            final double price) {
        if (!(Math.abs(price) <= Double.MAX_VALUE && Math.abs(timeToExpiryYears) <= Double.MAX_VALUE)) {
            return without(ImpliedVolStatus.INVALID);
        }
        if (!(timeToExpiryYears > 0.0)) {
            return without(ImpliedVolStatus.EXPIRED);
        }
        timeValue = isCall ? beyondIntrinsic(forward, strike, price) : beyondIntrinsic(strike, forward, price);
        if (timeValue > 0.0) {
            return true;
        }
        return without(timeValue < 0.0 ? ImpliedVolStatus.BELOW_INTRINSIC : ImpliedVolStatus.AT_INTRINSIC);
    }

    // The difference is taken with what its rounding lost: an option far in the money has few digits to spare.
    private static double beyondIntrinsic(final double received, final double paid, final double price) {
        final double gain = received - paid;
        if (!(gain > 0.0)) {
            return price;
        }
        final double paidBack = received - gain;
        final double lost = (received - (gain + paidBack)) + (paidBack - paid);
        return (price - gain) - lost;
    }

    private boolean found(final double solution) {
        if (!(solution > 0.0 && solution <= Double.MAX_VALUE)) {
            return without(solution == 0.0 ? ImpliedVolStatus.AT_INTRINSIC : ImpliedVolStatus.INVALID);
        }
        vol = solution;
        status = ImpliedVolStatus.OK;
        return true;
    }

    private boolean without(final ImpliedVolStatus reason) {
        vol = 0.0;
        status = reason;
        return false;
    }

    private static boolean isPositiveFinite(final double value) {
        return value > 0.0 && value <= Double.MAX_VALUE;
    }
}
