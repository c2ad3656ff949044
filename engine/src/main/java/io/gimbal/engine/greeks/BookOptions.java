package io.gimbal.engine.greeks;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;

/**
 * What the options of a book's last valuation are like as a whole, and what they would be worth at other volatilities.
 * Each question costs a look at every option held; nothing is kept but the answers. Owned by the engine thread;
 * allocates nothing.
 *
 * <p>Black's delta depends on volatility and time only through their variance, so every variance times one factor is
 * the time to expiry times that factor: the options are summed anew, exactly, at another time.
 */
public final class BookOptions {
    private static final double HALF = 0.5;
    private static final double LOWEST_EXPONENT = -700.0;

    private final GreeksAggregator greeks;
    private final double[] own = new double[BlackSums.COUNT];
    private final double[] other = new double[BlackSums.COUNT];
    private double grossGamma;
    private double gammaVol;
    private double gammaYears;
    private double liveAmount;

    /**
     * Looks at the options of an aggregator's valuations.
     *
     * @param greeks values the book
     */
    public BookOptions(final GreeksAggregator greeks) {
        this.greeks = greeks;
    }

    /** Takes stock of the last valuation. */
    public void look() {
        grossGamma = 0;
        gammaVol = 0;
        gammaYears = 0;
        liveAmount = 0;
        for (int i = 0; i < greeks.expiryCount(); i++) {
            final ExpirySums sum = greeks.expiry(i);
            if (isValued(sum)) {
                look(greeks.valuer(i).inverse().valuer().strip(), sum);
                look(greeks.valuer(i).linear().valuer().strip(), sum);
            }
        }
    }

    private static boolean isValued(final ExpirySums sum) {
        return sum.isHeld() && sum.timeToExpiryYears > 0 && sum.forward > 0;
    }

    private void look(final CallStrip strip, final ExpirySums sum) {
        final double rootTime = Math.sqrt(sum.timeToExpiryYears);
        final double logForward = strip.logForward(sum.forward);
        final double f = sum.windowFraction;
        for (int i = 0; i < strip.size(); i++) {
            final double coins = Math.abs(strip.quantity(i));
            if (coins > 0) {
                final double stdDev = strip.vol(i) * rootTime;
                final double d1 = (logForward - strip.logStrike(i)) / stdDev + HALF * stdDev;
                final double nearness = DeterministicMath.exp(Math.max(-HALF * d1 * d1, LOWEST_EXPONENT));
                final double gamma = coins * f * f * sum.beta * sum.beta * nearness / (sum.forward * stdDev);
                grossGamma += gamma;
                gammaVol = Math.fma(gamma, strip.vol(i), gammaVol);
                gammaYears = Math.fma(gamma, sum.timeToExpiryYears, gammaYears);
                liveAmount = Math.fma(coins * f, nearness, liveAmount);
            }
        }
    }

    /** {@return volatility, each option counted by the size of its gamma; 0 where nothing has any} */
    public double vol() {
        return grossGamma > 0 ? gammaVol / grossGamma : 0;
    }

    /** {@return years to expiry, each option counted by the size of its gamma; 0 where nothing has any} */
    public double timeToExpiryYears() {
        return grossGamma > 0 ? gammaYears / grossGamma : 0;
    }

    /**
     * The options that can still move the delta: each record's coins times the normal density where it stands over
     * that at the money.
     *
     * @return coins, gross
     */
    public double liveAmount() {
        return liveAmount;
    }

    /**
     * How the options' projected delta changes when every variance is multiplied by a factor.
     *
     * @param varianceFactor above 0
     * @return coins; not a number for a factor that is none
     */
    public double deltaChange(final double varianceFactor) {
        if (!(varianceFactor > 0)) {
            return Double.NaN;
        }
        double change = 0;
        for (int i = 0; i < greeks.expiryCount(); i++) {
            final ExpirySums sum = greeks.expiry(i);
            if (isValued(sum)) {
                sum(i, sum, 1, own);
                sum(i, sum, varianceFactor, other);
                final double expiryChange = other[BlackSums.DELTA] - own[BlackSums.DELTA];
                change = Math.fma(sum.windowFraction * sum.beta, expiryChange, change);
            }
        }
        return change;
    }

    /**
     * Net projected gamma when every variance is multiplied by a factor.
     *
     * @param varianceFactor above 0
     * @return coins per USD; not a number for a factor that is none
     */
    public double gamma(final double varianceFactor) {
        if (!(varianceFactor > 0)) {
            return Double.NaN;
        }
        double gamma = 0;
        for (int i = 0; i < greeks.expiryCount(); i++) {
            final ExpirySums sum = greeks.expiry(i);
            if (isValued(sum)) {
                sum(i, sum, varianceFactor, other);
                final double weight = sum.windowFraction * sum.beta;
                gamma = Math.fma(weight * weight, BlackSums.gamma(other, sum.forward), gamma);
            }
        }
        return gamma;
    }

    private void sum(final int expiry, final ExpirySums sum, final double varianceFactor, final double[] out) {
        Arrays.fill(out, 0);
        final double rootTime = Math.sqrt(sum.timeToExpiryYears * varianceFactor);
        add(greeks.valuer(expiry).inverse().valuer().strip(), sum.forward, rootTime, out);
        add(greeks.valuer(expiry).linear().valuer().strip(), sum.forward, rootTime, out);
    }

    private static void add(final CallStrip strip, final double forward, final double rootTime, final double[] out) {
        strip.addSums(0, strip.size(), forward, strip.logForward(forward), rootTime, out, 0);
    }
}
