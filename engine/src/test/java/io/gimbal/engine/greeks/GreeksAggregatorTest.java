package io.gimbal.engine.greeks;

import static io.gimbal.engine.greeks.BookRig.DAY_NS;
import static io.gimbal.engine.greeks.BookRig.NOW_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Projection;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sums of an expiry and of a book against differences of the value of the same positions. */
class GreeksAggregatorTest {
    private static final double INDEX = 30_000;
    private static final long NEAR_NS = NOW_NS + 10 * DAY_NS;
    private static final long FAR_NS = NOW_NS + 100 * DAY_NS;
    private static final double[] QUANTITIES = {3, -2, 7.5, -1.25, 4, -6};
    private static final double[] STRIKES = {25_000, 29_000, 30_000, 31_000, 33_000, 40_000};
    private static final double[] VOLS = {0.9, 0.75, 0.6, 0.65, 0.7, 1.1};

    /** Options of both expiries and both settlements; with the volatility and time shifted. */
    private static double usdValue(
            final long expiryNs, final double forward, final double volShift, final double yearsShift) {
        double total = 0;
        for (int i = 0; i < QUANTITIES.length; i++) {
            final double years = (expiryNs - NOW_NS) / (365.0 * DAY_NS) - yearsShift;
            total += QUANTITIES[i] * OracleBook.black(i % 2 == 0, forward, STRIKES[i], years, VOLS[i] + volShift);
        }
        return total;
    }

    private static BookRig rig() {
        final BookRig rig = new BookRig(INDEX, 30_150);
        for (int i = 0; i < QUANTITIES.length; i++) {
            rig.hold(rig.option(i % 3 == 0, i % 2 == 0, STRIKES[i], NEAR_NS, VOLS[i]), QUANTITIES[i], 0);
            rig.hold(rig.option(i % 3 == 1, i % 2 == 0, STRIKES[i], FAR_NS, VOLS[i]), QUANTITIES[i], 0);
        }
        rig.forward(NEAR_NS, 30_100);
        rig.forward(FAR_NS, 30_900);
        return rig;
    }

