package io.gimbal.engine.pricing;

import java.util.Arrays;

/**
 * Calls of one expiry, one record per strike and volatility, and the direct evaluation of their {@link BlackSums}. A put
 * is a call and a fixed amount of forward and strike (parity), so a book needs no more than this. Owned by one thread;
 * grows only in {@link #add}.
 *
 * <p>What does not change with the forward is kept: the logarithm of each strike over a reference and the reciprocal of
 * each volatility. A tick then costs one logarithm for the strip and one exponential and one division per record.
 * Records are summed in the order they were added; one of quantity 0 costs nothing.
 */
public final class CallStrip {
    private static final int FIRST_CAPACITY = 16;
    private static final double HALF = 0.5;

    /** The exponent of a density below which it is held: far below anything a sum can feel, and still a normal number. */
    private static final double LOWEST_EXPONENT = -700.0;

    private int size;
    private double reference = 1.0;
    private double[] quantity = new double[FIRST_CAPACITY];
    private double[] strike = new double[FIRST_CAPACITY];
    private double[] logStrike = new double[FIRST_CAPACITY];
    private double[] vol = new double[FIRST_CAPACITY];
    private double[] inverseVol = new double[FIRST_CAPACITY];

    /** Creates an empty strip with a reference of 1. */
    public CallStrip() {}

    /** {@return how many records} */
    public int size() {
        return size;
    }

    /** {@return the forward that logarithms are counted from, USD per coin} */
    public double reference() {
        return reference;
    }

    /** Removes all records. */
    public void clear() {
        size = 0;
    }

    /**
     * Counts logarithms from another forward. The nearer it is to the present one, the fewer digits a tick loses.
     *
     * @param forward USD per coin, positive and finite
     */
    public void setReference(final double forward) {
        reference = forward;
        for (int i = 0; i < size; i++) {
            logStrike[i] = DeterministicMath.logRatio(strike[i], forward);
        }
    }

    /**
     * Adds a record.
     *
     * @param strikePrice USD per coin, positive and finite
     * @param coins       signed quantity
     * @param volatility  absolute, positive
     * @return its position
     */
    public int add(final double strikePrice, final double coins, final double volatility) {
        if (size == strike.length) {
            grow(2 * size);
        }
        final int i = size++;
        strike[i] = strikePrice;
        logStrike[i] = DeterministicMath.logRatio(strikePrice, reference);
        set(i, coins, volatility);
        return i;
    }

    private void grow(final int capacity) {
        quantity = Arrays.copyOf(quantity, capacity);
        strike = Arrays.copyOf(strike, capacity);
        logStrike = Arrays.copyOf(logStrike, capacity);
        vol = Arrays.copyOf(vol, capacity);
        inverseVol = Arrays.copyOf(inverseVol, capacity);
    }

    /**
     * Changes a record.
     *
     * @param i          its position
     * @param coins      signed quantity
     * @param volatility absolute, positive
     */
    public void set(final int i, final double coins, final double volatility) {
        quantity[i] = coins;
        vol[i] = volatility;
        inverseVol[i] = 1.0 / volatility;
    }

    /**
     * Becomes a copy of another strip.
     *
     * @param other to copy
     */
    public void copyFrom(final CallStrip other) {
        if (strike.length < other.size) {
            grow(other.strike.length);
        }
        size = other.size;
        reference = other.reference;
        System.arraycopy(other.quantity, 0, quantity, 0, size);
        System.arraycopy(other.strike, 0, strike, 0, size);
        System.arraycopy(other.logStrike, 0, logStrike, 0, size);
        System.arraycopy(other.vol, 0, vol, 0, size);
        System.arraycopy(other.inverseVol, 0, inverseVol, 0, size);
    }

    /**
     * A record's quantity.
     *
     * @param i its position
     * @return coins, signed
     */
    public double quantity(final int i) {
        return quantity[i];
    }

    /**
     * A record's volatility.
     *
     * @param i its position
     * @return absolute
     */
    public double vol(final int i) {
        return vol[i];
    }

    /**
     * A record's strike.
     *
     * @param i its position
     * @return USD per coin
     */
    public double strike(final int i) {
        return strike[i];
    }

    /**
     * A record's strike on the scale of the forward's logarithm.
     *
     * @param i its position
     * @return ln(strike / reference)
     */
    public double logStrike(final int i) {
        return logStrike[i];
    }

    /**
     * The forward on the scale of the records' logarithms.
     *
     * @param forward USD per coin, positive and finite
     * @return ln(forward / reference)
     */
    public double logForward(final double forward) {
        return DeterministicMath.logRatio(forward, reference);
    }

