package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.deribit.OrderBookReplica.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bound of a copy; how it follows the venue is tested with its reader. */
final class OrderBookReplicaTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeLostWhereASideIsDeeperThanAnyBook(final boolean isBid) {
        final OrderBookReplica book = new OrderBookReplica();
        book.snapshot(1);
        for (int level = 1; level <= OrderBookReplica.MAX_DEPTH; level++) {
            book.set(isBid, price(isBid, level), Decimals.ONE);
        }
        book.set(isBid, price(isBid, 7), 2 * Decimals.ONE);
        assertThat(book.state()).isEqualTo(State.LIVE);

        book.set(isBid, price(isBid, OrderBookReplica.MAX_DEPTH + 1), Decimals.ONE);

        assertThat(book.state()).isEqualTo(State.GAPPED);
        assertThat(book.gaps()).isEqualTo(1);
        assertThat(book.depth(isBid)).isEqualTo(OrderBookReplica.MAX_DEPTH);
        book.snapshot(2);
        book.set(isBid, price(isBid, 1), Decimals.ONE);
        assertThat(book.state()).isEqualTo(State.LIVE);
        assertThat(book.depth(isBid)).isEqualTo(1);
    }

    /** Each is better than the one before. */
    private static long price(final boolean isBid, final int level) {
        return (isBid ? level : 1_000_000L - level) * Decimals.ONE;
    }
}
