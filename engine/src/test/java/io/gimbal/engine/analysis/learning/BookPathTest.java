package io.gimbal.engine.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.NetworkInputs;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.TestNetworks;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookPathTest {
    private static final int STEPS = 200;
    private static final LearningBook BOOK =
            new LearningBook(new double[] {95, 104}, new double[] {-1, 0.4}, 0.7, 14 / 365.0, 1e-3, 0.5);

    private final HedgeView view = new HedgeView();

    private static BookPath path(
            final LearningWorld world, final int index, final PricePath grid, final SplitMix64 random) {
        final BookPath path = new BookPath(STEPS, BOOK);
        path.draw(BOOK, world, index, random, grid);
        return path;
    }

    private static PricePath grid() {
        return new PricePath(STEPS, BOOK.years() / STEPS);
    }

    @ParameterizedTest
    @EnumSource(LearningWorld.class)
    void shouldShowWhatBlackSaysOfTheBook(final LearningWorld world) {
        final BookPath path = path(world, 0, grid(), new SplitMix64(3));
        final OptionGreeks greeks = new OptionGreeks();
        for (int step = 0; step < STEPS; step += 17) {
            path.show(step, 0.25, view);
            double delta = 0;
            double gamma = 0;
            double shifted = 0;
            for (int i = 0; i < BOOK.strikes(); i++) {
                Black76.evaluate(true, view.price(), BOOK.strike(i), view.timeToExpiryYears(), view.vol(), greeks);
                delta += BOOK.coins(i) * greeks.delta();
                gamma += BOOK.coins(i) * greeks.gamma();
                Black76.evaluate(
                        true, view.price(), BOOK.strike(i), view.timeToExpiryYears(), 1.2 * view.vol(), greeks);
                shifted += BOOK.coins(i) * greeks.delta();
            }
            assertThat(view.totalDelta()).isCloseTo(delta + 0.25, within(1e-12));
            assertThat(view.gamma()).isCloseTo(gamma, within(1e-12));
            assertThat(view.effectiveGamma()).isGreaterThanOrEqualTo(Math.abs(view.gamma()));
            assertThat(view.revaluation().deltaChange(1.44)).isCloseTo(shifted - delta, within(1e-12));
        }
    }

    @Test
    void shouldMirrorEverySecondPathInTheLogarithm() {
        final PricePath grid = grid();
        final SplitMix64 random = new SplitMix64(8);
        final BookPath first = path(LearningWorld.GBM, 0, grid, random);
        final BookPath second = path(LearningWorld.GBM, 1, grid, random);

        for (int time = 0; time <= STEPS; time++) {
            final double drift = -0.49 * time * BOOK.years() / STEPS;
            assertThat(Math.log(first.price(time) * second.price(time) / 1e4)).isCloseTo(drift, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldDrawBooksInTheCellThatWasAskedFor(final long seed) {
        final double[] row = TestNetworks.row(1);
        final SplitMix64 random = new SplitMix64(seed);
        for (int cell = 0; cell < 18; cell++) {
            final LearningBook book = LearningBook.draw(random, LearningWorld.GBM, row, cell);
            final BookPath path = new BookPath(STEPS, book);
            path.draw(book, LearningWorld.GBM, 0, random, new PricePath(STEPS, book.years() / STEPS));
            path.show(0, 0, view);
            final NetworkInputs inputs = new NetworkInputs();
            inputs.see(view, 0, book.riskAversion());
            inputs.fill(view);

            assertThat(BandNetwork.cell(row, book.costRate(), inputs.relativeWidth(), view.gamma()))
                    .as("seed %d", seed)
                    .isEqualTo(cell);
        }
    }
}
