package io.gimbal.engine.greeks;

import static io.gimbal.engine.greeks.BookRig.DAY_NS;
import static io.gimbal.engine.greeks.BookRig.NOW_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.ExpirySmile;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.journal.codec.Projection;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Totals and buckets of random books against loops over their options; moments of roll-ups that must not matter. */
class GreeksRollUpTest {
    private static final long SEED = 20230413L;
    private static final double[] BANDS = {0.8, 0.95, 1.05, 1.2};
    private static final double[] TENORS = {1, 7, 30, 90};
    private static final int[] DAYS = {1, 3, 10, 30, 200};

    /** What a loop over the options finds. */
    private static final class Loop {
        double deltaCash;
        double gammaCash;
        double vega;
        double rootTimeVega;
        double theta;
        double vannaCash;
        double volga;
        double charmCash;
        final double[][] deltaOf = new double[BANDS.length + 1][TENORS.length + 1];
        final double[][] gammaOf = new double[BANDS.length + 1][TENORS.length + 1];
        final double[][] vegaOf = new double[BANDS.length + 1][TENORS.length + 1];

        void add(final OptionGreeks g, final double q, final double f, final double strike, final double years) {
            final double days = years * 365;
            deltaCash += q * g.delta() * f;
            gammaCash += q * g.gamma() * f * f / 100;
            vega += q * g.vega() / 100;
            rootTimeVega += q * g.vega() / 100 * Math.sqrt(30 / days);
            theta += q * g.theta() / 365;
            vannaCash += q * g.vanna() * f / 100;
            volga += q * g.volga() / 10_000;
            charmCash += q * g.charm() * f / 365;
            int band = 0;
            int tenor = 0;
            for (final double edge : BANDS) {
                band += strike / f < edge ? 0 : 1;
            }
            for (final double edge : TENORS) {
                tenor += days < edge ? 0 : 1;
            }
            deltaOf[band][tenor] += q * g.delta() * f;
            gammaOf[band][tenor] += q * g.gamma() * f * f / 100;
            vegaOf[band][tenor] += q * g.vega() / 100;
        }
    }

    private static BookRig rig(final long seed, final double price, final int splits, final Loop loop) {
        final Random random = new Random(seed);
        final BookRig rig = new BookRig(price, price * 1.001);
        final OptionGreeks option = new OptionGreeks();
        for (final int days : DAYS) {
            final long expiryNs = NOW_NS + days * DAY_NS;
            final double forward = price * (1 + 0.0005 * days);
            for (int i = 0; i < 15; i++) {
                final boolean isCall = random.nextBoolean();
                final boolean isInverse = random.nextBoolean();
                final double strike = price * (0.6 + random.nextInt(17) * 0.05);
                final double vol = 0.3 + random.nextInt(100) * 0.01;
                final double quantity = splits * (random.nextInt(21) - 10);
                for (int part = 0; part < splits; part++) {
                    final BookLine line = rig.option(isInverse, isCall, strike, expiryNs, vol);
                    rig.hold(line, quantity / splits, 0);
                }
                Black76.evaluate(isCall, forward, strike, days / 365.0, vol, option);
                loop.add(option, quantity, forward, strike, days / 365.0);
            }
            rig.forward(expiryNs, forward);
        }
        rig.evaluate(Projection.FORWARD_OVER_HEDGE);
        return rig;
    }

    private static Offset<Double> near(final double gross) {
        return within(1e-9 * gross);
    }

    @Test
    void shouldAddUpWhatALoopOverTheOptionsFinds() {
        final Loop loop = new Loop();
        final BookRig rig = rig(SEED, 30_000, 1, loop);
        final GreeksTotals totals = new GreeksTotals();

        totals.add(rig.greeks);

        assertThat(totals.optionDeltaCash()).as("seed=" + SEED).isCloseTo(loop.deltaCash, near(1e7));
        assertThat(totals.deltaCash()).isEqualTo(totals.optionDeltaCash());
        assertThat(totals.gammaCash()).isCloseTo(loop.gammaCash, near(1e6));
        assertThat(totals.vegaPerVolPoint()).isCloseTo(loop.vega, near(1e4));
        assertThat(totals.rootTimeVegaPerVolPoint()).isCloseTo(loop.rootTimeVega, near(1e4));
        assertThat(totals.thetaPerDay()).isCloseTo(loop.theta, near(1e5));
        assertThat(totals.vannaCash()).isCloseTo(loop.vannaCash, near(1e6));
        assertThat(totals.volgaPerVolPointSquared()).isCloseTo(loop.volga, near(1e4));
        assertThat(totals.charmCashPerDay()).isCloseTo(loop.charmCash, near(1e6));
    }

