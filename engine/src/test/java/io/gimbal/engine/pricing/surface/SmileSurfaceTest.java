package io.gimbal.engine.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.pricing.surface.SmileSurface.Verdict;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmileSurfaceTest {
    private static final long SEED = 8_009L;
    private static final long NOW_NS = 1_700_000_000_000_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long NEAR = NOW_NS + 10 * DAY_NS;
    private static final long FAR = NOW_NS + 40 * DAY_NS;

    private final SmileSurface surface = new SmileSurface(4);
    private final SurfaceSlice slice = new SurfaceSlice();
    private final SurfaceFitter fitter = new SurfaceFitter(4);
    private final ArbitrageCheck check = new ArbitrageCheck();

    @Test
    void shouldKeepTheLastGoodSliceWhenANewerOneIsRefused() {
        assertThat(publish(NEAR, 1, 0.01)).isEqualTo(Verdict.PUBLISHED);
        assertThat(publish(FAR, 2, 0.04)).isEqualTo(Verdict.PUBLISHED);

        assertThat(publish(FAR, 2, 0.05)).isEqualTo(Verdict.OLD_VERSION);
        assertThat(publish(FAR, 3, 0.005)).isEqualTo(Verdict.CALENDAR);
        assertThat(publish(NEAR, 3, 0.05)).isEqualTo(Verdict.CALENDAR);
        slice.market(NEAR, NOW_NS, 100.0, 1.0);
        slice.parameters().set(-0.0410, 0.1331, 0.3060, 0.3586, 0.4153);
        slice.outcome(SliceStatus.SVI, 3, 1, 0.0);
        assertThat(surface.publish(slice)).isEqualTo(Verdict.BUTTERFLY);
        slice.outcome(SliceStatus.ABSENT, 3, 1, 0.0);
        assertThat(surface.publish(slice)).isEqualTo(Verdict.NO_SMILE);
        slice.market(NEAR, NOW_NS - 1, 100.0, 1.0);
        slice.outcome(SliceStatus.SVI, 3, 1, 0.0);
        assertThat(surface.publish(slice)).isEqualTo(Verdict.OLD_VERSION);

        assertThat(surface.count()).isEqualTo(2);
        assertThat(surface.lastVersion()).isEqualTo(2);
        assertThat(surface.slice(1).parameters().a()).isEqualTo(0.04);
    }

    @Test
    void shouldRefuseAnExpiryMoreThanThereIsRoomFor() {
        for (int i = 1; i <= 4; i++) {
            assertThat(publish(NOW_NS + 10L * i * DAY_NS, i, 0.01 * i)).isEqualTo(Verdict.PUBLISHED);
        }

        assertThat(publish(NOW_NS + 50 * DAY_NS, 5, 0.05)).isEqualTo(Verdict.FULL);
        assertThat(publish(NOW_NS + 40 * DAY_NS, 5, 0.05)).isEqualTo(Verdict.PUBLISHED);
    }

    @Test
    void shouldBeLinearInTotalVarianceBetweenExpiriesAndFlatInVolBeyond() {
        publish(NEAR, 1, 0.01);
        publish(FAR, 2, 0.04);
        final double near = TimeToExpiry.years(NOW_NS, NEAR);
        final double far = TimeToExpiry.years(NOW_NS, FAR);
        for (final double k : new double[] {-0.5, -0.1, 0.0, 0.2, 0.7}) {
            final double low = surface.slice(0).parameters().totalVariance(k);
            final double high = surface.slice(1).parameters().totalVariance(k);

            assertThat(surface.totalVariance(k, near)).isEqualTo(low);
            assertThat(surface.totalVariance(k, far)).isEqualTo(high);
            assertThat(surface.totalVariance(k, 0.5 * (near + far))).isCloseTo(0.5 * (low + high), within(1e-16));
            assertThat(surface.totalVariance(k, 0.5 * near)).isCloseTo(0.5 * low, within(1e-16));
            assertThat(surface.totalVariance(k, 2.0 * far)).isCloseTo(2.0 * high, within(1e-16));
        }
        final double strike = 120.0;
        assertThat(surface.vol(strike, 100.0, near)).isCloseTo(surface.slice(0).vol(Math.log(1.2)), within(1e-14));
        assertThat(surface.vol(strike, -1.0, near)).isNaN();
        assertThat(surface.vol(strike, 100.0, 0.0)).isNaN();
        assertThat(new SmileSurface(1).vol(strike, 100.0, near)).isNaN();
    }

    @Test
    void shouldKeepVolatilitiesAndDropWhatHasExpiredWhenTimePasses() {
        publish(NEAR, 1, 0.01);
        publish(FAR, 2, 0.04);
        final double near = surface.slice(0).vol(0.1);
        final double far = surface.slice(1).vol(0.1);

        surface.passTo(NOW_NS + 3 * DAY_NS);
        assertThat(surface.slice(0).vol(0.1)).isCloseTo(near, within(1e-15));
        assertThat(surface.slice(0).timeToExpiryYears()).isEqualTo(7.0 / 365.0);
        surface.passTo(NEAR);
        assertThat(surface.count()).isEqualTo(1);
        assertThat(surface.slice(0).expiryNs()).isEqualTo(FAR);
        assertThat(surface.slice(0).vol(0.1)).isCloseTo(far, within(1e-15));
        surface.passTo(NOW_NS);
        assertThat(surface.slice(0).vol(0.1)).isCloseTo(far, within(1e-15));
    }

    @Test
    void shouldAgreeWithDifferencesWhenSkewAndCurvatureAreAsked() {
        publish(NEAR, 1, 0.01);
        final SurfaceSlice published = surface.slice(0);
        final double step = 1e-5;
        for (double k = -0.6; k <= 0.6; k += 0.1) {
            assertThat(published.skew(k))
                    .isCloseTo((published.vol(k + step) - published.vol(k - step)) / (2 * step), within(1e-8));
            assertThat(published.curvature(k))
                    .isCloseTo((published.skew(k + step) - published.skew(k - step)) / (2 * step), within(1e-7));
        }
    }

    @Test
    void shouldKeepALastGoodSliceAndWithdrawOneThatContradictsFreshOnes() {
        fitter.fit(List.of(quotes(NEAR, 0.5, 25), quotes(FAR, 0.5, 25)), NOW_NS, surface);
        assertThat(surface.count()).isEqualTo(2);
        final long version = surface.slice(1).version();

        assertThat(fitter.fit(List.of(quotes(NEAR, 0.55, 25), quotes(FAR, 0.5, 0)), NOW_NS + 1, surface))
                .isEqualTo(1);
        assertThat(fitter.kept()).isEqualTo(1);
        assertThat(surface.slice(1).status()).isEqualTo(SliceStatus.KEPT);
        assertThat(surface.slice(1).version()).isEqualTo(version);
        assertThat(surface.slice(1).fitTimeNs()).isEqualTo(NOW_NS);
        assertThat(surface.slice(0).version()).isEqualTo(3);

        fitter.fit(List.of(quotes(NEAR, 1.8, 25)), NOW_NS + 2, surface);
        assertThat(fitter.withdrawn()).isEqualTo(1);
        assertThat(surface.count()).isEqualTo(1);
        final double far = TimeToExpiry.years(NOW_NS + 2, FAR);
        assertThat(surface.vol(100.0, 100.0, far)).isCloseTo(1.8, within(0.01));
    }

    @Test
    void shouldBeFreeOfArbitrageAfterEveryFitWhenMarketsAreRandom() {
        final SplittableRandom random = new SplittableRandom(SEED);
        long version = 0;
        for (int round = 0; round < 150; round++) {
            final long nowNs = NOW_NS + round * DAY_NS / 24;
            final List<ExpiryQuotes> market = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                market.add(quotes(
                        NOW_NS + 8L * i * i * DAY_NS, random.nextDouble(0.3, 1.4), random.nextInt(4) == 0 ? 2 : 15));
            }
            fitter.fit(market, nowNs, surface);
            final String at = "seed=" + SEED + " round=" + round;

            for (int i = 0; i < surface.count(); i++) {
                assertThat(check.isFreeOfButterflies(surface.slice(i).parameters()))
                        .as(at)
                        .isTrue();
                for (int j = i + 1; j < surface.count(); j++) {
                    assertThat(check.isFreeOfCalendars(
                                    surface.slice(i).parameters(),
                                    surface.slice(j).parameters()))
                            .as(at)
                            .isTrue();
                }
            }
            assertThat(surface.lastVersion()).as(at).isGreaterThanOrEqualTo(version);
            assertThat(fitter.mostEvaluations()).as(at).isLessThanOrEqualTo(SmileFitter.MAX_EVALUATIONS);
            version = surface.lastVersion();
        }
        assertThat(version).isGreaterThan(100);
    }

    @Test
    void shouldAllocateNothingWhenASurfaceIsFittedAndAsked() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        final List<ExpiryQuotes> market = List.of(quotes(NEAR, 0.5, 25), quotes(FAR, 0.55, 25));
        fitter.fit(market, NOW_NS, surface);
        fitter.fit(market, NOW_NS + 1, surface);
        surface.vol(110.0, 100.0, 0.05);
        threads.getThreadAllocatedBytes(self);

        final long before = threads.getThreadAllocatedBytes(self);
        fitter.fit(market, NOW_NS + 2, surface);
        final double vol = surface.vol(110.0, 100.0, 0.05);
        final long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(vol).isBetween(0.4, 0.6);
        assertThat(allocated).isZero();
    }

    private Verdict publish(final long expiryNs, final long version, final double level) {
        slice.market(expiryNs, NOW_NS, 100.0, 1.0);
        slice.parameters().set(level, 0.05 + level, -0.3, 0.02, 0.2);
        slice.outcome(SliceStatus.SVI, version, 1, 0.0);
        return surface.publish(slice);
    }

    private static ExpiryQuotes quotes(final long expiryNs, final double vol, final int strikes) {
        final ExpiryQuotes quotes = new ExpiryQuotes(64);
        quotes.reset(expiryNs, 100.0, 1.0);
        final double years = TimeToExpiry.years(NOW_NS, expiryNs);
        final double stdDev = vol * Math.sqrt(years);
        for (int i = 0; i < strikes; i++) {
            final double u = 1.5 * (2.0 * i / Math.max(strikes - 1, 1) - 1.0);
            final double mid = vol * (1.0 - 0.02 * u + 0.02 * u * u);
            quotes.quotes().add(u * stdDev, mid - 0.01, mid + 0.01, years);
        }
        return quotes;
    }
}
