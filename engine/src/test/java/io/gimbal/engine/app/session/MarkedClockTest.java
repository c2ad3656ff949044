package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkedClockTest {
    private static final long START = 1_767_603_600_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private long wallNs = 77;
    private final MarkedClock clock = new MarkedClock(START, 10, () -> wallNs);

    @Test
    void shouldRunAtItsSpeedWhileItIsMarked() {
        for (long i = 1; i <= 100; i++) {
            wallNs += 7 * MILLI;
            assertThat(clock.nanoTime()).isEqualTo(START + i * 70 * MILLI);
            assertThat(clock.mark()).isEqualTo(START + i * 70 * MILLI);
        }
    }

    @Test
    void shouldStandStillUntilItIsMarkedAndThenGoOnFromThere() {
        wallNs += 500 * MILLI;
        assertThat(clock.nanoTime()).isEqualTo(START + MarkedClock.STRETCH_NS);
        wallNs += 500 * MILLI;
        assertThat(clock.mark()).isEqualTo(START + MarkedClock.STRETCH_NS);

        wallNs += MILLI;

        assertThat(clock.nanoTime()).isEqualTo(START + MarkedClock.STRETCH_NS + 10 * MILLI);
    }

    @Test
    void shouldNotGoBackWhenAReaderMeetsANewMark() {
        wallNs += 3 * MILLI;
        final long marked = clock.mark();
        wallNs -= MILLI;

        assertThat(clock.nanoTime()).isEqualTo(marked);
    }
}