    @Test
    void shouldAddUpExpiriesToTheirUnderlying() {
        final BookRig rig = rig(SEED, 30_000, 1, new Loop());
        rig.greeks.report(rig.hedge);
        final GreeksTotals whole = new GreeksTotals();
        final GreeksTotals byExpiry = new GreeksTotals();
        final GreeksTotals copied = new GreeksTotals();

        whole.add(rig.greeks);
        double dearest = 0;
        for (int i = 0; i < rig.greeks.expiryCount(); i++) {
            byExpiry.add(rig.greeks.expiry(i));
            final ExpirySums sums = rig.greeks.expiry(i);
            dearest += sums.speed() * sums.forward() * sums.forward() * sums.forward() / 1e4;
        }
        copied.add(whole);

        assertThat(byExpiry).usingRecursiveComparison().isEqualTo(whole);
        assertThat(copied).usingRecursiveComparison().isEqualTo(whole);
        assertThat(whole.speedCash()).isCloseTo(dearest, near(1e6)).isNotZero();
        assertThat(whole.deltaErrorCash()).isPositive();
        copied.clear();
        assertThat(copied).usingRecursiveComparison().isEqualTo(new GreeksTotals());
    }

    @Test
    void shouldCountFuturesAndSpotAtTheirOwnPrices() {
        final BookRig rig = new BookRig(30_000, 30_060);
        final long expiryNs = NOW_NS + 30 * DAY_NS;
        rig.hold(rig.hedge, -12_000, 30_000);
        rig.hold(rig.future(true, expiryNs), 9_000, 30_000);
        rig.hold(rig.future(false, expiryNs), 0.5, 30_000);
        rig.hold(rig.spot(), 0.25, 0);
        rig.forward(expiryNs, 31_000);
        for (final Projection projection : new Projection[] {Projection.UNIT, Projection.FORWARD_OVER_HEDGE}) {
            rig.evaluate(projection);
            final GreeksTotals totals = new GreeksTotals();

            totals.add(rig.greeks);

            assertThat(totals.futuresCash()).isCloseTo(-12_000 + 9_000 + 15_500, within(1e-8));
            assertThat(totals.spotCash()).isCloseTo(7_500, within(1e-9));
            assertThat(totals.deltaCash()).isCloseTo(20_000, within(1e-8));
            assertThat(totals.optionDeltaCash()).isZero();
        }
    }

    @Test
    void shouldRollUpUnderlyingsToAnyGrouping() {
        final Loop btc = new Loop();
        final Loop eth = new Loop();
        final Loop sol = new Loop();
        final GreeksRollUp rollUp = new GreeksRollUp(new int[] {1, 0, 1}, 3);
        rollUp.take(0, rig(SEED, 30_000, 1, btc).greeks);
        rollUp.take(1, rig(SEED + 1, 2_000, 1, eth).greeks);
        rollUp.take(2, rig(SEED + 2, 20, 1, sol).greeks);

        assertThat(rollUp.group(0).vegaPerVolPoint()).isCloseTo(eth.vega, near(1e4));
        assertThat(rollUp.group(1).vegaPerVolPoint()).isCloseTo(btc.vega + sol.vega, near(1e4));
        assertThat(rollUp.group(1).gammaCash()).isCloseTo(btc.gammaCash + sol.gammaCash, near(1e6));
        assertThat(rollUp.group(2)).usingRecursiveComparison().isEqualTo(new GreeksTotals());
        assertThat(rollUp.all().deltaCash()).isCloseTo(btc.deltaCash + eth.deltaCash + sol.deltaCash, near(1e7));
        assertThat(rollUp.underlying(1).thetaPerDay()).isCloseTo(eth.theta, near(1e5));

        rollUp.forget(0);
        assertThat(rollUp.group(1).vegaPerVolPoint()).isCloseTo(sol.vega, near(1e4));
    }

    @Test
    void shouldGiveTheSameSumsWhateverTheOrderOfUnderlyings() {
        final BookRig btc = rig(SEED, 30_000, 1, new Loop());
        final BookRig eth = rig(SEED + 1, 2_000, 1, new Loop());
        final GreeksRollUp one = new GreeksRollUp(new int[2], 1);
        final GreeksRollUp other = new GreeksRollUp(new int[2], 1);
        one.take(0, btc.greeks);
        one.take(1, eth.greeks);
        other.take(1, btc.greeks);
        other.take(0, eth.greeks);

        assertThat(one.all()).usingRecursiveComparison().isEqualTo(other.group(0));
    }

