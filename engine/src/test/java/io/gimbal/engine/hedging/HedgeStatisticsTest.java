package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static io.gimbal.engine.hedging.HedgingDesk.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.BandTracker.Standing;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is measured of a desk: breaches, time outside by cause, results. */
class HedgeStatisticsTest {
    private final EngineScenario desk = HedgingDesk.levelDesk();

    private BandTracker band() {
        return desk.statistics(0).band();
    }

    private void later(final long seconds) {
        desk.waitSeconds(seconds);
        market(desk, 30_000);
    }

    @Test
    void shouldCountTheTimeAnOrderNeedsAsLatency() {
        desk.position(FUTURE, 30_000, 30_000);
        final NewOrderDecoder order = desk.outputs.takeOrder();
        later(2);
        later(1);
        desk.execute(order);
        later(5);

        assertThat(band().outsideNs(Standing.LATENCY)).isEqualTo(3 * SECOND_NS);
        assertThat(band().longestLatencyNs()).isEqualTo(3 * SECOND_NS);
        assertThat(band().outsideNs(Standing.LOT)).isZero();
        assertThat(band().outsideNs(Standing.DATA_GAP)).isZero();
        assertThat(band().outsideNs(Standing.REFUSED)).isZero();
        assertThat(band().breaches()).isEqualTo(1);
        assertThat(band().answeredBreaches()).isEqualTo(1);
        assertThat(band().maxAbsDeviation()).isEqualTo(1);
        assertThat(band().lastDeviation()).isZero();
    }

    @Test
    void shouldCountTheTimeNothingCanBeDecidedOnAsADataGap() {
        desk.position(FUTURE, 30_000, 30_000);
        desk.waitSeconds(4);
        desk.quote(BTC_PERPETUAL, 0, 0);
        later(6);

        assertThat(band().outsideNs(Standing.LATENCY)).isEqualTo(4 * SECOND_NS);
        assertThat(band().outsideNs(Standing.DATA_GAP)).isEqualTo(6 * SECOND_NS);
    }

    @Test
    void shouldCountStaleDataAsADataGapToo() {
        desk.waitNs(10 * SECOND_NS + 1);
        desk.position(FUTURE, 30_000, 30_000);
        desk.waitSeconds(3);
        desk.timer();

        assertThat(band().outsideNs(Standing.DATA_GAP)).isEqualTo(3 * SECOND_NS);
        assertThat(band().answeredBreaches()).isZero();
    }

    @Test
    void shouldCountAnOutageAsADataGapWhateverWasBefore() {
        desk.operator(OperatorVerb.PAUSE, -1);
        desk.position(FUTURE, 30_000, 30_000);
        later(1);
        desk.connection(0, ConnectionPhase.DOWN);
        later(60);

        assertThat(band().outsideNs(Standing.REFUSED)).isEqualTo(SECOND_NS);
        assertThat(band().outsideNs(Standing.DATA_GAP)).isEqualTo(60 * SECOND_NS);
    }

    @Test
    void shouldCountTimeUnderAnOperatorsPauseAsRefused() {
        desk.operator(OperatorVerb.PAUSE, -1);
        desk.position(FUTURE, 30_000, 30_000);
        later(7);

        assertThat(band().outsideNs(Standing.REFUSED)).isEqualTo(7 * SECOND_NS);
        assertThat(band().breaches()).isEqualTo(1);
        assertThat(band().answeredBreaches()).isZero();
    }

    @Test
    void shouldCountTimeInDoubtAsRefused() {
        desk.position(FUTURE, 30_000, 30_000);
        desk.outcome(desk.outputs.takeOrder().orderId(), SendOutcome.SEND_FAILED, SuppressReason.NONE);
        later(7);

        assertThat(band().outsideNs(Standing.REFUSED)).isEqualTo(7 * SECOND_NS);
        assertThat(band().outsideNs(Standing.LOT)).isZero();
    }

    @Test
    void shouldCountTimeBelowALotAsTheLots() {
        desk.hedge(0, DeskPolicy.band(0.0001, Landing.TO_TARGET));
        desk.position(FUTURE, 9, 30_000);
        later(5);

        assertThat(band().outsideNs(Standing.LOT)).isEqualTo(5 * SECOND_NS);
    }

    @Test
    void shouldCountABreachAgainWhenItsOrderCameToNothing() {
        desk.position(FUTURE, 30_000, 30_000);
        desk.closed(desk.outputs.takeOrder().orderId(), OrderEnd.CANCELLED, 0);
        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);

