package io.gimbal.engine.analysis;

import io.gimbal.engine.greeks.StripValuer;
import io.gimbal.engine.greeks.Valuation;
import io.gimbal.engine.pricing.BlackSums;
import io.gimbal.engine.pricing.CallStrip;
import io.gimbal.engine.pricing.DeterministicMath;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a forward tick of one expiry costs, by the direct sum and by the path the engine takes, and how far the two are
 * apart. Times are processor time of the measuring thread, the least of several runs.
 */
public final class TickBench {
    private static final double FORWARD = 60_000.0;
    private static final double YEARS = 30.0 / 365.0;
    private static final double WIDEST = 3.0;
    private static final double LOWEST_VOL = 0.3;
    private static final double VOL_RANGE = 0.9;
    private static final int ROUNDS = 7;
    private static final long DIRECT_EVALUATIONS = 2_000_000;
    private static final int TICKS = 200_000;
    private static final int TICKS_PER_ROUND = TICKS / ROUNDS;
    private static final int CHECKS = 100;
    private static final int TICKS_PER_CHECK = 500;
    private static final double REACH = 0.04;
    private static final double TICK_MOVE = 2e-5;
    private static final double TICK_YEARS = 0.1 / (365.0 * 86_400.0);

    private final int positions;
    private final SplittableRandom random;
    private final StripValuer valuer = new StripValuer(Valuation.CHEAPEST);
    private final double[] direct = new double[BlackSums.COUNT];
    private final double[] errors = new double[BlackSums.COUNT];
    private double forward = FORWARD;
    private double years = YEARS;
    private double gross;

    private TickBench(final int positions, final long seed) {
        this.positions = positions;
        this.random = new SplittableRandom(seed);
    }

    /**
     * One size of book.
     *
     * @param positions             options of the expiry, all at different strikes
     * @param directNs              nanoseconds to sum all of them, option by option
     * @param tickNs                nanoseconds of a tick on the path taken; forward and time both move
     * @param simdNs                nanoseconds to sum all of them with vector instructions; negative where not measured:
     *                              the JVM was started without the module they need, or they were never compiled
     * @param certifiedMaxError     largest certified error of delta, as a share of the gross quantity's high water
     * @param observedMaxError      largest difference of delta from the direct sum, in the same unit
     * @param allocatedBytesPerTick by the measuring thread
     */
    public record Result(
            int positions,
            double directNs,
            double tickNs,
            double simdNs,
            double certifiedMaxError,
            double observedMaxError,
            double allocatedBytesPerTick) {}

    /**
     * Measures one size.
     *
     * @param positions how many options, positive
     * @param seed      of quantities, strikes, volatilities and moves
     * @return figures
     */
    public static Result measure(final int positions, final long seed) {
        final TickBench bench = new TickBench(positions, seed);
        bench.fill();
        final double directNs = bench.directNs();
        final double simdNs = bench.simdNs();
        bench.settle();
        final long before = Meter.allocatedBytes();
        bench.tick(TICKS_PER_ROUND);
        final double bytes = (Meter.allocatedBytes() - before) / (double) TICKS_PER_ROUND;
        final double tickNs = bench.tickNs();
        final double[] worst = bench.worstErrors();
        return new Result(positions, directNs, tickNs, simdNs, worst[0], worst[1], bytes);
    }

    private void fill() {
        for (int i = 0; i < positions; i++) {
            final double vol = LOWEST_VOL + VOL_RANGE * random.nextDouble();
            final double z = WIDEST * (2.0 * random.nextDouble() - 1.0);
            final double strike = FORWARD * DeterministicMath.exp(z * vol * Math.sqrt(YEARS));
            final double coins = 2.0 * random.nextDouble() - 1.0;
            valuer.set(valuer.add(strike), coins, vol);
            gross += Math.abs(coins);
        }
    }

    private double directNs() {
        final int repeats = (int) Math.max(1, DIRECT_EVALUATIONS / positions);
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            final long start = Meter.cpuNs();
            for (int i = 0; i < repeats; i++) {
                sumDirectly(forward * (1.0 + i * 1e-9), years);
            }
            best = Math.min(best, (Meter.cpuNs() - start) / (double) repeats);
        }
        return best;
    }

    private double simdNs() {
        return VectorKernels.find()
                .map(kernel -> KernelBench.measure(kernel, valuer.strip(), forward, Math.sqrt(years)))
                .orElse(KernelBench.NOT_MEASURED);
    }

    private void sumDirectly(final double at, final double yearsLeft) {
        final CallStrip strip = valuer.strip();
        Arrays.fill(direct, 0.0);
        strip.addSums(0, strip.size(), at, strip.logForward(at), Math.sqrt(yearsLeft), direct, 0);
    }

    /** Ticks until the engine has made up its mind, and the compiler too. */
    private void settle() {
        long ticks = 0;
        while (ticks < TICKS && !(valuer.isFitValued() && ticks > TICKS_PER_ROUND)) {
            tick(1);
            ticks++;
        }
    }

    private void tick(final int count) {
        for (int i = 0; i < count; i++) {
            final double pull = (FORWARD - forward) / FORWARD;
            forward *= 1.0 + TICK_MOVE * ((i & 1) * 2 - 1) + 1e-3 * pull;
            years -= TICK_YEARS / TICKS;
            valuer.value(forward, years);
        }
    }

    private double tickNs() {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            final long start = Meter.cpuNs();
            tick(TICKS_PER_ROUND);
            best = Math.min(best, (Meter.cpuNs() - start) / (double) TICKS_PER_ROUND);
        }
        return best;
    }

    /** Certified and observed, over moves across the window and changes of quantities and volatilities. */
    private double[] worstErrors() {
        double certified = 0.0;
        double observed = 0.0;
        double highWater = gross;
        for (int check = 0; check < CHECKS; check++) {
            change(random.nextInt(positions));
            highWater = Math.max(highWater, gross);
            for (int i = 0; i < TICKS_PER_CHECK; i++) {
                forward = FORWARD * (1.0 + REACH * (2.0 * random.nextDouble() - 1.0));
                years -= TICK_YEARS;
                valuer.value(forward, years);
            }
            sumDirectly(forward, years);
            valuer.errors(errors);
            certified = Math.max(certified, errors[BlackSums.DELTA] / highWater);
            final double error = Math.abs(valuer.sums()[BlackSums.DELTA] - direct[BlackSums.DELTA]);
            observed = Math.max(observed, error / highWater);
        }
        return new double[] {certified, observed};
    }

    private void change(final int record) {
        final double before = Math.abs(valuer.strip().quantity(record));
        final double coins = 2.0 * random.nextDouble() - 1.0;
        valuer.set(record, coins, valuer.strip().vol(record) * (0.99 + 0.02 * random.nextDouble()));
        gross += Math.abs(coins) - before;
    }
}