    @Test
    void shouldNotSeeThatAPositionIsSplit() {
        final GreeksTotals whole = new GreeksTotals();
        final GreeksTotals split = new GreeksTotals();
        final Loop loop = new Loop();
        whole.add(rig(SEED, 30_000, 1, new Loop()).greeks);
        split.add(rig(SEED, 30_000, 3, loop).greeks);

        assertThat(split.deltaCash()).isCloseTo(3 * whole.deltaCash(), near(1e8));
        assertThat(split.deltaCash()).isCloseTo(loop.deltaCash, near(1e8));
        assertThat(split.vegaPerVolPoint()).isCloseTo(3 * whole.vegaPerVolPoint(), near(1e5));
        assertThat(split.charmCashPerDay()).isCloseTo(3 * whole.charmCashPerDay(), near(1e6));
    }

    @Test
    void shouldPutEveryOptionInTheBucketOfTheLoopAndAddUpToTheTotals() {
        final Loop loop = new Loop();
        final BookRig rig = rig(SEED, 30_000, 1, loop);
        final GreeksTotals totals = new GreeksTotals();
        totals.add(rig.greeks);
        final GreeksBuckets buckets = new GreeksBuckets(GreeksBuckets.Axis.MONEYNESS, BANDS, TENORS);

        buckets.add(rig.coin, rig.greeks);

        double delta = 0;
        double gamma = 0;
        double vega = 0;
        for (int band = 0; band < buckets.bands(); band++) {
            for (int tenor = 0; tenor < buckets.tenors(); tenor++) {
                final String at = "seed=" + SEED + ", band=" + band + ", tenor=" + tenor;
                assertThat(buckets.deltaCash(band, tenor)).as(at).isCloseTo(loop.deltaOf[band][tenor], near(1e6));
                assertThat(buckets.gammaCash(band, tenor)).as(at).isCloseTo(loop.gammaOf[band][tenor], near(1e5));
                assertThat(buckets.vegaPerVolPoint(band, tenor)).as(at).isCloseTo(loop.vegaOf[band][tenor], near(1e3));
                delta += buckets.deltaCash(band, tenor);
                gamma += buckets.gammaCash(band, tenor);
                vega += buckets.vegaPerVolPoint(band, tenor);
            }
        }
        assertThat(delta).isCloseTo(totals.optionDeltaCash(), near(1e7));
        assertThat(gamma).isCloseTo(totals.gammaCash(), near(1e6));
        assertThat(vega).isCloseTo(totals.vegaPerVolPoint(), near(1e4));
        assertThat(buckets.unvalued()).isZero();
    }

    @Test
    void shouldAddUpToTheTotalsWhenSmilesValueTheBook() {
        final BookRig rig = new BookRig(30_000, 30_000);
        final long expiryNs = NOW_NS + 10 * DAY_NS;
        rig.hold(rig.option(true, true, 33_000, expiryNs, 0.5), 2, 0);
        rig.forward(expiryNs, 30_100);
        final ExpirySmile smile = new ExpirySmile();
        smile.market(1, NOW_NS, 30_100, 10 / 365.0, 0);
        smile.parameters().set(0.9 * 0.9 * 10 / 365.0, 0, 0, 0, 1);
        assertThat(rig.coin.expiry(rig.coin.indexOfExpiry(expiryNs)).onSmile(smile))
                .isTrue();
        rig.coin.onSurface(true);
        rig.evaluate(Projection.UNIT);
        final GreeksTotals totals = new GreeksTotals();
        totals.add(rig.greeks);
        final GreeksBuckets buckets = new GreeksBuckets(GreeksBuckets.Axis.MONEYNESS, BANDS, TENORS);

        buckets.add(rig.coin, rig.greeks);

        assertThat(buckets.vegaPerVolPoint(3, 2)).isCloseTo(totals.vegaPerVolPoint(), within(1e-9));
        assertThat(buckets.deltaCash(3, 2)).isCloseTo(totals.optionDeltaCash(), within(1e-6));
    }

    @Test
    void shouldRefuseAGroupThatIsNone() {
        assertThatThrownBy(() -> new GreeksRollUp(new int[] {0, 2}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("underlying=1, group=2");
        assertThatThrownBy(() -> new GreeksRollUp(new int[] {-1}, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
