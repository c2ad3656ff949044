package io.gimbal.engine.greeks;

import static io.gimbal.engine.greeks.BookRig.DAY_NS;
import static io.gimbal.engine.greeks.BookRig.HOUR_NS;
import static io.gimbal.engine.greeks.BookRig.NOW_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Projection;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three totals of the delta ledger against the slopes of an account's worth, computed elsewhere. */
class DeltaLedgerTest {
    private static final double INDEX = 30_000;
    private static final double YEAR_NS = 365.0 * DAY_NS;
    private static final double SLOPE_TOLERANCE = 2e-7;

    private final OracleBook oracle = new OracleBook();

    private static long rounded(final double quantity) {
        return Math.round(quantity * 100);
    }

    private void addOption(
            final BookRig rig,
            final SplittableRandom random,
            final boolean isInverse,
            final long expiryNs,
            final double ratio) {
        final boolean isCall = random.nextBoolean();
        final double strike = INDEX * (0.6 + random.nextDouble());
        final double vol = 0.2 + random.nextDouble();
        final double quantity = rounded(20 * random.nextDouble() - 10) / 100.0;
        rig.hold(rig.option(isInverse, isCall, strike, expiryNs, vol), quantity, 0);
        final double years = (expiryNs - NOW_NS) / YEAR_NS;
        oracle.add(new OracleBook.Option(
                isInverse, isCall, quantity, strike, years, vol, ratio, OracleBook.Window.NOT_YET));
    }

    private void addFuture(final BookRig rig, final BookLine line, final SplittableRandom random, final double ratio) {
        final boolean isInverse = line.instrument().isInverse();
        final double amount = rounded((random.nextDouble() - 0.5) * (isInverse ? 100_000 : 5)) / 100.0;
        final double entry = INDEX * (0.8 + 0.4 * random.nextDouble());
        rig.hold(line, amount, entry);
        oracle.add(new OracleBook.Future(isInverse, amount, entry, ratio));
    }

    private BookRig randomBook(final SplittableRandom random, final int settlements, final double carry) {
        final double perpetualRatio = 1 + carry / 10;
        final BookRig rig = new BookRig(INDEX, INDEX * perpetualRatio);
        rig.cash(10 * random.nextDouble(), 50_000 * random.nextDouble() - 20_000);
        oracle.coinCash = rig.coin.coinCash();
        oracle.usdCash = rig.coin.usdCash();
        for (int e = 1; e <= 4; e++) {
            final long expiryNs = NOW_NS + 8L * e * e * DAY_NS + 8 * HOUR_NS;
            final double ratio = 1 + carry * e;
            for (int i = 0; i < 6; i++) {
                addOption(rig, random, isInverse(settlements, i), expiryNs, ratio);
            }
            addFuture(rig, rig.future(isInverse(settlements, e), expiryNs), random, ratio);
            rig.forward(expiryNs, INDEX * ratio);
        }
        if (settlements != LINEAR_ONLY) {
            addFuture(rig, rig.hedge, random, perpetualRatio);
        }
        return rig;
    }

    private static final int INVERSE_ONLY = 0;
    private static final int LINEAR_ONLY = 1;
    private static final int BOTH = 2;

    private static boolean isInverse(final int settlements, final int i) {
        return settlements == INVERSE_ONLY || (settlements == BOTH && i % 2 == 0);
    }

