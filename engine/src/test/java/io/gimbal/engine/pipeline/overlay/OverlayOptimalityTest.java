package io.gimbal.engine.pipeline.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * The overlay on random books of real options, with seeds of its own each time: against every trade there is where they
 * can be counted, and by the conditions of Karush, Kuhn and Tucker where they cannot.
 */
class OverlayOptimalityTest {
    private static final double SPOT = 30_000;

    /** Of programs whose gap closed before their rows held, so that no step was possible any more. */
    private static final long ONCE_STUCK = -9_067_525_674_339_133_558L;

    /** Gamma, vega and term vega of a few options of a board, a random book beside them, limits tight or wide. */
    private static OverlayProblem book(final Random random, final int options, final int most) {
        final OptionGreeks greeks = new OptionGreeks();
        final OverlayRiskModel model = new OverlayRiskModel(
                Math.pow(10, -6 - 2 * random.nextDouble()), 1, 0.7, 0.8, random.nextDouble() - 0.5, 0.5);
        final List<OverlayOption> list = new ArrayList<>();
        final double[] exposures = new double[3];
        for (int j = 0; j < options; j++) {
            final double days = 2 + 58 * random.nextDouble();
            final double strike = SPOT * Math.exp(0.2 * random.nextGaussian());
            Black76.evaluate(random.nextBoolean(), SPOT, strike, days / 365, 0.6, greeks);
            final double gamma = greeks.gamma() * SPOT * SPOT / 100;
            final double vega = greeks.vega() / 100;
            final List<Double> perLot = List.of(gamma, vega, vega * model.termWeight(days));
            final double held = Math.rint(20 * random.nextGaussian());
            for (int k = 0; k < 3; k++) {
                exposures[k] += held * perLot.get(k);
            }
            final long bought = random.nextInt(most + 1);
            final long sold = random.nextInt(most + 1);
            list.add(new OverlayOption(
                    "option " + j, perLot, 5 + 40 * random.nextDouble(), 0, sold, bought, 0, greeks.price() + 1));
        }
        final double gammaLimit = 60_000 * random.nextDouble();
        final double vegaLimit = 1_500 * random.nextDouble();
        final double none = Double.POSITIVE_INFINITY;
        final List<OverlayFactor> factors = List.of(
                new OverlayFactor("gamma", exposures[0], -gammaLimit, gammaLimit, 0.2),
                new OverlayFactor("vega", exposures[1], -vegaLimit, vegaLimit, 5),
                new OverlayFactor("term vega", exposures[2], -none, none, 0));
        final List<List<Double>> own = model.covariance(0.6);
        final double both = own.get(0).get(1);
        final List<List<Double>> covariance = List.of(
                List.of(own.get(0).get(0), 0.0, both),
                List.of(0.0, 0.0, 0.0),
                List.of(both, 0.0, own.get(1).get(1)));
        final double premium = random.nextBoolean() ? none : 20_000 * random.nextDouble();
        return new OverlayProblem(factors, list, covariance, model.riskAversion(), premium, 100);
    }

    private static List<Long> lots(final OverlayResult result) {
        return result.trades().stream().map(OverlayTrade::lots).toList();
    }

