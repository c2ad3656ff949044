package io.gimbal.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FailStopTest {
    private final Gate gate = Gate.open();
    private final FailStop failStop = new FailStop(gate);

    @Test
    void shouldCloseTheGateAndKeepTheFirstCauseWhenTripped() {
        final Throwable first = new InternalError("first");

        assertThat(failStop.trip(GateReason.ENGINE_FAULT, first)).isTrue();
        assertThat(failStop.trip(GateReason.SENDER_FAULT, new IllegalStateException("second")))
                .isFalse();

        assertThat(failStop.isTripped()).isTrue();
        assertThat(failStop.reason()).isEqualTo(GateReason.ENGINE_FAULT);
        assertThat(failStop.cause()).isSameAs(first);
        assertThat(gate.reason()).isEqualTo(GateReason.ENGINE_FAULT);
    }

    @Test
    void shouldHaltOnceWhenTrippedTwice() {
        final AtomicInteger halts = new AtomicInteger();
        failStop.onTrip(halts::incrementAndGet);

        failStop.trip(GateReason.ENGINE_FAULT, new IllegalStateException());
        failStop.trip(GateReason.ENGINE_FAULT, new IllegalStateException());

        assertThat(halts).hasValue(1);
    }

    @Test
    void shouldWakeWhoeverWaitsWhenTripped() throws InterruptedException {
        assertThat(failStop.await(0, TimeUnit.NANOSECONDS)).isFalse();

        failStop.trip(GateReason.OUT_RING_FULL, new IllegalStateException());

        assertThat(failStop.await(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldHandTheFaultToTheCallerWhenAskedTo() {
        assertThatCode(failStop::throwIfTripped).doesNotThrowAnyException();
        assertThat(failStop.reason()).isNull();
        assertThat(failStop.cause()).isNull();
        final Throwable cause = new IllegalStateException("of a reason");

        failStop.trip(GateReason.INGEST_FAULT, cause);

        assertThatThrownBy(failStop::throwIfTripped)
                .isInstanceOfSatisfying(
                        PipelineStoppedException.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(GateReason.INGEST_FAULT))
                .hasCause(cause)
                .hasMessageContaining("INGEST_FAULT")
                .hasMessageContaining("of a reason");
    }
}