    private void addSpotAndLinearPerpetual(final BookRig rig, final SplittableRandom random) {
        final double coins = rounded(random.nextDouble() * 4) / 100.0;
        rig.hold(rig.spot(), coins, 0);
        oracle.spotCoins = coins;
        final BookLine linear = rig.future(false, 0);
        linear.onQuote(INDEX - 1, INDEX + 1, NOW_NS);
        addFuture(rig, linear, random, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBeTheSlopesOfTheWholeAccountWhenForwardsAreFlat(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final BookRig rig = randomBook(random, BOTH, 0);
        addSpotAndLinearPerpetual(rig, random);

        final DeltaLedger ledger = rig.evaluate(Projection.UNIT);

        assertThat(ledger.raw(DeltaSense.COIN_NEUTRAL))
                .as("d(coins)/d ln S, seed %d", seed)
                .isCloseTo(oracle.coinDelta(INDEX), within(SLOPE_TOLERANCE));
        assertThat(ledger.raw(DeltaSense.USD_NEUTRAL))
                .as("d(dollars)/dS, seed %d", seed)
                .isCloseTo(oracle.usdDelta(INDEX), within(SLOPE_TOLERANCE));
        assertThat(ledger.coinEquity()).isCloseTo(oracle.coinEquity(INDEX), within(1e-12));
        assertThat(ledger.usdEquity()).isCloseTo(oracle.usdEquity(INDEX), within(1e-8));
        assertThat(ledger.spotDelta()).isEqualTo(oracle.spotCoins);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void shouldDifferBetweenTheNeutralSensesByTheWholeEquity(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final BookRig rig = randomBook(random, BOTH, 0.01);
        addSpotAndLinearPerpetual(rig, random);

        final DeltaLedger ledger = rig.evaluate(Projection.FORWARD_OVER_HEDGE);

        assertThat(ledger.raw(DeltaSense.USD_NEUTRAL) - ledger.raw(DeltaSense.COIN_NEUTRAL))
                .as("seed %d", seed)
                .isCloseTo(oracle.wholeInCoins(INDEX), within(1e-11));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void shouldBeTheCoinSlopeRawWhenEverythingIsInverseAndForwardsCarry(final long seed) {
        final BookRig rig = randomBook(new SplittableRandom(seed), INVERSE_ONLY, 0.015);
        rig.cash(rig.coin.coinCash(), 0);
        oracle.usdCash = 0;

        final DeltaLedger ledger = rig.evaluate(Projection.UNIT);

        assertThat(ledger.raw(DeltaSense.COIN_NEUTRAL))
                .as("seed %d", seed)
                .isCloseTo(oracle.coinDelta(INDEX), within(SLOPE_TOLERANCE));
        assertThat(ledger.projected(DeltaSense.COIN_NEUTRAL))
                .as("with beta 1 the projection is the raw total")
                .isCloseTo(ledger.raw(DeltaSense.COIN_NEUTRAL), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void shouldBeTheDollarSlopeProjectedWhenEverythingIsLinearAndForwardsCarry(final long seed) {
        final BookRig rig = randomBook(new SplittableRandom(seed), LINEAR_ONLY, 0.015);
        rig.cash(0, rig.coin.usdCash());
        oracle.coinCash = 0;

        final DeltaLedger ledger = rig.evaluate(Projection.FORWARD_OVER_HEDGE);

        final double perHedgeMove = oracle.usdDelta(INDEX) * INDEX / rig.hedge.mid();
        assertThat(ledger.projected(DeltaSense.USD_NEUTRAL))
                .as("d(dollars)/dP, seed %d", seed)
                .isCloseTo(perHedgeMove, within(SLOPE_TOLERANCE));
    }

    @Test
    void shouldProjectEachForwardByItsRatioToTheHedgeInstrument() {
        final BookRig rig = new BookRig(INDEX, 30_600);
        final long nearNs = NOW_NS + 7 * DAY_NS;
        final long farNs = NOW_NS + 90 * DAY_NS;
        rig.hold(rig.future(true, nearNs), 30_300, 30_300);
        rig.hold(rig.future(false, farNs), 2, 33_000);
        rig.forward(nearNs, 30_300);
        rig.forward(farNs, 33_000);
        rig.hold(rig.hedge, -61_200, 30_600);
        rig.cash(0.5, 6_000);

        final DeltaLedger ledger = rig.evaluate(Projection.FORWARD_OVER_HEDGE);

        final double futures = 30_300 / 30_600.0 + 2 * 33_000 / 30_600.0;
        assertThat(ledger.futuresDelta()).isCloseTo(1 + 2, within(1e-15));
        assertThat(ledger.hedgeDelta()).isCloseTo(-2, within(1e-15));
        assertThat(ledger.raw(DeltaSense.VENUE)).isCloseTo(1, within(1e-15));
        assertThat(ledger.unhedged(DeltaSense.VENUE)).isCloseTo(futures, within(1e-15));
        assertThat(ledger.projected(DeltaSense.VENUE)).isCloseTo(futures - 2, within(1e-15));
        assertThat(ledger.linearCash()).isCloseTo(-0.2, within(1e-15));
        assertThat(ledger.projected(DeltaSense.COIN_NEUTRAL))
                .isCloseTo(futures - 2 - 0.2 * 30_000 / 30_600, within(1e-14));
        assertThat(ledger.projected(DeltaSense.USD_NEUTRAL))
                .isCloseTo(futures - 2 + 0.5 * 30_000 / 30_600, within(1e-14));
        assertThat(rig.greeks.expiry(0).beta()).isEqualTo(30_300 / 30_600.0);
        assertThat(rig.greeks.expiry(1).beta()).isEqualTo(33_000 / 30_600.0);
    }

    @Test
    void shouldValueAPerpetualOffItsQuoteOrElseAtTheIndex() {
        final BookRig rig = new BookRig(INDEX, INDEX);
        final BookLine other = rig.future(true, 0);
        rig.hold(other, 30_000, 25_000);

        assertThat(rig.evaluate(Projection.FORWARD_OVER_HEDGE).futuresDelta()).isEqualTo(1);
        other.onQuote(31_999, 32_001, NOW_NS);
        final DeltaLedger ledger = rig.evaluate(Projection.FORWARD_OVER_HEDGE);
        assertThat(ledger.futuresDelta()).isEqualTo(30_000 / 32_000.0);
        assertThat(ledger.projected(DeltaSense.VENUE)).isCloseTo(1, within(1e-15));
        assertThat(ledger.coinEquity()).isCloseTo(30_000 / 25_000.0 - 30_000 / 32_000.0, within(1e-15));
    }

    @Test
    void shouldKeepWhatFlatFuturesHaveEarnedInTheEquity() {
        final BookRig rig = new BookRig(INDEX, INDEX);
        final long expiryNs = NOW_NS + DAY_NS;
        final BookLine[] lines = {
            rig.hedge, rig.future(false, 0), rig.future(true, expiryNs), rig.future(false, expiryNs)
        };
        for (final BookLine line : lines) {
            final long amount = line.instrument().isInverse() ? 60_000_00000000L : 2_00000000L;
            rig.book.onTrade(line, amount, 30_000);
            rig.book.onTrade(line, -amount, 32_000);
        }

        final DeltaLedger flat = rig.evaluate(Projection.UNIT);
        assertThat(flat.coinEquity()).as("twice 60,000 (1/30,000 - 1/32,000)").isCloseTo(0.25, within(1e-15));
        assertThat(flat.usdEquity()).isEqualTo(8_000);
        assertThat(flat.futuresDelta()).isZero();

        rig.hold(rig.option(true, true, 30_000, expiryNs, 0.6), 1, 0);
        rig.forward(expiryNs, INDEX);
        final double option = OracleBook.black(true, INDEX, 30_000, 1 / 365.0, 0.6) / INDEX;
        assertThat(rig.evaluate(Projection.UNIT).coinEquity()).isCloseTo(0.25 + option, within(1e-12));
    }

    @Test
    void shouldHaveDollarGammaAsTheSlopeOfTheHedgeThatStaysCoinNeutral() {
        final double f = 30_000;
        final double h = 1;
        final double[] hedgeUsd = new double[3];
        double gamma = 0;
        for (int i = 0; i < 3; i++) {
            final BookRig rig = new BookRig(f + (i - 1) * h, f + (i - 1) * h);
            final long expiryNs = NOW_NS + 30 * DAY_NS;
            rig.hold(rig.option(true, true, 31_000, expiryNs, 0.7), 10, 0);
            rig.hold(rig.option(true, false, 29_000, expiryNs, 0.8), -4, 0);
            rig.forward(expiryNs, f + (i - 1) * h);
            hedgeUsd[i] = -rig.evaluate(Projection.UNIT).raw(DeltaSense.COIN_NEUTRAL) * (f + (i - 1) * h);
            gamma = i == 1 ? rig.greeks.gamma() : gamma;
        }

        assertThat((hedgeUsd[2] - hedgeUsd[0]) / (2 * h))
                .as("dN*/dF = -F sum n Gamma")
                .isCloseTo(-f * gamma, within(1e-4));
    }

    @Test
    void shouldStopOnATotalWithoutASense() {
        final DeltaLedger ledger = new DeltaLedger();

        assertThatThrownBy(() -> ledger.raw(DeltaSense.NULL_VAL)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.unhedged(DeltaSense.NULL_VAL)).isInstanceOf(IllegalStateException.class);
    }
}
