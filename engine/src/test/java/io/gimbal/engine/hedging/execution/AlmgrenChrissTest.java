package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against table 1 of Almgren and Chriss (2000): one million shares over five days, in days. */
final class AlmgrenChrissTest {
    private static final AlmgrenChriss PAPER = new AlmgrenChriss(0.95, 0.0625, 2.5e-7, 2.5e-6, 1);
    private static final double SHARES = 1e6;
    private static final int DAYS = 5;

    @Test
    void shouldDecayAsFastAsThePaperSays() {
        final double urgency = PAPER.urgency(1e-6);

        assertThat(urgency).isCloseTo(0.607076, within(5e-7));
        assertThat(AlmgrenChriss.halfLife(urgency)).isCloseTo(1.65, within(0.005));
    }

    @Test
    void shouldHoldWhatThePaperHolds() {
        final double urgency = PAPER.urgency(1e-6);
        final double[] expected = {1_000_000, 541_956, 289_854, 147_897, 62_142, 0};

        for (int day = 0; day <= DAYS; day++) {
            assertThat(AlmgrenChriss.holding(SHARES, urgency, DAYS, day)).isCloseTo(expected[day], within(0.5));
        }
    }

    @Test
    void shouldCostAndVaryAsThePaperSays() {
        final double urgency = PAPER.urgency(1e-6);

        assertThat(PAPER.expectedCost(SHARES, urgency, DAYS)).isCloseTo(911_227, within(0.5));
        assertThat(Math.sqrt(PAPER.variance(SHARES, urgency, DAYS))).isCloseTo(603_431, within(0.5));
        assertThat(PAPER.expectedCost(SHARES, 0, DAYS)).isCloseTo(662_500, within(1e-6));
        assertThat(Math.sqrt(PAPER.variance(SHARES, 0, DAYS))).isCloseTo(1_040_673, within(0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 1, 4})
    void shouldAgreeWithThePapersClosedFormsWhateverTheUrgency(final double urgency) {
        final double tau = 0.5;
        final AlmgrenChriss model = new AlmgrenChriss(0.8, 0.05, 1e-7, 3e-6, tau);
        final int slices = 12;
        final double horizon = slices * tau;
        final double sinh = Math.sinh(urgency * horizon);
        final double step = 3e-6 - 0.5 * 1e-7 * tau;
        final double cost = 0.5 * 1e-7 * SHARES * SHARES
                + 0.05 * SHARES
                + step
                        * SHARES
                        * SHARES
                        * Math.tanh(0.5 * urgency * tau)
                        * (tau * Math.sinh(2 * urgency * horizon) + 2 * horizon * Math.sinh(urgency * tau))
                        / (2 * tau * tau * sinh * sinh);
        final double variance = 0.5
                * 0.64
                * SHARES
                * SHARES
                * (tau * sinh * Math.cosh(urgency * (horizon - tau)) - horizon * Math.sinh(urgency * tau))
                / (sinh * sinh * Math.sinh(urgency * tau));

        assertThat(model.expectedCost(SHARES, urgency, slices)).isCloseTo(cost, within(1e-9 * cost));
        assertThat(model.variance(SHARES, urgency, slices)).isCloseTo(variance, within(1e-9 * variance));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 1.1, 2})
    void shouldBeTheBestTradeOffOfCostAndVariance(final double shift) {
        final double urgency = PAPER.urgency(1e-6);

        assertThat(total(urgency * shift)).isGreaterThan(total(urgency));
    }

    private static double total(final double urgency) {
        return PAPER.expectedCost(SHARES, urgency, DAYS) + 1e-6 * PAPER.variance(SHARES, urgency, DAYS);
    }

    @Test
    void shouldStayFiniteWhenUrgencyIsExtreme() {
        assertThat(AlmgrenChriss.holding(1, 1e6, 10, 0)).isEqualTo(1);
        assertThat(AlmgrenChriss.holding(1, 1e6, 10, 1)).isZero();
        assertThat(AlmgrenChriss.holding(1, 1e-15, 10, 5)).isEqualTo(0.5);
        assertThat(AlmgrenChriss.holding(1, 1e-6, 10, 5)).isCloseTo(0.5, within(1e-10));
        assertThat(AlmgrenChriss.holding(7, 1, 10, -3)).isEqualTo(7);
        assertThat(AlmgrenChriss.holding(7, 1, 10, 30)).isZero();
    }

    @Test
    void shouldGiveNoNumberWhenArgumentsMeanNothing() {
        assertThat(PAPER.urgency(-1)).isNaN();
        assertThat(PAPER.urgency(Double.NaN)).isNaN();
        assertThat(new AlmgrenChriss(1, 0, 1, 0.5, 1).urgency(1)).isNaN();
        assertThat(new AlmgrenChriss(Double.NaN, 0, 0, 1, 1).expectedCost(1, 1, 5))
                .isNaN();
        assertThat(PAPER.variance(1, 1, 0)).isNaN();
        assertThat(AlmgrenChriss.holding(1, 1, 0, 0)).isNaN();
        assertThat(AlmgrenChriss.holding(1, 1, 5, Double.NaN)).isNaN();
        assertThat(AlmgrenChriss.halfLife(-1)).isNaN();
        assertThat(AlmgrenChriss.halfLife(0)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