    @Test
    void shouldFindOfASmallBookTheBestOfAllTrades() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("overlay of small books, seed=" + seed);
        final Random random = new Random(seed);
        int traded = 0;
        for (int round = 0; round < 150; round++) {
            final OverlayProblem problem = book(random, 1 + random.nextInt(4), 3);

            final OverlayResult result = OverlaySolver.solve(problem);

            final double least = least(problem, new ArrayList<>());
            final String at = "seed " + seed + " round " + round + " " + problem;
            assertThat(result.objectiveUsd()).as(at).isCloseTo(least, within(1e-6 * (1 + Math.abs(least))));
            assertThat(OverlayOracle.value(problem, lots(result)))
                    .as(at)
                    .isCloseTo(least, within(1e-6 * (1 + Math.abs(least))));
            traded += lots(result).stream().anyMatch(lot -> lot != 0) ? 1 : 0;
        }
        assertThat(traded)
                .as("seed %d: some books are worth trading, some are not", seed)
                .isBetween(5, 149);
    }

    private static double least(final OverlayProblem problem, final List<Long> lots) {
        if (lots.size() == problem.options().size()) {
            return OverlayOracle.value(problem, lots);
        }
        final OverlayOption option = problem.options().get(lots.size());
        double least = Double.POSITIVE_INFINITY;
        for (long lot = -option.mostSold(); lot <= option.mostBought(); lot++) {
            lots.add(lot);
            least = Math.min(least, least(problem, lots));
            lots.remove(lots.size() - 1);
        }
        return least;
    }

    @Test
    void shouldNeverLeaveALargeBookWorseAndComeNearItsBound() {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("overlay of large books, seed=" + seed);
        final Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            final int options = 10 + random.nextInt(OverlayProblem.MAX_OPTIONS - 9);
            final OverlayProblem problem = book(random, options, 50);

            final OverlayResult result = OverlaySolver.solve(problem);

            final String at = "seed " + seed + " round " + round;
            final List<Long> idle = problem.options().stream().map(option -> 0L).toList();
            final double nothing = OverlayOracle.value(problem, idle);
            final double tolerance = 1e-9 * (1 + Math.abs(nothing));
            assertThat(OverlayOracle.value(problem, lots(result))).as(at).isLessThanOrEqualTo(nothing + tolerance);
            assertThat(OverlayOracle.value(problem, lots(result)))
                    .as(at)
                    .isLessThanOrEqualTo(OverlayOracle.value(problem, result.linearLots()) + tolerance);
            assertThat(result.objectiveUsd() - result.boundUsd())
                    .as(at + ": what whole lots may cost")
                    .isBetween(-1e-6 * (1 + Math.abs(nothing)), 0.1 * (nothing - result.boundUsd()) + 500);
        }
    }

    /**
     * {@code Pz + q + Gᵀλ = 0, Gz + s = h, s ≥ 0, λ ≥ 0, sᵢ λᵢ = 0}, computed from the problem as it was put and not from
     * what the solver keeps of it. With a convex objective a point that fulfils them is a least one.
     */
    @Test
    void shouldFulfilTheConditionsOfKarushKuhnAndTuckerAtLargeSizes() {
        assertFulfilled(ONCE_STUCK);
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("conditions of Karush, Kuhn and Tucker, seed=" + seed);
        assertFulfilled(seed);
    }

    private static void assertFulfilled(final long seed) {
        final Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            final int variables = 20 + random.nextInt(110);
            final int factors = 1 + random.nextInt(16);
            final double[][] quadratic = gram(random, variables, factors);
            final double[] linear = random.doubles(variables, -1, 1).toArray();
            final double[][] rows = new double[2 * variables + 10][variables];
            final double[] limits = new double[rows.length];
            for (int j = 0; j < variables; j++) {
                rows[2 * j][j] = 1;
                limits[2 * j] = 1;
                rows[2 * j + 1][j] = -1;
            }
            for (int i = 2 * variables; i < rows.length; i++) {
                rows[i] = random.doubles(variables, -0.5, 1).toArray();
                limits[i] = 0.1 + 3 * random.nextDouble();
            }

            final InteriorPoint program = new InteriorPoint(quadratic, linear, rows, limits);

            final String at = "seed " + seed + " round " + round;
            assertThat(program.solve()).as(at).isTrue();
            assertThat(residual(quadratic, linear, rows, limits, program.point(), program.multipliers()))
                    .as(at)
                    .isLessThan(1e-6);
        }
    }

    private static double[][] gram(final Random random, final int size, final int rank) {
        final double[][] loads = new double[rank][];
        for (int k = 0; k < rank; k++) {
            loads[k] = random.doubles(size, -1, 1).toArray();
        }
        final double[][] gram = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (final double[] load : loads) {
                    gram[i][j] += load[i] * load[j] / size;
                }
            }
        }
        return gram;
    }

    private static double residual(
            final double[][] quadratic,
            final double[] linear,
            final double[][] rows,
            final double[] limits,
            final double[] point,
            final double[] multipliers) {
        double worst = 0;
        for (int j = 0; j < point.length; j++) {
            double slope = linear[j];
            for (int k = 0; k < point.length; k++) {
                slope += quadratic[j][k] * point[k];
            }
            for (int i = 0; i < rows.length; i++) {
                slope += rows[i][j] * multipliers[i];
            }
            worst = Math.max(worst, Math.abs(slope));
        }
        for (int i = 0; i < rows.length; i++) {
            double slack = limits[i];
            for (int j = 0; j < point.length; j++) {
                slack -= rows[i][j] * point[j];
            }
            worst = Math.max(worst, Math.max(-slack, -multipliers[i]));
            worst = Math.max(worst, Math.abs(slack * multipliers[i]));
        }
        return worst;
    }
}
