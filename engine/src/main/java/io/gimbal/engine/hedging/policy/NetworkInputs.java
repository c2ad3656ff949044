package io.gimbal.engine.hedging.policy;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * What a {@link BandNetwork} is shown of a book, all without dimension: a book of s times the options under a risk
 * aversion of 1/s times is the same to it, and so is one at another price. Owned by one thread; allocates nothing.
 *
 * <ol>
 *   <li>the logarithm of the cost rate;
 *   <li>that of the standard deviation until expiry, σ√τ;
 *   <li>that of the relative width: Whalley and Wilmott's half-width over what the target moves by until expiry,
 *       ΓSσ√τ;
 *   <li>net gamma over effective gamma, which has the sign of the options held;
 *   <li>the logarithm of what the target moves by over the live amount: how far strikes net each other;
 *   <li>the shift of Zakamouline's centre over that half-width, from −3 to 3.
 * </ol>
 */
public final class NetworkInputs {
    private static final double MOST_SHIFT = 3;

    private final double[] inputs = new double[NetworkShape.INPUTS];
    private double riskAversion;
    private double edge;
    private double prior;
    private double relativeWidth;
    private double costRate;
    private double gamma;

    /** Begins with nothing seen. */
    public NetworkInputs() {}

    /**
     * Looks at a book: finds the prior, and nothing that a network is asked with.
     *
     * @param view        what is known
     * @param assumedCost k where it was not measured, share of the price
     * @param newAversion γ, per USD
     * @return whether there is a prior: that of Whalley and Wilmott with its bounds
     */
    public boolean see(final HedgeView view, final double assumedCost, final double newAversion) {
        riskAversion = newAversion;
        costRate = Regions.costRate(view, assumedCost);
        gamma = view.gamma();
        edge = Bands.whalleyWilmott(costRate, view.price(), view.effectiveGamma(), riskAversion);
        prior = WhalleyWilmottPolicy.bounded(view, edge, costRate, riskAversion);
        return prior >= 0;
    }

    /**
     * Finds the inputs of the book that was looked at.
     *
     * @param view the same
     */
    public void fill(final HedgeView view) {
        final double stdDev = view.vol() * Math.sqrt(view.timeToExpiryYears());
        final double move = view.effectiveGamma() * view.price() * stdDev;
        relativeWidth = edge / move;
        inputs[0] = log(costRate);
        inputs[1] = log(stdDev);
        inputs[2] = log(relativeWidth);
        inputs[3] = gamma / view.effectiveGamma();
        inputs[4] = log(move / view.liveAmount());
        inputs[5] = Math.max(-MOST_SHIFT, Math.min(MOST_SHIFT, shift(view) / edge));
    }

    private static double log(final double x) {
        return x > 0 && x <= Double.MAX_VALUE ? DeterministicMath.log(x) : Double.NaN;
    }

    private double shift(final HedgeView view) {
        final double shift =
                Zakamouline.shift(costRate, view.price(), gamma, riskAversion, view.vol(), view.timeToExpiryYears(), 1);
        final double root = Zakamouline.centreVol(1, shift, gamma);
        return Regions.shiftedCentre(view, root * root) - view.targetDelta();
    }

    /** {@return the inputs, {@link NetworkShape#INPUTS} of them; not to be changed} */
    double[] values() {
        return inputs;
    }

    /**
     * One input.
     *
     * @param index in the order above, from 0
     * @return its value; not a number where it is not known
     */
    public double value(final int index) {
        return inputs[index];
    }

    /**
     * Copies all inputs.
     *
     * @param to   takes {@link NetworkShape#INPUTS} of them
     * @param from where they are to begin
     */
    public void copyTo(final double[] to, final int from) {
        System.arraycopy(inputs, 0, to, from, inputs.length);
    }

    /** {@return whether every input is known} */
    public boolean isWhole() {
        double sum = 0;
        for (final double input : inputs) {
            sum += Math.abs(input);
        }
        return sum <= Double.MAX_VALUE;
    }

    /** {@return half-width of the prior, coins; not a number where it is not known} */
    public double prior() {
        return prior;
    }

    /** {@return half-width of Whalley and Wilmott without bounds, coins; not a number where it is not known} */
    public double edge() {
        return edge;
    }

    /** {@return k, share of the price per coin} */
    public double costRate() {
        return costRate;
    }

    /** {@return half-width of Whalley and Wilmott over what the target moves by until expiry} */
    public double relativeWidth() {
        return relativeWidth;
    }

    /** {@return net gamma, coins per USD} */
    public double gamma() {
        return gamma;
    }
}
