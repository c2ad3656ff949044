package io.gimbal.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRateTest {
    private final MessageRate rate = new MessageRate();

    private void send(final long... times) {
        for (final long time : times) {
            assertThat(rate.isAllowed(time)).isTrue();
            rate.onMessage(time);
        }
    }

    @Test
    void shouldAllowNothingBeforeItIsConfigured() {
        assertThat(rate.isAllowed(0)).isFalse();
        assertThat(rate.isAllowed(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void shouldAllowExactlyTheNumberInOneInstantAndAgainAfterTheWindow() {
        rate.configure(3, 1_000);
        send(50, 50, 50);

        assertThat(rate.isAllowed(50)).isFalse();
        assertThat(rate.isAllowed(1_049)).isFalse();
        assertThat(rate.isAllowed(1_050)).isTrue();
    }

    @Test
    void shouldSlideWithTheOldestMessage() {
        rate.configure(2, 1_000);
        send(0, 600);
        assertThat(rate.isAllowed(999)).isFalse();
        send(1_000);
        assertThat(rate.isAllowed(1_599)).isFalse();
        send(1_600);
        assertThat(rate.isAllowed(1_999)).isFalse();
    }

    @Test
    void shouldAllowOnePerWindowWhenThatIsTheLimit() {
        rate.configure(1, 10);
        send(-20, -10, 0, 10);
        assertThat(rate.isAllowed(19)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void shouldAgreeWithAListOfAllTimes(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int max = 1 + random.nextInt(8);
        final long windowNs = 100;
        rate.configure(max, windowNs);
        final Deque<Long> sent = new ArrayDeque<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(25);
            final long from = now - windowNs;
            sent.removeIf(time -> time <= from);

            final boolean isAllowed = rate.isAllowed(now);

            assertThat(isAllowed).as("seed=%d, i=%d", seed, i).isEqualTo(sent.size() < max);
            if (isAllowed) {
                rate.onMessage(now);
                sent.add(now);
            }
        }
    }

    @Test
    void shouldCountLaterMessagesAsSentNowWhenTimeBeginsAnew() {
        rate.configure(2, 1_000);
        send(400, 9_000);
        rate.onNewTime(500);

        assertThat(rate.isAllowed(1_399)).isFalse();
        send(1_400);
        assertThat(rate.isAllowed(1_499)).isFalse();
        assertThat(rate.isAllowed(1_500)).isTrue();
    }

    @Test
    void shouldLeaveUnusedRoomWhenTimeBeginsAnew() {
        rate.configure(2, 1_000);
        send(9_000);
        rate.onNewTime(500);

        assertThat(rate.isAllowed(500)).isTrue();
    }

    @Test
    void shouldForgetThePastWhenConfiguredAgain() {
        rate.configure(1, 1_000);
        send(0);
        rate.configure(1, 1_000);

        assertThat(rate.isAllowed(1)).isTrue();
    }

    @Test
    void shouldFingerprintWindowAndTimes() {
        rate.configure(2, 1_000);
        final long configured = rate.mixInto(1);
        send(0);
        final long once = rate.mixInto(1);
        send(0);
        final long twice = rate.mixInto(1);
        rate.configure(2, 1_001);

        assertThat(new long[] {configured, once, twice, rate.mixInto(1), rate.mixInto(2)})
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldCountTheCommandsOfTheWindowThatEndsNow() {
        final MessageRate counted = new MessageRate();
        assertThat(counted.maxMessages()).isZero();
        counted.configure(3, 100);

        counted.onMessage(1_000);
        counted.onMessage(1_050);

        assertThat(counted.used(1_099)).isEqualTo(2);
        assertThat(counted.used(1_100)).as("the first has left the window").isEqualTo(1);
        assertThat(counted.used(1_150)).isZero();
        assertThat(counted.maxMessages()).isEqualTo(3);
        assertThat(counted.windowNs()).isEqualTo(100);
    }
}
