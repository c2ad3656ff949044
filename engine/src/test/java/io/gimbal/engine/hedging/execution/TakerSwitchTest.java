package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TakerSwitchTest {
    @Test
    void shouldCrossWhenTheTargetMovesFurtherThanTheBandWhileAnOrderWaits() {
        assertThat(TakerSwitch.isTooSlow(false, 0.29, 9, 0.01, 0.2)).isTrue();
        assertThat(TakerSwitch.isTooSlow(false, 0.31, 9, 0.01, 0.2)).isFalse();
    }

    @Test
    void shouldRestAgainOnlyWhenTheBandIsClearlyWider() {
        assertThat(TakerSwitch.isTooSlow(true, 0.35, 9, 0.01, 0.2)).isTrue();
        assertThat(TakerSwitch.isTooSlow(true, 0.37, 9, 0.01, 0.2)).isFalse();
    }

    @Test
    void shouldCrossWhenFillsCostMoreThanTheySave() {
        assertThat(TakerSwitch.isTooDear(false, 7e-4, 0, 6e-4, 0.5)).isTrue();
        assertThat(TakerSwitch.isTooDear(false, 5e-4, 0, 6e-4, 0.5)).isFalse();
        assertThat(TakerSwitch.isTooDear(true, 5e-4, 0, 6e-4, 0.5)).isTrue();
        assertThat(TakerSwitch.isTooDear(true, 2e-4, 0, 6e-4, 0.5)).isFalse();
    }

    @Test
    void shouldChangeNothingWhenANumberIsMissing() {
        assertThat(TakerSwitch.isTooSlow(true, Double.NaN, 9, 0.01, 0.2)).isTrue();
        assertThat(TakerSwitch.isTooSlow(false, 1, 9, Double.NaN, 0.2)).isFalse();
        assertThat(TakerSwitch.isTooSlow(false, 0, -1, 0.01, 0.2)).isFalse();
        assertThat(TakerSwitch.isTooDear(true, Double.NaN, 0, 1, 0.5)).isTrue();
        assertThat(TakerSwitch.isTooDear(false, 1, Double.NaN, 1, 0.5)).isFalse();
    }

    @Test
    void shouldMixTheCostsByTheirShares() {
        assertThat(TakerSwitch.effectiveCost(0.75, 0, 1e-4, 6e-4)).isCloseTo(2.25e-4, within(1e-18));
        assertThat(TakerSwitch.effectiveCost(1.1, 0, 0, 0)).isNaN();
    }
}
