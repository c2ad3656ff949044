package io.gimbal.feeds.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.bybit.BybitBook.Outcome;
import io.gimbal.journal.codec.InputQuality;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The rules of the venue's page on order books: numbers {@code u} follow each other, size 0 deletes, {@code u} 1 restarts. */
class BybitBookTest {
    private final BybitBook book = new BybitBook();
    private final BookUpdate update = new BookUpdate();

    @Test
    void shouldBeGappedUntilItsFirstSnapshot() {
        assertThat(book.quality()).isEqualTo(InputQuality.GAPPED);
        assertThat(apply(false, 7, 100, 1, 110, 1)).isEqualTo(Outcome.IGNORED);
        assertThat(book.quality()).isEqualTo(InputQuality.GAPPED);
    }

    @Test
    void shouldFollowDeltasThatContinueTheSnapshot() {
        apply(true, 40, 100, 1, 110, 2);

        assertThat(apply(false, 41, 101, 5, 110, 0)).isEqualTo(Outcome.APPLIED);
        assertThat(apply(false, 42, 101, 6, 111, 3)).isEqualTo(Outcome.APPLIED);

        assertThat(book.bids().price(0)).isEqualTo(101);
        assertThat(book.bids().amount(0)).isEqualTo(6);
        assertThat(book.bids().price(1)).isEqualTo(100);
        assertThat(book.asks().size()).isEqualTo(1);
        assertThat(book.asks().price(0)).isEqualTo(111);
        assertThat(book.quality()).isEqualTo(InputQuality.FRESH);
    }

    @Test
    void shouldRefuseDeltasAfterAGapUntilTheNextSnapshot() {
        apply(true, 40, 100, 1, 110, 2);

        assertThat(apply(false, 42, 101, 5, 111, 1)).isEqualTo(Outcome.GAP);
        assertThat(apply(false, 43, 101, 5, 111, 1)).isEqualTo(Outcome.IGNORED);
        assertThat(book.quality()).isEqualTo(InputQuality.GAPPED);
        assertThat(book.bids().price(0)).isEqualTo(100);

        assertThat(apply(true, 44, 99, 1, 112, 2)).isEqualTo(Outcome.APPLIED);
        assertThat(book.bids().price(0)).isEqualTo(99);
        assertThat(book.bids().size()).isEqualTo(1);
        assertThat(book.quality()).isEqualTo(InputQuality.FRESH);
    }

    @Test
    void shouldIgnoreWhatItKnowsAlready() {
        apply(true, 40, 100, 1, 110, 2);
        apply(false, 41, 101, 5, 110, 2);

        assertThat(apply(false, 41, 50, 9, 60, 9)).isEqualTo(Outcome.IGNORED);
        assertThat(apply(false, 40, 50, 9, 60, 9)).isEqualTo(Outcome.IGNORED);
        assertThat(book.bids().price(0)).isEqualTo(101);
        assertThat(book.quality()).isEqualTo(InputQuality.FRESH);
    }

    @Test
    void shouldStartAnewWhenTheVenueDoes() {
        apply(true, 40_000, 100, 1, 110, 2);

        assertThat(apply(false, 1, 95, 4, 105, 4)).isEqualTo(Outcome.APPLIED);
        assertThat(book.bids().size()).isEqualTo(1);
        assertThat(book.bids().price(0)).isEqualTo(95);
        assertThat(apply(false, 2, 96, 4, 105, 4)).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void shouldCallABookCrossedWhenItsBidReachesItsAsk() {
        apply(true, 40, 100, 1, 110, 2);
        apply(false, 41, 110, 1, 120, 1);

        assertThat(book.quality()).isEqualTo(InputQuality.CROSSED);
    }

    @Test
    void shouldHaveNothingOnASideThatIsEmpty() {
        apply(true, 40, 100, 1, 110, 2);
        apply(false, 41, 100, 0, 110, 0);

        assertThat(book.bids().price(0)).isZero();
        assertThat(book.bids().amount(0)).isZero();
        assertThat(book.quality()).isEqualTo(InputQuality.FRESH);
    }

    @Test
    void shouldEqualASortedMapWhateverComes(final TestReporter reporter) {
        final long seed = 20_260_926L;
        reporter.publishEntry("seed", Long.toString(seed));
        final Random random = new Random(seed);
        final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        final TreeMap<Long, Long> asks = new TreeMap<>();
        apply(true, 1, 100, 1, 110, 1);
        bids.put(100L, 1L);
        asks.put(110L, 1L);

        for (long u = 2; u < 5_000; u++) {
            final long bid = 80L + random.nextInt(25);
            final long ask = 106L + random.nextInt(25);
            final long bidAmount = random.nextInt(4);
            final long askAmount = random.nextInt(4);
            put(bids, bid, bidAmount);
            put(asks, ask, askAmount);

            assertThat(apply(false, u, bid, bidAmount, ask, askAmount)).isEqualTo(Outcome.APPLIED);
            assertEqualTo(book.bids(), bids);
            assertEqualTo(book.asks(), asks);
        }
    }

    @Test
    void shouldKeepTheBestLevelsWhenASideOverflows() {
        apply(true, 10, 1, 1, 1_000, 1);
        for (int i = 0; i < 200; i++) {
            apply(false, 11 + i, 2 + i, 1, 999 - i, 1);
        }

        assertThat(book.bids().size()).isEqualTo(2 * BybitBook.DEPTH);
        assertThat(book.bids().price(0)).isEqualTo(201);
        assertThat(book.bids().price(49)).isEqualTo(152);
        assertThat(book.asks().price(0)).isEqualTo(800);
    }

    private static void put(final Map<Long, Long> side, final long price, final long amount) {
        if (amount == 0) {
            side.remove(price);
        } else {
            side.put(price, amount);
        }
    }

    private static void assertEqualTo(final BookSide side, final Map<Long, Long> expected) {
        assertThat(side.size()).isEqualTo(expected.size());
        int at = 0;
        for (final Map.Entry<Long, Long> level : expected.entrySet()) {
            assertThat(side.price(at)).isEqualTo(level.getKey());
            assertThat(side.amount(at)).isEqualTo(level.getValue());
            at++;
        }
    }

    private Outcome apply(
            final boolean isSnapshot,
            final long updateId,
            final long bid,
            final long bidAmount,
            final long ask,
            final long askAmount) {
        update.isSnapshot = isSnapshot;
        update.updateId = updateId;
        update.bids.clear();
        update.asks.clear();
        assertThat(update.bids.add(bid, bidAmount)).isTrue();
        assertThat(update.asks.add(ask, askAmount)).isTrue();
        return book.apply(update);
    }
}
