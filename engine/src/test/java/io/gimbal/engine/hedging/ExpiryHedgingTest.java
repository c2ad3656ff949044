package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.ExpiryGreeksDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A book of calls through its last half hour and its delivery at 08:00 UTC. */
class ExpiryHedgingTest {
    /** 2023-04-13T08:00:00Z. */
    private static final long EIGHT_NS = EngineScenario.START_NS + 8 * 3_600 * SECOND_NS;

    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final int CALL = 1;

    private final EngineScenario desk = EngineScenario.btcDesk();
    private final Outputs outputs = desk.outputs;

    @BeforeEach
    void longTenCallsDeepInTheMoney() {
        desk.at(EIGHT_NS - 40 * MINUTE_NS);
        desk.call(CALL, 0, EIGHT_NS, 20_000);
        desk.position(CALL, 9, 0);
        desk.cash(0, Currency.COIN, 5);
        desk.hedge(0, DeskPolicy.band(0.01, Landing.TO_TARGET));
        market();
        desk.ready();
    }

    private void market() {
        desk.spot(30_000);
        desk.forward(0, EIGHT_NS, 30_000);
        desk.vol(CALL, 0.6, 1 / 3.0);
    }

    /** The desk is forty minutes before the expiry, whatever the venue's clock says. */
    @Test
    void shouldDeliverNothingBecauseTheVenuesClockIsWrong() {
        desk.executeAll();
        final double held = desk.ledger(0).hedgeDelta();

        desk.positionAt(EIGHT_NS + 30 * 86_400 * SECOND_NS, CALL, 9, 0);
        desk.positionAt(Long.MAX_VALUE, CALL, 9, 0);
        market();

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(desk.engine.position(CALL)).isEqualTo(900_000_000L);
        assertThat(desk.ledger(0).hedgeDelta()).isEqualTo(held);
    }

    @Test
    void shouldBuyTheHedgeBackAsTheWindowRunsDown() {
        assertThat(desk.executeAll()).as("9 (1 - 1/3) coins").containsExactly("SELL 180000 at 29999.5");

        double expected = -6;
        for (int minute = 40; minute >= 0; minute--) {
            desk.at(EIGHT_NS - minute * MINUTE_NS);
            market();
            desk.executeAll();
            expected = -6 * Math.min(minute / 30.0, 1);
            assertThat(desk.ledger(0).hedgeDelta())
                    .as("%d minutes left", minute)
                    .isCloseTo(expected, within(0.0101));
        }
        assertThat(expected).isZero();
    }

    @Test
    void shouldPublishTheShareOfTheWindowLeft() {
        desk.executeAll();
        desk.at(EIGHT_NS - 6 * MINUTE_NS);
        market();

        final ExpiryGreeksDecoder expiry = Outputs.last(outputs.expiryGreeks());
        assertThat(expiry.windowFraction()).isEqualTo(0.2);
        assertThat(expiry.optionDelta()).isCloseTo(9 * 0.2, within(1e-12));
        assertThat(expiry.premiumAdjustment()).isCloseTo(-9 * 0.2 / 3, within(1e-12));
        assertThat(expiry.expiryNs()).isEqualTo(EIGHT_NS);
        assertThat(expiry.timeToExpiryYears()).isCloseTo(6 / (365.0 * 24 * 60), within(1e-15));
    }

    @Test
    void shouldTargetTheVenuesOwnDeltaWithItsJumpAtEightWhenTheDeskWantsThat() {
        desk.hedge(0, DeskPolicy.band(0.01, Landing.TO_TARGET).sense(DeltaSense.VENUE));
        desk.executeAll();
        desk.at(EIGHT_NS - 1);
        market();
        desk.executeAll();
        assertThat(desk.ledger(0).hedgeDelta())
                .as("delta gone, mark still there")
                .isCloseTo(3, within(0.01));

        desk.at(EIGHT_NS);
        desk.delivery(0, EIGHT_NS, 30_000);
        assertThat(desk.executeAll()).containsExactly("SELL 90000 at 29999.5");
    }

