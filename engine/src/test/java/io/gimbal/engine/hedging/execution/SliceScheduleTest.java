package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SliceScheduleTest {
    private static final int CAPACITY = 64;

    private final SliceSchedule schedule = new SliceSchedule(CAPACITY);

    @Test
    void shouldCutIntoLotsOfThePaperWhenUrgencyIsThePapers() {
        final AlmgrenChriss paper = new AlmgrenChriss(0.95, 0.0625, 2.5e-7, 2.5e-6, 1);

        assertThat(schedule.almgrenChriss(1_000_000, 5, 1, paper.urgency(1e-6))).isTrue();

        assertThat(new long[] {
                    schedule.heldAfter(0),
                    schedule.heldAfter(1),
                    schedule.heldAfter(2),
                    schedule.heldAfter(3),
                    schedule.heldAfter(4)
                })
                .containsExactly(541_956, 289_854, 147_897, 62_142, 0);
        assertThat(paper.expectedCost(schedule, 1)).isCloseTo(911_227, within(1.0));
        assertThat(Math.sqrt(paper.variance(schedule, 1))).isCloseTo(603_431, within(1.0));
    }

    @Test
    void shouldSpreadEvenlyWhenPricesAreAveragedOverTime() {
        assertThat(schedule.twap(-10, 4, 1)).isTrue();

        long sum = 0;
        for (int i = 0; i < schedule.count(); i++) {
            assertThat(schedule.lots(i)).isBetween(-3L, -2L);
            sum += schedule.lots(i);
        }
        assertThat(sum).isEqualTo(-10);
    }

    @Test
    void shouldAddUpExactlyAndNeverTurnWhateverTheTrade() {
        final long seed = 20_260_301;
        final Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            final long min = 1L + random.nextInt(20);
            final long total = (random.nextBoolean() ? 1 : -1) * (min + random.nextInt(500));
            final int slices = 1 + random.nextInt(CAPACITY);
            final double urgency = random.nextInt(4) * random.nextDouble();

            assertThat(schedule.almgrenChriss(total, slices, min, urgency)).isTrue();

            long sum = 0;
            for (int i = 0; i < slices; i++) {
                final long lots = schedule.lots(i);
                assertThat(lots == 0 || (Math.abs(lots) >= min && Long.signum(lots) == Long.signum(total)))
                        .as("seed %d round %d slice %d lots %d", seed, round, i, lots)
                        .isTrue();
                sum += lots;
                assertThat(schedule.heldAfter(i)).isEqualTo(total - sum);
            }
            assertThat(sum).as("seed %d round %d", seed, round).isEqualTo(total);
        }
    }

    @Test
    void shouldRefuseWhatCannotBeTraded() {
        assertThat(schedule.twap(4, 2, 5)).isFalse();
        assertThat(schedule.twap(10, 0, 1)).isFalse();
        assertThat(schedule.twap(10, CAPACITY + 1, 1)).isFalse();
        assertThat(schedule.twap(10, 2, 0)).isFalse();
        assertThat(schedule.almgrenChriss(10, 2, 1, Double.NaN)).isFalse();
        assertThat(schedule.count()).isZero();
    }
}
