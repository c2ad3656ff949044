package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;

/**
 * Realised and bipower variance of the last returns, and the test for a jump. Owned by the engine thread.
 *
 * <p>Bipower variation multiplies neighbours, so that a single jump hardly enters it: {@code (π/2) n/(n−1) Σ|r_i||r_(i−1)|}. O.
 * Barndorff-Nielsen, N. Shephard, "Power and bipower variation with stochastic volatility and jumps", Journal of Financial
 * Econometrics 2 (2004). Both are sums over the window, which must be full before they are known.
 */
public final class RealisedVariance {
    /** Standard deviations beyond which a return counts as a jump. */
    public static final double JUMP_DEVIATIONS = 4;

    private static final double HALF_PI = Math.PI / 2;

    private final double[] sizes;
    private int next;
    private int count;
    private double squares;
    private double products;

    /**
     * An empty window.
     *
     * @param window returns in it, at least 2
     */
    public RealisedVariance(final int window) {
        if (window < 2) {
            throw new IllegalArgumentException("window must hold at least 2 returns: window=" + window);
        }
        sizes = new double[window];
    }

    /**
     * Takes one return of the grid; the oldest leaves a full window.
     *
     * @param move logarithmic, of one interval; a value that is not finite changes nothing
     */
    public void onReturn(final double move) {
        final double size = Math.abs(move);
        if (!Usable.isNumber(size)) {
            return;
        }
        if (count == sizes.length) {
            dropOldest();
        }
        if (count > 0) {
            products += size * sizes[next == 0 ? sizes.length - 1 : next - 1];
        }
        squares += size * size;
        sizes[next] = size;
        count++;
        next++;
        if (next == sizes.length) {
            next = 0;
            sumAgain();
        }
    }

    private void dropOldest() {
        final double oldest = sizes[next];
        squares -= oldest * oldest;
        products -= oldest * sizes[next + 1 == sizes.length ? 0 : next + 1];
        count--;
    }

    /** Once a turn, when the window stands in order, so that roundings do not pile up. */
    private void sumAgain() {
        squares = sizes[0] * sizes[0];
        products = 0;
        for (int i = 1; i < sizes.length; i++) {
            squares += sizes[i] * sizes[i];
            products += sizes[i] * sizes[i - 1];
        }
    }

    /**
     * Whether the window is full.
     *
     * @return true once there were as many returns as it holds
     */
    public boolean isFull() {
        return count == sizes.length;
    }

    /**
     * Sum of squared returns over the window.
     *
     * @return at least 0; NaN before the window is full
     */
    public double realised() {
        return isFull() ? Math.max(squares, 0) : Double.NaN;
    }

    /**
     * Bipower variation over the window: the realised variance without its jumps.
     *
     * @return at least 0; NaN before the window is full
     */
    public double bipower() {
        if (!isFull()) {
            return Double.NaN;
        }
        return HALF_PI * sizes.length / (sizes.length - 1) * Math.max(products, 0);
    }

    /**
     * Share of the realised variance that jumps made: {@code max(0, 1 − bipower / realised)}.
     *
     * @return from 0 to 1; NaN before the window is full and where nothing moved
     */
    public double jumpShare() {
        final double realised = realised();
        return realised > 0 ? Math.max(0, 1 - bipower() / realised) : Double.NaN;
    }

    /**
     * Volatility of a year from the window without its jumps.
     *
     * @param intervalYears length of one return, above 0
     * @return absolute, per root year; NaN before the window is full
     */
    public double bipowerVol(final double intervalYears) {
        return intervalYears > 0 ? Math.sqrt(bipower() / (sizes.length * intervalYears)) : Double.NaN;
    }

    /**
     * Volatility of a year from the window.
     *
     * @param intervalYears length of one return, above 0
     * @return absolute, per root year; NaN before the window is full
     */
    public double vol(final double intervalYears) {
        return intervalYears > 0 ? Math.sqrt(realised() / (sizes.length * intervalYears)) : Double.NaN;
    }

    /**
     * Whether a return is too large for the window's diffusion: {@code |r| > deviations σ √δt}, σ² δt the bipower variance of one
     * interval. Ask before the return is added.
     *
     * @param move       logarithmic, of one interval
     * @param deviations at least 0; {@link #JUMP_DEVIATIONS} as a rule
     * @return false before the window is full and for a value that is not a number
     */
    public boolean isJump(final double move, final double deviations) {
        return Math.abs(move) > deviations * Math.sqrt(bipower() / sizes.length);
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, (long) next);
        h = Bits.mix(h, (long) count);
        h = Bits.mix(h, squares);
        h = Bits.mix(h, products);
        for (final double size : sizes) {
            h = Bits.mix(h, size);
        }
        return h;
    }
}
