package io.gimbal.engine.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TradeIdsTest {
    private final TradeIds ids = new TradeIds();

    @Test
    void shouldTakeEachIdOnce() {
        assertThat(ids.add(5)).isTrue();
        assertThat(ids.add(6)).isTrue();
        assertThat(ids.add(5)).isFalse();
        assertThat(ids.add(6)).isFalse();
    }

    @Test
    void shouldTakeAnyNumberForAnId() {
        final long[] odd = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE};
        for (final long id : odd) {
            assertThat(ids.add(id)).isTrue();
            assertThat(ids.add(id)).isFalse();
        }
    }

    @Test
    void shouldRememberTheLastCapacityAndForgetWhatIsOlder() {
        for (long id = 1; id <= TradeIds.CAPACITY; id++) {
            ids.add(id);
        }
        assertThat(ids.add(1)).as("the oldest of a full memory").isFalse();

        assertThat(ids.add(TradeIds.CAPACITY + 1)).isTrue();
        assertThat(ids.add(2)).as("now the oldest").isFalse();
        assertThat(ids.add(1)).as("forgotten").isTrue();
        assertThat(ids.add(2)).as("pushed out by it").isTrue();
    }

    @Tag("allocation")
    @Test
    void shouldAllocateNothingWhenItFillsAndOverflows() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        final TradeIds rehearsal = new TradeIds();
        overflow(rehearsal);
        for (int i = 0; i < 10; i++) {
            threads.getThreadAllocatedBytes(self);
        }
        final long before = threads.getThreadAllocatedBytes(self);
        overflow(ids);

        assertThat(threads.getThreadAllocatedBytes(self) - before).isZero();
    }

    private static void overflow(final TradeIds ids) {
        for (long id = 1; id <= 3L * TradeIds.CAPACITY; id++) {
            ids.add(id * 0x9E3779B97F4A7C15L);
        }
    }

    @Test
    void shouldFingerprintWhatWasAppliedInItsOrder() {
        final TradeIds other = new TradeIds();
        final long empty = ids.mixInto(1);
        ids.add(5);
        ids.add(6);
        other.add(6);
        other.add(5);
        assertThat(ids.mixInto(1)).isNotEqualTo(empty).isNotEqualTo(other.mixInto(1));
        final long before = ids.mixInto(1);
        ids.add(5);

        assertThat(ids.mixInto(1)).as("a duplicate changes nothing").isEqualTo(before);
        assertThat(ids.mixInto(2)).isNotEqualTo(before);
    }
}