    /**
     * Adds the sums of some records to what an array holds.
     *
     * @param from       first record
     * @param to         behind the last
     * @param forward    USD per coin
     * @param logForward {@link #logForward} of it
     * @param rootTime   square root of the years to expiry, positive
     * @param out        receives {@link BlackSums#COUNT} sums
     * @param offset     of the first in it
     */
    public void addSums(
            final int from,
            final int to,
            final double forward,
            final double logForward,
            final double rootTime,
            final double[] out,
            final int offset) {
        final double perRootTime = 1.0 / rootTime;
        double delta = out[offset + BlackSums.DELTA];
        double paid = out[offset + BlackSums.STRIKE_PAID];
        double s0 = out[offset + BlackSums.DENSITY];
        double s1 = out[offset + BlackSums.DENSITY_VOL];
        double s2 = out[offset + BlackSums.DENSITY_PER_STD_DEV];
        double s3 = out[offset + BlackSums.DENSITY_D2_PER_STD_DEV];
        double s4 = out[offset + BlackSums.DENSITY_D1_D2_PER_STD_DEV];
        double s5 = out[offset + BlackSums.DENSITY_D2];
        double x0 = out[offset + BlackSums.EXERCISED];
        double x1 = out[offset + BlackSums.DENSITY_D1_PER_VARIANCE];
        double x2 = out[offset + BlackSums.ZOMMA_TERM];
        double x3 = out[offset + BlackSums.DENSITY_D1_D2];
        for (int i = nextHeld(from, to); i < to; i = nextHeld(i + 1, to)) {
            final double coins = quantity[i];
            final double perStdDev = inverseVol[i] * perRootTime;
            final double stdDev = vol[i] * rootTime;
            final double d1 = Math.fma(logForward - logStrike[i], perStdDev, HALF * stdDev);
            final double d2 = d1 - stdDev;
            final double density = DeterministicMath.densityInRange(Math.max(-HALF * d1 * d1, LOWEST_EXPONENT));
            final double shifted1 = Math.abs(d1) + MillsRatio.SHIFT;
            final double shifted2 = Math.abs(d2) + MillsRatio.SHIFT;
            final double reciprocal = 1.0 / (shifted1 * shifted2);
            final double strikePaid = lowerTail(d2, forward * tail(density, reciprocal * shifted1), strike[i]);
            final double weighted = coins * density;
            final double perS = weighted * perStdDev;
            delta = Math.fma(coins, lowerTail(d1, tail(density, reciprocal * shifted2), 1.0), delta);
            paid = Math.fma(coins, strikePaid, paid);
            s0 += weighted;
            s1 = Math.fma(weighted, vol[i], s1);
            s2 += perS;
            s3 = Math.fma(perS, d2, s3);
            s4 = Math.fma(perS, d1 * d2, s4);
            s5 = Math.fma(weighted, d2, s5);
            x0 = Math.fma(coins, strikePaid / strike[i], x0);
            x1 = Math.fma(perS * perStdDev, d1, x1);
            x2 = Math.fma(perS * inverseVol[i], Math.fma(d1, d2, -1.0), x2);
            x3 = Math.fma(weighted, d1 * d2, x3);
        }
        out[offset + BlackSums.DELTA] = delta;
        out[offset + BlackSums.STRIKE_PAID] = paid;
        out[offset + BlackSums.DENSITY] = s0;
        out[offset + BlackSums.DENSITY_VOL] = s1;
        out[offset + BlackSums.DENSITY_PER_STD_DEV] = s2;
        out[offset + BlackSums.DENSITY_D2_PER_STD_DEV] = s3;
        out[offset + BlackSums.DENSITY_D1_D2_PER_STD_DEV] = s4;
        out[offset + BlackSums.DENSITY_D2] = s5;
        out[offset + BlackSums.EXERCISED] = x0;
        out[offset + BlackSums.DENSITY_D1_PER_VARIANCE] = x1;
        out[offset + BlackSums.ZOMMA_TERM] = x2;
        out[offset + BlackSums.DENSITY_D1_D2] = x3;
    }

    private int nextHeld(final int from, final int to) {
        int i = from;
        while (i < to && quantity[i] == 0.0) {
            i++;
        }
        return i;
    }

    /** The probability beyond a point, by the density there and the reciprocal that its Mills ratio takes. */
    private static double tail(final double density, final double reciprocal) {
        return density * MillsRatio.atReciprocal(reciprocal);
    }

    /** What lies below d of a whole, from the tail beyond |d|; signs are multiplied in, not branched upon. */
    private static double lowerTail(final double d, final double tail, final double whole) {
        final double side = Math.copySign(HALF, d);
        return Math.fma(-2.0 * side, tail, whole * (HALF + side));
    }
}
