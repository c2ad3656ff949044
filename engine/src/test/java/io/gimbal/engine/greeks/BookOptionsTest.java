package io.gimbal.engine.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A book as a whole, against each of its options valued alone. */
final class BookOptionsTest {
    private static final double INDEX = 30_000;
    private static final double YEAR_NS = 365.0 * 86_400e9;

    private final BookRig rig = new BookRig(INDEX, INDEX * 1.001);
    private final BookOptions options = new BookOptions(rig.greeks);
    private final List<Held> held = new ArrayList<>();
    private final OptionGreeks one = new OptionGreeks();

    private record Held(boolean isCall, double quantity, double strike, double vol, double forward, double years) {}

    private void hold(
            final boolean isCall, final double quantity, final double strike, final int days, final double vol) {
        final long expiryNs = BookRig.NOW_NS + days * BookRig.DAY_NS;
        final BookLine line = rig.option(quantity > 0, isCall, strike, expiryNs, vol);
        final double forward = INDEX * (1 + 0.0001 * days);
        rig.forward(expiryNs, forward);
        rig.hold(line, quantity, 0);
        held.add(new Held(isCall, quantity, strike, vol, forward, days * BookRig.DAY_NS / YEAR_NS));
    }

    private OptionGreeks valued(final Held option, final double factor) {
        assertThat(Black76.evaluate(
                        option.isCall,
                        option.forward,
                        option.strike,
                        option.years,
                        option.vol * Math.sqrt(factor),
                        one))
                .isTrue();
        return one;
    }

    private double beta(final Held option) {
        return option.forward / (INDEX * 1.001);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldValueEveryOptionAnewAtItsVarianceTimesTheFactor(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 25; i++) {
            hold(
                    random.nextBoolean(),
                    random.nextInt(1, 10) * (random.nextBoolean() ? 1 : -1),
                    20_000 + 1_000 * i,
                    1 + random.nextInt(3) * 20,
                    0.3 + random.nextDouble());
        }
        rig.evaluate(Projection.FORWARD_OVER_HEDGE);

        for (final double factor : new double[] {0.05, 0.7, 1, 1.3, 4}) {
            double change = 0;
            double gamma = 0;
            for (final Held option : held) {
                final double at = valued(option, factor).delta();
                gamma += beta(option)
                        * beta(option)
                        * option.quantity
                        * valued(option, factor).gamma();
                change +=
                        beta(option) * option.quantity * (at - valued(option, 1).delta());
            }
            assertThat(options.deltaChange(factor))
                    .as("seed=%d, factor=%s", seed, factor)
                    .isCloseTo(change, within(1e-10));
            assertThat(options.gamma(factor))
                    .as("seed=%d, factor=%s", seed, factor)
                    .isCloseTo(gamma, within(1e-12));
        }
        assertThat(options.gamma(1)).isCloseTo(rig.greeks.gamma(), within(1e-9));
        assertThat(options.deltaChange(0)).isNaN();
        assertThat(options.gamma(Double.NaN)).isNaN();
    }

    @Test
    void shouldWeighVolatilityAndTimeByTheSizeOfGamma() {
        hold(true, -3, 30_000, 7, 0.5);
        hold(false, 2, 27_000, 40, 0.8);
        hold(true, 5, 35_000, 40, 0.7);
        rig.evaluate(Projection.FORWARD_OVER_HEDGE);

        options.look();

        double gross = 0;
        double vol = 0;
        double years = 0;
        double live = 0;
        for (final Held option : held) {
            final double gamma = beta(option)
                    * beta(option)
                    * Math.abs(option.quantity)
                    * valued(option, 1).gamma();
            final double stdDev = option.vol * Math.sqrt(option.years);
            gross += gamma;
            vol += gamma * option.vol;
            years += gamma * option.years;
            live += Math.abs(option.quantity)
                    * valued(option, 1).gamma()
                    * option.forward
                    * stdDev
                    * Math.sqrt(2 * Math.PI);
        }
        assertThat(options.vol()).isCloseTo(vol / gross, within(1e-12));
        assertThat(options.timeToExpiryYears()).isCloseTo(years / gross, within(1e-12));
        assertThat(options.liveAmount()).isCloseTo(live, within(1e-9));
    }

    @Test
    void shouldKnowNothingOfABookWithoutOptions() {
        rig.evaluate(Projection.UNIT);

        options.look();

        assertThat(options.vol()).isZero();
        assertThat(options.timeToExpiryYears()).isZero();
        assertThat(options.liveAmount()).isZero();
        assertThat(options.deltaChange(2)).isZero();
    }

    /** The hedge that keeps a coin-settled book level in coins moves with the price by F times plain gamma. */
    @Test
    void shouldMoveTheCoinNeutralHedgeByPlainGamma() {
        final double step = 1e-4 * INDEX;
        final double[] hedges = new double[2];
        double gamma = 0;
        for (int side = 0; side < 2; side++) {
            final double price = INDEX + (side == 0 ? -step : step);
            final BookRig moved = new BookRig(price, price);
            final long expiryNs = BookRig.NOW_NS + 7 * BookRig.DAY_NS;
            moved.hold(moved.option(true, true, 30_000, expiryNs, 0.6), -10, 0);
            moved.hold(moved.option(true, false, 28_000, expiryNs, 0.7), 4, 0);
            moved.forward(expiryNs, price);
            hedges[side] = -price * moved.evaluate(Projection.UNIT).projected(DeltaSense.COIN_NEUTRAL);
            gamma += 0.5 * moved.greeks.gamma();
        }

        final double slope = (hedges[1] - hedges[0]) / (2 * step);

        assertThat(slope).isCloseTo(-INDEX * gamma, within(1e-4 * Math.abs(INDEX * gamma)));
    }
}
