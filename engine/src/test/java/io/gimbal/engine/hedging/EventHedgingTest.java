package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import org.junit.jupiter.api.Test;

/** A desk with a wide band that trades to its target when something happens, where it asked for that. */
class EventHedgingTest {
    private static final double LOT = 10 / 30_000.0;

    /** A band of 1 coin around level dollars, and 0.3 coins of cash: inside, nothing to do. */
    private static EngineScenario wideDesk(final HedgeEvent... events) {
        final DeskPolicy policy = DeskPolicy.band(1, Landing.TO_EDGE).sense(DeltaSense.USD_NEUTRAL);
        for (final HedgeEvent event : events) {
            policy.on(event);
        }
        final EngineScenario desk = EngineScenario.btcDesk();
        HedgingDesk.define(desk, policy, 0);
        desk.cash(0, Currency.COIN, 0.3);
        desk.ready();
        desk.executeAll();
        desk.timer();
        return desk;
    }

    private static void funding(final EngineScenario desk, final int instrument, final double rate) {
        desk.event(e -> e.funding()
                .instrumentId(instrument)
                .currentRate(EngineScenario.scaled(rate))
                .paymentAmount(EngineScenario.absent())
                .eightHourRate(EngineScenario.absent()));
    }

    private static double hedged(final EngineScenario desk) {
        desk.waitSeconds(1);
        desk.timer();
        return desk.outputs.lastDecision().totalDelta();
    }

    private static void assertTradesToTheTarget(final EngineScenario desk) {
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.EVENT);
        assertThat(desk.executeAll()).hasSize(1);
        assertThat(hedged(desk)).isCloseTo(0, within(LOT));
        assertThat(desk.outputs.lastReason()).as("answered once").isEqualTo(DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldTradeToTheTargetWhenThePositionsChangeAndNotWhenTheyAreRestated() {
        final EngineScenario desk = wideDesk(HedgeEvent.BOOK);
        desk.position(FUTURE, 0, 30_000);
        assertThat(desk.executeAll()).as("restated").isEmpty();

        desk.position(FUTURE, 3_000, 30_000);

        assertTradesToTheTarget(desk);
    }

    @Test
    void shouldNotTakeItsOwnHedgeForAChangeOfTheBook() {
        final EngineScenario desk = wideDesk(HedgeEvent.BOOK);
        desk.position(BTC_PERPETUAL, -3_000, 30_000);

        assertThat(desk.executeAll()).isEmpty();
    }

    @Test
    void shouldTradeToTheTargetAfterADepositAndNotAfterAFee() {
        final EngineScenario desk = wideDesk(HedgeEvent.DEPOSIT);
        desk.cash(0, Currency.COIN, 0.300_01);
        assertThat(desk.executeAll()).as("a fee").isEmpty();

        desk.cash(0, Currency.COIN, 0.5);

        assertTradesToTheTarget(desk);
    }

    @Test
    void shouldTradeToTheTargetAfterADelivery() {
        final EngineScenario desk = wideDesk(HedgeEvent.DELIVERY);
        desk.at(EXPIRY_NS);
        HedgingDesk.market(desk, 30_000);
        assertThat(desk.executeAll()).isEmpty();

        desk.delivery(0, EXPIRY_NS, 30_000);

        assertTradesToTheTarget(desk);
    }

    @Test
    void shouldTradeToTheTargetWhenFundingChangesItsSign() {
        final EngineScenario desk = wideDesk(HedgeEvent.FUNDING_FLIP);
        funding(desk, BTC_PERPETUAL, 0.0001);
        funding(desk, BTC_PERPETUAL, 0.0002);
        funding(desk, BTC_PERPETUAL, 0);
        funding(desk, FUTURE, -0.0002);
        desk.timer();
        assertThat(desk.executeAll()).isEmpty();

        funding(desk, BTC_PERPETUAL, -0.0001);
        desk.timer();

        assertTradesToTheTarget(desk);
    }

    /** Four deviations of a minute at 60 % are 33 basis points. */
    @Test
    void shouldTradeToTheTargetWhenThePriceJumps() {
        final EngineScenario desk = wideDesk(HedgeEvent.JUMP);
        desk.call(2, 0, EXPIRY_NS, 60_000);
        desk.vol(2, 0.6, 0.001);
        desk.position(2, 1, 0);
        desk.waitSeconds(2);
        HedgingDesk.market(desk, 30_000);
        HedgingDesk.market(desk, 30_090);
        assertThat(desk.executeAll()).as("30 basis points").isEmpty();

        desk.index(0, 30_110);

        assertTradesToTheTarget(desk);
    }

    @Test
    void shouldAskAgainUntilTheTradeCouldBeMade() {
        final EngineScenario desk = wideDesk(HedgeEvent.DEPOSIT);
        desk.cash(0, Currency.COIN, 0.5);
        desk.rejected(desk.outputs.takeOrder().orderId());
        desk.waitSeconds(2);

        HedgingDesk.market(desk, 30_000);

        assertThat(desk.executeAll()).hasSize(1);
    }

    @Test
    void shouldStayInsideItsBandWhateverHappensWhereNobodyAsked() {
        final EngineScenario desk = wideDesk();
        desk.position(FUTURE, 3_000, 30_000);
        desk.cash(0, Currency.COIN, 0.5);
        funding(desk, BTC_PERPETUAL, 0.0001);
        funding(desk, BTC_PERPETUAL, -0.0001);

        assertThat(desk.executeAll()).isEmpty();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldRefuseAnEventItDoesNotKnow() {
        final EngineScenario desk = wideDesk();

        desk.event(e -> {
            final var event = e.bookConfiguration().underlyingId(0);
            new DeskPolicy().encode(event);
            event.hedgeOn((short) 128);
        });

        assertThat(desk.engine.badInputs()).isEqualTo(1);
    }
}
