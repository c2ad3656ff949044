package io.gimbal.engine.hedging.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WaterFillTest {
    private static final double PRICE = 50_000;
    private static final long MANY = 1_000_000;

    /** Whole lots up; as many orders as there are instruments; orders cost nothing. */
    private static WaterFill started(final double need) {
        final WaterFill fill = new WaterFill(4);
        fill.start(need, 0, 4, 0);
        return fill;
    }

    /** A lot is a thousandth of a coin. */
    private static void add(final WaterFill fill, final long depth, final long max, final double rate) {
        add(fill, depth, max, rate, 0, 0);
    }

    private static void add(
            final WaterFill fill,
            final long depth,
            final long max,
            final double rate,
            final double beyond,
            final double impact) {
        final int index = fill.candidate(0.001, 0.001 * PRICE, 1, depth, max);
        fill.costs(index, rate, beyond, impact);
    }

    private static long[] lots(final WaterFill fill, final int count) {
        return LongStream.range(0, count).map(i -> fill.lots((int) i)).toArray();
    }

    @Test
    void shouldTakeTheCheapestTouchFirstThenTheNext() {
        final WaterFill fill = started(0.030);
        add(fill, 10, 10, 5e-4);
        add(fill, 10, 10, 3e-4);
        add(fill, 100, 100, 4e-4);

        assertThat(fill.solve()).isEqualTo(SplitStatus.FILLED);

        assertThat(lots(fill, 3)).containsExactly(0, 10, 20);
        assertThat(fill.costUsd()).isCloseTo(500 * 3e-4 + 1_000 * 4e-4, within(1e-9));
        assertThat(fill.costUsd(2)).isCloseTo(1_000 * 4e-4, within(1e-9));
        assertThat(fill.leftCoins()).isZero();
    }

    /** Beyond the cheap touch the same instrument is dearer than the other's touch, and cheaper than beyond that one's. */
    @Test
    void shouldRunUpLevelByLevelThroughBothBooks() {
        final WaterFill fill = started(0.040);
        add(fill, 10, MANY, 1e-4, 4e-4, 0);
        add(fill, 10, MANY, 3e-4, 4e-4, 0);

        assertThat(fill.solve()).isEqualTo(SplitStatus.FILLED);

        assertThat(lots(fill, 2)).containsExactly(30, 10);
        assertThat(fill.costUsd()).isCloseTo(500 * (1e-4 + 3e-4) + 1_000 * 5e-4, within(1e-9));
    }

    /** The closed form of policies: amounts as ((λ − rate) / 1.5 b)², so as the volumes where rates are equal. */
    @Test
    void shouldSplitByVolumeWhereOnlyImpactDiffers() {
        final WaterFill fill = started(1.290);
        add(fill, MANY, MANY, 5e-4, 0, 1e-6 / 10);
        add(fill, MANY, MANY, 5e-4, 0, 1e-6 / 5);
        add(fill, MANY, MANY, 5e-4, 0, 1e-6 / 2);

        assertThat(fill.solve()).isEqualTo(SplitStatus.FILLED);

        assertThat(lots(fill, 3)).containsExactly(1_000, 250, 40);
    }

    @Test
    void shouldBringAllMarginalCostsToOneLevel() {
        final WaterFill fill = started(20);
        add(fill, MANY, MANY, 1e-4, 0, 3e-7);
        add(fill, MANY, MANY, 2e-4, 0, 1e-7);
        add(fill, MANY, MANY, 0.5e-4, 0, 7e-7);

        assertThat(fill.solve()).isEqualTo(SplitStatus.FILLED);

        final double first = 1e-4 + 1.5 * 3e-7 * Math.sqrt(fill.lots(0) * 50.0);
        assertThat(2e-4 + 1.5e-7 * Math.sqrt(fill.lots(1) * 50.0)).isCloseTo(first, within(1e-7));
        assertThat(0.5e-4 + 1.5 * 7e-7 * Math.sqrt(fill.lots(2) * 50.0)).isCloseTo(first, within(1e-7));
        assertThat(LongStream.of(lots(fill, 3)).sum()).isEqualTo(20_000);
        assertThat(fill.impactUsd(1)).isCloseTo(1e-7 * Math.pow(fill.lots(1) * 50.0, 1.5), within(1e-9));
    }

    @Test
    void shouldLeaveWhatNoDepthIsThereFor() {
        final WaterFill fill = started(0.030);
        add(fill, 8, 8, 1e-4);
        add(fill, 0, 0, 1e-4);
        add(fill, 9, 9, 2e-4);

        assertThat(fill.solve()).isEqualTo(SplitStatus.PARTIAL);

        assertThat(lots(fill, 3)).containsExactly(8, 0, 9);
        assertThat(fill.leftCoins()).isCloseTo(0.013, within(1e-12));
    }

    @Test
    void shouldFindNothingWhereThereIsNoDepthAtAll() {
        final WaterFill fill = started(0.030);
        add(fill, 0, 0, 1e-4);
        add(fill, 0, 0, 1e-4);

        assertThat(fill.solve()).isEqualTo(SplitStatus.NOTHING);
        assertThat(fill.leftCoins()).isEqualTo(0.030);
        assertThat(fill.costUsd()).isZero();
    }

    @Test
    void shouldForgetTheLastSplit() {
        final WaterFill fill = started(0.030);
        add(fill, 50, 50, 1e-4);
        fill.solve();
        fill.start(0.010, 0, 4, 0);
        add(fill, 0, 0, 1e-4);

        assertThat(fill.solve()).isEqualTo(SplitStatus.NOTHING);
        assertThat(fill.lots(0)).isZero();
    }

    /** Half a lot stays, a little more is a lot; to an edge any part of a lot is one. */
    @ParameterizedTest
    @CsvSource({"0.0105, 0.5, 10", "0.0106, 0.5, 11", "0.0104, 0, 11", "0.0100000000001, 0, 10"})
    void shouldRoundAsOneOrderWould(final double need, final double leftShare, final long expected) {
        final WaterFill fill = new WaterFill(2);
        fill.start(need, leftShare, 2, 0);
        add(fill, 6, 6, 1e-4);
        add(fill, MANY, MANY, 2e-4);

        assertThat(fill.solve()).isEqualTo(SplitStatus.FILLED);
        assertThat(fill.lots(0) + fill.lots(1)).isEqualTo(expected);
    }

    @Test
    void shouldNotSplitForLessThanAnotherOrderCosts() {
        final WaterFill fill = new WaterFill(2);
        fill.start(0.030, 0, 2, 0.2);
        add(fill, 20, 30, 1e-4, 2e-4, 0);
        add(fill, 30, 30, 1.5e-4);
        fill.solve();
        assertThat(lots(fill, 2)).as("saves 0.05 of an order's 0.20").containsExactly(0, 30);

        fill.start(0.030, 0, 2, 0.01);
        add(fill, 20, 30, 1e-4, 2e-4, 0);
        add(fill, 30, 30, 1.5e-4);
        fill.solve();
        assertThat(lots(fill, 2)).containsExactly(20, 10);
    }

    @Test
    void shouldMakeNoMoreOrdersThanAllowed() {
        final WaterFill fill = new WaterFill(4);
        fill.start(0.030, 0, 2, 0);
        add(fill, 10, 10, 1e-4);
        add(fill, 10, 10, 2e-4);
        add(fill, 15, 15, 3e-4);

        assertThat(fill.solve()).as("two orders hold 25").isEqualTo(SplitStatus.PARTIAL);
        assertThat(lots(fill, 3)).as("the cheapest two that hold most").containsExactly(10, 0, 15);
    }

    @Test
    void shouldGiveNobodyLessThanItsSmallestOrder() {
        final WaterFill fill = new WaterFill(2);
        fill.start(0.012, 0, 2, 0);
        fill.costs(fill.candidate(0.001, 50, 1, 10, 10), 1e-4, 0, 0);
        fill.costs(fill.candidate(0.001, 50, 5, 10, 10), 2e-4, 0, 0);

        assertThat(fill.solve()).isEqualTo(SplitStatus.FILLED);
        assertThat(lots(fill, 2)).containsExactly(7, 5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseANeedThatIsNone(final double need) {
        final WaterFill fill = started(need);
        add(fill, 10, 10, 1e-4);

        assertThat(fill.solve()).isEqualTo(SplitStatus.INPUT_UNUSABLE);
        assertThat(fill.lots(0)).isZero();
    }

    @Test
    void shouldLeaveOutWhatCannotBePriced() {
        final WaterFill fill = started(0.010);
        add(fill, 10, 10, Double.NaN);
        add(fill, 10, 10, 1e-4, Double.POSITIVE_INFINITY, 0);
        add(fill, 10, 10, 1e-4, 0, -1);
        add(fill, 10, 10, 9e-4);

        assertThat(fill.candidate(0.001, 50, 1, 1, 1)).as("no room").isEqualTo(-1);
        assertThat(fill.solve()).isEqualTo(SplitStatus.FILLED);
        assertThat(lots(fill, 4)).containsExactly(0, 0, 0, 10);
        assertThat(fill.costUsd(0)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new WaterFill(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new WaterFill(WaterFill.MAX_CANDIDATES + 1));
    }

    /** A market of three that knows its costs dollar by dollar, and tries every allocation. */
    private static final class Oracle {
        private static final int COUNT = 3;
        private static final int MOST = 14;

        final double[] rates = new double[COUNT];
        final double[] beyonds = new double[COUNT];
        final double[] impacts = new double[COUNT];
        final int[] mins = new int[COUNT];
        final int[] depths = new int[COUNT];
        final int[] maxima = new int[COUNT];
        final double[] lotUsd = new double[COUNT];
        final int wanted;
        final int maxParts;
        final double orderUsd;
        int covered;
        double cost = Double.POSITIVE_INFINITY;

        Oracle(final Random random) {
            for (int i = 0; i < COUNT; i++) {
                rates[i] = (random.nextInt(7) - 1) * 1e-4;
                beyonds[i] = random.nextInt(4) * 1e-4;
                impacts[i] = random.nextInt(3) * 2e-5;
                mins[i] = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
                depths[i] = random.nextInt(8);
                maxima[i] = random.nextBoolean() ? depths[i] : depths[i] + random.nextInt(MOST - 8);
                lotUsd[i] = 45 + 10 * random.nextDouble();
            }
            wanted = 1 + random.nextInt(20);
            maxParts = 1 + random.nextInt(COUNT);
            orderUsd = random.nextBoolean() ? 0 : 0.02 * random.nextDouble();
        }

        void solve() {
            for (int a = 0; a < MOST; a++) {
                for (int b = 0; b < MOST; b++) {
                    for (int c = 0; c < MOST; c++) {
                        tryOut(a, b, c);
                    }
                }
            }
        }

        private void tryOut(final int... lots) {
            int sum = 0;
            int parts = 0;
            double usd = 0;
            for (int i = 0; i < COUNT; i++) {
                if (lots[i] > 0 && (lots[i] < mins[i] || lots[i] > maxima[i])) {
                    return;
                }
                sum += lots[i];
                parts += lots[i] > 0 ? 1 : 0;
                usd += costOf(i, lots[i]);
            }
            final boolean isBetter = sum > covered || (sum == covered && usd + parts * orderUsd < cost);
            if (sum <= wanted && parts <= maxParts && isBetter) {
                covered = sum;
                cost = usd + parts * orderUsd;
            }
        }

        private double costOf(final int i, final int lots) {
            double usd = 0;
            for (int k = 0; k < lots; k++) {
                usd += lotUsd[i] * (k < depths[i] ? rates[i] : rates[i] + beyonds[i]);
            }
            return usd + impacts[i] * Math.pow(lots * lotUsd[i], 1.5);
        }
    }

    @Test
    void shouldAgreeWithEveryAllocationTried() {
        final long seed = 31;
        final Random random = new Random(seed);
        int split = 0;
        for (int round = 0; round < 2_000; round++) {
            final Oracle oracle = new Oracle(random);
            final WaterFill fill = new WaterFill(Oracle.COUNT);
            fill.start(0.001 * oracle.wanted, 0, oracle.maxParts, oracle.orderUsd);
            for (int i = 0; i < Oracle.COUNT; i++) {
                fill.candidate(0.001, oracle.lotUsd[i], oracle.mins[i], oracle.depths[i], oracle.maxima[i]);
                fill.costs(i, oracle.rates[i], oracle.beyonds[i], oracle.impacts[i]);
            }
            fill.solve();
            oracle.solve();

            final String what = "seed " + seed + ", round " + round;
            final long[] lots = lots(fill, Oracle.COUNT);
            assertThat(LongStream.of(lots).sum()).as(what).isEqualTo(oracle.covered);
            assertThat(fill.costUsd()).as(what).isCloseTo(oracle.covered == 0 ? 0 : oracle.cost, within(1e-9));
            split += LongStream.of(lots).filter(n -> n > 0).count() > 1 ? 1 : 0;
        }
        assertThat(split).as("splits were part of it").isGreaterThan(500);
    }

    /** Lots of unlike size: never a lot too many, no room left for another, and no dearer than the level by a lot or so. */
    @Test
    void shouldCoverANeedWithLotsOfUnlikeSize() {
        final long seed = 7;
        final Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            final double need = 0.05 + 5 * random.nextDouble();
            final double[] sizes = {0.001, 10 / PRICE, 0.01, 0.0001};
            final WaterFill fill = started(need);
            double room = 0;
            for (final double size : sizes) {
                final long max = (long) ((0.1 + 2 * random.nextDouble()) / size);
                fill.costs(fill.candidate(size, size * PRICE, 1, max, max), 1e-4 * random.nextInt(5), 0, 1e-7);
                room += max * size;
            }
            final SplitStatus status = fill.solve();

            double coins = 0;
            for (int i = 0; i < sizes.length; i++) {
                coins += fill.lots(i) * sizes[i];
            }
            final String what = "seed " + seed + ", round " + round;
            assertThat(coins).as(what).isLessThan(need + 0.01);
            if (room > need) {
                assertThat(status).as(what).isEqualTo(SplitStatus.FILLED);
                assertThat(coins).as(what).isGreaterThanOrEqualTo(need - 1e-9);
            } else {
                assertThat(status).as(what).isEqualTo(SplitStatus.PARTIAL);
                assertThat(coins).as(what).isCloseTo(room, within(1e-9));
                assertThat(fill.leftCoins()).as(what).isCloseTo(need - room, within(1e-9));
            }
        }
    }
}
