package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A desk in BTC and ETH: one book's trouble is not the other's. */
class TwoUnderlyingsTest {
    private static final int BTC = 0;
    private static final int ETH = 1;
    private static final int ETH_PERPETUAL = 1;

    private final EngineScenario desk = EngineScenario.btcDesk();
    private final Outputs outputs = desk.outputs;

    @BeforeEach
    void levelInBoth() {
        desk.underlying(ETH);
        desk.perpetual(ETH_PERPETUAL, ETH);
        desk.limits(ETH, new DeskLimits());
        desk.hedge(BTC, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL));
        desk.hedge(ETH, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL).with(ETH_PERPETUAL));
        desk.spot(30_000);
        desk.index(ETH, 2_000);
        desk.quote(ETH_PERPETUAL, 1_999.5, 2_000.5);
        desk.ready();
        outputs.takeReasons();
    }

    @Test
    void shouldHedgeEachBookWithItsOwnInstrument() {
        desk.cash(ETH, Currency.COIN, 10);
        assertThat(outputs.takeOrders()).containsExactly("SELL 20000 at 1999.5");
        desk.cash(BTC, Currency.COIN, 2);

        final NewOrderDecoder order = outputs.takeOrder();
        assertThat(Outputs.text(order)).isEqualTo("SELL 60000 at 29999.5");
        assertThat(order.underlyingId()).isEqualTo(BTC);
        assertThat(desk.engine.underlyingCount()).isEqualTo(2);
    }

    @Test
    void shouldDecideOnlyForTheBookThatAnEventTouches() {
        desk.waitSeconds(2);
        final int before = outputs.all.size();
        desk.index(ETH, 2_001);

        assertThat(outputs.decisions(before)).hasSize(1);
        assertThat(outputs.decisions(before).get(0).underlyingId()).isEqualTo(ETH);
        desk.timer();
        assertThat(outputs.decisions(before)).extracting(d -> d.underlyingId()).containsExactly(ETH, BTC);
    }

    @Test
    void shouldKeepHedgingOneWhenTheOthersDataIsStale() {
        desk.waitSeconds(11);
        desk.spot(30_000);
        desk.cash(BTC, Currency.COIN, 2);
        desk.cash(ETH, Currency.COIN, 10);

        assertThat(outputs.takeOrders()).containsExactly("SELL 60000 at 29999.5");
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.STALE_INDEX);
    }

    @Test
    void shouldBackOffOnlyInTheBookWhoseOrderWasRejected() {
        desk.cash(ETH, Currency.COIN, 10);
        desk.rejected(outputs.takeOrder().orderId());
        desk.cash(BTC, Currency.COIN, 2);

        assertThat(outputs.takeOrders()).containsExactly("SELL 60000 at 29999.5");
        desk.tickSeconds(2);
        assertThat(outputs.takeOrders()).containsExactly("SELL 20000 at 1999.5");
    }

    @Test
    void shouldSetTheTargetOfOneOnly() {
        desk.operator(OperatorVerb.SET_TARGET, ETH, 5);
        desk.timer();

        assertThat(outputs.takeOrders()).containsExactly("BUY 10000 at 2000.5");
    }

    @Test
    void shouldShareOneMessageRate() {
        desk.engineLimits(1, SECOND_NS);
        desk.cash(ETH, Currency.COIN, 10);
        desk.cash(BTC, Currency.COIN, 2);

        assertThat(outputs.takeOrders()).containsExactly("SELL 20000 at 1999.5");
        assertThat(outputs.lastReason()).isEqualTo(DecisionReason.MESSAGE_RATE);
    }

    @Test
    void shouldDecideInOrderOfIdWhenOneEventTouchesAll() {
        desk.operator(OperatorVerb.PAUSE, -1);
        desk.cash(ETH, Currency.COIN, 10);
        desk.cash(BTC, Currency.COIN, 2);
        desk.operator(OperatorVerb.RESUME, -1);

        assertThat(outputs.takeOrders()).containsExactly("SELL 60000 at 29999.5", "SELL 20000 at 1999.5");
    }

    @Test
    void shouldFireTheTimersOfBothEarliestFirst() {
        desk.hedge(BTC, DeskPolicy.every(5 * SECOND_NS).sense(DeltaSense.USD_NEUTRAL));
        desk.waitSeconds(1);
        desk.hedge(
                ETH,
                DeskPolicy.every(3 * SECOND_NS).sense(DeltaSense.USD_NEUTRAL).with(ETH_PERPETUAL));
        desk.waitSeconds(1);
        desk.timer();
        final int before = outputs.all.size();
        desk.cash(BTC, Currency.COIN, 2);
        desk.cash(ETH, Currency.COIN, 10);
        desk.waitSeconds(7);
        desk.timer();

        assertThat(outputs.newOrders(before))
                .extracting(o -> o.underlyingId() + " at " + (o.engineTimeNs() - EngineScenario.START_NS) / SECOND_NS)
                .containsExactly("1 at 4", "0 at 5");
    }
}
