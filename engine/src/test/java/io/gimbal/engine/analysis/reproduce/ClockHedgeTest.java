package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.market.SplitMix64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockHedgeTest {
    private static final HedgedCall CALL = new HedgedCall(100.0, 100.0, 0.05, 0.20, 0.25, 0.05);
    private static final int PATHS = 64_000;

    @Test
    void shouldCostTheValueOnAverageWhenInterestIsKept() {
        final Sampled found = new MonteCarlo(2).run(21L, PATHS, ClockHedge.QUANTITIES, ClockHedge.byDelta(CALL, 10));

        final Estimate cost = found.mean(ClockHedge.DISCOUNTED);
        assertThat(cost.value()).isCloseTo(CALL.value(), within(4.0 * cost.standardError()));
    }

    @Test
    void shouldHalveTheErrorWhenTradesAreFourTimesAsMany() {
        final MonteCarlo monteCarlo = new MonteCarlo(2);
        final double few = monteCarlo
                .run(22L, PATHS, ClockHedge.QUANTITIES, ClockHedge.byDelta(CALL, 16))
                .standardDeviation(ClockHedge.DISCOUNTED)
                .value();
        final double many = monteCarlo
                .run(23L, PATHS, ClockHedge.QUANTITIES, ClockHedge.byDelta(CALL, 64))
                .standardDeviation(ClockHedge.DISCOUNTED)
                .value();

        assertThat(few / many).isCloseTo(2.0, within(0.1));
    }

    @Test
    void shouldCostThePayoffWhenTheStockStartsAndStaysBelowTheStrike() {
        final HedgedCall far = new HedgedCall(50.0, 500.0, 0.05, 0.20, 0.25, 0.05);
        final Moments plain = new Moments();

        ClockHedge.byStopLoss(far, 10).simulate(new SplitMix64(24L), 1_000, List.of(plain, new Moments()));

        assertThat(plain.mean()).isZero();
        assertThat(plain.standardDeviation()).isZero();
    }

    @Test
    void shouldCostTheStrikeLessTheStockWhenItStartsAndStaysAbove() {
        final HedgedCall deep = new HedgedCall(500.0, 50.0, 0.05, 0.20, 0.25, 0.05);
        final Moments plain = new Moments();
        final Moments discounted = new Moments();

        ClockHedge.byStopLoss(deep, 10).simulate(new SplitMix64(25L), 1_000, List.of(plain, discounted));

        assertThat(plain.mean()).isCloseTo(450.0, within(1e-9));
        assertThat(discounted.mean()).isCloseTo(500.0 - 50.0 * Math.exp(-0.0125), within(1e-9));
    }
}
