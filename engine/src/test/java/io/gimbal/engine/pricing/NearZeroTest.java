package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NearZeroTest {
    private static final double FEW_ULP = 2e-15;

    @ParameterizedTest
    @ValueSource(doubles = {-40, -3, -0.7, -1e-3, -1e-9, -1e-17, 1e-300, 1e-12, 1e-5, 0.1, 1, 5, 50, 700})
    void shouldAgreeWithThePlatformsFunctionsWhenArgumentsAreOrdinary(final double x) {
        assertThat(NearZero.expm1(x)).isCloseTo(Math.expm1(x), within(FEW_ULP * Math.abs(Math.expm1(x))));
        if (x > -1) {
            assertThat(NearZero.log1p(x)).isCloseTo(Math.log1p(x), within(FEW_ULP * Math.abs(Math.log1p(x))));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e-9, 1e-3, 0.5, 2, 30, 1e5})
    void shouldInvertTheHyperbolicSine(final double y) {
        final double x = Math.sinh(Math.min(y, 600));

        assertThat(NearZero.asinh(x)).isCloseTo(Math.min(y, 600), within(1e-14 * (1e-300 + Math.min(y, 600))));
    }

    @Test
    void shouldKeepTheEndsOfTheRange() {
        assertThat(NearZero.expm1(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(NearZero.expm1(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(NearZero.expm1(Double.NaN)).isNaN();
        assertThat(NearZero.log1p(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(NearZero.log1p(-1.5)).isNaN();
        assertThat(NearZero.log1p(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(NearZero.asinh(-1)).isNaN();
    }
}
