package io.gimbal.engine.analysis.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.analysis.frontier.Ledger.Figure;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.PricePath;
import io.gimbal.engine.market.path.QueueFills;
import io.gimbal.engine.market.path.QueueSettings;
import org.junit.jupiter.api.Test;

/** Figures of one policy on three paths of a day; seeds 1 to 3. */
class SampleTest {
    private static final int STEPS = 1_440;
    private static final double STEP_YEARS = 1.0 / (365.0 * STEPS);

    private static Sample hedged(final TradingCosts costs) {
        final Candidate candidate = Candidate.all(100.0, 0.6, 1, 60, costs, 2.0, null).stream()
                .filter(one -> one.policy().equals(Candidate.DEFAULT))
                .findFirst()
                .orElseThrow();
        final Sample sample = new Sample(candidate, 10.0, 3);
        final PricePath market = new PricePath(STEPS, STEP_YEARS);
        final HedgePath path = new HedgePath(market, new QueueFills(QueueSettings.PERPETUAL), costs.takerRate());
        for (int index = 0; index < 3; index++) {
            FrontierWorld.GBM.model(1).draw(new SplitMix64(1L + index), market);
            path.prepare(index);
            sample.hedge(path, index, new Ledger(costs));
        }
        return sample;
    }

    @Test
    void shouldCostWhatADearerFeeCostsWhenFillsAreDearer() {
        final Sample dearer = hedged(TradingCosts.SIX_BP).withDearerFills(2.0);
        final Sample charged = hedged(new TradingCosts(5.0, 1.0, 2.0));

        for (int path = 0; path < 3; path++) {
            for (final Figure figure : new Figure[] {Figure.COST, Figure.TRADING_COST, Figure.PNL, Figure.TRACKING}) {
                assertThat(dearer.of(figure)[path])
                        .as("path=%s, figure=%s", path, figure)
                        .isCloseTo(charged.of(figure)[path], within(1e-12));
            }
        }
        assertThat(dearer.mean(Figure.COST))
                .isGreaterThan(hedged(TradingCosts.SIX_BP).mean(Figure.COST));
    }

    @Test
    void shouldAddUpToTheCost() {
        final Sample sample = hedged(new TradingCosts(5.0, 1.0, -0.5));

        for (int path = 0; path < 3; path++) {
            final double taken = 6e-4 * sample.of(Figure.TAKER_VALUE)[path];
            final double made = sample.of(Figure.MAKER_FEES)[path]
                    + sample.of(Figure.MAKER_SHORTFALL)[path]
                    + sample.of(Figure.MAKER_ADVERSE)[path];
            assertThat(sample.of(Figure.TRADING_COST)[path]).isCloseTo(taken + made, within(1e-12));
            assertThat(sample.of(Figure.COST)[path])
                    .isCloseTo(taken + made + sample.of(Figure.UNWIND)[path], within(1e-12));
            assertThat(sample.of(Figure.MAKER_FEES)[path]).as("a rebate").isNegative();
        }
        assertThat(sample.paths()).isEqualTo(3);
    }
}
