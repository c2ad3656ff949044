package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.DecisionReason;
import org.junit.jupiter.api.Test;

/** What a strategy answers in the place of a policy. */
class StrategyRegionsTest {
    private final HedgeView view = new HedgeView();
    private final HedgeTarget target = new HedgeTarget();

    private void see(final double total, final double centre) {
        view.delta(total, centre, 0.01);
        target.region(-9, -8, 8, 9);
        target.reasons(DecisionReason.EVENT, DecisionReason.EVENT);
    }

    private void assertRegion(final double low, final double inner, final double high) {
        assertThat(target.outerLow()).isCloseTo(low, within(1e-12));
        assertThat(target.innerLow()).isCloseTo(inner, within(1e-12));
        assertThat(target.innerHigh()).isCloseTo(inner, within(1e-12));
        assertThat(target.outerHigh()).isCloseTo(high, within(1e-12));
        assertThat(target.centre()).isCloseTo(inner, within(1e-12));
    }

    @Test
    void shouldAllowAShareOfTheTargetOnEitherSide() {
        see(5, 4);
        StrategyRegions.share(view, target, 0.1);
        assertRegion(3.6, 4, 4.4);

        see(5, -4);
        StrategyRegions.share(view, target, 0.1);
        assertRegion(-4.4, -4, -3.6);
        assertThat(target.holdReason()).isEqualTo(DecisionReason.INSIDE_BAND);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.OUTSIDE_BAND);
    }

    @Test
    void shouldAllowALotWhereTheShareIsLess() {
        see(5, 0);
        StrategyRegions.share(view, target, 0.1);

        assertRegion(-0.01, 0, 0.01);
    }

    @Test
    void shouldLeaveWhatIsHeldWhereItIs() {
        see(5, 4);
        StrategyRegions.still(view, target);

        assertRegion(5, 5, 5);
        assertThat(target.holdReason()).isEqualTo(DecisionReason.STRATEGY_BLIND);
    }
}
