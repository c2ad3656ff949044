package io.gimbal.engine.market.path;

import java.util.Arrays;

/**
 * One path of a market on a grid of equal steps: prices and the volatility a hedger sees at each grid time; and of each
 * step how widely the price diffused and how far it jumped at the step's end, or which range was recorded. Filled anew
 * for every path and owned by one thread.
 */
public final class PricePath {
    private final int steps;
    private final double stepYears;
    private final double[] price;
    private final double[] vol;
    private final double[] stdDev;
    private final double[] jump;
    private final double[] low;
    private final double[] high;

    /**
     * Makes room for paths.
     *
     * @param steps     of the grid, at least 1
     * @param stepYears years of 365 days in one step, above 0
     */
    public PricePath(final int steps, final double stepYears) {
        if (!(steps >= 1 && stepYears > 0)) {
            throw new IllegalArgumentException("out of range: steps=" + steps + ", stepYears=" + stepYears);
        }
        this.steps = steps;
        this.stepYears = stepYears;
        price = new double[steps + 1];
        vol = new double[steps + 1];
        stdDev = new double[steps];
        jump = new double[steps];
        low = new double[steps];
        high = new double[steps];
        Arrays.fill(low, Double.NaN);
        Arrays.fill(high, Double.NaN);
    }

    /** {@return steps of the grid; it has one time more} */
    public int steps() {
        return steps;
    }

    /** {@return years of 365 days in one step} */
    public double stepYears() {
        return stepYears;
    }

    /**
     * {@return years from a grid time to the path's end}
     *
     * @param time 0 to {@link #steps}
     */
    public double yearsLeft(final int time) {
        return (steps - time) * stepYears;
    }

    /**
     * {@return mid price at a grid time, USD per coin}
     *
     * @param time 0 to {@link #steps}
     */
    public double price(final int time) {
        return price[time];
    }

    /**
     * {@return volatility the hedger sees at a grid time, absolute, per root year}
     *
     * @param time 0 to {@link #steps}
     */
    public double vol(final int time) {
        return vol[time];
    }

    /**
     * Standard deviation of the logarithm's diffusion over one step.
     *
     * @param step 0 to steps - 1
     * @return not annualised; 0 where a recorded range says more
     */
    public double stdDev(final int step) {
        return stdDev[step];
    }

    /**
     * {@return sum of the jumps of the price's logarithm at the end of a step, mostly 0}
     *
     * @param step 0 to steps - 1
     */
    public double jump(final int step) {
        return jump[step];
    }

    /**
     * {@return recorded low of a step, USD per coin; NaN on a simulated path}
     *
     * @param step 0 to steps - 1
     */
    public double low(final int step) {
        return low[step];
    }

    /**
     * {@return recorded high of a step, USD per coin; NaN on a simulated path}
     *
     * @param step 0 to steps - 1
     */
    public double high(final int step) {
        return high[step];
    }

    void at(final int time, final double newPrice, final double newVol) {
        price[time] = newPrice;
        vol[time] = newVol;
    }

    void diffuse(final int step, final double newStdDev, final double newJump) {
        stdDev[step] = newStdDev;
        jump[step] = newJump;
    }

    void range(final int step, final double newLow, final double newHigh) {
        stdDev[step] = 0.0;
        jump[step] = 0.0;
        low[step] = newLow;
        high[step] = newHigh;
    }
}
