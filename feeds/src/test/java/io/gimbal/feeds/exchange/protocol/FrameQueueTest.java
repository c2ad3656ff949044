package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

final class FrameQueueTest {
    private static final byte[] BYTES = new byte[2 * FrameQueue.MAX_POOLED_BYTES];

    private final FrameQueue queue = new FrameQueue();

    @Test
    void shouldKeepLittleOfABurst() {
        burst(1_000, 500);
        assertThat(queue.pooledBytes()).isBetween(FrameQueue.MAX_POOLED_BYTES - 500, FrameQueue.MAX_POOLED_BYTES);

        burst(1_000, 900);
        assertThat(queue.pooledBytes()).isPositive().isLessThanOrEqualTo(FrameQueue.MAX_POOLED_BYTES);
    }

    @Test
    void shouldKeepNoFrameThatIsLargeByItself() {
        burst(10, BYTES.length);
        assertThat(queue.pooledBytes()).isZero();
    }

    @Test
    void shouldUseAFrameAgain() {
        queue.add(BYTES, 0, 100, 1);
        final TimedFrame first = Objects.requireNonNull(queue.poll(1));
        queue.recycle(first);
        queue.add(BYTES, 0, 90, 2);

        assertThat(queue.pooledBytes()).isZero();
        assertThat(queue.poll(2)).isSameAs(first);
    }

    private void burst(final int frames, final int length) {
        for (int i = 0; i < frames; i++) {
            queue.add(BYTES, 0, length, i);
        }
        for (TimedFrame frame = queue.poll(frames); frame != null; frame = queue.poll(frames)) {
            queue.recycle(frame);
        }
        assertThat(queue.size()).isZero();
    }
}
