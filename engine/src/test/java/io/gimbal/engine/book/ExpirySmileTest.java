package io.gimbal.engine.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The slope of an expiry's smile against differences of its volatility. */
class ExpirySmileTest {
    private static final double FORWARD = 30_000;
    private static final double YEARS = 0.1;

    private final ExpirySmile smile = new ExpirySmile();

    private void sound() {
        smile.market(1, 1, FORWARD, YEARS, 0.001);
        smile.parameters().set(0.02, 0.04, -0.5, 0.03, 0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {10_000, 25_000, 30_000, 31_000, 60_000})
    void shouldSlopeAsTheVolatilityChangesByTheLogarithmOfTheStrike(final double strike) {
        sound();
        final double step = 1e-5;

        final double difference = smile.vol(strike * Math.exp(step)) - smile.vol(strike * Math.exp(-step));

        assertThat(smile.skew(strike)).isCloseTo(difference / (2 * step), within(1e-8));
        assertThat(Math.abs(smile.skew(strike))).isGreaterThan(1e-3);
    }

    @Test
    void shouldHaveNoSlopeWhereItHasNoVolatility() {
        assertThat(smile.skew(FORWARD)).as("no smile").isZero();
        sound();
        assertThat(smile.skew(FORWARD)).isNotZero();
        smile.withdraw(2);
        assertThat(smile.skew(FORWARD)).as("withdrawn").isZero();
        smile.market(3, 1, FORWARD, YEARS, 0.001);
        smile.parameters().set(101 * 101 * YEARS, 0.04, -0.5, 0.03, 0.1);
        assertThat(smile.skew(FORWARD)).as("10,100 %").isZero();
    }
}
