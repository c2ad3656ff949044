package io.gimbal.engine.pipeline.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OverlaySolverTest {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final double DEAR = 1e4;

    private static OverlayFactor free(final double exposure) {
        return new OverlayFactor("factor", exposure, -NONE, NONE, 0);
    }

    private static OverlayFactor limited(final double exposure, final double limit) {
        return new OverlayFactor("limited", exposure, -limit, limit, DEAR);
    }

    private static OverlayOption option(final double cost, final long most, final Double... perLot) {
        return new OverlayOption("option", List.of(perLot), cost, 0, most, most, 0, 0);
    }

    private static OverlayProblem withoutRisk(final List<OverlayFactor> factors, final OverlayOption... options) {
        final List<Double> row = new ArrayList<>();
        factors.forEach(factor -> row.add(0.0));
        final List<List<Double>> covariance = new ArrayList<>();
        factors.forEach(factor -> covariance.add(row));
        return new OverlayProblem(factors, List.of(options), covariance, 0, NONE, 0);
    }

    private static List<Long> lots(final OverlayResult result) {
        return result.trades().stream().map(OverlayTrade::lots).toList();
    }

    @Test
    void shouldGiveHullsNeutralHedgeWhenLimitsAreZero() {
        final OverlayProblem hull = withoutRisk(
                List.of(limited(-5_000, 0), limited(-8_000, 0)),
                option(1, 20_000, 0.5, 2.0),
                option(1, 20_000, 0.8, 1.2));

        final OverlayResult result = OverlaySolver.solve(hull);

        assertThat(lots(result)).containsExactly(400L, 6_000L);
        assertThat(result.linearLots()).containsExactly(400L, 6_000L);
        assertThat(result.status()).isEqualTo(OverlayStatus.TRADE);
        assertThat(result.costUsd()).isEqualTo(6_400);
        assertThat(result.isProvenBest()).isTrue();
    }

    @Test
    void shouldReachLimitsByTheCheapestOption() {
        final OverlayProblem problem = withoutRisk(
                List.of(limited(-100, 40)), option(2, 1_000, 1.0), option(3, 1_000, 2.0), option(1, 10, 1.0));

        final OverlayResult result = OverlaySolver.solve(problem);

        assertThat(lots(result)).containsExactly(0L, 25L, 10L);
        assertThat(result.exposuresAfter()).containsExactly(-40.0);
    }

    @Test
    void shouldNotTradeWhenRiskIsWorthLessThanItsCost() {
        // A lot takes 1 of 100 off; risk falls by 0.5 * 0.01 * (100^2 - 99^2) = 0.995 USD.
        for (final double cost : new double[] {0.996, 0.994}) {
            final OverlayProblem problem = new OverlayProblem(
                    List.of(free(-100)), List.of(option(cost, 50, 1.0)), List.of(List.of(1.0)), 0.01, NONE, 0);

            final OverlayResult result = OverlaySolver.solve(problem);

            assertThat(result.status()).isEqualTo(cost > 0.995 ? OverlayStatus.NO_TRADE : OverlayStatus.TRADE);
            assertThat(lots(result)).containsExactly(cost > 0.995 ? 0L : 1L);
            assertThat(result.trades().get(0).riskPerLotBefore()).isCloseTo(-1, within(1e-12));
        }
    }

    @Test
    void shouldStandBetweenGammaAndVegaNeutralWhenOneOptionMovesBoth() {
        // Gamma alone asks for 100 lots, vega for 50.
        final OverlayProblem problem = new OverlayProblem(
                List.of(free(-100), free(-100)),
                List.of(option(0, 500, 1.0, 2.0)),
                List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)),
                0.01,
                NONE,
                0);

        assertThat(lots(OverlaySolver.solve(problem))).containsExactly(60L);
    }

    @Test
    void shouldTradeLessWhenImpactGrows() {
        final OverlayOption deep = new OverlayOption("deep", List.of(1.0), 0, 0, 500, 500, 0, 0);
        final OverlayOption thin = new OverlayOption("thin", List.of(1.0), 0, 0.01, 500, 500, 0, 0);

        for (final OverlayOption option : List.of(deep, thin)) {
            final OverlayProblem problem =
                    new OverlayProblem(List.of(free(-100)), List.of(option), List.of(List.of(1.0)), 0.01, NONE, 0);
            assertThat(lots(OverlaySolver.solve(problem))).containsExactly(option.impactUsd() == 0 ? 100L : 50L);
        }
    }

    @Test
    void shouldStayWithinTheMarginHeadroom() {
        final OverlayOption option = new OverlayOption("option", List.of(1.0), 0, 0, 500, 500, 300, 20);
        final OverlayProblem problem =
                new OverlayProblem(List.of(free(-100)), List.of(option), List.of(List.of(1.0)), 0.01, 1_010, 1_000);

        final OverlayResult result = OverlaySolver.solve(problem);

        assertThat(lots(result)).containsExactly(50L);
        assertThat(result.marginExcessUsd()).isZero();
        assertThat(result.status()).isEqualTo(OverlayStatus.TRADE);
    }

    @Test
    void shouldReportWhatStaysExceededWhenLimitsCannotBeReached() {
        final OverlayProblem shallow = withoutRisk(List.of(limited(-100, 10)), option(1, 30, 1.0));
        final OverlayResult result = OverlaySolver.solve(shallow);
        assertThat(result.status()).isEqualTo(OverlayStatus.LIMITS_EXCEEDED);
        assertThat(lots(result)).containsExactly(30L);
        assertThat(result.excesses()).containsExactly(60.0);

        final OverlayProblem halted = withoutRisk(List.of(limited(-100, 10)), option(1, 0, 1.0));
        assertThat(OverlaySolver.solve(halted).excesses()).containsExactly(90.0);
        assertThat(lots(OverlaySolver.solve(halted))).containsExactly(0L);
        assertThat(OverlaySolver.solve(halted).status()).isEqualTo(OverlayStatus.LIMITS_EXCEEDED);

        final OverlayProblem empty = withoutRisk(List.of(limited(-100, 10)));
        assertThat(OverlaySolver.solve(empty).status()).isEqualTo(OverlayStatus.LIMITS_EXCEEDED);
        assertThat(OverlaySolver.solve(withoutRisk(List.of(limited(5, 10)))).status())
                .isEqualTo(OverlayStatus.NO_TRADE);
    }

    @Test
    void shouldBalanceLimitsThatContradictEachOtherByTheirPenalties() {
        // One option moves both; undoing the first limit breaks the second, which is dearer.
        final OverlayFactor first = new OverlayFactor("first", -10, 0, NONE, 1);
        final OverlayFactor second = new OverlayFactor("second", 0, -NONE, 4, 3);

        final OverlayResult result =
                OverlaySolver.solve(withoutRisk(List.of(first, second), option(0.1, 50, 1.0, 1.0)));

        assertThat(lots(result)).containsExactly(4L);
        assertThat(result.excesses()).containsExactly(6.0, 0.0);
        assertThat(result.status()).isEqualTo(OverlayStatus.LIMITS_EXCEEDED);
    }

    @Test
    void shouldFindTheBestWholeLotsAsEnumerationDoes() {
        final long seed = 20_260_303;
        final Random random = new Random(seed);
        int proven = 0;
        int traded = 0;
        for (int round = 0; round < 120; round++) {
            final OverlayProblem problem = random(random, 3, 2 + random.nextInt(2), 1 + random.nextInt(4));
            final OverlayResult result = OverlaySolver.solve(problem);

            final double least = enumerate(problem);

            final String at = "seed " + seed + " round " + round;
            assertThat(result.objectiveUsd()).as(at).isCloseTo(least, within(1e-6 * (1 + Math.abs(least))));
            assertThat(OverlayOracle.value(problem, lots(result)))
                    .as(at)
                    .isCloseTo(result.objectiveUsd(), within(1e-9 * (1 + Math.abs(least))));
            proven += result.isProvenBest() ? 1 : 0;
            traded += result.status() == OverlayStatus.NO_TRADE ? 0 : 1;
        }
        assertThat(proven).as("seed %d", seed).isGreaterThan(115);
        assertThat(traded).as("seed %d", seed).isBetween(40, 120);
    }

    private static double enumerate(final OverlayProblem problem) {
        double least = Double.POSITIVE_INFINITY;
        final int size = problem.options().size();
        final long[] lots = new long[size];
        for (int j = 0; j < size; j++) {
            lots[j] = -problem.options().get(j).mostSold();
        }
        while (true) {
            final List<Long> trial = new ArrayList<>();
            for (final long lot : lots) {
                trial.add(lot);
            }
            least = Math.min(least, OverlayOracle.value(problem, trial));
            int j = 0;
            while (j < size && lots[j] == problem.options().get(j).mostBought()) {
                lots[j] = -problem.options().get(j).mostSold();
                j++;
            }
            if (j == size) {
                return least;
            }
            lots[j]++;
        }
    }

    @Test
    void shouldNeverBeWorseThanDoingNothingOrTheLinearForm() {
        final long seed = 20_260_304;
        final Random random = new Random(seed);
        double gained = 0;
        for (int round = 0; round < 60; round++) {
            final OverlayProblem problem = random(random, 4, 5 + random.nextInt(10), 40);

            final OverlayResult result = OverlaySolver.solve(problem);

            final String at = "seed " + seed + " round " + round;
            final double tolerance = 1e-9 * (1 + Math.abs(result.idleUsd()));
            final List<Long> idle = problem.options().stream().map(option -> 0L).toList();
            assertThat(result.idleUsd()).as(at).isCloseTo(OverlayOracle.value(problem, idle), within(tolerance));
            assertThat(OverlayOracle.value(problem, result.linearLots()))
                    .as(at)
                    .isCloseTo(result.linearUsd(), within(tolerance));
            assertThat(result.objectiveUsd()).as(at).isLessThanOrEqualTo(result.idleUsd());
            assertThat(result.objectiveUsd()).as(at).isLessThanOrEqualTo(result.linearUsd() + tolerance);
            assertThat(result.objectiveUsd()).as(at).isGreaterThanOrEqualTo(result.boundUsd() - tolerance);
            gained += (result.linearUsd() - result.objectiveUsd()) / result.linearUsd();
        }
        assertThat(gained).as("seed %d", seed).isPositive();
    }

    @Test
    void shouldBoundEveryTradeAndComeCloseToTheBoundWhenLotsAreFine() {
        final long seed = 20_260_305;
        final Random random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            final OverlayProblem problem = random(random, 3, 6, 100_000);

            final OverlayResult result = OverlaySolver.solve(problem);

            final String at = "seed " + seed + " round " + round;
            assertThat(result.boundUsd()).as(at).isFinite();
            assertThat(result.objectiveUsd() - result.boundUsd())
                    .as(at)
                    .isLessThan(1e-3 * (1 + Math.abs(result.idleUsd() - result.boundUsd())));
            for (int trial = 0; trial < 400; trial++) {
                final List<Long> lots = new ArrayList<>();
                for (int j = 0; j < 6; j++) {
                    final OverlayOption option = problem.options().get(j);
                    final long moved = result.trades().get(j).lots() + Math.round(random.nextGaussian() * trial);
                    lots.add(Math.max(-option.mostSold(), Math.min(option.mostBought(), moved)));
                }
                assertThat(OverlayOracle.value(problem, lots))
                        .as(at)
                        .isGreaterThanOrEqualTo(result.boundUsd() - 1e-6 * (1 + Math.abs(result.boundUsd())));
            }
        }
    }

    /**
     * Options and limits of the sizes of a desk: some limits are broken, some options dear, margin is short at times.
     */
    private static OverlayProblem random(final Random random, final int factors, final int options, final long most) {
        final List<OverlayFactor> rows = new ArrayList<>();
        final double[][] mix = new double[factors][factors];
        for (int k = 0; k < factors; k++) {
            final double exposure = most * random.nextGaussian();
            final double limit = most * random.nextDouble();
            rows.add(random.nextInt(3) == 0 ? free(exposure) : new OverlayFactor("row", exposure, -limit, limit, 20));
            for (int l = 0; l < factors; l++) {
                mix[k][l] = random.nextGaussian();
            }
        }
        final List<List<Double>> covariance = new ArrayList<>();
        for (int k = 0; k < factors; k++) {
            final List<Double> row = new ArrayList<>();
            for (int l = 0; l < factors; l++) {
                double sum = 0;
                for (int m = 0; m < factors; m++) {
                    sum += mix[Math.max(k, l)][m] * mix[Math.min(k, l)][m];
                }
                row.add(sum);
            }
            covariance.add(row);
        }
        final List<OverlayOption> list = new ArrayList<>();
        for (int j = 0; j < options; j++) {
            final List<Double> perLot = new ArrayList<>();
            for (int k = 0; k < factors; k++) {
                perLot.add(random.nextGaussian());
            }
            final long sold = random.nextInt(6) == 0 ? 0 : most;
            list.add(new OverlayOption(
                    "option " + j,
                    perLot,
                    2 * random.nextDouble(),
                    random.nextDouble() / most,
                    sold,
                    most,
                    5 * random.nextDouble(),
                    random.nextDouble()));
        }
        final double headroom = random.nextBoolean() ? NONE : most * random.nextDouble();
        return new OverlayProblem(rows, list, covariance, random.nextDouble() / most, headroom, 10);
    }

    @Test
    void shouldRefuseWithAReasonWhenTheInputIsUnusable() {
        assertRefused(withoutRisk(List.of(free(Double.NaN)), option(1, 5, 1.0)), "factor");
        assertRefused(withoutRisk(List.of(free(1)), option(Double.NaN, 5, 1.0)), "option");
        assertRefused(withoutRisk(List.of(free(1)), option(1, 5, 1.0, 2.0)), "option");
        assertRefused(withoutRisk(List.of(free(1)), option(1, -1, 1.0)), "option");
        assertRefused(withoutRisk(List.of(new OverlayFactor("crossed", 0, 1, -1, 1)), option(1, 5, 1.0)), "crossed");
        final List<OverlayOption> one = List.of(option(1, 5, 1.0));
        assertRefused(new OverlayProblem(List.of(free(1)), one, List.of(List.of(-1.0)), 1, NONE, 0), "covariance");
        assertRefused(new OverlayProblem(List.of(free(1)), one, List.of(), 1, NONE, 0), "covariance");
        assertRefused(
                new OverlayProblem(List.of(free(1)), one, List.of(List.of(1.0)), Double.NaN, NONE, 0), "riskAversion");
        assertRefused(
                new OverlayProblem(List.of(free(1)), one, List.of(List.of(1.0)), 1, Double.NaN, 0), "marginHeadroom");
        assertRefused(
                new OverlayProblem(
                        List.of(free(1), free(1)),
                        List.of(),
                        List.of(List.of(1.0, 2.0), List.of(2.0, 1.0)),
                        1,
                        NONE,
                        0),
                "covariance");
    }

    private static void assertRefused(final OverlayProblem problem, final String word) {
        final OverlayResult result = OverlaySolver.solve(problem);

        assertThat(result.status()).isEqualTo(OverlayStatus.UNUSABLE_INPUT);
        assertThat(result.complaint()).contains(word);
        assertThat(result.trades()).isEmpty();
        assertThat(OverlaySolver.solveLinear(problem)).allMatch(lots -> lots == 0);
    }
}