    private static double slope(final DoubleUnaryOperator f, final double h) {
        return (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
    }

    private static double bend(final DoubleUnaryOperator f, final double h) {
        return (f.applyAsDouble(h) - 2 * f.applyAsDouble(0) + f.applyAsDouble(-h)) / (h * h);
    }

    private static Offset<Double> relative(final double value, final double tolerance) {
        return within(Math.abs(value) * tolerance);
    }

    @Test
    void shouldHaveTheSlopesOfEachExpirysValue() {
        final BookRig rig = rig();
        rig.evaluate(Projection.FORWARD_OVER_HEDGE);
        assertSlopes(rig.greeks.expiry(0), NEAR_NS, 30_100);
        assertSlopes(rig.greeks.expiry(1), FAR_NS, 30_900);
    }

    private static void assertSlopes(final ExpirySums sums, final long expiryNs, final double forward) {
        final double delta = slope(h -> usdValue(expiryNs, forward + h, 0, 0), 0.5);
        final double gamma = bend(h -> usdValue(expiryNs, forward + h, 0, 0), 20);
        final double vega = slope(h -> usdValue(expiryNs, forward, h, 0), 1e-5);
        final double volga = bend(h -> usdValue(expiryNs, forward, h, 0), 1e-3);
        final double theta = slope(h -> usdValue(expiryNs, forward, 0, h), 1e-6);
        final double vanna = slope(v -> slope(h -> usdValue(expiryNs, forward + h, v, 0), 1), 1e-4);
        final double charm = slope(t -> slope(h -> usdValue(expiryNs, forward + h, 0, t), 1), 1e-5);
        assertThat(sums.expiryNs()).isEqualTo(expiryNs);
        assertThat(sums.isHeld()).isTrue();
        assertThat(sums.forward()).isCloseTo(forward, within(1e-10));
        assertThat(sums.timeToExpiryYears()).isEqualTo((expiryNs - NOW_NS) / (365.0 * DAY_NS));
        assertThat(sums.optionDelta()).isCloseTo(delta, relative(delta, 1e-7));
        assertThat(sums.gamma()).isCloseTo(gamma, relative(gamma, 1e-4));
        assertThat(sums.vega()).isCloseTo(vega, relative(vega, 1e-7));
        assertThat(sums.thetaPerYear()).isCloseTo(theta, relative(theta, 1e-6));
        assertThat(sums.volga()).isCloseTo(volga, relative(volga, 1e-3));
        assertThat(sums.vanna()).isCloseTo(vanna, relative(vanna, 1e-5));
        assertThat(sums.charmPerYear()).isCloseTo(charm, relative(charm, 1e-4));
        assertThat(sums.coinValue() * forward + sums.usdValue())
                .isCloseTo(usdValue(expiryNs, forward, 0, 0), within(1e-8));
    }

    @Test
    void shouldSumTheBookOverItsExpiriesOnTheHedgeInstrument() {
        final BookRig rig = rig();
        rig.evaluate(Projection.FORWARD_OVER_HEDGE);
        final ExpirySums near = rig.greeks.expiry(0);
        final ExpirySums far = rig.greeks.expiry(1);
        final double nearBeta = 30_100 / 30_150.0;
        final double farBeta = 30_900 / 30_150.0;

        assertThat(rig.greeks.hedgePrice()).isEqualTo(30_150);
        assertThat(near.beta()).isCloseTo(nearBeta, within(1e-15));
        assertThat(far.beta()).isCloseTo(farBeta, within(1e-15));
        assertThat(rig.greeks.gamma())
                .isCloseTo(near.gamma() * nearBeta * nearBeta + far.gamma() * farBeta * farBeta, within(1e-15));
        assertThat(rig.greeks.vanna()).isCloseTo(near.vanna() * nearBeta + far.vanna() * farBeta, within(1e-9));
        assertThat(rig.greeks.charmPerYear())
                .isCloseTo(near.charmPerYear() * nearBeta + far.charmPerYear() * farBeta, within(1e-9));
        assertThat(rig.greeks.vega()).isEqualTo(near.vega() + far.vega());
        assertThat(rig.greeks.volga()).isEqualTo(near.volga() + far.volga());
        assertThat(rig.greeks.thetaPerYear()).isEqualTo(near.thetaPerYear() + far.thetaPerYear());
        final DeltaLedger ledger = rig.greeks.ledger();
        assertThat(ledger.optionDelta()).isEqualTo(near.optionDelta() + far.optionDelta());
        assertThat(ledger.unhedged(DeltaSense.VENUE))
                .isCloseTo(
                        (near.optionDelta() + near.markAdjustment()) * nearBeta
                                + (far.optionDelta() + far.markAdjustment()) * farBeta,
                        within(1e-12));
    }

    @Test
    void shouldTakeTheVenuesMarkForTheVenuesDeltaAndItsOwnValueForTheOthers() {
        final BookRig rig = new BookRig(INDEX, INDEX);
        final BookLine call = rig.option(true, true, 30_000, NEAR_NS, 0.6);
        final BookLine linear = rig.option(false, true, 30_000, NEAR_NS, 0.6);
        rig.hold(call, 2, 0);
        rig.hold(linear, 5, 0);
        rig.forward(NEAR_NS, INDEX);
        final double value = OracleBook.black(true, INDEX, 30_000, 10 / 365.0, 0.6) / INDEX;

        final DeltaLedger before = rig.evaluate(Projection.UNIT);
        assertThat(before.raw(DeltaSense.VENUE) - before.optionDelta())
                .as("no mark yet")
                .isCloseTo(-2 * value, within(1e-12));
        call.onMark(0.05);
        linear.onMark(1_500);
        final DeltaLedger ledger = rig.evaluate(Projection.UNIT);
        assertThat(ledger.raw(DeltaSense.VENUE) - ledger.optionDelta()).isCloseTo(-0.1, within(1e-15));
        assertThat(ledger.premiumAdjustment()).isCloseTo(-2 * value, within(1e-12));
        assertThat(rig.greeks.expiry(0).markAdjustment()).isCloseTo(-0.1, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveTheSameBitsWhateverTheOrderInstrumentsWereDefinedAndMarkedIn(final long seed) {
        final BookRig straight = shuffled(new int[] {0, 1, 2, 3, 4, 5});
        final int[] order = {0, 1, 2, 3, 4, 5};
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        final BookRig mixed = shuffled(order);

        assertThat(mixed.book.mixInto(1)).as("seed %d", seed).isEqualTo(straight.book.mixInto(1));
        final DeltaLedger a = straight.evaluate(Projection.FORWARD_OVER_HEDGE);
        final DeltaLedger b = mixed.evaluate(Projection.FORWARD_OVER_HEDGE);
        for (final DeltaSense sense :
                new DeltaSense[] {DeltaSense.COIN_NEUTRAL, DeltaSense.USD_NEUTRAL, DeltaSense.VENUE}) {
            assertThat(b.projected(sense)).isEqualTo(a.projected(sense));
            assertThat(b.raw(sense)).isEqualTo(a.raw(sense));
        }
        assertThat(mixed.greeks.gamma()).isEqualTo(straight.greeks.gamma());
        assertThat(mixed.greeks.charmPerYear()).isEqualTo(straight.greeks.charmPerYear());
    }

    /** Ids follow the table, the order of definition the argument. */
    private static BookRig shuffled(final int[] order) {
        final BookRig rig = new BookRig(INDEX, 30_150);
        for (final int i : order) {
            rig.defineAs(1 + i, i % 2 == 0, STRIKES[i], i % 2 == 0 ? NEAR_NS : FAR_NS);
            rig.hold(rig.line(1 + i), QUANTITIES[i], 0);
            rig.line(1 + i).onVol(VOLS[i], NOW_NS);
        }
        for (final int i : order) {
            rig.forward(i % 2 == 0 ? NEAR_NS : FAR_NS, i % 2 == 0 ? 30_100 : 30_900);
        }
        return rig;
    }

    @Test
    void shouldSayWhenAPositionCannotBeValuedAndLeaveItOut() {
        final BookRig rig = new BookRig(INDEX, INDEX);
        final BookLine blind = rig.option(true, true, 30_000, NEAR_NS, 0);
        rig.hold(blind, 1, 0);
        assertThat(rig.greeks.evaluate(rig.coin, rig.hedge, Projection.UNIT, NOW_NS))
                .as("no forward")
                .isFalse();
        assertThat(rig.greeks.unpriceable()).isEqualTo(1);
        rig.forward(NEAR_NS, INDEX);
        assertThat(rig.greeks.evaluate(rig.coin, rig.hedge, Projection.UNIT, NOW_NS))
                .as("no volatility")
                .isFalse();
        assertThat(rig.greeks.ledger().optionDelta()).isZero();

        blind.onVol(0.5, NOW_NS);
        assertThat(rig.greeks.evaluate(rig.coin, rig.hedge, Projection.UNIT, NOW_NS))
                .isTrue();
        assertThat(rig.greeks.unpriceable()).isZero();
        blind.onVol(Double.NaN, NOW_NS);
        assertThat(rig.greeks.evaluate(rig.coin, rig.hedge, Projection.UNIT, NOW_NS))
                .as("not a number")
                .isFalse();
    }

    @Test
    void shouldNeedNoVolatilityOnceTheOptionHasExpired() {
        final BookRig rig = new BookRig(INDEX, INDEX);
        rig.hold(rig.option(true, true, 29_000, NOW_NS - 1, 0), 3, 0);
        rig.forward(NOW_NS - 1, 30_000);

        assertThat(rig.evaluate(Projection.UNIT).coinEquity()).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void shouldNotValueAtAnAverageThatIsNotPositive() {
        final BookRig rig = new BookRig(INDEX, INDEX);
        final long soonNs = NOW_NS + DAY_NS / 96;
        rig.hold(rig.future(true, soonNs), 1_000, 30_000);
        rig.forward(soonNs, 10_000);
        rig.coin.onIndex(1, NOW_NS);

        assertThat(rig.greeks.evaluate(rig.coin, rig.hedge, Projection.UNIT, NOW_NS))
                .isFalse();
        assertThat(rig.greeks.unpriceable()).isEqualTo(1);
    }

    @Test
    void shouldForgetTheLastValuationOfAnExpiryThatIsNotHeldAnyMore() {
        final BookRig rig = rig();
        rig.evaluate(Projection.FORWARD_OVER_HEDGE);
        rig.book.onDelivery(0, NEAR_NS, 30_100);
        rig.evaluate(Projection.FORWARD_OVER_HEDGE);

        final ExpirySums near = rig.greeks.expiry(0);
        assertThat(near.isHeld()).isFalse();
        assertThat(new double[] {
                    near.optionDelta(),
                    near.premiumAdjustment(),
                    near.markAdjustment(),
                    near.futuresDelta(),
                    near.gamma(),
                    near.vega(),
                    near.thetaPerYear(),
                    near.vanna(),
                    near.volga(),
                    near.charmPerYear(),
                    near.coinValue(),
                    near.usdValue(),
                    near.forward(),
                    near.timeToExpiryYears()
                })
                .containsOnly(0);
        assertThat(near.beta()).isEqualTo(1);
        assertThat(near.windowFraction()).isEqualTo(1);
        assertThat(rig.greeks.vega()).isEqualTo(rig.greeks.expiry(1).vega());
    }

    @Test
    void shouldValueADatedHedgeInstrumentOffItsOwnQuote() {
        final BookRig rig = new BookRig(INDEX, INDEX);
        final BookLine dated = rig.future(true, FAR_NS);
        rig.hold(dated, 31_000, 30_000);
        rig.forward(FAR_NS, 30_900);
        dated.onQuote(30_999, 31_001, NOW_NS);

        rig.greeks.evaluate(rig.coin, dated, Projection.FORWARD_OVER_HEDGE, NOW_NS);

        assertThat(rig.greeks.ledger().hedgeDelta()).isEqualTo(1);
        assertThat(rig.greeks.ledger().futuresDelta()).isZero();
        assertThat(rig.greeks.ledger().coinEquity()).isCloseTo(31_000 / 30_000.0 - 1, within(1e-15));
        assertThat(rig.greeks.ledger().projected(DeltaSense.VENUE)).isEqualTo(1);
    }
}
