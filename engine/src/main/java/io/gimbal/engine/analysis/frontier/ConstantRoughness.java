package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.market.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * The three rules that theory knows where the target wanders at a constant rate: simulated on a target and a price of
 * independent signs, in units of {@code k S a √T} for cost and {@code a σ S T} for error, compared with closed forms. A
 * clock has {@code √(2/π) √(1/2)}, a band to the target {@code 1/√6}, a band to the edge {@code 1/√12}, whatever their
 * tuning.
 *
 * <p>Error is the root of the mean square of the deviation, without the noise of the price it is multiplied with. A
 * band is watched at the steps of a grid: it is narrowed by {@code 0.5826 a √step}, which gives the width of a band
 * that is watched always. M. Broadie, P. Glasserman, S. Kou, "A continuity correction for discrete barrier options",
 * Mathematical Finance 7 (1997).
 */
public final class ConstantRoughness {
    private static final int STEPS = 20_000;
    private static final double CONTINUITY = 0.5826;
    private static final double CLOCK = Math.sqrt(1.0 / Math.PI);
    private static final double TO_TARGET = Math.sqrt(1.0 / 6.0);
    private static final double TO_EDGE = Math.sqrt(1.0 / 12.0);

    private final double[] noise;
    private final double step;

    private ConstantRoughness(final double[] noise) {
        this.noise = noise;
        step = Math.sqrt(1.0 / STEPS);
    }

    /** A rule and its tuning. */
    public enum Rule {
        /** To the target at equal times; tuned by how many. */
        CLOCK,
        /** To the target when the deviation leaves a half-width; tuned by the half-width over {@code a √T}. */
        BAND_TO_TARGET,
        /** To the nearest edge when the deviation leaves a half-width; tuned by the half-width over {@code a √T}. */
        BAND_TO_EDGE
    }

    /**
     * Cost × error of a rule.
     *
     * @param rule   of the three
     * @param tuning as the rule says, above 0
     * @param paths  simulated, at least 50
     * @param seed   of the paths, common to all rules
     * @return constant, its standard error, and theory's
     */
    public static FrontierReport.Constant measure(
            final Rule rule, final double tuning, final int paths, final long seed) {
        final double[] cost = new double[paths];
        final double[] square = new double[paths];
        simulate(rule, tuning, seed, cost, square);
        final double theory = switch (rule) {
            case CLOCK -> CLOCK;
            case BAND_TO_TARGET -> TO_TARGET;
            case BAND_TO_EDGE -> TO_EDGE;
        };
        final double measured = product(cost, square, Jackknife.NONE);
        return new FrontierReport.Constant(
                name(rule),
                measured,
                Jackknife.error(block -> product(cost, square, block)),
                theory,
                measured / theory);
    }

    /**
     * The three rules and the two quotients that follow, at tunings in the middle of where theory holds.
     *
     * @param paths simulated, at least 50
     * @param seed  of the paths
     * @return five constants
     */
    public static List<FrontierReport.Constant> all(final int paths, final long seed) {
        final List<FrontierReport.Constant> all = new ArrayList<>();
        all.add(measure(Rule.CLOCK, 100, paths, seed));
        all.add(measure(Rule.BAND_TO_TARGET, 0.1, paths, seed));
        all.add(measure(Rule.BAND_TO_EDGE, 0.1, paths, seed));
        all.add(quotient(all.get(1), all.get(0)));
        all.add(quotient(all.get(2), all.get(0)));
        return all;
    }

    private static FrontierReport.Constant quotient(
            final FrontierReport.Constant over, final FrontierReport.Constant under) {
        final double measured = over.measured() / under.measured();
        final double theory = over.theory() / under.theory();
        final double error =
                measured * Math.hypot(over.standardError() / over.measured(), under.standardError() / under.measured());
        return new FrontierReport.Constant(
                over.rule() + " / " + under.rule(), measured, error, theory, measured / theory);
    }

    /** {@return what a rule is called in reports} */
    static String name(final Rule rule) {
        return switch (rule) {
            case CLOCK -> "fixed-time";
            case BAND_TO_TARGET -> "band-target";
            case BAND_TO_EDGE -> "band-edge";
        };
    }

    private static double product(final double[] cost, final double[] square, final int leftOut) {
        return Jackknife.mean(cost, leftOut) * Math.sqrt(Jackknife.mean(square, leftOut));
    }

    private static void simulate(
            final Rule rule, final double tuning, final long seed, final double[] cost, final double[] square) {
        final SplitMix64 random = new SplitMix64(seed);
        final double[] noise = new double[STEPS];
        for (int path = 0; path < cost.length; path++) {
            for (int i = 0; i < STEPS; i++) {
                noise[i] = random.nextGaussian();
            }
            final ConstantRoughness one = new ConstantRoughness(noise);
            final double[] sums = rule == Rule.CLOCK ? one.clock((int) Math.round(tuning)) : one.band(rule, tuning);
            cost[path] = sums[0];
            square[path] = sums[1] / STEPS;
        }
    }

    /** Cost, and the sum over steps of the mean square within each of them. */
    private double[] clock(final int trades) {
        final int every = Math.max(1, STEPS / trades);
        double error = 0.0;
        double cost = 0.0;
        double square = 0.0;
        for (int i = 0; i < STEPS; i++) {
            if (i % every == 0) {
                cost += Math.abs(error);
                error = 0.0;
            }
            square += error * error + 0.5 * step * step;
            error += step * noise[i];
        }
        return new double[] {cost + Math.abs(error), square};
    }

    private double[] band(final Rule rule, final double width) {
        final double watched = width - CONTINUITY * step;
        double error = 0.0;
        double cost = 0.0;
        double square = 0.0;
        for (int i = 0; i < STEPS; i++) {
            if (Math.abs(error) > watched) {
                final double landing = rule == Rule.BAND_TO_EDGE ? Math.copySign(watched, error) : 0.0;
                cost += Math.abs(error - landing);
                error = landing;
            }
            square += error * error + 0.5 * step * step;
            error += step * noise[i];
        }
        return new double[] {cost, square};
    }
}
