package io.gimbal.engine.pricing.vector;

import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.StripKernel;
import java.util.Arrays;
import java.util.Objects;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The direct sum in lanes as wide as the machine's. Records pass in blocks through five stages, each a loop of its own
 * over arrays that stay in the first cache: a vector that crosses the border of a method may be boxed, and a loop that is
 * one long method may outgrow what the compiler inlines.
 *
 * <p>Each lane does what {@link CallStrip#addSums} does to its record, operation by operation, with the same coefficients.
 * Only the adding up differs: one sum per lane, the lanes' sums added at the end from the first to the last.
 */
public final class VectorStripKernel implements StripKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Records per block, a multiple of any number of lanes. */
    private static final int BLOCK = 256;

    private static final double HALF = 0.5;
    private static final double LOWEST_EXPONENT = -700.0;
    private static final double MILLS_SHIFT = 4.0;

    private static final long SIGN_BIT = Long.MIN_VALUE;
    private static final long HALF_AS_BITS = 0x3FE0000000000000L;
    private static final int EXPONENT_BITS = 52;
    private static final long EXPONENT_BIAS = 1023;

    // The coefficients of the core's own density and Mills ratio; a test holds the two to the same bits.
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 0.6931471805592082;
    private static final double LN2_LOW = 7.371002565167799e-13;
    private static final double ROUNDING = 0x1.8p52;
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;

    private static final double E0 = 0.5;
    private static final double E1 = 0.1666666666666667;
    private static final double E2 = 0.04166666666666668;
    private static final double E3 = 0.008333333333326134;
    private static final double E4 = 0.0013888888888879073;
    private static final double E5 = 0.00019841269874822307;
    private static final double E6 = 2.4801587336443602e-05;
    private static final double E7 = 2.755725539833871e-06;
    private static final double E8 = 2.7557263277791584e-07;
    private static final double E9 = 2.5105217695684516e-08;
    private static final double E10 = 2.091813816945801e-09;

    private static final double M0 = 1.8932190633084853;
    private static final double M1 = -1.5237709108199835;
    private static final double M2 = 0.9704095548675884;
    private static final double M3 = -0.4675409629983325;
    private static final double M4 = 0.15139176231244347;
    private static final double M5 = -0.018900450861711257;
    private static final double M6 = -0.008722295274260125;
    private static final double M7 = 0.004087855681200072;
    private static final double M8 = 0.0003342446162328441;
    private static final double M9 = -0.0005792693046478719;
    private static final double M10 = -4.783264259417208e-06;
    private static final double M11 = 8.809573121072339e-05;
    private static final double M12 = 1.796397121404079e-06;
    private static final double M13 = -1.4843277679080298e-05;
    private static final double M14 = -1.5787665654677415e-06;
    private static final double M15 = 2.5687553112297302e-06;
    private static final double M16 = 6.829633831673547e-07;
    private static final double M17 = -4.004939292511808e-07;
    private static final double M18 = -2.1774195022040318e-07;
    private static final double M19 = 4.473060051451059e-08;
    private static final double M20 = 5.371103765159714e-08;
    private static final double M21 = -1.4722998923777606e-09;
    private static final double M22 = -9.351340444827594e-09;
    private static final double M23 = -3.0073979672341416e-10;
    private static final double M24 = 8.530838860266548e-10;

    private int size;
    private double[] quantity = new double[BLOCK];
    private double[] strike = new double[BLOCK];
    private double[] logStrike = new double[BLOCK];
    private double[] vol = new double[BLOCK];
    private double[] inverseVol = new double[BLOCK];

    // Of the block at hand. The tails of d1 stand in the first half, those of d2 in the second.
    private final double[] coins = new double[BLOCK];
    private final double[] upper = new double[BLOCK];
    private final double[] lower = new double[BLOCK];
    private final double[] density = new double[BLOCK];
    private final double[] tails = new double[2 * BLOCK];

    /** Every sum, lane by lane. */
    private final double[] sums = new double[BlackSums.COUNT * LANES];

    /** Creates a kernel without records. */
    public VectorStripKernel() {}

    /** {@inheritDoc} */
    @Override
    public void load(final CallStrip strip) {
        size = strip.size();
        if (quantity.length < size + BLOCK) {
            grow(2 * size + BLOCK);
        }
        for (int i = 0; i < size; i++) {
            final boolean isEmpty = strip.quantity(i) == 0.0;
            quantity[i] = strip.quantity(i);
            strike[i] = isEmpty ? 1.0 : strip.strike(i);
            logStrike[i] = isEmpty ? 0.0 : strip.logStrike(i);
            vol[i] = isEmpty ? 1.0 : strip.vol(i);
            inverseVol[i] = 1.0 / vol[i];
        }
        pad();
    }

    private void grow(final int capacity) {
        quantity = new double[capacity];
        strike = new double[capacity];
        logStrike = new double[capacity];
        vol = new double[capacity];
        inverseVol = new double[capacity];
    }

    /** Behind the last record stand some of quantity 0, so that the last lanes have something to work on. */
    private void pad() {
        final int end = size + LANES;
        Arrays.fill(quantity, size, end, 0.0);
        Arrays.fill(strike, size, end, 1.0);
        Arrays.fill(logStrike, size, end, 0.0);
        Arrays.fill(vol, size, end, 1.0);
        Arrays.fill(inverseVol, size, end, 1.0);
    }

    /** {@inheritDoc} */
    @Override
    public void addSums(
            final int from,
            final int to,
            final double forward,
            final double logForward,
            final double rootTime,
            final double[] out,
            final int offset) {
        Objects.checkFromToIndex(from, to, size);
        Arrays.fill(sums, 0.0);
        for (int start = from; start < to; start += BLOCK) {
            final int count = Math.min(BLOCK, to - start);
            final int lanes = SPECIES.loopBound(count + LANES - 1);
            System.arraycopy(quantity, start, coins, 0, count);
            Arrays.fill(coins, count, lanes, 0.0);
            findPlaces(start, lanes, logForward, rootTime);
            findDensities(lanes);
            findMillsRatios(0, lanes);
            findMillsRatios(BLOCK, BLOCK + lanes);
            addTailSums(start, lanes, forward);
            addDensitySums(start, lanes, rootTime);
        }
        for (int i = 0; i < BlackSums.COUNT; i++) {
            out[offset + i] += total(i);
        }
    }

    private double total(final int sum) {
        double total = sums[sum * LANES];
        for (int lane = 1; lane < LANES; lane++) {
            total += sums[sum * LANES + lane];
        }
        return total;
    }

    /** d1 and d2, the exponent of the density at d1, and the reciprocals that the Mills ratios take. */
    private void findPlaces(final int start, final int count, final double logForward, final double rootTime) {
        final double perRootTime = 1.0 / rootTime;
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector perStdDev =
                    DoubleVector.fromArray(SPECIES, inverseVol, start + i).mul(perRootTime);
            final DoubleVector stdDev =
                    DoubleVector.fromArray(SPECIES, vol, start + i).mul(rootTime);
            final DoubleVector d1 = DoubleVector.broadcast(SPECIES, logForward)
                    .sub(DoubleVector.fromArray(SPECIES, logStrike, start + i))
                    .fma(perStdDev, stdDev.mul(HALF));
            final DoubleVector d2 = d1.sub(stdDev);
            final DoubleVector shifted1 = d1.abs().add(MILLS_SHIFT);
            final DoubleVector shifted2 = d2.abs().add(MILLS_SHIFT);
            final DoubleVector reciprocal = DoubleVector.broadcast(SPECIES, 1.0).div(shifted1.mul(shifted2));
            d1.intoArray(upper, i);
            d2.intoArray(lower, i);
            d1.mul(-HALF).mul(d1).max(LOWEST_EXPONENT).intoArray(density, i);
            reciprocal.mul(shifted2).intoArray(tails, i);
            reciprocal.mul(shifted1).intoArray(tails, BLOCK + i);
        }
    }

    /** Exponents become densities. The lowest bits of the rounded product are the exponent of two. */
    private void findDensities(final int count) {
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector exponent = DoubleVector.fromArray(SPECIES, density, i);
            final DoubleVector rounded = exponent.fma(LOG2_E, ROUNDING);
            final DoubleVector multiple = rounded.sub(ROUNDING);
            final DoubleVector high = multiple.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), exponent);
            final DoubleVector r = multiple.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), high);
            final DoubleVector square = r.mul(r);
            DoubleVector even = DoubleVector.broadcast(SPECIES, E10);
            even = even.fma(square, DoubleVector.broadcast(SPECIES, E8));
            even = even.fma(square, DoubleVector.broadcast(SPECIES, E6));
            even = even.fma(square, DoubleVector.broadcast(SPECIES, E4));
            even = even.fma(square, DoubleVector.broadcast(SPECIES, E2));
            even = even.fma(square, DoubleVector.broadcast(SPECIES, E0));
            DoubleVector odd = DoubleVector.broadcast(SPECIES, E9);
            odd = odd.fma(square, DoubleVector.broadcast(SPECIES, E7));
            odd = odd.fma(square, DoubleVector.broadcast(SPECIES, E5));
            odd = odd.fma(square, DoubleVector.broadcast(SPECIES, E3));
            odd = odd.fma(square, DoubleVector.broadcast(SPECIES, E1));
            final DoubleVector fraction = square.fma(r.fma(odd, even), r).add(1.0);
            rounded.reinterpretAsLongs()
                    .add(EXPONENT_BIAS)
                    .lanewise(VectorOperators.LSHL, EXPONENT_BITS)
                    .reinterpretAsDoubles()
                    .mul(fraction.mul(INVERSE_ROOT_TWO_PI))
                    .intoArray(density, i);
        }
    }

    /** Reciprocals 1 / (u + 4) become the Mills ratios at u. */
    private void findMillsRatios(final int from, final int to) {
        for (int i = from; i < to; i += LANES) {
            final DoubleVector reciprocal = DoubleVector.fromArray(SPECIES, tails, i);
            final DoubleVector t = reciprocal.fma(-2.0 * MILLS_SHIFT, 1.0);
            final DoubleVector square = t.mul(t);
            final DoubleVector fourth = square.mul(square);
            DoubleVector powers0 = DoubleVector.broadcast(SPECIES, M24);
            powers0 = powers0.fma(fourth, DoubleVector.broadcast(SPECIES, M20));
            powers0 = powers0.fma(fourth, DoubleVector.broadcast(SPECIES, M16));
            powers0 = powers0.fma(fourth, DoubleVector.broadcast(SPECIES, M12));
            powers0 = powers0.fma(fourth, DoubleVector.broadcast(SPECIES, M8));
            powers0 = powers0.fma(fourth, DoubleVector.broadcast(SPECIES, M4));
            powers0 = powers0.fma(fourth, DoubleVector.broadcast(SPECIES, M0));
            DoubleVector powers1 = DoubleVector.broadcast(SPECIES, M21);
            powers1 = powers1.fma(fourth, DoubleVector.broadcast(SPECIES, M17));
            powers1 = powers1.fma(fourth, DoubleVector.broadcast(SPECIES, M13));
            powers1 = powers1.fma(fourth, DoubleVector.broadcast(SPECIES, M9));
            powers1 = powers1.fma(fourth, DoubleVector.broadcast(SPECIES, M5));
            powers1 = powers1.fma(fourth, DoubleVector.broadcast(SPECIES, M1));
            DoubleVector powers2 = DoubleVector.broadcast(SPECIES, M22);
            powers2 = powers2.fma(fourth, DoubleVector.broadcast(SPECIES, M18));
            powers2 = powers2.fma(fourth, DoubleVector.broadcast(SPECIES, M14));
            powers2 = powers2.fma(fourth, DoubleVector.broadcast(SPECIES, M10));
            powers2 = powers2.fma(fourth, DoubleVector.broadcast(SPECIES, M6));
            powers2 = powers2.fma(fourth, DoubleVector.broadcast(SPECIES, M2));
            DoubleVector powers3 = DoubleVector.broadcast(SPECIES, M23);
            powers3 = powers3.fma(fourth, DoubleVector.broadcast(SPECIES, M19));
            powers3 = powers3.fma(fourth, DoubleVector.broadcast(SPECIES, M15));
            powers3 = powers3.fma(fourth, DoubleVector.broadcast(SPECIES, M11));
            powers3 = powers3.fma(fourth, DoubleVector.broadcast(SPECIES, M7));
            powers3 = powers3.fma(fourth, DoubleVector.broadcast(SPECIES, M3));
            final DoubleVector even = square.fma(powers2, powers0);
            final DoubleVector odd = square.fma(powers3, powers1);
            t.fma(odd, even).mul(reciprocal).intoArray(tails, i);
        }
    }

    /** The three sums that need the distribution; signs are multiplied in as in the scalar code. */
    private void addTailSums(final int start, final int count, final double forward) {
        DoubleVector delta = DoubleVector.fromArray(SPECIES, sums, BlackSums.DELTA * LANES);
        DoubleVector paid = DoubleVector.fromArray(SPECIES, sums, BlackSums.STRIKE_PAID * LANES);
        DoubleVector exercised = DoubleVector.fromArray(SPECIES, sums, BlackSums.EXERCISED * LANES);
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector weight = DoubleVector.fromArray(SPECIES, coins, i);
            final DoubleVector atPlace = DoubleVector.fromArray(SPECIES, density, i);
            final DoubleVector strikePrice = DoubleVector.fromArray(SPECIES, strike, start + i);
            final DoubleVector side1 = DoubleVector.fromArray(SPECIES, upper, i)
                    .reinterpretAsLongs()
                    .and(SIGN_BIT)
                    .or(HALF_AS_BITS)
                    .reinterpretAsDoubles();
            final DoubleVector side2 = DoubleVector.fromArray(SPECIES, lower, i)
                    .reinterpretAsLongs()
                    .and(SIGN_BIT)
                    .or(HALF_AS_BITS)
                    .reinterpretAsDoubles();
            final DoubleVector tail1 = atPlace.mul(DoubleVector.fromArray(SPECIES, tails, i));
            final DoubleVector tail2 = atPlace.mul(DoubleVector.fromArray(SPECIES, tails, BLOCK + i));
            final DoubleVector strikePaid = side2.mul(-2.0).fma(tail2.mul(forward), strikePrice.mul(side2.add(HALF)));
            delta = weight.fma(side1.mul(-2.0).fma(tail1, side1.add(HALF)), delta);
            paid = weight.fma(strikePaid, paid);
            exercised = weight.fma(strikePaid.div(strikePrice), exercised);
        }
        delta.intoArray(sums, BlackSums.DELTA * LANES);
        paid.intoArray(sums, BlackSums.STRIKE_PAID * LANES);
        exercised.intoArray(sums, BlackSums.EXERCISED * LANES);
    }

    /** The nine sums that need the density alone. */
    private void addDensitySums(final int start, final int count, final double rootTime) {
        final double perRootTime = 1.0 / rootTime;
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, sums, BlackSums.DENSITY * LANES);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, sums, BlackSums.DENSITY_VOL * LANES);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, sums, BlackSums.DENSITY_PER_STD_DEV * LANES);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, sums, BlackSums.DENSITY_D2_PER_STD_DEV * LANES);
        DoubleVector s4 = DoubleVector.fromArray(SPECIES, sums, BlackSums.DENSITY_D1_D2_PER_STD_DEV * LANES);
        DoubleVector s5 = DoubleVector.fromArray(SPECIES, sums, BlackSums.DENSITY_D2 * LANES);
        DoubleVector x1 = DoubleVector.fromArray(SPECIES, sums, BlackSums.DENSITY_D1_PER_VARIANCE * LANES);
        DoubleVector x2 = DoubleVector.fromArray(SPECIES, sums, BlackSums.ZOMMA_TERM * LANES);
        DoubleVector x3 = DoubleVector.fromArray(SPECIES, sums, BlackSums.DENSITY_D1_D2 * LANES);
        for (int i = 0; i < count; i += LANES) {
            final DoubleVector d1 = DoubleVector.fromArray(SPECIES, upper, i);
            final DoubleVector d2 = DoubleVector.fromArray(SPECIES, lower, i);
            final DoubleVector perVol = DoubleVector.fromArray(SPECIES, inverseVol, start + i);
            final DoubleVector perStdDev = perVol.mul(perRootTime);
            final DoubleVector weighted =
                    DoubleVector.fromArray(SPECIES, coins, i).mul(DoubleVector.fromArray(SPECIES, density, i));
            final DoubleVector perS = weighted.mul(perStdDev);
            final DoubleVector product = d1.mul(d2);
            s0 = s0.add(weighted);
            s1 = weighted.fma(DoubleVector.fromArray(SPECIES, vol, start + i), s1);
            s2 = s2.add(perS);
            s3 = perS.fma(d2, s3);
            s4 = perS.fma(product, s4);
            s5 = weighted.fma(d2, s5);
            x1 = perS.mul(perStdDev).fma(d1, x1);
            x2 = perS.mul(perVol).fma(d1.fma(d2, DoubleVector.broadcast(SPECIES, -1.0)), x2);
            x3 = weighted.fma(product, x3);
        }
        s0.intoArray(sums, BlackSums.DENSITY * LANES);
        s1.intoArray(sums, BlackSums.DENSITY_VOL * LANES);
        s2.intoArray(sums, BlackSums.DENSITY_PER_STD_DEV * LANES);
        s3.intoArray(sums, BlackSums.DENSITY_D2_PER_STD_DEV * LANES);
        s4.intoArray(sums, BlackSums.DENSITY_D1_D2_PER_STD_DEV * LANES);
        s5.intoArray(sums, BlackSums.DENSITY_D2 * LANES);
        x1.intoArray(sums, BlackSums.DENSITY_D1_PER_VARIANCE * LANES);
        x2.intoArray(sums, BlackSums.ZOMMA_TERM * LANES);
        x3.intoArray(sums, BlackSums.DENSITY_D1_D2 * LANES);
    }
}
