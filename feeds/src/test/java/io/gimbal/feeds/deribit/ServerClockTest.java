package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MILLI_NS;
    private static final long START_NS = 1_700_000_000 * SECOND_NS;

    private final ServerClock clock = new ServerClock();

    @Test
    void shouldSplitARoundTripEvenly() {
        answer(START_NS, 10, 10, 2, 500);

        assertThat(clock.offsetNs()).isEqualTo(500 * MILLI_NS);
        assertThat(clock.venueMs(START_NS)).isEqualTo(START_NS / MILLI_NS + 500);
    }

    @Test
    void shouldBelieveTheQuickestRoundTrip() {
        answer(START_NS, 1, 1, 0, 500);
        answer(START_NS + SECOND_NS, 1, 300, 0, 500);

        assertThat(clock.offsetNs()).isEqualTo(500 * MILLI_NS);
        answer(START_NS + 2 * SECOND_NS, 1, 0, 0, 510);
        assertThat(clock.offsetNs()).isEqualTo(510 * MILLI_NS + MILLI_NS / 2);
    }

    @Test
    void shouldForgetAQuickRoundTripOfLongAgo() {
        answer(START_NS, 1, 1, 0, 500);
        answer(START_NS + 121 * SECOND_NS, 20, 20, 0, 700);

        assertThat(clock.offsetNs()).isEqualTo(700 * MILLI_NS);
    }

    @Test
    void shouldNotLearnFromTimesThatCannotBe() {
        answer(START_NS, 5, 5, 0, 100);

        clock.onAnswer(START_NS + SECOND_NS, START_NS + 2 * SECOND_NS, 0, 0);
        clock.onAnswer(START_NS + 2 * SECOND_NS, START_NS + SECOND_NS, START_NS / 1_000, START_NS / 1_000);
        clock.onAnswer(START_NS, START_NS + SECOND_NS, START_NS / 1_000 + 10, START_NS / 1_000);
        clock.onAnswer(START_NS, START_NS + MILLI_NS, START_NS / 1_000, START_NS / 1_000 + 5_000_000);

        assertThat(clock.offsetNs()).isEqualTo(100 * MILLI_NS);
    }

    /** A request and its answer, all in milliseconds. */
    private void answer(
            final long sentNs, final long thereMs, final long backMs, final long insideMs, final long aheadMs) {
        final long inNs = sentNs + (thereMs + aheadMs) * MILLI_NS;
        final long outNs = inNs + insideMs * MILLI_NS;
        clock.onAnswer(sentNs, sentNs + (thereMs + insideMs + backMs) * MILLI_NS, inNs / 1_000, outNs / 1_000);
    }
}