    @Test
    void shouldTurnTheOptionsIntoCashAndStayLevelAtDelivery() {
        desk.executeAll();
        desk.at(EIGHT_NS);
        market();
        desk.executeAll();
        final double before = desk.ledger(0).coinEquity();

        desk.delivery(0, EIGHT_NS, 30_000);

        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(desk.ledger(0).coinEquity()).as("paid what it was worth").isCloseTo(before, within(1e-12));
        assertThat(desk.ledger(0).optionDelta()).isZero();
    }

    @Test
    void shouldNotNeedDataOfAnExpiryThatIsOver() {
        desk.executeAll();
        desk.at(EIGHT_NS + 3_600 * SECOND_NS);
        desk.spot(30_000);
        assertThat(desk.executeAll()).as("what is left of the hedge").containsExactly("BUY 180000 at 30000.5");
    }

    @Test
    void shouldPayDeliveryOnceAndIgnoreOneOfNothing() {
        desk.executeAll();
        desk.delivery(0, EIGHT_NS, 30_000);
        final double once = desk.ledger(0).coinEquity();
        desk.delivery(0, EIGHT_NS, 30_000);
        desk.delivery(0, EIGHT_NS + 1, 30_000);
        desk.delivery(3, EIGHT_NS, 30_000);
        desk.timer();

        assertThat(desk.ledger(0).coinEquity()).isEqualTo(once);
        assertThat(desk.engine.badInputs()).isZero();
        desk.delivery(0, EIGHT_NS, 0);
        desk.delivery(0, EIGHT_NS, -1);
        assertThat(desk.engine.badInputs()).isEqualTo(2);
    }

    @Test
    void shouldHedgeALinearBookInItsDollars() {
        final EngineScenario linear = EngineScenario.btcDesk();
        linear.linearPerpetual(5, 0, 0.001);
        linear.option(6, 0, EIGHT_NS + 86_400 * SECOND_NS, 20_000, OptionType.CALL, Settlement.LINEAR);
        linear.position(6, 9, 0);
        linear.cash(0, Currency.USD, -90_000);
        linear.hedge(0, new DeskPolicy().with(5));
        linear.quote(5, 29_999.5, 30_000.5);
        linear.index(0, 30_000);
        linear.forward(0, EIGHT_NS + 86_400 * SECOND_NS, 30_000);
        linear.vol(6, 0.6, 10_000);
        linear.ready();
        assertThat(linear.executeAll())
                .as("worth nothing in dollars, so 9 coins of delta")
                .containsExactly("SELL 9 at 29999.5");

        linear.cash(0, Currency.USD, 0);
        assertThat(linear.executeAll())
                .as("coin-neutral: 90,000 dollars are minus 3 coins")
                .containsExactly("BUY 3 at 30000.5");
    }

    @Test
    void shouldPayAndReceiveFunding() {
        desk.executeAll();
        final double before = desk.ledger(0).coinEquity();
        desk.funding(BTC_PERPETUAL, -0.25);
        assertThat(desk.ledger(0).coinEquity()).isCloseTo(before - 0.25, within(1e-12));

        desk.event(e -> e.funding().instrumentId(BTC_PERPETUAL));
        desk.event(e -> e.funding().instrumentId(99).paymentAmount(1));
        desk.timer();
        assertThat(desk.ledger(0).coinEquity()).isCloseTo(before - 0.25, within(1e-12));
        assertThat(desk.engine.badInputs()).isEqualTo(1);
    }

    @Test
    void shouldPayFundingOfALinearPerpetualInDollars() {
        desk.linearPerpetual(5, 0, 0.001);
        desk.executeAll();
        desk.funding(5, 1_000);

        assertThat(desk.ledger(0).usdEquity()).isEqualTo(1_000);
    }

    @Test
    void shouldNotTradeAHedgeThatWasDelivered() {
        desk.executeAll();
        desk.instrumentState(BTC_PERPETUAL, InstrumentState.DELIVERED);
        desk.position(CALL, 20, 0);

        assertThat(outputs.takeOrders()).isEmpty();
    }
}
