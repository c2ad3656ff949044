package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final long BASE_NS = 1_000_000_000L;
    private static final long CAP_NS = 60 * BASE_NS;

    @Test
    void shouldDoubleFromTheBaseToTheCapAndNeverWaitLessThanHalf() {
        for (long seed = 1; seed <= 200; seed++) {
            final BackOff backOff = new BackOff(BASE_NS, CAP_NS, seed);
            for (int attempt = 0; attempt < 200; attempt++) {
                final long full = attempt >= 6 ? CAP_NS : BASE_NS << attempt;
                assertThat(backOff.nextNs())
                        .as("seed=" + seed + ", attempt=" + attempt)
                        .isGreaterThan(full / 2)
                        .isLessThanOrEqualTo(full);
            }
        }
    }

    @Test
    void shouldBeginAtTheBaseAgainAfterASuccess() {
        final BackOff backOff = new BackOff(BASE_NS, CAP_NS, 7);
        for (int i = 0; i < 10; i++) {
            backOff.nextNs();
        }

        backOff.reset();

        assertThat(backOff.nextNs()).isLessThanOrEqualTo(BASE_NS);
    }

    @Test
    void shouldScatterAFleetAndRepeatBySeed() {
        final TreeSet<Long> waits = new TreeSet<>();
        for (long seed = 0; seed < 1_000; seed++) {
            waits.add(new BackOff(BASE_NS, CAP_NS, seed).nextNs());
        }

        assertThat(waits).hasSizeGreaterThan(990);
        assertThat(waits.last() - waits.first()).isGreaterThan(BASE_NS * 2 / 5);
        assertThat(new BackOff(BASE_NS, CAP_NS, 3).nextNs()).isEqualTo(new BackOff(BASE_NS, CAP_NS, 3).nextNs());
    }
}
