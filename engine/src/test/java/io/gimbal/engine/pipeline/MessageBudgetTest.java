package io.gimbal.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MessageBudgetTest {
    @Test
    void shouldKeepTheReserveForCancelsWhenOrdersFlood() {
        final MessageBudget budget = new MessageBudget(5, 2, 100);

        assertThat(List.of(budget.tryOrder(0), budget.tryOrder(0), budget.tryOrder(0)))
                .containsOnly(true);
        assertThat(budget.tryOrder(0)).isFalse();
        assertThat(budget.tryCancel(0)).isTrue();
        assertThat(budget.tryCancel(0)).isTrue();
        assertThat(budget.tryCancel(0)).isFalse();
    }

    @Test
    void shouldForgetAMessageExactlyOneWindowLater() {
        final MessageBudget budget = new MessageBudget(1, 0, 100);
        budget.tryOrder(50);

        assertThat(budget.tryOrder(149)).isFalse();
        assertThat(budget.tryOrder(150)).isTrue();
    }

    @Test
    void shouldAgreeWithAListOfAllMessagesWhenTimesAreRandom() {
        final long seed = 20_240_817;
        System.out.println("seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final MessageBudget budget = new MessageBudget(7, 3, 1000);
        final List<Long> sent = new ArrayList<>();
        long nowNs = -5000;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            nowNs += random.nextInt(300);
            final boolean isCancel = random.nextBoolean();
            final long now = nowNs;
            final long inWindow =
                    sent.stream().filter(time -> now - time < 1000).count();
            final boolean expected = inWindow < (isCancel ? 7 : 4);

            final boolean actual = isCancel ? budget.tryCancel(nowNs) : budget.tryOrder(nowNs);

            assertThat(actual).as("message %d at %d", i, nowNs).isEqualTo(expected);
            if (actual) {
                sent.add(nowNs);
            } else {
                refused++;
            }
            sent.removeIf(time -> now - time >= 1000);
        }
        assertThat(refused).isBetween(1000, 19_000);
    }
}
