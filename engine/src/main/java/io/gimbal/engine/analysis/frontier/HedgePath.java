package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.Zakamouline;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.market.path.RestingFills;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.OptionGreeks;

/**
 * One path with all that policies ask of it, computed once: the hedge of a short straddle struck at the path's first
 * price, its gamma, and the widths of bands at a risk aversion of one. Owned by one thread.
 */
final class HedgePath {
    // A straddle's delta jumps from -1 to 1 at its strike.
    private static final double LOWEST_EXPONENT = -700.0;

    /** Half of what the payoff's delta jumps by at the strike, coins: no band is wider. */
    static final double HALF_JUMP = 1.0;

    private static final double YEARS_PER_MINUTE = 1.0 / (365.0 * 1_440.0);

    private final PricePath market;
    private final RestingFills fills;
    private final double costRate;
    private final double[] target;
    private final double[] gamma;
    private final double[] logMoneyness;
    private final double[] rootYears;
    private final double[] bandWidth;
    private final double[] fitWidth;
    private final double[] fitFloor;
    private final double[] fitShift;
    private final OptionGreeks greeks = new OptionGreeks();
    private double common;

    HedgePath(final PricePath market, final RestingFills fills, final double costRate) {
        this.market = market;
        this.fills = fills;
        this.costRate = costRate;
        final int steps = market.steps();
        target = new double[steps];
        gamma = new double[steps];
        logMoneyness = new double[steps];
        rootYears = new double[steps];
        bandWidth = new double[steps];
        fitWidth = new double[steps];
        fitFloor = new double[steps];
        fitShift = new double[steps];
        for (int i = 0; i < steps; i++) {
            rootYears[i] = Math.sqrt(market.yearsLeft(i));
        }
    }

    /** Computes everything from the market's path as it now stands. */
    void prepare(final long fillSeed) {
        fills.begin(market, fillSeed);
        final double strike = market.price(0);
        common = premium(strike, market.vol(0), market.yearsLeft(0)) - Math.abs(market.price(steps()) - strike);
        for (int i = 0; i < steps(); i++) {
            final double price = market.price(i);
            final double years = market.yearsLeft(i);
            final double vol = market.vol(i);
            Black76.evaluate(true, price, strike, years, vol, greeks);
            target[i] = 2.0 * greeks.delta() - 1.0;
            gamma[i] = 2.0 * greeks.gamma();
            logMoneyness[i] = DeterministicMath.logRatio(price, strike);
            bandWidth[i] = Bands.whalleyWilmott(costRate, price, gamma[i], 1.0);
            fitWidth[i] = Zakamouline.width(costRate, gamma[i], 1.0, vol, years, 1.0);
            fitFloor[i] = Zakamouline.floor(costRate, price, 1.0, vol, years);
            fitShift[i] = Zakamouline.shift(costRate, price, gamma[i], 1.0, vol, years, 1.0);
            common += target[i] * move(i);
        }
    }

    /** {@return value of a straddle at the money, USD per coin} */
    static double premium(final double price, final double vol, final double years) {
        final OptionGreeks call = new OptionGreeks();
        Black76.evaluate(true, price, price, years, vol, call);
        return 2.0 * call.price();
    }

    int steps() {
        return target.length;
    }

    double stepYears() {
        return market.stepYears();
    }

    int steps(final double minutes) {
        return Math.max(1, (int) Math.round(minutes * YEARS_PER_MINUTE / market.stepYears()));
    }

    double yearsLeft(final int step) {
        return market.yearsLeft(step);
    }

    RestingFills fills() {
        return fills;
    }

    /** {@return k, share of a trade's value that taking costs} */
    double costRate() {
        return costRate;
    }

    double price(final int time) {
        return market.price(time);
    }

    double move(final int step) {
        return market.price(step + 1) - market.price(step);
    }

    double vol(final int step) {
        return market.vol(step);
    }

    /** {@return the common target: coins that level the book at the hedger's own volatility} */
    double target(final int step) {
        return target[step];
    }

    /** {@return what levels the book at another volatility, coins} */
    double target(final int step, final double vol) {
        final double stdDev = vol * rootYears[step];
        return 2.0 * DeterministicMath.normalCdf(logMoneyness[step] / stdDev + 0.5 * stdDev) - 1.0;
    }

    /** {@return size of the book's gamma, coins per USD; the book is short of it} */
    double gamma(final int step) {
        return gamma[step];
    }

    /** {@return how much of the straddle still moves with the price, coins: both options by how near they are} */
    double liveAmount(final int step) {
        final double stdDev = market.vol(step) * rootYears[step];
        final double d1 = logMoneyness[step] / stdDev + 0.5 * stdDev;
        return 2.0 * DeterministicMath.exp(Math.max(-0.5 * d1 * d1, LOWEST_EXPONENT));
    }

    /** {@return a, how fast the target moves, coins per root year} */
    double rootRoughness(final int step) {
        return gamma[step] * market.vol(step) * market.price(step);
    }

    /**
     * Half-width of Whalley and Wilmott for a book: where gamma vanishes not below the width that costs leave without it, and
     * never above half the jump of the payoff's delta.
     *
     * @param step   of the grid
     * @param averse risk aversion, per USD
     * @param scale  {@code averse^(-1/3)}
     * @return coins
     */
    double bandWidth(final int step, final double averse, final double scale) {
        return Math.min(Math.max(scale * bandWidth[step], fitFloor[step] / averse), HALF_JUMP);
    }

    double fitWidth(final int step) {
        return fitWidth[step];
    }

    double fitFloor(final int step) {
        return fitFloor[step];
    }

    double fitShift(final int step) {
        return fitShift[step];
    }

    /** {@return P&L of the book hedged to the common target at every step, without costs; USD} */
    double commonPnl() {
        return common;
    }
}
