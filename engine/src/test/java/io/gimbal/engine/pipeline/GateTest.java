package io.gimbal.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GateTest {
    @Test
    void shouldKeepTheFirstFaultWhenASecondFollows() {
        final Gate gate = Gate.open();

        assertThat(gate.close(GateReason.OUT_RING_FULL)).isTrue();
        assertThat(gate.close(GateReason.ENGINE_FAULT)).isFalse();

        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.reason()).isEqualTo(GateReason.OUT_RING_FULL);
    }

    @Test
    void shouldKeepTheKillWhenItIsRepeated() {
        final Gate gate = Gate.open();

        assertThat(gate.kill()).isTrue();
        assertThat(gate.kill()).isFalse();

        assertThat(gate.reason()).isEqualTo(GateReason.OPERATOR_KILL);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverOpenAgainWhenAFaultOrAShutdownClosedIt(final GateReason reason) {
        final Gate gate = Gate.open();
        if (reason == GateReason.OPEN) {
            assertThatThrownBy(() -> gate.close(reason)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        gate.close(reason);

        final boolean isArmed = gate.arm();

        final boolean isFinal = reason.isFault() || reason == GateReason.SHUTDOWN;
        assertThat(isArmed).isEqualTo(!isFinal);
        assertThat(gate.isOpen()).isEqualTo(!isFinal);
    }

    @Test
    void shouldStayClosedForEverWhenAFaultFollowsAKill() {
        final Gate gate = Gate.open();
        gate.kill();

        gate.close(GateReason.SENDER_FAULT);

        assertThat(gate.arm()).isFalse();
        assertThat(gate.reason()).isEqualTo(GateReason.SENDER_FAULT);
        assertThat(gate.reason().letsCancelsPass()).isFalse();
    }

    @Test
    void shouldLetNothingLeaveUntilArmedWhenUnarmed() {
        final Gate gate = Gate.unarmed();

        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.arm()).isTrue();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    @Timeout(20)
    void shouldLetExactlyOneFaultWinWhenManyThreadsCloseAtOnce() throws InterruptedException {
        final GateReason[] faults = {
            GateReason.ENGINE_FAULT, GateReason.SENDER_FAULT, GateReason.OUT_RING_FULL, GateReason.INGEST_FAULT
        };
        for (int round = 0; round < 200; round++) {
            final Gate gate = Gate.open();
            final AtomicInteger winners = new AtomicInteger();
            final CountDownLatch start = new CountDownLatch(1);
            final List<Thread> closers = new ArrayList<>();
            for (final GateReason fault : faults) {
                final Thread closer = new Thread(() -> {
                    awaitQuietly(start);
                    winners.addAndGet(gate.close(fault) ? 1 : 0);
                });
                closers.add(closer);
                closer.start();
            }
            start.countDown();
            for (final Thread closer : closers) {
                closer.join();
            }

            assertThat(winners).hasValue(1);
            assertThat(gate.reason().isFault()).isTrue();
        }
    }

    private static void awaitQuietly(final CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (final InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
