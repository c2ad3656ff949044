package io.gimbal.engine.analysis.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.Bands;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BandBudgetTest {
    private static final double SIX_BP = 6e-4;

    @Test
    void shouldBeTheClosedFormsOfTheBandWhereGammaStays() {
        final double gamma = 3e-4;
        final BandBudget budget = new BandBudget(GammaForecast.constant(gamma, 0.6, 30_000, 7), SIX_BP);
        final double width = Bands.whalleyWilmott(SIX_BP, 30_000, gamma, 0.01);
        final double roughness = Bands.roughness(gamma, 0.6, 30_000);
        final double years = 7 / 365.0;

        final double cost = Bands.costRate(0, SIX_BP * 30_000, roughness, width, width) * years;
        final double error = Math.sqrt(0.36 * 9e8 * Bands.meanSquare(width, width) * years);

        assertThat(budget.halfWidthCoins(0.01)).isCloseTo(width, within(1e-12));
        assertThat(budget.costUsd(0.01)).isCloseTo(cost, within(1e-9 * cost));
        assertThat(budget.errorUsd(0.01)).isCloseTo(error, within(1e-9 * error));
    }

    @ParameterizedTest
    @CsvSource({"1e-6", "1e-3", "0.5"})
    void shouldInvertBothBudgets(final double aversion) {
        final BandBudget budget = new BandBudget(GammaForecast.straddle(10, 0.8, 2_000, 30), SIX_BP);

        assertThat(budget.aversionOfError(budget.errorUsd(aversion))).isCloseTo(aversion, within(1e-12 * aversion));
        assertThat(budget.aversionOfCost(budget.costUsd(aversion))).isCloseTo(aversion, within(1e-12 * aversion));
    }

    /**
     * The clocks of a simulated straddle (6 bp, vol 0.6, price 100, premium 2 x Black's at-the-money call): cost and
     * error in percent of the premium as measured over 6,000 paths by others, for clocks of 1, 4, 8 and 24 hours.
     */
    @ParameterizedTest
    @CsvSource({"7, 4, 3.72, 13.45", "7, 8, 2.60, 18.73", "30, 1, 7.52, 3.24", "30, 4, 3.77, 6.56", "30, 8, 2.67, 9.31"
    })
    void shouldExpectOfAClockWhatASimulationMeasured(
            final double days, final double hours, final double costPercent, final double errorPercent) {
        final double premium = 2 * (2 * cdf(0.3 * Math.sqrt(days / 365)) - 1) * 100;
        final BandBudget budget = new BandBudget(GammaForecast.straddle(1, 0.6, 100, days), SIX_BP);
        final double wholeCost = costPercent / 100 * premium;

        final double foundHours = budget.clockYears(wholeCost) * 365 * 24;
        final double costOfHours = wholeCost * Math.sqrt(foundHours / hours);

        assertThat(100 * costOfHours / premium).isCloseTo(costPercent, within(0.03 * costPercent));
        assertThat(100 * budget.clockErrorUsd(costOfHours) / premium)
                .isCloseTo(errorPercent, within(0.04 * errorPercent));
    }

    private static double cdf(final double x) {
        double sum = x;
        double term = x;
        for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The moments of a straddle against paths drawn one by one, time left drawn too. */
    @ParameterizedTest
    @CsvSource({"0.6, 30000, 30, 4", "1.2, 100, 180, 5"})
    void shouldIntegrateAStraddleLikeDrawnPaths(
            final double vol, final double price, final double days, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final GammaForecast forecast = GammaForecast.straddle(2, vol, price, days);
        final double years = days / 365;
        final int draws = 400_000;
        double first = 0;
        double bands = 0;
        double bandSquares = 0;
        for (int i = 0; i < draws; i++) {
            final double u = (i + random.nextDouble()) / draws;
            final double left = years * u * u;
            final double weight = 2 * years * u;
            final double x = gaussian(random) * vol * Math.sqrt(years - left) - 0.5 * vol * vol * (years - left);
            final double stdDev = vol * Math.sqrt(left);
            final double d1 = x / stdDev + 0.5 * stdDev;
            final double a = 4 * Math.exp(-0.5 * d1 * d1) / Math.sqrt(2 * Math.PI * left);
            final double rough = a * price * Math.exp(x);
            first += weight * rough / draws;
            final double band = weight * Math.pow(rough, 4.0 / 3);
            bands += band / draws;
            bandSquares += band * band / draws;
        }
        final double error = Math.sqrt((bandSquares - bands * bands) / draws);
        assertThat(forecast.bands()).as("seed " + seed).isCloseTo(bands, within(4 * error));
        assertThat(forecast.first()).as("seed " + seed).isCloseTo(first, within(0.01 * first));
    }

    private static double gaussian(final SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** An option's gamma at the start is twice what its straddle has per coin of either. */
    @Test
    void shouldStartAtTheStraddlesOwnGamma() {
        final double stdDev = 0.6 * Math.sqrt(7 / 365.0);
        final double gamma = 20 * Math.exp(-stdDev * stdDev / 8) / Math.sqrt(2 * Math.PI) / (30_000 * stdDev);

        assertThat(GammaForecast.straddle(10, 0.6, 30_000, 7).startRoughness())
                .isCloseTo(Bands.roughness(gamma, 0.6, 30_000), within(1e-6));
    }
}
