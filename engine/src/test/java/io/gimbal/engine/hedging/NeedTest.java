package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Settlement;
import org.junit.jupiter.api.Test;

/** A need begins outside the outer region and lasts to the inner one, and its time only runs out sooner. */
class NeedTest {
    private static final long LOT = EngineScenario.scaled(0.01);
    private static final long NEVER = Long.MAX_VALUE;

    private final Instrument instrument =
            new Instrument(0, 0, InstrumentKind.PERPETUAL, Settlement.LINEAR, false, 0, 0, LOT, 2 * LOT, 1, 0, 0);
    private final HedgeTarget target = new HedgeTarget();
    private final Need need = new Need();

    NeedTest() {
        target.region(-0.2, -0.1, 0.1, 0.2);
    }

    private long lots(final double delta) {
        return need.wanted(instrument, 0.01, delta, target) / LOT;
    }

    @Test
    void shouldWantNothingInsideTheOuterRegionBeforeItBegins() {
        assertThat(lots(0.2)).isZero();
        assertThat(lots(0.15)).isZero();
        assertThat(lots(0.25)).as("down to the inner region").isEqualTo(-15);
        assertThat(lots(-0.25)).isEqualTo(15);
    }

    @Test
    void shouldLastUntilTheInnerRegionIsReached() {
        need.begin(-1, 0, NEVER, NEVER);

        assertThat(lots(0.15)).isEqualTo(-5);
        assertThat(lots(0.11)).as("below the smallest order of two lots").isZero();
        assertThat(lots(0.1)).isZero();
        assertThat(lots(-0.15))
                .as("the other side is a new need, from its outer edge")
                .isZero();
        assertThat(lots(-0.25)).isEqualTo(15);
        need.end();
        assertThat(lots(0.15)).isZero();
    }

    @Test
    void shouldEndAtTheHorizonOrAtTheTightestDeadlineSeen() {
        need.begin(1, 1_000, NEVER, 500);
        assertThat(need.endNs()).isEqualTo(1_500);
        need.begin(1, 1_100, 200, 500);
        assertThat(need.endNs()).isEqualTo(1_300);
        need.begin(1, 1_200, NEVER, 500);
        assertThat(need.endNs()).as("it only comes nearer").isEqualTo(1_300);

        assertThat(need.isLate(1_299)).isFalse();
        assertThat(need.isLate(1_300)).isTrue();
        need.begin(-1, 1_250, NEVER, 500);
        assertThat(need.endNs()).as("the other side begins anew").isEqualTo(1_750);
    }

    @Test
    void shouldBeLateAtOnceWhereNoTimeIsLeft() {
        need.begin(1, 1_000, 0, 500);
        assertThat(need.isLate(1_000)).isTrue();

        need.end();
        need.begin(1, 1_000, -5, 500);
        assertThat(need.isLate(1_000)).isTrue();
        assertThat(need.isLate(999)).isFalse();
    }

    @Test
    void shouldNeverEndWhereTheSumIsBeyondTime() {
        need.begin(1, NEVER - 10, NEVER, NEVER);

        assertThat(need.endNs()).isEqualTo(NEVER);
        assertThat(need.isLate(NEVER - 1)).isFalse();
    }

    @Test
    void shouldAskForATimerUntilItFired() {
        assertThat(need.nextTimerNs()).isEqualTo(NEVER);
        need.begin(1, 1_000, NEVER, 500);
        assertThat(need.nextTimerNs()).isEqualTo(1_500);

        need.onTimer(1_500);
        assertThat(need.nextTimerNs()).isEqualTo(NEVER);
        need.end();
        assertThat(need.nextTimerNs()).isEqualTo(NEVER);
    }

    @Test
    void shouldTellItsStatesApart() {
        final long none = need.mixInto(1);
        need.begin(1, 1_000, NEVER, 500);
        final long begun = need.mixInto(1);
        need.onTimer(1_500);
        final long fired = need.mixInto(1);
        need.end();

        assertThat(begun).isNotEqualTo(none);
        assertThat(fired).isNotEqualTo(begun);
        assertThat(need.mixInto(1)).isEqualTo(none);
    }
}
