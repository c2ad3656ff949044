package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values forecasters take, and how the past fades. */
final class UsableTest {
    @ParameterizedTest
    @CsvSource({
        "1e70, true, true",
        "1.0000001e70, false, false",
        "1e-70, true, true",
        "9.99e-71, true, false",
        "0, true, false",
        "-1, true, false",
        "-1e70, true, false",
        "-1.1e70, false, false",
        "NaN, false, false",
        "Infinity, false, false",
    })
    void shouldTakeOnlyValuesWhoseSquaresStayFarFromOverflow(
            final double value, final boolean isNumber, final boolean isPositive) {
        assertThat(Usable.isNumber(value)).isEqualTo(isNumber);
        assertThat(Usable.isPositive(value)).isEqualTo(isPositive);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 1", "5, 5, 0.5", "10, 5, 0.25", "2.5, 5, 0.70710678118654752"})
    void shouldHalveOncePerHalfLife(final double passed, final double halfLife, final double left) {
        assertThat(EwmaVariance.decay(passed, halfLife)).isCloseTo(left, within(1e-15));
    }
}
