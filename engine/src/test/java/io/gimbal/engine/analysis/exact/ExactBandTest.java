package io.gimbal.engine.analysis.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.exact.ExactBandStudy.Row;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExactBandTest {
    private static final int STEPS = 3;
    private static final int POINTS = 4;
    private static final int NODES = 7;
    private static final List<Double> COSTS = List.of(0.01, 0.0025, 0.000625);

    @ParameterizedTest
    @CsvSource({"CALL,-1,0.01,true", "PUT,2,0.02,false", "STRADDLE,-1,0.005,false", "CALL,1,0.001,true"})
    void shouldLoseWhatTheBestOfAllPoliciesLosesWhenTreeIsTiny(
            final ExactClaim.Kind kind, final double units, final double costRate, final boolean liquidated) {
        final ExactLattice lattice = new ExactLattice(STEPS, -1, 1, POINTS);
        final ExactBandProblem problem = new ExactBandProblem(
                new ExactClaim(kind, units, 101, 0.25), 100, 0.5, costRate, 0.05, liquidated, lattice);

        final ExactBand band = ExactBand.solve(problem);

        for (int point = 0; point < POINTS; point++) {
            assertThat(band.loss(point)).isCloseTo(enumerated(problem, point), within(1e-9));
        }
    }

    @Test
    void shouldApproachWhalleyAndWilmottFromAboveWhenLongAndCostsFall() {
        final List<Row> rows = ExactBandStudy.rows(1, 100, COSTS);

        assertThat(rows.get(0).ratio()).isGreaterThan(rows.get(1).ratio());
        assertThat(rows.get(1).ratio()).isGreaterThan(rows.get(2).ratio());
        assertThat(rows.get(2).ratio()).isCloseTo(1, within(0.04));
        assertThat(rows.get(2).centre()).isCloseTo(rows.get(2).blackCentre(), within(0.002));
    }

    @Test
    void shouldApproachWhalleyAndWilmottFromBelowWhenShortAndCostsFall() {
        final List<Row> rows = ExactBandStudy.rows(-1, 100, COSTS);

        assertThat(rows.get(0).ratio()).isLessThan(rows.get(1).ratio());
        assertThat(rows.get(1).ratio()).isLessThan(rows.get(2).ratio());
        assertThat(rows.get(2).ratio()).isCloseTo(1, within(0.02));
        assertThat(rows.get(2).centre()).isCloseTo(rows.get(2).blackCentre(), within(0.002));
    }

    @Test
    void shouldLieNearerToZakamoulineThanToWhalleyAndWilmottWhenLongAtOnePercent() {
        final Row row = ExactBandStudy.rows(1, 100, List.of(0.01)).get(0);

        assertThat(Math.abs(row.halfWidth() - row.zakamouline()))
                .isLessThan(Math.abs(row.halfWidth() - row.whalleyWilmott()));
    }

    @Test
    void shouldStayWhenHoldingsAreFiner() {
        assertThat(halfWidth(1_401)).isCloseTo(halfWidth(701), within(2e-4));
    }

    @Test
    @Tag("nightly")
    void shouldStayWhenStepsAreFiner() {
        final double coarse =
                ExactBandStudy.rows(-1, 100, List.of(0.0025)).get(0).ratio();
        final double fine = ExactBandStudy.rows(-1, 200, List.of(0.0025)).get(0).ratio();

        assertThat(fine).isCloseTo(coarse, within(0.01));
    }

    @Test
    void shouldShiftCentreAsZakamoulineDoesWhenLongOrShort() {
        for (final double units : new double[] {-1, 1}) {
            final Row row = ExactBandStudy.rows(units, 50, List.of(0.01)).get(0);

            assertThat((row.centre() - row.blackCentre()) * (row.shiftedCentre() - row.blackCentre()))
                    .isPositive();
        }
    }

    @Test
    void shouldRefuseWhenNumbersAreOutOfRange() {
        final ExactClaim claim = new ExactClaim(ExactClaim.Kind.CALL, 1, 100, 1);
        final ExactLattice lattice = new ExactLattice(4, 0, 1, 5);

        assertThatThrownBy(() -> new ExactLattice(0, 0, 1, 5)).hasMessageContaining("steps");
        assertThatThrownBy(() -> new ExactLattice(4, 0, Double.NaN, 5)).hasMessageContaining("highest");
        assertThatThrownBy(() -> new ExactClaim(ExactClaim.Kind.PUT, 0, 100, 1)).hasMessageContaining("units");
        assertThatThrownBy(() -> new ExactBandProblem(claim, 100, 0.2, Double.NaN, 1, false, lattice))
                .hasMessageContaining("costRate");
        assertThatThrownBy(() -> new ExactBandProblem(claim, 100, 5, 0.01, 1, false, lattice))
                .hasMessageContaining("vol");
    }

    private static double halfWidth(final int points) {
        final ExactClaim claim = new ExactClaim(ExactClaim.Kind.CALL, -1, 100, 1);
        final ExactLattice lattice = new ExactLattice(200, -0.5, 1.5, points);
        return ExactBand.solve(new ExactBandProblem(claim, 100, 0.2, 0.0025, 0.1, false, lattice))
                .halfWidth(0, 0);
    }

    /** Least certainty loss over every choice of a holding at every history of moves. */
    private static double enumerated(final ExactBandProblem problem, final int start) {
        double best = Double.POSITIVE_INFINITY;
        final int policies = (int) Math.pow(POINTS, NODES);
        for (int policy = 0; policy < policies; policy++) {
            best = Math.min(best, expected(problem, start, policy));
        }
        return Math.log(best) / problem.riskAversion() + holding(problem, start) * problem.spot();
    }

    private static double expected(final ExactBandProblem problem, final int start, final int policy) {
        final double move = problem.vol() * Math.sqrt(problem.claim().years() / STEPS);
        final double rise = Math.exp(move);
        final double upShare = (1 - 1 / rise) / (rise - 1 / rise);
        double sum = 0;
        for (int path = 0; path < 1 << STEPS; path++) {
            double price = problem.spot();
            double share = 1;
            double cash = 0;
            double held = holding(problem, start);
            int node = 0;
            for (int step = 0; step < STEPS; step++) {
                final int choice = (policy / (int) Math.pow(POINTS, node)) % POINTS;
                final double next = holding(problem, choice);
                cash -= (next - held) * price + problem.costRate() * price * Math.abs(next - held);
                held = next;
                final int bit = (path >> step) & 1;
                price *= bit == 1 ? rise : 1 / rise;
                share *= bit == 1 ? upShare : 1 - upShare;
                node = 2 * node + 1 + bit;
            }
            final double left = problem.liquidated() ? problem.costRate() * price * Math.abs(held) : 0;
            final double wealth = cash + held * price - left + problem.claim().payoff(price);
            sum += share * Math.exp(-problem.riskAversion() * wealth);
        }
        return sum;
    }

    private static double holding(final ExactBandProblem problem, final int point) {
        return problem.lattice().lowest() + point * problem.lattice().spacing();
    }
}
