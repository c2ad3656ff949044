package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class FundingTest {
    @Test
    void shouldReturnToTheMeanByHalfPerHalfLife() {
        final FundingForecast forecast = new FundingForecast(1e-9, 24, 1e15);
        forecast.onRate(0.0001, 8);
        forecast.onRate(0.0009, 8);
        final int steps = 200_000;

        double sum = 0;
        for (int i = 0; i < steps; i++) {
            final double hour = (i + 0.5) * 72 / steps;
            sum += 0.0001 + 0.0008 * Math.pow(0.5, hour / 24);
        }

        assertThat(forecast.rate()).isCloseTo(0.0009, within(1e-12));
        assertThat(forecast.expectedRate(72)).isCloseTo(sum / steps, within(1e-12));
        assertThat(forecast.expectedRate(0)).isEqualTo(forecast.rate());
        assertThat(forecast.expectedPayment(1_000_000, 72)).isCloseTo(sum / steps * 9 * 1_000_000, within(1e-5));
        assertThat(forecast.expectedRate(1e9)).isCloseTo(0.0001, within(1e-9));
    }

    @Test
    void shouldSmoothTheSameHoweverATimeIsCut() {
        final FundingForecast whole = new FundingForecast(12, 24, 240);
        final FundingForecast cut = new FundingForecast(12, 24, 240);
        whole.onRate(0, 0);
        cut.onRate(0, 0);

        whole.onRate(0.001, 6);
        for (int i = 0; i < 60; i++) {
            cut.onRate(0.001, 0.1);
        }

        assertThat(cut.rate()).isCloseTo(whole.rate(), within(1e-15));
        assertThat(cut.mean()).isCloseTo(whole.mean(), within(1e-15));
    }

    @Test
    void shouldKeepItsStateWhenARateIsNoNumber() {
        final FundingForecast forecast = new FundingForecast(12, 24, 240);
        assertThat(forecast.expectedRate(1)).isNaN();
        forecast.onRate(0.0003, 8);
        final long before = forecast.mixInto(7);

        forecast.onRate(Double.NaN, 8);
        forecast.onRate(Double.POSITIVE_INFINITY, 8);
        forecast.onRate(0.1, -1);
        forecast.onRate(0.1, Double.NaN);
        forecast.onRate(0.1, 0);

        assertThat(forecast.mixInto(7)).isEqualTo(before);
        assertThat(forecast.expectedRate(-1)).isNaN();
        assertThatThrownBy(() -> new FundingForecast(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FundingForecast(1, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
