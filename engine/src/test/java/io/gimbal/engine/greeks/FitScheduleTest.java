package io.gimbal.engine.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.pricing.CallStrip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fit is built when it would have paid, and never more readily than that. */
class FitScheduleTest {
    private static final int HELD = 100;
    private static final double FORWARD = 60_000;
    private static final double YEARS = 0.1;

    private final FitSchedule schedule = new FitSchedule();
    private final CallStrip strip = new CallStrip();

    @BeforeEach
    void fill() {
        for (int i = 0; i < HELD; i++) {
            strip.add(50_000 + 200 * i, 1, 0.5);
        }
        schedule.reset(HELD);
    }

    /** Direct ticks until a build is wanted. */
    private int ticksUntilBuild(final int held, final int changesEvery) {
        for (int tick = 1; tick < 100_000; tick++) {
            if (changesEvery > 0 && tick % changesEvery == 0) {
                schedule.onChange(tick % HELD);
            }
            if (schedule.onDirect(strip, held, FORWARD, YEARS)) {
                return tick;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Building costs one evaluation of each record at each node; each tick would have saved all but its own cost. */
    private static int breakEven(final int multiple) {
        final double saved = HELD - FitSchedule.TICK_COST;
        return 1 + (int) Math.ceil(multiple * (double) FitShape.NARROW.nodes() * HELD / saved);
    }

    @Test
    void shouldWantAFitOnceItWouldHavePaidForItself() {
        assertThat(ticksUntilBuild(HELD, 0)).isEqualTo(breakEven(1));
        assertThat(schedule.next()).isSameAs(FitShape.NARROW);
    }

    @Test
    void shouldWaitLongerWhereRecordsChange() {
        assertThat(ticksUntilBuild(HELD, 10)).isBetween(breakEven(1) + 1, 10 * breakEven(1));
    }

    @Test
    void shouldNeverWantAFitOfWhatChangesAllTheTime() {
        assertThat(ticksUntilBuild(HELD, 1)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldNeverWantAFitOfAFewRecords() {
        assertThat(ticksUntilBuild(FitSchedule.TICK_COST, 0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(ticksUntilBuild(FitSchedule.TICK_COST + 1, 0)).isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void shouldBeTwiceAsCautiousAfterEachFitThatDidNotPayAndTrustAgainAfterOneThatDid() {
        ticksUntilBuild(HELD, 0);
        schedule.onFit();
        schedule.onRetired(FitShape.NARROW, HELD, true);
        assertThat(ticksUntilBuild(HELD, 0)).isEqualTo(breakEven(2));

        schedule.onFit();
        schedule.onRetired(FitShape.NARROW, HELD, false);
        assertThat(schedule.next()).as("it did not pay, whatever ended it").isSameAs(FitShape.NARROW);
        assertThat(ticksUntilBuild(HELD, 0)).isEqualTo(breakEven(4));

        schedule.onFit();
        for (int i = 0; i < breakEven(1); i++) {
            schedule.onTick(HELD, 0);
        }
        assertThat(schedule.isWorthFollowing(FitShape.NARROW, HELD)).isTrue();
        schedule.onRetired(FitShape.NARROW, HELD, true);
        assertThat(ticksUntilBuild(HELD, 0)).isEqualTo(breakEven(1));
    }

    @Test
    void shouldTakeTheWideShapeAfterAFitThatPaidAndDiedOfAge() {
        schedule.onFit();
        for (int i = 0; i < 2 * breakEven(1); i++) {
            schedule.onTick(HELD, 0);
        }
        schedule.onRetired(FitShape.NARROW, HELD, false);
        assertThat(schedule.next()).isSameAs(FitShape.WIDE);
    }

    @Test
    void shouldStartToWatchAnewAndWiderWhereTheForwardOrTimeLeaveTheWindow() {
        final int half = breakEven(1) / 2;
        for (int i = 0; i < half; i++) {
            schedule.onDirect(strip, HELD, FORWARD * 1.5, YEARS);
        }
        assertThat(ticksUntilBuild(HELD, 0)).isGreaterThan(breakEven(1));
        assertThat(schedule.next()).isSameAs(FitShape.WIDE);
    }

    @Test
    void shouldFoldWhenTheCorrectionsHaveCostAsMuch() {
        schedule.onFit();
        schedule.onTick(HELD, 3);
        assertThat(schedule.hasPaid(2 * 3)).isTrue();
        assertThat(schedule.hasPaid(2 * 3 + 1)).isFalse();
        schedule.onFold();
        assertThat(schedule.hasPaid(1)).isFalse();
    }
}
