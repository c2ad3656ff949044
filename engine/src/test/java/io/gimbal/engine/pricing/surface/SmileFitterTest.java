package io.gimbal.engine.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmileFitterTest {
    private static final long SEED = 2_014L;
    private static final double YEARS = 0.25;

    private final SmileFitter fitter = new SmileFitter();
    private final SmileQuotes quotes = new SmileQuotes(64);
    private final SviParameters truth = new SviParameters();
    private final SviParameters fitted = new SviParameters();
    private final ArbitrageCheck check = new ArbitrageCheck();
    private final FitErrors errors = new FitErrors();

    @Test
    void shouldFindTheSmileAgainWhenQuotesLieOnOne() {
        final SplittableRandom random = new SplittableRandom(SEED);
        int fits = 0;
        for (int i = 0; i < 300; i++) {
            drawSmile(random);
            if (!check.isFreeOfButterflies(truth) || !(check.leastDensity() > 0.05)) {
                continue;
            }
            fits++;
            quotes.clear();
            QuotedSmile.exact(truth, YEARS, 25, quotes);
            final String at = "seed=" + SEED + " draw=" + i;

            assertThat(fitter.fit(quotes, YEARS, null, fitted)).as(at).isEqualTo(SliceStatus.SVI);
            errors.measure(fitted, quotes, YEARS);
            assertThat(errors.rmsHalfSpreads()).as(at).isLessThan(0.1);
            assertThat(errors.shareInside()).as(at).isEqualTo(1.0);
        }
        assertThat(fits).isGreaterThan(150);
    }

    @Test
    void shouldLetNothingOutWithArbitrageWhenQuotesHaveIt() {
        truth.set(-0.0410, 0.1331, 0.3060, 0.3586, 0.4153);
        for (double k = -0.4; k <= 1.3; k += 0.05) {
            final double mid = Math.sqrt(truth.totalVariance(k));
            quotes.add(k, mid - 0.01, mid + 0.01, 1.0);
        }
        assertThat(check.isFreeOfButterflies(truth)).isFalse();

        assertThat(fitter.fit(quotes, 1.0, truth, fitted).isPresent()).isTrue();
        assertThat(check.isFreeOfButterflies(fitted)).isTrue();
        errors.measure(fitted, quotes, 1.0);
        assertThat(errors.rmsHalfSpreads()).isLessThan(1.0);
    }

    @Test
    void shouldStayBetweenItsNeighboursWhenQuotesCrossThem() {
        final SviParameters earlier = new SviParameters();
        final SviParameters later = new SviParameters();
        truth.set(0.02, 0.12, -0.3, 0.0, 0.2);
        earlier.set(0.0215, 0.118, -0.25, 0.0, 0.2);
        later.set(0.0255, 0.14, -0.35, 0.0, 0.2);
        assertThat(check.isFreeOfCalendars(earlier, later)).isTrue();
        QuotedSmile.exact(truth, YEARS, 25, quotes);
        fitter.fit(quotes, YEARS, null, fitted);
        assertThat(check.isFreeOfCalendars(earlier, fitted)).as("by itself").isFalse();

        fitter.between(earlier, later);

        assertThat(fitter.fit(quotes, YEARS, null, fitted).isPresent()).isTrue();
        assertThat(check.isFreeOfCalendars(earlier, fitted)).isTrue();
        assertThat(check.isFreeOfCalendars(fitted, later)).isTrue();
        assertThat(check.isFreeOfButterflies(fitted)).isTrue();
    }

    @Test
    void shouldGiveNothingWhenNoSliceCanStandBetweenItsNeighbours() {
        final SviParameters earlier = new SviParameters();
        truth.set(0.02, 0.12, -0.3, 0.0, 0.2);
        earlier.set(0.4, 0.12, -0.3, 0.0, 0.2);
        QuotedSmile.exact(truth, YEARS, 25, quotes);
        fitter.between(earlier, null);
        fitted.copyFrom(truth);

        assertThat(fitter.fit(quotes, YEARS, null, fitted)).isEqualTo(SliceStatus.ABSENT);
        assertThat(fitted.a()).isEqualTo(truth.a());
        assertThat(fitter.evaluations()).isBetween(1, SmileFitter.MAX_EVALUATIONS);
    }

    @Test
    void shouldUseTheFormOfFewerParametersWhenStrikesAreFew() {
        truth.set(0.02, 0.12, -0.3, 0.0, 0.2);
        for (final double k : new double[] {-0.1, -0.1, -0.1, 0.1, 0.1, 0.1}) {
            quotes.add(k, 0.49, 0.51, YEARS);
        }
        assertThat(fitter.fit(quotes, YEARS, null, fitted)).isEqualTo(SliceStatus.ABSENT);
        quotes.clear();
        for (final double k : new double[] {-0.15, 0.0, 0.0, 0.0, 0.15}) {
            final double mid = Math.sqrt(truth.totalVariance(k) / YEARS);
            quotes.add(k, mid - 0.01, mid + 0.01, YEARS);
        }

        assertThat(fitter.fit(quotes, YEARS, null, fitted)).isEqualTo(SliceStatus.SSVI);
        errors.measure(fitted, quotes, YEARS);
        assertThat(errors.shareInside()).isEqualTo(1.0);
    }

    @Test
    void shouldTakeFewerStepsWhenItStartsFromTheLastSlice() {
        truth.set(0.02, 0.12, -0.3, 0.03, 0.2);
        QuotedSmile.noisy(truth, YEARS, 25, 0.5, new SplittableRandom(SEED), quotes);
        fitter.fit(quotes, YEARS, null, fitted);
        final int cold = fitter.evaluations();

        fitter.fit(quotes, YEARS, fitted, fitted);

        assertThat(fitter.evaluations()).isLessThan(cold).isLessThan(10);
    }

    @Test
    void shouldNotFollowOneWrongQuote() {
        truth.set(0.02, 0.12, -0.3, 0.03, 0.2);
        QuotedSmile.exact(truth, YEARS, 25, quotes);
        quotes.add(0.01, 1.5, 1.502, YEARS);

        assertThat(fitter.fit(quotes, YEARS, null, fitted)).isEqualTo(SliceStatus.SVI);
        assertThat(Math.sqrt(fitted.totalVariance(0.01) / YEARS))
                .as("a tight quote a whole 100 % away")
                .isCloseTo(Math.sqrt(truth.totalVariance(0.01) / YEARS), within(0.05));
        quotes.clear();
        QuotedSmile.exact(truth, YEARS, 25, quotes);
        quotes.add(0.01, 0.65, 0.67, YEARS);

        assertThat(fitter.fit(quotes, YEARS, null, fitted)).isEqualTo(SliceStatus.SVI);
        assertThat(Math.sqrt(fitted.totalVariance(0.01) / YEARS))
                .isCloseTo(Math.sqrt(truth.totalVariance(0.01) / YEARS), within(0.01));
    }

    @Test
    void shouldKeepItsBoundsWhenQuotesAreNonsense() {
        final SplittableRandom random = new SplittableRandom(SEED + 1);
        final SviParameters last = new SviParameters();
        for (int i = 0; i < 400; i++) {
            quotes.clear();
            final double years = Math.exp(random.nextDouble(-9.0, 1.0));
            for (int j = 0; j < 40; j++) {
                final double bid = Math.exp(random.nextDouble(-4.0, 1.5));
                quotes.add(
                        random.nextGaussian() * bid * Math.sqrt(years),
                        bid,
                        bid * (1.0 + random.nextDouble() * random.nextDouble()),
                        years);
            }
            final SliceStatus status = fitter.fit(quotes, years, i % 2 == 0 ? null : last, fitted);
            final String at = "seed=" + (SEED + 1) + " draw=" + i;

            assertThat(fitter.evaluations()).as(at).isBetween(0, SmileFitter.MAX_EVALUATIONS);
            if (status.isPresent()) {
                assertThat(check.isFreeOfButterflies(fitted)).as(at).isTrue();
                last.copyFrom(fitted);
            }
        }
    }

    @Test
    void shouldGiveTheSameBitsEveryTimeAndAllocateNothing() {
        truth.set(0.02, 0.12, -0.3, 0.03, 0.2);
        QuotedSmile.noisy(truth, YEARS, 25, 0.9, new SplittableRandom(SEED), quotes);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        fitter.fit(quotes, YEARS, null, truth);
        fitter.fit(quotes, YEARS, null, fitted);
        threads.getThreadAllocatedBytes(self);

        final long before = threads.getThreadAllocatedBytes(self);
        fitter.fit(quotes, YEARS, null, fitted);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(allocated).isZero();
        assertThat(Double.doubleToRawLongBits(fitted.a())).isEqualTo(Double.doubleToRawLongBits(truth.a()));
        assertThat(Double.doubleToRawLongBits(fitted.m())).isEqualTo(Double.doubleToRawLongBits(truth.m()));
    }

    private void drawSmile(final SplittableRandom random) {
        final double level = 0.5 * 0.5 * YEARS;
        final double b = random.nextDouble(0.05, 0.3);
        final double sigma = random.nextDouble(0.1, 0.6);
        truth.set(
                level - b * sigma * random.nextDouble(0.2, 0.9),
                b,
                random.nextDouble(-0.7, 0.7),
                random.nextDouble(-0.15, 0.15),
                sigma);
    }
}
