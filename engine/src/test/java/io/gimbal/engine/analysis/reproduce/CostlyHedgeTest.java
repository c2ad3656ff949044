package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.SplitMix64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostlyHedgeTest {
    private static final HedgedCall CALL = new HedgedCall(100.0, 100.0, 0.0, 0.2, 20.0 / 252.0, 0.05);
    private static final double COST_RATE = 0.01;

    @Test
    void shouldChargeSetUpAndLiquidationWhenOneShareIsHeldThroughout() {
        final HedgeGrid grid = HedgeGrid.ofDays(CALL, 20, 20);
        final Moments cost = new Moments();

        new CostlyHedge(CALL, grid, COST_RATE, List.of((before, market) -> 1.0))
                .simulate(new SplitMix64(11L), 1, List.of(cost));

        final double end = 100.0 * Math.exp(grid.next(0, 0.0, new SplitMix64(11L)));
        final double expected = Math.max(end - 100.0, 0.0) - CALL.value() - (end - 100.0) + 1.0 + 0.01 * end;
        assertThat(cost.mean()).isCloseTo(expected / CALL.value(), within(1e-12));
    }

    @Test
    void shouldCostWhatClockHedgingCostsWhenTradesAreFree() {
        final Moments costly = new Moments();
        final Moments plain = new Moments();

        new CostlyHedge(CALL, HedgeGrid.equal(CALL, 10), 0.0, List.of(BandRule.delta(CALL)))
                .simulate(new SplitMix64(12L), 1_000, List.of(costly));
        ClockHedge.byDelta(CALL, 10).simulate(new SplitMix64(12L), 1_000, List.of(plain, new Moments()));

        assertThat(costly.standardDeviation() * CALL.value()).isCloseTo(plain.standardDeviation(), within(1e-9));
        assertThat((1.0 + costly.mean()) * CALL.value()).isCloseTo(plain.mean(), within(1e-9));
    }

    @Test
    void shouldHoldTheDeltaWhenABandOfNoWidthIsAskedFor() {
        final BandRule.Look market = new BandRule.Look(100.0, 0.0, 0.1);
        final double delta = BandRule.delta(CALL).held(0.0, market);

        assertThat(BandRule.whalleyWilmott(CALL, 0.0, 1.0).held(0.0, market)).isEqualTo(delta);
        assertThat(BandRule.zakamouline(CALL, 0.0, 1.0).held(0.0, market)).isEqualTo(delta);
    }

    @Test
    void shouldStayWhereItIsInsideTheBandAndGoToTheNearerEdgeFromOutside() {
        final BandRule.Look market = new BandRule.Look(100.0, 0.0, 0.1);
        final BandRule rule = BandRule.whalleyWilmott(CALL, COST_RATE, 1.0);

        final double lower = rule.held(0.0, market);
        final double upper = rule.held(1.0, market);

        assertThat(lower).isLessThan(upper);
        assertThat(rule.held(0.5 * (lower + upper), market)).isEqualTo(0.5 * (lower + upper));
        assertThat(0.5 * (lower + upper)).isCloseTo(BandRule.delta(CALL).held(0.0, market), within(1e-12));
    }

    @Test
    void shouldEndWithAShorterStepWhenDaysDoNotDivide() {
        final HedgeGrid grid = HedgeGrid.ofDays(CALL, 20, 3);

        assertThat(grid.steps()).isEqualTo(7);
        assertThat(grid.yearsLeft(6)).isCloseTo(2.0 / 252.0, within(1e-15));
        assertThat(grid.yearsLeft(7)).isZero();
    }
}