        assertThat(band().breaches()).isEqualTo(2);
        assertThat(band().answeredBreaches())
                .as("the second waited for a quote")
                .isEqualTo(1);
        assertThat(desk.statistics(0).orders()).isEqualTo(2);
    }

    @Test
    void shouldBeginTheLargestDeviationOnlyOnceTheDeskWasLevel() {
        final EngineScenario late = HedgingDesk.trading(new DeskPolicy(), 300_000);
        assertThat(late.statistics(0).band().maxAbsDeviation())
                .as("building up")
                .isZero();
        late.execute(late.outputs.takeOrder());
        late.position(FUTURE, 306_000, 30_000);

        assertThat(late.statistics(0).band().maxAbsDeviation()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void shouldSplitLatencyIntoUnbrokenStretches() {
        desk.position(FUTURE, 30_000, 30_000);
        later(2);
        desk.execute(desk.outputs.takeOrder());
        later(1);
        desk.position(FUTURE, 60_000, 30_000);
        later(3);
        desk.execute(desk.outputs.takeOrder());
        later(1);

        assertThat(band().outsideNs(Standing.LATENCY)).isEqualTo(5 * SECOND_NS);
        assertThat(band().longestLatencyNs()).isEqualTo(3 * SECOND_NS);
    }

    @Test
    void shouldCountOrdersFillsAndRebalances() {
        desk.position(FUTURE, 30_000, 30_000);
        final NewOrderDecoder order = desk.outputs.takeOrder();
        desk.fill(order, 10_000, 29_999.5);
        desk.fill(order, 20_000, 29_999.5);
        desk.fill(99, 0, BTC_PERPETUAL, Side.BUY, 10, 30_000);

        assertThat(desk.statistics(0).orders()).isEqualTo(1);
        assertThat(desk.statistics(0).fills()).isEqualTo(3);
        assertThat(desk.statistics(0).rebalances())
                .as("orders that traded at all")
                .isEqualTo(1);
    }

    // ---------------------------------------------------------------- results

    @Test
    void shouldSplitTheResultIntoTranslationAndHedgedPnl() {
        final EngineScenario account = EngineScenario.btcDesk();
        account.hedge(0, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL));
        account.cash(0, Currency.COIN, 2);
        account.cash(0, Currency.USD, 5_000);
        account.spot(30_000);
        account.ready();
        account.execute(account.outputs.takeOrder());
        account.spot(33_000);

        final EquityTracker equity = account.statistics(0).equity();
        final double coins = 2 - 60_000 * (1 / 29_999.5 - 1 / 33_000.0);
        assertThat(equity.isStarted()).isTrue();
        assertThat(equity.equityStartCoin()).isEqualTo(2);
        assertThat(equity.equityStartUsd()).isEqualTo(5_000);
        assertThat(equity.pnlCoin()).isCloseTo(coins - 2, within(1e-13));
        assertThat(equity.collateralTranslationUsd()).isEqualTo(6_000);
        assertThat(equity.hedgedPnlUsd()).isCloseTo(33_000 * (coins - 2), within(1e-8));
        assertThat(equity.pnlUsd()).isCloseTo(33_000 * coins - 60_000, within(1e-8));
        assertThat(equity.pnlUsd()).isCloseTo(equity.collateralTranslationUsd() + equity.hedgedPnlUsd(), within(1e-8));
    }

    @Test
    void shouldCountSpotHoldingsAndDollarsInTheResult() {
        final EngineScenario account = EngineScenario.btcDesk();
        account.spotPair(3, 0);
        account.hedge(0, DeskPolicy.band(100, Landing.TO_TARGET));
        account.position(3, 1.5, 0);
        account.spot(30_000);
        account.ready();
        account.spot(31_000);
        account.funding(BTC_PERPETUAL, 0.1);
        account.cash(0, Currency.USD, 50);

        final EquityTracker equity = account.statistics(0).equity();
        assertThat(equity.equityStartCoin()).isEqualTo(1.5);
        assertThat(equity.pnlCoin()).isCloseTo(0.1, within(1e-12));
        assertThat(equity.hedgedPnlUsd()).isCloseTo(31_000 * 0.1 + 50, within(1e-9));
        assertThat(equity.pnlUsd()).isCloseTo(1_500 + 31_000 * 0.1 + 50, within(1e-9));
    }

    @Test
    void shouldAddFeesInDollarsAtTheIndexOfTheMoment() {
        desk.event(e -> e.fill()
                .tradeId(1)
                .instrumentId(BTC_PERPETUAL)
                .side(Side.BUY)
                .amount(EngineScenario.scaled(10))
                .price(EngineScenario.scaled(30_000))
                .fee(EngineScenario.scaled(0.001))
                .feeCurrency(Currency.COIN));
        market(desk, 40_000);
        desk.event(e -> e.fill()
                .tradeId(2)
                .instrumentId(BTC_PERPETUAL)
                .side(Side.SELL)
                .amount(EngineScenario.scaled(10))
                .price(EngineScenario.scaled(40_000))
                .fee(EngineScenario.scaled(-2.5))
                .feeCurrency(Currency.USD));
        desk.timer();

        assertThat(desk.statistics(0).equity().feesUsd()).isCloseTo(30 - 2.5, within(1e-9));
        assertThat(desk.ledger(0).usdEquity()).as("a rebate is received").isEqualTo(2.5);
        assertThat(desk.ledger(0).coinEquity()).isCloseTo(-0.001 + 10 / 30_000.0 - 10 / 40_000.0, within(1e-15));
    }

    @Test
    void shouldRememberGammaAndPriceOfTheStart() {
        final EngineScenario straddle = EngineScenario.btcDesk();
        straddle.call(2, 0, EXPIRY_NS, 30_000);
        straddle.position(2, 5, 0);
        straddle.hedge(0, new DeskPolicy());
        straddle.spot(30_000);
        straddle.forward(0, EXPIRY_NS, 30_000);
        straddle.vol(2, 0.6, 0);
        straddle.ready();
        final double gamma = Outputs.last(straddle.outputs.greeks()).gamma();
        straddle.waitSeconds(1);
        straddle.spot(35_000);

        assertThat(straddle.statistics(0).equity().startGamma())
                .isEqualTo(gamma)
                .isPositive();
        assertThat(straddle.statistics(0).equity().startPrice()).isEqualTo(30_000);
    }

    /** The sample standard deviation of results booked one per five minutes. */
    private static double deviation(final double... results) {
        final double mean = Arrays.stream(results).average().orElseThrow();
        final double squares =
                Arrays.stream(results).map(r -> (r - mean) * (r - mean)).sum();
        return Math.sqrt(squares / (results.length - 1));
    }

    @Test
    void shouldMeasureTheResultOfTheDeltaWithAndWithoutTheHedge() {
        final EngineScenario book = EngineScenario.btcDesk();
        HedgingDesk.define(book, DeskPolicy.band(100, Landing.TO_TARGET), 30_000);
        book.position(BTC_PERPETUAL, -15_000, 30_000);
        book.ready();
        final double[] prices = {30_300, 29_700, 30_600, 30_600, 30_000};
        final double[] bookResults = new double[prices.length];
        final double[] hedgedResults = new double[prices.length];
        double last = 30_000;
        double forward = 30_000;
        for (int i = 0; i < prices.length; i++) {
            book.waitSeconds(300);
            book.quote(BTC_PERPETUAL, prices[i] - 0.5, prices[i] + 0.5);
            hedgedResults[i] += -15_000 / last * (prices[i] - last);
            book.forward(0, EXPIRY_NS, prices[i]);
            bookResults[i] = 30_000 / forward * (prices[i] - forward);
            hedgedResults[i] += bookResults[i];
            last = prices[i];
            forward = prices[i];
        }
        book.waitSeconds(300);
        book.timer();

        final DeltaPnlTracker tracker = book.statistics(0).deltaPnl();
        assertThat(tracker.unhedged().buckets()).isEqualTo(prices.length);
        assertThat(tracker.unhedged().standardDeviation()).isCloseTo(deviation(bookResults), within(1e-8));
        assertThat(tracker.hedged().standardDeviation()).isCloseTo(deviation(hedgedResults), within(1e-8));
    }

    @Test
    void shouldPairEachExpiryWithItsOwnForwardWhenANewOneIsListedBefore() {
        final EngineScenario book = EngineScenario.btcDesk();
        HedgingDesk.define(book, DeskPolicy.band(100, Landing.TO_TARGET), 30_000);
        book.ready();
        book.waitSeconds(1);
        final long sooner = EXPIRY_NS - 86_400 * SECOND_NS;
        book.future(7, 0, sooner);
        book.forward(0, sooner, 10_000);
        book.position(7, 10_000, 10_000);
        book.waitSeconds(299);
        book.timer();
        book.waitSeconds(300);
        book.timer();

        assertThat(book.statistics(0).deltaPnl().unhedged().buckets()).isEqualTo(2);
        assertThat(book.statistics(0).deltaPnl().unhedged().standardDeviation())
                .as("no price has moved")
                .isZero();
    }

    @Test
    void shouldHaveNoDeviationBeforeTwoBuckets() {
        final BucketedPnl pnl = new BucketedPnl();
        pnl.add(0, 5);
        assertThat(pnl.buckets()).isZero();
        pnl.add(BucketedPnl.BUCKET_NS - 1, 2);
        assertThat(pnl.buckets()).isZero();
        pnl.add(BucketedPnl.BUCKET_NS, 3);
        assertThat(pnl.buckets()).isEqualTo(1);
        assertThat(pnl.standardDeviation()).isZero();
        pnl.add(3 * BucketedPnl.BUCKET_NS, 0);

        assertThat(pnl.buckets()).isEqualTo(3);
        assertThat(pnl.standardDeviation()).isCloseTo(deviation(7, 3, 0), within(1e-12));
    }

    @Test
    void shouldFingerprintEverythingItMeasures() {
        final BucketedPnl pnl = new BucketedPnl();
        final long[] prints = new long[5];
        prints[0] = pnl.mixInto(1);
        pnl.add(1, 1);
        prints[1] = pnl.mixInto(1);
        pnl.add(1, 1);
        prints[2] = pnl.mixInto(1);
        pnl.add(BucketedPnl.BUCKET_NS, 0);
        prints[3] = pnl.mixInto(1);
        pnl.add(2 * BucketedPnl.BUCKET_NS, 0);
        prints[4] = pnl.mixInto(1);

        assertThat(prints).doesNotHaveDuplicates();
    }
}
