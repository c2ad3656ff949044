package io.gimbal.engine.hedging.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasters that weigh what came by when it came, against histories kept whole. */
final class FlowOfTimeTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    private record Seen(double value, double hours) {}

    private static Random random(final String what) {
        final long seed = ThreadLocalRandom.current().nextLong();
        System.out.println(what + ", seed=" + seed);
        return new Random(seed);
    }

    @Test
    void shouldAverageFundingByHowLongAgoEachRateHeld() {
        final Random random = random("funding");
        final FundingForecast forecast = new FundingForecast(6, 24, 240);
        final List<Seen> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            final Seen seen = new Seen(1e-4 * random.nextGaussian(), 0.1 + 8 * random.nextDouble());
            forecast.onRate(seen.value(), seen.hours());
            all.add(seen);
        }

        assertThat(forecast.rate()).isCloseTo(average(all, 6), within(1e-15));
        assertThat(forecast.mean()).isCloseTo(average(all, 240), within(1e-15));
    }

    /** Each rate counts by the exponential weight of the hours it held; the first by all that went before. */
    private static double average(final List<Seen> all, final double halfLife) {
        double sum = 0;
        double later = 0;
        for (int i = all.size() - 1; i > 0; i--) {
            final double after = Math.pow(0.5, later / halfLife);
            later += all.get(i).hours();
            sum += (after - Math.pow(0.5, later / halfLife)) * all.get(i).value();
        }
        return sum + Math.pow(0.5, later / halfLife) * all.get(0).value();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 8, 24, 100, 1_000})
    void shouldExpectTheAverageOfARateThatReturnsToItsMean(final double hours) {
        final FundingForecast forecast = new FundingForecast(1e-9, 24, 1e12);
        forecast.onRate(1e-4, 1);
        forecast.onRate(5e-4, 8);
        final double mean = forecast.mean();
        final int steps = 20_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            final double at = (i + 0.5) * hours / steps;
            sum += mean + (5e-4 - mean) * Math.pow(0.5, at / 24);
        }

        assertThat(forecast.expectedRate(hours)).isCloseTo(sum / steps, within(1e-11));
        assertThat(forecast.expectedPayment(-1_000, hours))
                .isCloseTo(-1_000 * hours / 8 * sum / steps, within(1e-6 * hours));
    }

    @Test
    void shouldExpectThePresentRateNow() {
        final FundingForecast forecast = new FundingForecast(6, 24, 240);
        assertThat(forecast.rate()).isNaN();
        assertThat(forecast.mean()).isNaN();
        assertThat(forecast.expectedRate(1)).isNaN();

        forecast.onRate(2e-4, 1);
        forecast.onRate(6e-4, 6);

        assertThat(forecast.rate()).as("half of the way in a half-life").isCloseTo(4e-4, within(1e-16));
        assertThat(forecast.expectedRate(0)).isEqualTo(forecast.rate());
        assertThat(forecast.expectedRate(-1)).isNaN();
        assertThat(forecast.expectedRate(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "1e-4, -1", "1e-4, NaN", "Infinity, 1", "1e71, 1", "1e-4, Infinity"})
    void shouldNotBeMovedByRatesThatMeanNothing(final double rate, final double hours) {
        final FundingForecast forecast = new FundingForecast(6, 24, 240);
        forecast.onRate(2e-4, 1);
        final long before = forecast.mixInto(3);

        forecast.onRate(rate, hours);

        assertThat(forecast.mixInto(3)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "NaN, 1, 1", "1, -1, 1"})
    void shouldRefuseHalfLivesThatAreNone(final double smoothing, final double half, final double mean) {
        assertThatThrownBy(() -> new FundingForecast(smoothing, half, mean)).hasMessageContaining("half-lives");
    }

    @Test
    void shouldGiveEachBoundaryTheLastPriceBeforeIt() {
        final Random random = random("sampler");
        final ReturnSampler sampler = new ReturnSampler(MINUTE_NS);
        long now = 1_000 * MINUTE_NS + 17;
        double price = 100;
        double boundaryPrice = Double.NaN;
        long boundary = -1;
        int returns = 0;
        for (int i = 0; i < 5_000; i++) {
            final long current = Math.floorDiv(now, MINUTE_NS);
            final double before = price;
            price *= Math.exp(1e-3 * random.nextGaussian());
            final int completed = sampler.onPrice(price, now);
            if (boundary >= 0 && current > boundary) {
                if (Double.isNaN(boundaryPrice)) {
                    assertThat(completed).isZero();
                } else {
                    returns++;
                    assertThat(completed).isEqualTo((int) (current - boundary));
                    assertThat(sampler.move()).isCloseTo(Math.log(before / boundaryPrice), within(1e-14));
                    final double one = Math.log(before / boundaryPrice) / Math.sqrt((double) (current - boundary));
                    assertThat(sampler.moveOfOne()).isCloseTo(one, within(1e-14));
                }
                boundaryPrice = before;
            } else {
                assertThat(completed).isZero();
            }
            boundary = current;
            now += (long) (MINUTE_NS * 3 * Math.pow(random.nextDouble(), 4));
        }
        assertThat(returns).isGreaterThan(500);
    }

    @Test
    void shouldTakeNoPriceThatIsNoneOrFromThePast() {
        final ReturnSampler sampler = new ReturnSampler(MINUTE_NS);
        assertThat(sampler.intervals()).isZero();
        assertThat(sampler.move()).isNaN();
        sampler.onPrice(100, 5 * MINUTE_NS);
        final long before = sampler.mixInto(1);

        assertThat(sampler.onPrice(0, 9 * MINUTE_NS)).isZero();
        assertThat(sampler.onPrice(-1, 9 * MINUTE_NS)).isZero();
        assertThat(sampler.onPrice(Double.NaN, 9 * MINUTE_NS)).isZero();
        assertThat(sampler.onPrice(Double.POSITIVE_INFINITY, 9 * MINUTE_NS)).isZero();
        assertThat(sampler.onPrice(101, 5 * MINUTE_NS - 1)).isZero();

        assertThat(sampler.mixInto(1)).isEqualTo(before);
        assertThatThrownBy(() -> new ReturnSampler(0)).hasMessageContaining("intervalNs=0");
    }

    @Test
    void shouldWeighFillsByAmountAndAge() {
        final Random random = random("fills");
        final double decay = 0.97;
        final FillMix mix = new FillMix(decay, 0.4, 5);
        final List<Seen> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            final double amount = (random.nextBoolean() ? 1 : -1) * (0.01 + random.nextDouble());
            final boolean isMaker = random.nextInt(3) > 0;
            mix.onFill(amount, isMaker);
            all.add(new Seen(Math.abs(amount), isMaker ? 1 : 0));
        }
        double made = 0.4 * 5 * Math.pow(decay, all.size());
        double whole = 5 * Math.pow(decay, all.size());
        for (int i = 0; i < all.size(); i++) {
            final double weight =
                    Math.pow(decay, all.size() - 1 - i) * all.get(i).value();
            made += weight * all.get(i).hours();
            whole += weight;
        }

        assertThat(mix.makerShare()).isCloseTo(made / whole, within(1e-12));
        final double share = made / whole;
        final double mixed = share * (-1e-4 + 3e-4) + (1 - share) * 6e-4;
        assertThat(mix.costRate(-1e-4, 3e-4, 6e-4)).isCloseTo(mixed, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY, 1e71})
    void shouldNotCountFillsOfNothing(final double amount) {
        final FillMix mix = new FillMix(0.9, 0, 0);
        assertThat(mix.makerShare()).as("nothing is known").isNaN();

        mix.onFill(amount, true);
        assertThat(mix.makerShare()).isNaN();

        mix.onFill(2, true);
        assertThat(mix.makerShare()).isEqualTo(1);
        assertThat(FillMix.costRate(1.01, 1, 1, 1)).isNaN();
        assertThat(FillMix.costRate(-0.01, 1, 1, 1)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5, 1", "1.01, 0.5, 1", "0.9, -0.1, 1", "0.9, 1.1, 1", "0.9, 0.5, -1", "0.9, 0.5, Infinity"})
    void shouldRefuseAMixThatIsNone(final double decay, final double share, final double amount) {
        assertThatThrownBy(() -> new FillMix(decay, share, amount)).isInstanceOf(IllegalArgumentException.class);
    }
}
