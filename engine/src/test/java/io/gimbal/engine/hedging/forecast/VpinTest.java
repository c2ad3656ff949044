package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VpinTest {
    private static final double VOLUME = 8;
    private static final int BUCKETS = 5;
    private static final int HISTORY = 12;

    /** Volumes are eighths, so that cutting a flow into buckets is exact in either order of summing. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldEqualTheListOfAllVolumeWhenTradesAreCutIntoBuckets(final long seed) {
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final Vpin vpin = new Vpin(VOLUME, BUCKETS, HISTORY, 0.9);
        final List<Double> signed = new ArrayList<>();

        for (int trade = 0; trade < 600; trade++) {
            final boolean isLarge = random.nextInt(40) == 0;
            final int eighths = 1 + random.nextInt(isLarge ? 64 * 9 : 40);
            final boolean isBuy = random.nextBoolean();
            vpin.onTrade(eighths / 8.0, isBuy);
            for (int i = 0; i < eighths; i++) {
                signed.add(isBuy ? 0.125 : -0.125);
            }
            check(vpin, signed);
        }
        assertThat(vpin.rank()).isGreaterThan(0);
    }

    private static void check(final Vpin vpin, final List<Double> signed) {
        final int full = signed.size() / 64;
        if (full < BUCKETS) {
            assertThat(vpin.value()).isNaN();
            assertThat(vpin.direction()).isNaN();
            return;
        }
        final double now = value(signed, full, true);
        assertThat(vpin.value()).isCloseTo(now, within(1e-12));
        assertThat(vpin.direction()).isCloseTo(value(signed, full, false), within(1e-12));
        if (full - BUCKETS + 1 < HISTORY) {
            assertThat(vpin.rank()).isNaN();
            return;
        }
        int notAbove = 0;
        for (int past = full - HISTORY + 1; past <= full; past++) {
            notAbove += value(signed, past, true) <= now ? 1 : 0;
        }
        assertThat(vpin.rank()).isCloseTo(notAbove / (double) HISTORY, within(1e-12));
    }

    private static double value(final List<Double> signed, final int full, final boolean isAbsolute) {
        double sum = 0;
        for (int bucket = full - BUCKETS; bucket < full; bucket++) {
            double imbalance = 0;
            for (final double part : signed.subList(bucket * 64, (bucket + 1) * 64)) {
                imbalance += part;
            }
            sum += isAbsolute ? Math.abs(imbalance) : imbalance;
        }
        return sum / (BUCKETS * VOLUME);
    }

    @Test
    void shouldFillSeveralBucketsFromOneTradeAndCarryTheRest() {
        final Vpin vpin = new Vpin(10, 3, 1, 0.9);
        vpin.onTrade(5, false);

        vpin.onTrade(29, true);

        assertThat(vpin.value()).isCloseTo((0 + 10 + 10) / 30.0, within(1e-15));
        assertThat(vpin.direction()).isCloseTo(20 / 30.0, within(1e-15));
        vpin.onTrade(6, false);
        assertThat(vpin.value()).as("4 bought were carried").isCloseTo((10 + 10 + 2) / 30.0, within(1e-15));
    }

    @Test
    void shouldEndWhenOneTradeIsBeyondAllBuckets() {
        final Vpin huge = new Vpin(10, 3, 4, 0.9);
        final Vpin same = new Vpin(10, 3, 4, 0.9);
        huge.onTrade(3, false);
        same.onTrade(3, false);

        huge.onTrade(1e300, true);
        huge.onTrade(10 * 1_000_000 + 2, true);
        same.onTrade(1_000_007, true);

        assertThat(huge.value()).isEqualTo(1);
        assertThat(huge.direction()).isEqualTo(1);
        assertThat(same.value()).isEqualTo(1);
        same.onTrade(10, false);
        assertThat(same.direction())
                .as("nothing was carried: 3 + 1,000,007 are whole buckets")
                .isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void shouldSplitABarByTheNormalDistributionOfItsChange() {
        final Vpin vpin = new Vpin(100, 1, 1, 0.75);

        vpin.onBar(100, 4);
        assertThat(vpin.direction()).as("the first bar tells nothing").isZero();
        vpin.onBar(100, -4);
        assertThat(vpin.direction()).isCloseTo(2 * 0.15865525393145707 - 1, within(1e-12));
        vpin.onBar(100, 8);
        assertThat(vpin.direction()).isCloseTo(2 * 0.9772498680518208 - 1, within(1e-12));
        vpin.onBar(100, Math.sqrt(0.75 * 16 + 0.25 * 64));
        assertThat(vpin.direction()).isCloseTo(2 * 0.8413447460685429 - 1, within(1e-12));
    }

    @Test
    void shouldTakeAllOfABarForOneSideWhenThePriceMovesForTheFirstTime() {
        final Vpin vpin = new Vpin(100, 1, 1, 0.75);
        vpin.onBar(100, 0);
        vpin.onBar(100, 0);
        assertThat(vpin.direction()).isZero();

        vpin.onBar(100, -1);

        assertThat(vpin.direction()).isEqualTo(-1);
    }

    @Test
    void shouldRaiseTheCostOnlyWhenTheRankIsHighAndKnown() {
        final Vpin vpin = new Vpin(1, 1, 10, 0.9);
        assertThat(vpin.costFactor(0.5, 0.9)).isEqualTo(1);
        for (int i = 0; i < 9; i++) {
            vpin.onTrade(0.5, true);
            vpin.onTrade(0.5, false);
        }
        vpin.onTrade(1, true);

        assertThat(vpin.rank()).isEqualTo(1);
        assertThat(vpin.costFactor(0.5, 0.9)).isEqualTo(1.5);
        assertThat(vpin.costFactor(Double.NaN, 0.9)).isEqualTo(1);
        vpin.onTrade(0.5, true);
        vpin.onTrade(0.5, false);
        assertThat(vpin.costFactor(0.5, 0.9)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 0, -1})
    void shouldKeepItsStateWhenAVolumeIsNone(final double volume) {
        final Vpin vpin = new Vpin(10, 3, 4, 0.9);
        vpin.onTrade(3, true);
        final long before = vpin.mixInto(1);

        vpin.onTrade(volume, true);
        vpin.onBar(volume, 1);
        vpin.onBar(1, Double.NaN);
        vpin.onBar(1, Double.NEGATIVE_INFINITY);

        assertThat(vpin.mixInto(1)).isEqualTo(before);
        assertThatThrownBy(() -> new Vpin(volume, 3, 4, 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Vpin(1, 0, 4, 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Vpin(1, 3, 0, 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Vpin(1, 3, 4, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
