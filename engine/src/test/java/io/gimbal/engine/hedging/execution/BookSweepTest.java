package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BookSweepTest {
    private static final int VENUES = 3;
    private static final int LEVELS = 3;
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final BookSweep sweep = new BookSweep(VENUES, LEVELS);

    @Test
    void shouldTakeTheBestPriceAfterFees() {
        sweep.start(true, NONE, 0.1);
        final int dear = sweep.venue(0.0005, 0, 1, true);
        final int cheap = sweep.venue(0.0001, 0, 1, true);
        sweep.level(dear, 100.00, 10);
        sweep.level(cheap, 100.02, 6);
        sweep.level(cheap, 100.05, 9);

        assertThat(sweep.solve(10)).isEqualTo(SplitStatus.FILLED);

        assertThat(sweep.lots(cheap)).isEqualTo(6);
        assertThat(sweep.lots(dear)).isEqualTo(4);
        assertThat(sweep.reach(cheap)).isEqualTo(100.02);
        assertThat(sweep.cost()).isCloseTo(0.6 * 100.02 * 1.0001 + 0.4 * 100 * 1.0005, within(1e-10));
    }

    @Test
    void shouldAgreeWithEnumerationOnSmallBooks() {
        final long seed = 20_260_302;
        final Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            final Case books = new Case(random);
            books.play(sweep);
            final long wanted = 1L + random.nextInt(14);

            final SplitStatus status = sweep.solve(wanted);

            final double[] oracle = books.enumerate(wanted);
            final String at = "seed " + seed + " round " + round;
            assertThat(sweep.filledLots()).as(at).isEqualTo((long) oracle[0]);
            assertThat(sweep.cost()).as(at).isCloseTo(oracle[1], within(1e-9));
            assertThat(books.costOf(new long[] {sweep.lots(0), sweep.lots(1), sweep.lots(2)}))
                    .as(at)
                    .isCloseTo(sweep.cost(), within(1e-9));
            assertThat(status == SplitStatus.FILLED).as(at).isEqualTo(oracle[0] == wanted);
        }
    }

    @Test
    void shouldLeaveOutVenuesThatAreHaltedOrEmpty() {
        sweep.start(true, NONE, 1);
        final int halted = sweep.venue(0, 0, 1, false);
        sweep.level(halted, 90, 100);
        final int empty = sweep.venue(0, 0, 1, true);
        final int open = sweep.venue(0.01, 0, 1, true);
        sweep.level(open, 100, 5);

        assertThat(sweep.solve(8)).isEqualTo(SplitStatus.PARTIAL);

        assertThat(sweep.lots(halted)).isZero();
        assertThat(sweep.lots(empty)).isZero();
        assertThat(sweep.lots(open)).isEqualTo(5);
        assertThat(sweep.reach(halted)).isNaN();
    }

    @Test
    void shouldStopAtTheLimitPrice() {
        sweep.start(false, 99.5, 1);
        final int venue = sweep.venue(0, 0, 1, true);

        assertThat(sweep.level(venue, 100, 2)).isTrue();
        assertThat(sweep.level(venue, 99, 50)).isFalse();

        assertThat(sweep.solve(8)).isEqualTo(SplitStatus.PARTIAL);
        assertThat(sweep.filledLots()).isEqualTo(2);
        assertThat(sweep.cost()).isEqualTo(-200);
    }

    @Test
    void shouldStayOnOneVenueWhenAnotherOrderCostsMoreThanItSaves() {
        sweep.start(true, NONE, 1);
        final int first = sweep.venue(0, 5, 1, true);
        final int second = sweep.venue(0, 5, 1, true);
        sweep.level(first, 100, 3);
        sweep.level(first, 101, 3);
        sweep.level(second, 100, 3);

        sweep.solve(6);

        assertThat(sweep.lots(first)).isEqualTo(6);
        assertThat(sweep.cost()).isEqualTo(5 + 300 + 303);
    }

    @Test
    void shouldAnswerPlainlyWhenNothingCanBeDone() {
        sweep.start(true, NONE, 1);
        assertThat(sweep.solve(5)).isEqualTo(SplitStatus.NOTHING);
        assertThat(sweep.cost()).isZero();

        final int venue = sweep.venue(0, 0, 10, true);
        sweep.level(venue, 100, 50);
        assertThat(sweep.solve(5)).isEqualTo(SplitStatus.NOTHING);
        assertThat(sweep.solve(0)).isEqualTo(SplitStatus.INPUT_UNUSABLE);

        sweep.start(true, Double.NaN, 1);
        assertThat(sweep.solve(5)).isEqualTo(SplitStatus.INPUT_UNUSABLE);
    }

    @Test
    void shouldDropLevelsThatCannotBe() {
        sweep.start(true, NONE, 1);
        final int venue = sweep.venue(0, 0, 1, true);

        assertThat(sweep.level(venue, Double.NaN, 1)).isFalse();
        assertThat(sweep.level(venue, 100, 0)).isFalse();
        assertThat(sweep.level(venue, 100, 1)).isTrue();
        assertThat(sweep.level(venue, 99, 1)).isFalse();
        assertThat(sweep.level(venue, 100, 1)).isTrue();
        assertThat(sweep.level(venue, 101, 1)).isTrue();
        assertThat(sweep.level(venue, 102, 1)).isFalse();
        assertThat(sweep.venue(Double.NaN, 0, 1, true)).isEqualTo(1);
        assertThat(sweep.level(1, 1, 50)).isTrue();
        assertThat(sweep.venue(0, 0, 1, true)).isEqualTo(2);
        assertThat(sweep.venue(0, 0, 1, true)).isEqualTo(-1);

        assertThat(sweep.solve(10)).isEqualTo(SplitStatus.PARTIAL);
        assertThat(sweep.filledLots()).isEqualTo(3);
    }

    /** Three small random books, and every way to spread lots over them. */
    private static final class Case {
        private final boolean isBuy;
        private final double lot;
        private final double[] fees = new double[VENUES];
        private final double[] orders = new double[VENUES];
        private final long[] mins = new long[VENUES];
        private final boolean[] isOpen = new boolean[VENUES];
        private final double[][] prices = new double[VENUES][LEVELS];
        private final long[][] lots = new long[VENUES][LEVELS];

        Case(final Random random) {
            isBuy = random.nextBoolean();
            lot = random.nextBoolean() ? 1 : 0.25;
            for (int v = 0; v < VENUES; v++) {
                fees[v] = (random.nextInt(12) - 2) * 1e-3;
                orders[v] = random.nextInt(3) == 0 ? 0.7 * random.nextDouble() : 0;
                mins[v] = 1L + random.nextInt(4);
                isOpen[v] = random.nextInt(8) > 0;
                double price = 100 + random.nextInt(3) * 0.2;
                for (int l = 0; l < LEVELS; l++) {
                    prices[v][l] = price;
                    lots[v][l] = 1L + random.nextInt(3);
                    price += (isBuy ? 1 : -1) * random.nextInt(4) * 0.2;
                }
            }
        }

        void play(final BookSweep sweep) {
            sweep.start(isBuy, isBuy ? NONE : 0, lot);
            for (int v = 0; v < VENUES; v++) {
                sweep.venue(fees[v], orders[v], mins[v], isOpen[v]);
                for (int l = 0; l < LEVELS; l++) {
                    sweep.level(v, prices[v][l], lots[v][l]);
                }
            }
        }

        double[] enumerate(final long wanted) {
            double[] best = {0, 0};
            for (long a = 0; a <= depth(0); a++) {
                for (long b = 0; b <= depth(1); b++) {
                    for (long c = 0; c <= depth(2); c++) {
                        final long[] split = {a, b, c};
                        final long sum = a + b + c;
                        final boolean isMore = sum > best[0] || (sum == best[0] && costOf(split) < best[1]);
                        if (sum <= wanted && isAllowed(split) && isMore) {
                            best = new double[] {sum, costOf(split)};
                        }
                    }
                }
            }
            return best;
        }

        private long depth(final int venue) {
            return lots[venue][0] + lots[venue][1] + lots[venue][2];
        }

        private boolean isAllowed(final long[] split) {
            for (int v = 0; v < VENUES; v++) {
                if (split[v] > 0 && (!isOpen[v] || split[v] < mins[v])) {
                    return false;
                }
            }
            return true;
        }

        double costOf(final long[] split) {
            double cost = 0;
            for (int v = 0; v < VENUES; v++) {
                long left = split[v];
                cost += left > 0 ? orders[v] : 0;
                for (int l = 0; l < LEVELS; l++) {
                    final long part = Math.min(left, lots[v][l]);
                    cost += part * lot * prices[v][l] * (isBuy ? 1 + fees[v] : fees[v] - 1);
                    left -= part;
                }
            }
            return cost;
        }
    }
}
