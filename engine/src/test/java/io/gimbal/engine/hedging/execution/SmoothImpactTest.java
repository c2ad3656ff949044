package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmoothImpactTest {
    private static final double ERROR_PRICE = 7;
    private static final double IMPACT = 0.4;

    @Test
    void shouldHalveTheDeviationInTheHalfLife() {
        final double halfLife = SmoothImpact.halfLife(ERROR_PRICE, IMPACT);
        double deviation = 3;
        final int steps = 200_000;
        for (int i = 0; i < steps; i++) {
            deviation += SmoothImpact.linearRate(deviation, ERROR_PRICE, IMPACT) * halfLife / steps;
        }

        assertThat(deviation).isCloseTo(1.5, within(1e-5));
    }

    @Test
    void shouldBeAlmgrenAndChrissWithoutADeadline() {
        final double step = 1e-6;
        final AlmgrenChriss model = new AlmgrenChriss(0.6 * 100, 0, 0, IMPACT, step);
        final double aversion = 0.002;
        final double urgency = model.urgency(aversion);

        final double rate = SmoothImpact.linearRate(1, aversion * 3_600, IMPACT);

        assertThat(-rate).isCloseTo(urgency, within(1e-6 * urgency));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.3, 1.5, 2, 3})
    void shouldSatisfyTheControlEquationUnderPowerImpact(final double power) {
        final double deviation = 0.7;
        final double speed = -SmoothImpact.powerRate(deviation, ERROR_PRICE, IMPACT, power);
        // V'(e) is the marginal cost of speed; the equation is errorPrice e^2 + beta v^p - v V'(e) = 0.
        final double slope = IMPACT * power * Math.pow(speed, power - 1);

        assertThat(ERROR_PRICE * deviation * deviation + IMPACT * Math.pow(speed, power) - speed * slope)
                .isCloseTo(0, within(1e-12));
        assertThat(SmoothImpact.powerRate(-deviation, ERROR_PRICE, IMPACT, power))
                .isEqualTo(speed);
    }

    @Test
    void shouldAgreeWithLinearImpactWhenThePowerIsTwo() {
        assertThat(SmoothImpact.powerRate(1.3, ERROR_PRICE, IMPACT, 2))
                .isCloseTo(SmoothImpact.linearRate(1.3, ERROR_PRICE, IMPACT), within(1e-13));
    }

    @Test
    void shouldCostWhatErrorsAndImpactCostTogether() {
        // Stationary variance of de = -k e dt + a dW is a^2 / 2k; both halves cost the same at the best k.
        final double rate = -SmoothImpact.linearRate(1, ERROR_PRICE, IMPACT);
        final double variance = 0.09 / (2 * rate);

        assertThat(SmoothImpact.trackingCost(0.09, ERROR_PRICE, IMPACT))
                .isCloseTo((ERROR_PRICE + IMPACT * rate * rate) * variance, within(1e-13));
    }

    @Test
    void shouldTradeWholeLotsAndNeverPassTheTarget() {
        assertThat(SmoothImpact.lots(-10, 0.1, 0.55, 0.1)).isEqualTo(-5);
        assertThat(SmoothImpact.lots(10, 0.01, -5, 0.03)).isEqualTo(3);
        assertThat(SmoothImpact.lots(-1, 0.01, 5, 0.1)).isZero();
        assertThat(SmoothImpact.lots(Double.NaN, 0.1, 1, 0.1)).isZero();
        assertThat(SmoothImpact.lots(1, 0.1, 1, 0)).isZero();
    }

    @Test
    void shouldGiveNoNumberWhenArgumentsMeanNothing() {
        assertThat(SmoothImpact.linearRate(1, -1, 1)).isNaN();
        assertThat(SmoothImpact.halfLife(1, 0)).isNaN();
        assertThat(SmoothImpact.trackingCost(-1, 1, 1)).isNaN();
        assertThat(SmoothImpact.powerRate(1, 1, 1, 1)).isNaN();
        assertThat(SmoothImpact.powerRate(Double.NaN, 1, 1, 2)).isNaN();
        assertThat(SmoothImpact.powerRate(0, 1, 1, 2)).isZero();
    }
}
