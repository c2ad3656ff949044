package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GreeksTest {
    private final Greeks greeks = new Greeks();
    private final Greeks other = new Greeks();

    @ParameterizedTest
    @EnumSource(Greek.class)
    void shouldAddAndScaleEachGreek(final Greek greek) {
        greeks.set(greek, 2.0);
        other.set(greek, 0.5);

        greeks.add(other);
        assertThat(greeks.value(greek)).isEqualTo(2.5);
        greeks.addScaled(-3.0, other);
        assertThat(greeks.value(greek)).isEqualTo(1.0);
        greeks.scale(-4.0);
        assertThat(greeks.value(greek)).isEqualTo(-4.0);
        other.copyFrom(greeks);
        greeks.clear();
        assertThat(other.value(greek)).isEqualTo(-4.0);
        assertThat(greeks.value(greek)).isEqualTo(0.0);
    }

    @Test
    void shouldHoldNoNegativeZero() {
        greeks.set(Greek.DELTA, -0.0);
        notNegative();
        greeks.scale(-1.0);
        notNegative();
        other.set(Greek.DELTA, -0.0);
        greeks.addScaled(-1.0, other);
        notNegative();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldDropEverythingWhenOneValueIsNotFinite(final double bad) {
        greeks.set(Greek.PRICE, 1.0);
        assertThat(greeks.keepIfFinite()).isTrue();
        assertThat(greeks.value(Greek.PRICE)).isEqualTo(1.0);

        greeks.set(Greek.DUAL_DELTA, bad);

        assertThat(greeks.isFinite()).isFalse();
        assertThat(greeks.keepIfFinite()).isFalse();
        assertThat(greeks.value(Greek.PRICE)).isEqualTo(0.0);
        assertThat(greeks.isFinite()).isTrue();
    }

    private void notNegative() {
        assertThat(Double.doubleToRawLongBits(greeks.value(Greek.DELTA))).isZero();
    }
}
