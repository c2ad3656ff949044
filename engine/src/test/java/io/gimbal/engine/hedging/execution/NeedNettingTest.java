package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class NeedNettingTest {
    private static final int BOOKS = 5;

    private final NeedNetting netting = new NeedNetting(BOOKS);

    @Test
    void shouldSendNothingWhenNeedsCancel() {
        netting.clear();
        netting.add(7);
        netting.add(-3);
        netting.add(-4);

        assertThat(netting.solve()).isZero();

        assertThat(netting.internal(0)).isEqualTo(7);
        assertThat(netting.external(0)).isZero();
    }

    @Test
    void shouldShareTheRestInProportionWhenOneSideIsLarger() {
        netting.clear();
        netting.add(60);
        netting.add(30);
        netting.add(-45);

        assertThat(netting.solve()).isEqualTo(45);

        assertThat(netting.external(0)).isEqualTo(30);
        assertThat(netting.external(1)).isEqualTo(15);
        assertThat(netting.external(2)).isZero();
    }

    @Test
    void shouldAddUpAndNeverGiveABookMoreThanItNeeds() {
        final long seed = 5;
        final Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            netting.clear();
            final long[] needs = new long[BOOKS];
            for (int i = 0; i < BOOKS; i++) {
                needs[i] = random.nextInt(41) - 20L;
                assertThat(netting.add(needs[i])).isEqualTo(i);
            }

            final long net = netting.solve();

            long external = 0;
            long internal = 0;
            long gross = 0;
            for (int i = 0; i < BOOKS; i++) {
                external += netting.external(i);
                internal += netting.internal(i);
                gross += Math.abs(netting.external(i));
                assertThat(Math.abs(netting.external(i)) <= Math.abs(needs[i]) && netting.external(i) * needs[i] >= 0)
                        .as("seed %d round %d", seed, round)
                        .isTrue();
            }
            assertThat(external).isEqualTo(net).isEqualTo(netting.net());
            assertThat(gross).isEqualTo(Math.abs(net));
            assertThat(internal).isZero();
        }
    }

    @Test
    void shouldRefuseABookWhenThereIsNoRoom() {
        netting.clear();
        for (int i = 0; i < BOOKS; i++) {
            netting.add(1);
        }

        assertThat(netting.add(1)).isEqualTo(-1);
        assertThat(netting.solve()).isEqualTo(BOOKS);
    }
}
