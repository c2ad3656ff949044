package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HedgedCallTest {
    private static final double RATE = 0.05;
    private static final double VOL = 0.20;
    private static final double YEARS = 0.5;

    @ParameterizedTest
    @CsvSource({"42, 40, 0.10, 0.20, 0.5, 4.76", "49, 50, 0.05, 0.20, 0.3846, 2.40"})
    void shouldBeWorthWhatHullPrints(
            final double spot,
            final double strike,
            final double rate,
            final double vol,
            final double years,
            final double value) {
        assertThat(new HedgedCall(spot, strike, rate, vol, years, rate).value()).isCloseTo(value, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"80", "95", "100", "110", "140"})
    void shouldHaveTheDeltaAndVegaThatDifferencesOfTheValueGive(final double spot) {
        final HedgedCall call = call(spot, VOL);
        final double step = 1e-3;

        final double bySpot =
                (call(spot + step, VOL).value() - call(spot - step, VOL).value()) / (2.0 * step);
        final double byVol =
                (call(spot, VOL + 1e-5).value() - call(spot, VOL - 1e-5).value()) / 2e-5;

        assertThat(call.delta(Math.log(spot / call.strike()), YEARS)).isCloseTo(bySpot, within(1e-7));
        assertThat(call.vega()).isCloseTo(byVol, within(1e-4));
    }

    @Test
    void shouldRefuseACallThatCannotBeValued() {
        assertThatThrownBy(() -> call(-1.0, VOL).value())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("spot=-1.0");
    }

    private static HedgedCall call(final double spot, final double vol) {
        return new HedgedCall(spot, 100.0, RATE, vol, YEARS, RATE);
    }
}
