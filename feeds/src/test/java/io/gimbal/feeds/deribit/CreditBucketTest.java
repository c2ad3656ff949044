package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CreditBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldGiveTheBurstLessTheReserveAtOnce() {
        final CreditBucket bucket = new CreditBucket(5, 20, 5);

        int taken = 0;
        while (bucket.tryTake(0)) {
            taken++;
        }
        int urgent = 0;
        while (bucket.tryTakeUrgent(0)) {
            urgent++;
        }

        assertThat(taken).isEqualTo(15);
        assertThat(urgent).isEqualTo(5);
    }

    @Test
    void shouldNeverGiveMoreThanRateAndBurstInAnyWindow() {
        final long seed = 99;
        System.out.println("seed=" + seed);
        final BackOff random = new BackOff(1, 1, seed);
        final CreditBucket bucket = new CreditBucket(5, 20, 0);
        long now = 0;
        int taken = 0;
        for (int i = 0; i < 200_000; i++) {
            now += Math.floorMod(random.draw(), 37_000_003L);
            taken += bucket.tryTake(now) ? 1 : 0;
        }

        assertThat(taken).isLessThanOrEqualTo((int) (20 + 5 * (now / SECOND + 1)));
        assertThat(taken).isGreaterThan((int) (5 * (now / SECOND) * 99 / 100));
    }

    @Test
    void shouldSayWhenAnOrdinaryRequestMayGo() {
        final CreditBucket bucket = new CreditBucket(5, 20, 5);
        bucket.empty(0);

        final long ready = bucket.readyNs(0);

        assertThat(bucket.tryTake(ready - SECOND / 100)).isFalse();
        assertThat(bucket.tryTake(ready)).isTrue();
    }

    @Test
    void shouldStayFullWhenTheAccountTurnsOutToHaveMore() {
        final CreditBucket bucket = new CreditBucket(4, 16, 4);

        bucket.configure(800, 800, 200);

        assertThat(bucket.left(0)).isEqualTo(800);
        bucket.configure(4, 16, 4);
        assertThat(bucket.left(0)).isEqualTo(16);
    }

    @Test
    void shouldRefuseLimitsThatLeaveNothing() {
        assertThatThrownBy(() -> new CreditBucket(0, 20, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CreditBucket(5, 0.5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CreditBucket(5, 2, 1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
