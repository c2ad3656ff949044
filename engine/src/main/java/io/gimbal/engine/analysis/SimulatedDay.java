package io.gimbal.engine.analysis;

import io.gimbal.engine.greeks.StripValuer;
import io.gimbal.engine.greeks.Valuation;
import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The last day of an expiry, from 24 hours down to ten minutes before the end: the forward diffuses, time decays,
 * volatilities and quantities change all along, and at many moments every sum is compared with the direct one.
 */
public final class SimulatedDay {
    private static final double DAY = 1.0 / 365.0;
    private static final double TEN_MINUTES = DAY / 144.0;
    private static final double FORWARD = 60_000.0;
    private static final double PATH_VOL = 0.6;
    private static final double LOWEST_VOL = 0.4;
    private static final double VOL_RANGE = 0.5;
    private static final double STRIKE_RANGE = 0.12;
    private static final int COMPARE_EVERY = 37;
    private static final int UNIFORMS_PER_NORMAL = 12;

    private final StripValuer valuer = new StripValuer(Valuation.CHEAPEST);
    private final SplittableRandom random;
    private final double[] direct = new double[BlackSums.COUNT];
    private final double[] errors = new double[BlackSums.COUNT];
    private final int ticks;
    private double highWater;
    private long compared;
    private long beyond;
    private double observed;
    private double certified;
    private double observedOnFit;
    private double worstShareOfBound;

    private SimulatedDay(final int ticks, final long seed) {
        this.ticks = ticks;
        this.random = new SplittableRandom(seed);
    }

    /**
     * What the day showed.
     *
     * @param positions             options of the expiry
     * @param ticks                 events of the forward
     * @param fitShare              of the valuations, made by a fit
     * @param builds                fits built
     * @param compared              moments compared with the direct sum, all twelve sums each
     * @param beyondCertificate     sums found further off than certified
     * @param certifiedMaxError     of delta, over the gross quantity's high water
     * @param observedMaxError      of delta, likewise
     * @param observedMaxErrorOnFit of delta where a fit had been used
     * @param worstShareOfBound     largest error of any sum over its certificate
     * @param shadowAlarms          of the engine's own comparisons
     * @param allocatedBytes        by the engine's path over the whole day, after the first tenth
     */
    public record Result(
            int positions,
            int ticks,
            double fitShare,
            long builds,
            long compared,
            long beyondCertificate,
            double certifiedMaxError,
            double observedMaxError,
            double observedMaxErrorOnFit,
            double worstShareOfBound,
            long shadowAlarms,
            long allocatedBytes) {}

    /**
     * Plays the day.
     *
     * @param positions    options, positive
     * @param ticks        of the forward
     * @param changesEvery ticks between two changes of a record
     * @param seed         of everything random
     * @return what it showed
     */
    public static Result play(final int positions, final int ticks, final int changesEvery, final long seed) {
        return new SimulatedDay(ticks, seed).play(positions, changesEvery);
    }

    private Result play(final int positions, final int changesEvery) {
        fill(positions);
        final double step = (DAY - TEN_MINUTES) / ticks;
        final double rootStep = PATH_VOL * Math.sqrt(step);
        double forward = FORWARD;
        long bytes = 0;
        for (int tick = 0; tick <= ticks; tick++) {
            final double years = DAY - tick * step;
            final long before = Meter.allocatedBytes();
            if (tick % changesEvery == changesEvery - 1) {
                change(positions);
            }
            valuer.value(forward, years);
            bytes += tick > ticks / 10 ? Meter.allocatedBytes() - before : 0;
            if (tick % COMPARE_EVERY == 0) {
                compare(forward, years);
            }
            forward *= DeterministicMath.exp(rootStep * normal() - 0.5 * rootStep * rootStep);
        }
        return new Result(
                positions,
                ticks,
                valuer.fitTicks() / (double) valuer.ticks(),
                valuer.builds(),
                compared,
                beyond,
                certified,
                observed,
                observedOnFit,
                worstShareOfBound,
                valuer.shadowAlarms(),
                bytes);
    }

    private double uniform() {
        return random.nextDouble();
    }

    private double normal() {
        double sum = -0.5 * UNIFORMS_PER_NORMAL;
        for (int i = 0; i < UNIFORMS_PER_NORMAL; i++) {
            sum += uniform();
        }
        return sum;
    }

    private void fill(final int positions) {
        for (int i = 0; i < positions; i++) {
            final double strike = FORWARD * (1.0 + STRIKE_RANGE * (2.0 * uniform() - 1.0));
            valuer.set(valuer.add(strike), 2.0 * uniform() - 1.0, LOWEST_VOL + VOL_RANGE * uniform());
        }
        highWater = gross();
    }

    private double gross() {
        final CallStrip strip = valuer.strip();
        double sum = 0.0;
        for (int i = 0; i < strip.size(); i++) {
            sum += Math.abs(strip.quantity(i));
        }
        return sum;
    }

    /** A volatility moves by up to a hundredth of itself; one change in five is a fill. */
    private void change(final int positions) {
        final int record = (int) (uniform() * positions);
        final boolean isFill = uniform() < 0.2;
        final double coins = isFill ? 2.0 * uniform() - 1.0 : valuer.strip().quantity(record);
        final double vol = valuer.strip().vol(record) * (0.99 + 0.02 * uniform());
        valuer.set(record, coins, Math.min(Math.max(vol, LOWEST_VOL), LOWEST_VOL + VOL_RANGE));
    }

    private void compare(final double forward, final double years) {
        final CallStrip strip = valuer.strip();
        final double[] sums = valuer.allSums();
        valuer.errors(errors);
        Arrays.fill(direct, 0.0);
        strip.addSums(0, strip.size(), forward, strip.logForward(forward), Math.sqrt(years), direct, 0);
        highWater = Math.max(highWater, valuer.gross());
        compared++;
        for (int i = 0; i < BlackSums.COUNT; i++) {
            final double error = Math.abs(sums[i] - direct[i]);
            beyond += error > errors[i] ? 1 : 0;
            worstShareOfBound = Math.max(worstShareOfBound, error / errors[i]);
        }
        final double delta = Math.abs(sums[BlackSums.DELTA] - direct[BlackSums.DELTA]) / highWater;
        observed = Math.max(observed, delta);
        observedOnFit = valuer.isFitValued() ? Math.max(observedOnFit, delta) : observedOnFit;
        certified = Math.max(certified, errors[BlackSums.DELTA] / highWater);
    }
}
