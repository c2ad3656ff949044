package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SlicingTest {
    private static final int MOST = 60;

    @Test
    void shouldShowTheTrancheAndThenTheRest() {
        assertThat(Slicing.iceberg(100, 10, 1)).isEqualTo(10);
        assertThat(Slicing.iceberg(7, 10, 1)).isEqualTo(7);
        assertThat(Slicing.iceberg(4, 10, 5)).isZero();
        assertThat(Slicing.iceberg(10, 0, 1)).isZero();
    }

    @Test
    void shouldTakeNoMoreThanTheShareOfTheDepth() {
        assertThat(Slicing.byDepth(100, 40, 0.25, 1)).isEqualTo(10);
        assertThat(Slicing.byDepth(6, 40, 0.25, 1)).isEqualTo(6);
        assertThat(Slicing.byDepth(100, 3, 0.1, 4)).isZero();
        assertThat(Slicing.byDepth(100, 40, Double.NaN, 1)).isZero();
        assertThat(Slicing.byDepth(100, 0, 1, 1)).isZero();
    }

    @Test
    void shouldFinishEveryOrderWithoutARestTooSmallToTrade() {
        for (long min = 1; min <= 7; min++) {
            for (long total = min; total <= MOST; total++) {
                for (long display = 1; display <= MOST; display++) {
                    assertFinishes(total, display, min);
                }
            }
        }
    }

    private static void assertFinishes(final long total, final long display, final long min) {
        long left = total;
        int orders = 0;
        while (left > 0) {
            final long shown = Slicing.iceberg(left, display, min);
            assertThat(shown)
                    .as("total %d display %d min %d left %d", total, display, min, left)
                    .isBetween(min, left);
            left -= shown;
            orders++;
        }
        assertThat(orders).isLessThanOrEqualTo((int) (total / min));
    }

    @Test
    void shouldNeverTakeMoreThanIsVisible() {
        for (long min = 1; min <= 5; min++) {
            for (long total = min; total <= MOST; total++) {
                for (long visible = 0; visible <= MOST; visible++) {
                    final long clip = Slicing.byDepth(total, visible, 0.3, min);
                    assertThat(clip == 0 || (clip >= min && clip <= visible && clip <= total))
                            .as("total %d visible %d min %d clip %d", total, visible, min, clip)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldNeedLessAtTheBidWhenGammaIsShort() {
        assertThat(Slicing.deviationAt(-1, -0.001, 50_000, 49_900)).isEqualTo(-0.9);
        assertThat(Slicing.deviationAt(-1, 0.001, 50_000, 49_900)).isEqualTo(-1.1);
    }
}
