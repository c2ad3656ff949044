package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FundingTest {
    @Test
    void shouldGiveDeribitsPublishedExample() {
        final double premium = PerpetualFunding.premium(10_010, 10_000);
        final double rate = PerpetualFunding.deribitRate(premium, 0.005);

        assertThat(premium).isCloseTo(0.0010, within(1e-15));
        assertThat(rate).isCloseTo(0.00075, within(1e-15));
        assertThat(PerpetualFunding.payment(rate, 1, 1.0 / 60)).isCloseTo(0.0000015625, within(1e-18));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0002, 0",
        "-0.00025, 0",
        "0.00025, 0",
        "0.0004, 0.00015",
        "-0.0004, -0.00015",
        "0.02, 0.005",
        "-0.02, -0.005"
    })
    void shouldChargeNothingNearTheIndexAndNoMoreThanTheCap(final double premium, final double rate) {
        assertThat(PerpetualFunding.deribitRate(premium, 0.005)).isCloseTo(rate, within(1e-15));
        assertThat(1 / PerpetualFunding.deribitRate(premium, 0.005))
                .as("no negative zero")
                .isNotEqualTo(-1 / 0.0);
    }

    @ParameterizedTest
    @CsvSource({"0.0003, 0.0001, 0.0001", "0.001, 0.0001, 0.0005", "-0.001, 0.0001, -0.0005", "0, 0.0001, 0.0001"})
    void shouldHoldTheInterestWithinItsClamp(final double premium, final double interest, final double rate) {
        assertThat(PerpetualFunding.clampedRate(premium, interest)).isCloseTo(rate, within(1e-15));
    }

    @Test
    void shouldChargeLongsAndPayShorts() {
        assertThat(PerpetualFunding.payment(0.0008, 100_000, 8)).isCloseTo(80, within(1e-10));
        assertThat(PerpetualFunding.payment(0.0008, -100_000, 4)).isCloseTo(-40, within(1e-10));
        assertThat(PerpetualFunding.inversePayment(0.0008, 100_000, 50_000, 8)).isCloseTo(0.0016, within(1e-15));
        assertThat(PerpetualFunding.perYear(0.0001)).isCloseTo(0.1095, within(1e-12));
    }

    @Test
    void shouldAnswerNothingWhenAPriceOrATimeIsOutOfRange() {
        assertThat(PerpetualFunding.premium(0, 100)).isNaN();
        assertThat(PerpetualFunding.premium(100, -1)).isNaN();
        assertThat(PerpetualFunding.premium(100, Double.NaN)).isNaN();
        assertThat(PerpetualFunding.deribitRate(Double.NaN, 1)).isNaN();
        assertThat(PerpetualFunding.deribitRate(0.1, -1)).isNaN();
        assertThat(PerpetualFunding.payment(0.1, 1, -1)).isNaN();
        assertThat(PerpetualFunding.inversePayment(0.1, 1, 0, 1)).isNaN();
        assertThat(Basis.annualised(100, 100, 0)).isNaN();
        assertThat(Basis.continuous(-100, 100, 1)).isNaN();
        assertThat(Basis.convergenceCost(1, 101, 100, 1, -1)).isNaN();
        assertThat(Basis.laterFuture(100, 0.1, 1, 0.1, 0.5)).isNaN();
    }

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

    @Test
    void shouldMeasureTheBasisAndItsConvergence() {
        assertThat(Basis.premium(51_000, 50_000)).isCloseTo(0.02, within(1e-15));
        assertThat(Basis.annualised(51_000, 50_000, 0.25)).isCloseTo(0.08, within(1e-14));
        assertThat(Basis.continuous(51_000, 50_000, 0.25)).isCloseTo(Math.log(1.02) / 0.25, within(1e-14));
        assertThat(Basis.convergenceCost(2, 51_000, 50_000, 0.25, 0.05)).isCloseTo(400, within(1e-9));
        assertThat(Basis.convergenceCost(-2, 51_000, 50_000, 0.25, 1)).isCloseTo(-2_000, within(1e-9));
        final double near = 50_000 * Math.exp(0.06 * 0.1);
        assertThat(Basis.laterFuture(near, 0.06, 0.1, 0.08, 0.35))
                .isCloseTo(50_000 * Math.exp(0.08 * 0.35), within(1e-8));
    }
}
