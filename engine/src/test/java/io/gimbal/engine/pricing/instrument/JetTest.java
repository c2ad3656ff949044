package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JetTest {
    private static final double U = 1.25;
    private static final double V = 0.5;
    private static final double T = 2.0;
    private static final double R = 0.125;
    private static final double K = 1.5;

    private final Jets jets = new Jets();
    private final Greeks greeks = new Greeks();
    private Jet underlying = jets.constant(0.0);
    private Jet vol = underlying;
    private Jet time = underlying;
    private Jet rate = underlying;
    private Jet strike = underlying;

    @BeforeEach
    void createVariables() {
        jets.begin();
        underlying = jets.variable(Role.UNDERLYING, U);
        vol = jets.variable(Role.VOL, V);
        time = jets.variable(Role.TIME, T);
        rate = jets.variable(Role.RATE, R);
        strike = jets.variable(Role.STRIKE, K);
    }

    @Test
    void shouldDifferentiateAPolynomialExactly() {
        // V = U^3 + 2 U^2 v + 3 U^2 T + 5 v^2 + 7 v T + 11 r + 13 K + 17.
        final Jet square = underlying.squared();
        final Jet polynomial = square.times(underlying)
                .plusScaled(2.0, square.times(vol))
                .plusScaled(3.0, square.times(time))
                .plusScaled(5.0, vol.squared())
                .plusScaled(7.0, vol.times(time))
                .plusScaled(11.0, rate)
                .plus(strike.times(13.0))
                .plus(17.0);

        polynomial.writeTo(greeks);

        expect(Greek.PRICE, U * U * U + 2 * U * U * V + 3 * U * U * T + 5 * V * V + 7 * V * T + 11 * R + 13 * K + 17);
        expect(Greek.DELTA, 3 * U * U + 4 * U * V + 6 * U * T);
        expect(Greek.GAMMA, 6 * U + 4 * V + 6 * T);
        expect(Greek.SPEED, 6);
        expect(Greek.VEGA, 2 * U * U + 10 * V + 7 * T);
        expect(Greek.VANNA, 4 * U);
        expect(Greek.ZOMMA, 4);
        expect(Greek.VOLGA, 10);
        expect(Greek.THETA, -(3 * U * U + 7 * V));
        expect(Greek.CHARM, -6 * U);
        expect(Greek.COLOR, -6);
        expect(Greek.VETA, -7);
        expect(Greek.RHO, 11);
        expect(Greek.DUAL_DELTA, 13);
    }

    @Test
    void shouldUndoDivisionByMultiplicationAndRootBySquareAndLogarithmByExponential() {
        final Jet x = underlying.squared().plus(vol.times(time)).plus(strike).plus(rate);
        final Jet y = underlying.times(vol).plus(time.squared()).plus(rate).plus(strike);

        same(x.over(y).times(y), x);
        same(x.sqrt().squared(), x);
        same(x.log().exp(), x);
        same(x.minus(y).plus(y), x);
        same(x.negated().negated(), x);
    }

    @Test
    void shouldDifferentiateTheNormalFunctionsAsTheirDefinitionsSay() {
        final Jet x = underlying.times(vol).minus(time.times(0.3));

        x.normalCdf().writeTo(greeks);
        final double density = Math.exp(-0.5 * x.value() * x.value()) / Math.sqrt(2 * Math.PI);
        expect(Greek.DELTA, density * V);
        expect(Greek.GAMMA, -x.value() * density * V * V);
        expect(Greek.SPEED, (x.value() * x.value() - 1) * density * V * V * V);
        expect(Greek.THETA, 0.3 * density);

        same(x.normalPdf(), x.squared().times(-0.5).exp().times(0.3989422804014327));
    }

    @Test
    void shouldFindAFunctionAgainFromItsGradient() {
        final Jet x = underlying.times(vol).plus(strike);
        final Jet y = time.times(underlying).plus(rate);
        final Jet direct = x.squared().times(y.exp());

        final Jet byX = x.times(2.0).times(y.exp());
        final Jet byY = x.squared().times(y.exp());

        same(jets.constant(direct.value()).plus(byX.along(x)).plus(byY.along(y)), direct);
    }

    @Test
    void shouldMoveTheCarryWithTheRateAndTheSideWithNothing() {
        jets.variable(Role.CARRY, 0.5).plus(jets.variable(Role.SIDE, 1.0)).writeTo(greeks);

        expect(Greek.PRICE, 1.5);
        expect(Greek.RHO, 1.0);
        for (final Greek greek : Greek.values()) {
            if (greek != Greek.PRICE && greek != Greek.RHO) {
                expect(greek, 0.0);
            }
        }
    }

    @Test
    void shouldHandOutTheSameJetsAgainWhenTheNextEvaluationBegins() {
        jets.begin();
        final Jet first = jets.constant(1.0);
        jets.begin();

        assertThat(jets.constant(2.0)).isSameAs(first);
        assertThat(first.value()).isEqualTo(2.0);
    }

    private void same(final Jet actual, final Jet expected) {
        final Greeks other = new Greeks();
        expected.writeTo(other);
        actual.writeTo(greeks);
        for (final Greek greek : Greek.values()) {
            expect(greek, other.value(greek));
        }
    }

    private void expect(final Greek greek, final double expected) {
        assertThat(greeks.value(greek))
                .as(greek.column())
                .isCloseTo(expected, within(2e-14 * Math.max(1.0, Math.abs(expected))));
    }
}
