package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyPathTest {
    private static final int WEEKS = 20;
    private static final double WEEKLY_INTEREST = Math.exp(0.05 / 52.0);

    @Test
    void shouldOweOnlyInterestAndTheSharesBoughtWhenThePriceNeverMoves() {
        final WeeklyPath path = WeeklyPath.along(constant(60.0));

        double owed = 0.0;
        double held = 0.0;
        for (int week = 0; week <= WEEKS; week++) {
            final double delta = delta(60.0, WEEKS - week);
            owed = owed * WEEKLY_INTEREST + (delta - held) * 60.0 * 100_000.0;
            held = delta;
        }
        assertThat(path.unrounded()).isCloseTo(owed - 100_000.0 * 50.0, within(1e-3));
        assertThat(path.cost()).isCloseTo(path.unrounded(), within(5_000.0));
        assertThat(path.discounted()).isCloseTo(path.unrounded() * Math.exp(-0.05 * WEEKS / 52.0), within(1e-6));
    }

    @Test
    void shouldRoundWhatIsOwedToHundredsOfDollars() {
        final WeeklyPath path = WeeklyPath.along(constant(50.0));

        assertThat(path.cumulative())
                .hasSize(WEEKS + 1)
                .allSatisfy(owed -> assertThat(owed * 10.0).isCloseTo(Math.rint(owed * 10.0), within(1e-6)));
    }

    @Test
    void shouldHoldNothingAndBePaidNothingWhenTheCallExpiresWorthless() {
        final List<Double> prices = constant(49.0);
        prices.set(WEEKS, 40.0);

        final WeeklyPath path = WeeklyPath.along(prices);

        assertThat(path.cost()).isEqualTo(path.cumulative().get(WEEKS) * 1_000.0);
        assertThat(path.unrounded()).isCloseTo(path.cost(), within(5_000.0));
    }

    private static List<Double> constant(final double price) {
        final List<Double> prices = new ArrayList<>();
        for (int week = 0; week <= WEEKS; week++) {
            prices.add(price);
        }
        return prices;
    }

    private static double delta(final double price, final int weeksLeft) {
        if (weeksLeft == 0) {
            return price > 50.0 ? 1.0 : 0.0;
        }
        final HedgedCall call = new HedgedCall(price, 50.0, 0.05, 0.20, weeksLeft / 52.0, 0.0);
        return call.delta(Math.log(price / 50.0), weeksLeft / 52.0);
    }
}
