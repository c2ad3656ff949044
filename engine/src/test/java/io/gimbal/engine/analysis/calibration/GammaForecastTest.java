package io.gimbal.engine.analysis.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.Bands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments of gamma against a slow double integral and closed limits, and the budgets that are made of them. */
final class GammaForecastTest {
    private static final double COST = 6e-4;
    private static final double YEAR = 365;

    private static void assertAlike(final double found, final double expected, final double share) {
        assertThat(found).isCloseTo(expected, within(share * Math.abs(expected)));
    }

    /** At gamma 0.001, vol 0.5 and price 1000 the hedge moves by half a coin per root year: 500 dollars. */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, -0.001})
    void shouldHoldTheMomentsOfAGammaThatStays(final double gamma) {
        final GammaForecast forecast = GammaForecast.constant(gamma, 0.5, 1_000, 73);

        assertThat(forecast.vol()).isEqualTo(0.5);
        assertThat(forecast.price()).isEqualTo(1_000);
        assertAlike(forecast.startRoughness(), 0.25, 1e-12);
        assertAlike(forecast.first(), 100, 1e-12);
        assertAlike(forecast.second(), 50_000, 1e-12);
        assertAlike(forecast.bands(), 500 * Math.cbrt(500) / 5, 1e-12);
    }

    /** The same expectations summed over time and over prices, no integral of them closed. */
    @ParameterizedTest
    @CsvSource({"0.6, 30000, 30", "1.5, 100, 180", "0.2, 2000, 7"})
    void shouldIntegrateAStraddleLikeASlowDoubleSum(final double vol, final double price, final double days) {
        final GammaForecast forecast = GammaForecast.straddle(-2, vol, price, days);

        assertAlike(forecast.first(), slowly(1, vol, price, days), 1e-5);
        assertAlike(forecast.bands(), slowly(4.0 / 3, vol, price, days), 1e-5);
        assertAlike(forecast.second(), slowly(2, vol, price, days), 1e-3);
    }

    private static double slowly(final double power, final double vol, final double price, final double days) {
        final double years = days / YEAR;
        final int steps = 600;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            final double u = (i + 0.5) / steps;
            final double left = years * Math.pow(u, 4);
            final double weight = 4 * years * Math.pow(u, 3) / steps;
            sum += weight * overPrices(power, vol, price, years - left, left);
        }
        return sum;
    }

    private static double overPrices(
            final double power, final double vol, final double price, final double elapsed, final double left) {
        final double before = vol * Math.sqrt(elapsed);
        final double ahead = vol * Math.sqrt(left);
        final double narrow = Math.min(before, ahead);
        final double reach = 14 * narrow + 4 * narrow * narrow;
        final int points = 400;
        final double dx = 2 * reach / points;
        double sum = 0;
        for (int i = 0; i <= points; i++) {
            final double x = -reach + i * dx;
            final double z = (x + before * before / 2) / before;
            final double d1 = x / ahead + ahead / 2;
            final double gammaOfOne = normal(d1) / (price * Math.exp(x) * ahead);
            final double rough = 4 * gammaOfOne * vol * Math.pow(price * Math.exp(x), 2);
            sum += Math.pow(rough, power) * normal(z) / before * dx;
        }
        return sum;
    }

    private static double normal(final double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** As variance vanishes the integrals close: the root of time, and half of pi. */
    @Test
    void shouldReachTheClosedFormsOfASmallVariance() {
        final double scale = 2 * 3 * 100 / Math.sqrt(2 * Math.PI);
        final GammaForecast forecast = GammaForecast.straddle(3, 1e-5, 100, 73);

        assertAlike(forecast.first(), scale * Math.sqrt(0.2), 1e-6);
        assertAlike(forecast.second(), scale * scale * Math.PI / 2, 1e-3);
        assertAlike(forecast.startRoughness(), 36 / (2 * Math.PI * 0.2), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 8, -27})
    void shouldScaleWithAmountAndPrice(final double scale) {
        final double size = Math.abs(scale);
        final GammaForecast one = GammaForecast.straddle(2, 0.6, 300, 30);
        final GammaForecast more = GammaForecast.straddle(2 * scale, 0.6, 300, 30);
        final GammaForecast dearer = GammaForecast.straddle(2, 0.6, 300 * size, 30);

        for (final GammaForecast each : new GammaForecast[] {more, dearer}) {
            assertAlike(each.first(), size * one.first(), 1e-12);
            assertAlike(each.bands(), size * Math.cbrt(size) * one.bands(), 1e-12);
            assertAlike(each.second(), size * size * one.second(), 1e-12);
        }
        assertAlike(more.startRoughness(), size * size * one.startRoughness(), 1e-12);
        assertAlike(dearer.startRoughness(), one.startRoughness(), 1e-12);
    }

    /** Twice the volatility over a quarter of the time is the same walk, four times as fast. */
    @Test
    void shouldSeeTheSameWalkWhereVarianceIsTheSame() {
        final GammaForecast slow = GammaForecast.straddle(2, 0.4, 300, 40);
        final GammaForecast fast = GammaForecast.straddle(2, 0.8, 300, 10);

        assertAlike(fast.first(), slow.first() / 2, 1e-12);
        assertAlike(fast.bands(), slow.bands() / Math.cbrt(4), 1e-12);
        assertAlike(fast.second(), slow.second(), 1e-12);
        assertAlike(fast.startRoughness(), 4 * slow.startRoughness(), 1e-12);
    }

    private static double objective(final BandBudget budget, final double aversion, final double chosen) {
        return budget.costUsd(chosen) + 0.5 * aversion * Math.pow(budget.errorUsd(chosen), 2);
    }

    /** Of all bands of the family, that of one's own risk aversion is worth most. */
    @ParameterizedTest
    @CsvSource({"1e-6", "1e-3", "0.5"})
    void shouldBeBestAtItsOwnRiskAversion(final double aversion) {
        for (final GammaForecast forecast : new GammaForecast[] {
            GammaForecast.straddle(10, 0.8, 2_000, 30), GammaForecast.constant(-0.003, 0.8, 2_000, 30)
        }) {
            final BandBudget budget = new BandBudget(forecast, COST);
            final double best = objective(budget, aversion, aversion);
            for (final double other : new double[] {0.5, 0.9, 1.1, 2}) {
                assertThat(objective(budget, aversion, other * aversion)).isGreaterThan(best);
            }
        }
    }

    @Test
    void shouldSpendBudgetsByTheCubeOfTheirShare() {
        final BandBudget budget = new BandBudget(GammaForecast.straddle(10, 0.8, 2_000, 30), COST);

        assertAlike(budget.costUsd(8), 2 * budget.costUsd(1), 1e-12);
        assertAlike(budget.errorUsd(8), budget.errorUsd(1) / 2, 1e-12);
        assertAlike(budget.halfWidthCoins(8), budget.halfWidthCoins(1) / 2, 1e-12);
        assertAlike(budget.aversionOfCost(2 * budget.costUsd(3)), 24, 1e-12);
        assertAlike(budget.aversionOfError(budget.errorUsd(3) / 2), 24, 1e-12);
    }

    /** The clock of Bands, its cost counted trade by trade, must be found again from that cost. */
    @ParameterizedTest
    @CsvSource({"0.003, 0.01", "-0.0001, 1e-4"})
    void shouldFindTheClockThatCostsAsMuch(final double gamma, final double aversion) {
        final double roughness = Bands.roughness(gamma, 0.8, 2_000);
        final double errorPrice = Bands.errorPrice(aversion, 0.8, 2_000);
        final double interval = Bands.interval(COST * 2_000, roughness, errorPrice);
        final double years = 30 / YEAR;
        final double perTrade = COST * 2_000 * Math.sqrt(roughness * interval) * Math.sqrt(2 / Math.PI);
        final BandBudget budget = new BandBudget(GammaForecast.constant(gamma, 0.8, 2_000, 30), COST);

        final double cost = perTrade * years / interval;

        assertAlike(budget.clockYears(cost), interval, 1e-10);
        final double meanSquare = roughness * interval / 2;
        assertAlike(budget.clockErrorUsd(cost), Math.sqrt(meanSquare * 0.64 * 4e6 * years), 1e-10);
        assertAlike(budget.clockYears(cost / 2), 4 * interval, 1e-10);
        assertAlike(budget.clockErrorUsd(cost / 2), 2 * budget.clockErrorUsd(cost), 1e-10);
    }

    /** A clock that costs what a band costs leaves more unhedged: by the root of 12 over pi where gamma stays. */
    @Test
    void shouldLeaveMoreUnhedgedByAClockThanByABandOfTheSameCost() {
        final BandBudget budget = new BandBudget(GammaForecast.constant(0.003, 0.8, 2_000, 30), COST);

        assertAlike(budget.clockErrorUsd(budget.costUsd(0.01)) / budget.errorUsd(0.01), Math.sqrt(12 / Math.PI), 1e-9);
    }
}
