package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.CandidateDesk.FIRST;
import static io.gimbal.engine.hedging.CandidateDesk.LINEAR;
import static io.gimbal.engine.hedging.CandidateDesk.MARKET;
import static io.gimbal.engine.hedging.CandidateDesk.OTHER;
import static io.gimbal.engine.hedging.CandidateDesk.PERPETUAL;
import static io.gimbal.engine.hedging.CandidateDesk.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.CandidateState;
import io.gimbal.journal.codec.ChoiceCause;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Projection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two perpetuals behind two connections: whichever dies, halts or falls silent, the delta is kept by the other. */
class FailoverTest {
    private static final int FIRST_MARKET = 3;
    private static final int SECOND_MARKET = 4;

    private final CandidateDesk stage = new CandidateDesk();
    private final EngineScenario desk = stage.desk;

    @BeforeEach
    void hedgeWithTheFirst() {
        stage.candidate(PERPETUAL, FIRST, 2, 1e9).candidate(OTHER, SECOND, 5, 1e9);
        stage.ready(FIRST, SECOND);
        stage.market(30_000);
    }

    private void hedged() {
        stage.coins(1);
        final NewOrderDecoder order = stage.outputs.takeOrder();
        assertThat(CandidateDesk.text(order)).isEqualTo("0 SELL 30000 at 29999.5");
        desk.execute(order);
        assertThat(stage.takeOrders()).isEmpty();
    }

    @Test
    void shouldHedgeWithTheCheapest() {
        stage.coins(1);

        assertThat(stage.takeOrders()).containsExactly("0 SELL 30000 at 29999.5");
        assertThat(stage.lastChoice().chosenId()).isEqualTo(PERPETUAL);
        assertThat(stage.choices().get(0).cause()).isEqualTo(ChoiceCause.CHEAPEST);
    }

    @Test
    void shouldBringTheDeltaBackThroughTheOtherWhenAConnectionDies() {
        hedged();
        desk.connection(FIRST, ConnectionPhase.DOWN);
        stage.coins(2);

        final NewOrderDecoder order = stage.outputs.takeOrder();
        assertThat(CandidateDesk.text(order)).isEqualTo("1 SELL 30000 at 29999.5");
        desk.execute(order);
        assertThat(stage.delta()).isCloseTo(0, within(0.01));
        assertThat(stage.lastChoice().cause()).isEqualTo(ChoiceCause.FORCED);
        assertThat(stage.lastChoice().previousId()).isEqualTo(PERPETUAL);
        assertThat(stage.lastCost(PERPETUAL).state()).isEqualTo(CandidateState.NOT_TRADABLE);
        assertThat(stage.lastCost(PERPETUAL).reason()).isEqualTo(DecisionReason.NOT_READY);
    }

    @Test
    void shouldCountWhatIsUnderWayOnTheDeadOneAsAnInterval() {
        stage.coins(1);
        final NewOrderDecoder lost = stage.outputs.takeOrder();
        desk.sent(lost.orderId());
        desk.connection(FIRST, ConnectionPhase.DOWN);

        assertThat(stage.takeOrders()).as("it may have traded").isEmpty();
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.ORDER_UNKNOWN);

        stage.coins(3);
        final NewOrderDecoder order = stage.outputs.takeOrder();
        assertThat(CandidateDesk.text(order))
                .as("what is wanted in either case, to a dead connection nothing")
                .isEqualTo("1 SELL 60000 at 29999.5");
        desk.execute(order);
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.ORDER_UNKNOWN);

        desk.closed(lost.orderId(), OrderEnd.NEVER_EXISTED, 0);
        assertThat(stage.takeOrders()).as("now it is known").containsExactly("1 SELL 30000 at 29999.5");
    }

    @Test
    void shouldCountAFillThatTheDeadOneReportsLate() {
        stage.coins(1);
        final NewOrderDecoder lost = stage.outputs.takeOrder();
        desk.sent(lost.orderId());
        desk.connection(FIRST, ConnectionPhase.DOWN);
        desk.fill(lost, 30_000, 29_999.5);
        desk.closed(lost.orderId(), OrderEnd.FILLED, 30_000);

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(stage.delta()).isCloseTo(0, within(0.001));
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.INSIDE_BAND);
    }

    @Test
    void shouldTakeOverAtOnceThoughTheFirstHadJustRefused() {
        stage.coins(1);
        desk.rejected(stage.outputs.takeOrder().orderId());
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.BACK_OFF);
        desk.connection(FIRST, ConnectionPhase.DOWN);

        assertThat(stage.takeOrders()).containsExactly("1 SELL 30000 at 29999.5");
    }

    @Test
    void shouldLeaveAHaltedInstrumentAndAnEmptyBook() {
        hedged();
        desk.instrumentState(PERPETUAL, InstrumentState.HALTED);
        stage.coins(2);
        desk.execute(stage.outputs.takeOrder());
        assertThat(stage.lastCost(PERPETUAL).reason()).isEqualTo(DecisionReason.INSTRUMENT_STATE);

        desk.instrumentState(PERPETUAL, InstrumentState.OPEN);
        desk.quote(OTHER, 29_999.5, 0);
        stage.coins(3);
        assertThat(stage.takeOrders()).as("no depth to sell into").containsExactly("0 SELL 30000 at 29999.5");
        assertThat(stage.lastCost(OTHER).reason()).isEqualTo(DecisionReason.NO_QUOTE);
    }

    @Test
    void shouldLeaveAnInstrumentThatFellSilent() {
        hedged();
        desk.waitSeconds(11);
        desk.index(0, 30_000);
        stage.quote(OTHER, 30_000);
        stage.coins(2);

        assertThat(stage.takeOrders()).containsExactly("1 SELL 30000 at 29999.5");
        assertThat(stage.lastCost(PERPETUAL).reason()).isEqualTo(DecisionReason.STALE_QUOTE);
    }

    @Test
    void shouldValueTheSilentOneByTheIndexAndItsLastDistance() {
        hedged();
        stage.quote(PERPETUAL, 30_030);
        desk.connection(FIRST, ConnectionPhase.DOWN);
        desk.index(0, 33_000);

        assertThat(stage.desk.ledger(0).hedgeDelta()).isCloseTo(-30_000 / (33_000 * 1.001), within(1e-9));
    }

    @Test
    void shouldRefuseInWordsWhenNoneIsLeft() {
        hedged();
        desk.connection(FIRST, ConnectionPhase.DOWN);
        stage.outputs.takeAlerts();
        desk.instrumentState(OTHER, InstrumentState.HALTED);
        stage.coins(2);

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(stage.lastDecision().action()).isEqualTo(DecisionAction.REFUSE);
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.INSTRUMENT_STATE);
        assertThat(stage.lastDecision().totalDelta()).as("still known").isCloseTo(1, within(0.001));
        assertThat(stage.outputs.takeAlerts()).contains(AlertCode.NO_HEDGE_INSTRUMENT);
        assertThat(stage.lastChoice().cause()).isEqualTo(ChoiceCause.NONE);
        assertThat(stage.lastChoice().chosenId()).isEqualTo(-1);

        desk.connection(FIRST, ConnectionPhase.READY);
        assertThat(stage.takeOrders()).containsExactly("0 SELL 30000 at 29999.5");
    }

    @Test
    void shouldTradeNothingWhenTheMarketsOwnConnectionIsDown() {
        desk.connection(MARKET, ConnectionPhase.DOWN);
        stage.coins(1);

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(stage.lastDecision().reason()).isEqualTo(DecisionReason.NOT_READY);
    }

    /** Both venues bring the market: what no candidate names is all that everything waits for. */
    private CandidateDesk venues() {
        final CandidateDesk venues = new CandidateDesk();
        venues.candidate(PERPETUAL, FIRST, FIRST_MARKET).candidate(OTHER, SECOND, SECOND_MARKET);
        venues.ready(FIRST, FIRST_MARKET, SECOND, SECOND_MARKET);
        venues.market(30_000);
        venues.coins(1);
        return venues;
    }

    @Test
    void shouldTakeOverWhenOnlyTheConnectionOfTheQuotesDies() {
        final CandidateDesk venues = venues();
        venues.execute(venues.outputs.takeOrder(), 30_000);
        venues.desk.connection(FIRST_MARKET, ConnectionPhase.DOWN);
        venues.coins(2);

        assertThat(venues.takeOrders()).containsExactly("1 SELL 30000 at 29999.5");
        assertThat(venues.lastCost(PERPETUAL).reason()).isEqualTo(DecisionReason.NOT_READY);
    }

    @Test
    void shouldWaitForAnOrderWhoseFateIsStillToldThoughTheQuotesAreGone() {
        final CandidateDesk venues = venues();
        final NewOrderDecoder order = venues.outputs.takeOrder();
        venues.desk.sent(order.orderId());
        venues.desk.connection(FIRST_MARKET, ConnectionPhase.DOWN);
        assertThat(venues.lastDecision().reason()).isEqualTo(DecisionReason.IN_FLIGHT);

        venues.coins(3);
        assertThat(venues.takeOrders()).as("beside it").containsExactly("1 SELL 60000 at 29999.5");

        venues.desk.connection(FIRST, ConnectionPhase.DOWN);
        assertThat(venues.lastDecision().reason()).as("not told any more").isEqualTo(DecisionReason.ORDER_UNKNOWN);
    }

    @Test
    void shouldTradeNothingWhenEveryMarketIsGone() {
        final CandidateDesk venues = venues();
        venues.execute(venues.outputs.takeOrder(), 30_000);
        venues.desk.connection(FIRST_MARKET, ConnectionPhase.DOWN);
        venues.desk.connection(SECOND_MARKET, ConnectionPhase.DOWN);
        venues.coins(2);

        assertThat(venues.takeOrders()).isEmpty();
        assertThat(venues.lastDecision().reason()).isEqualTo(DecisionReason.NOT_READY);
    }

    @Test
    void shouldKnowFromItsFingerprintWhereQuotesComeFrom() {
        final long unnamed = hashOf(new CandidateDesk().candidate(PERPETUAL, FIRST, 5, 1e9));
        final long same = hashOf(new CandidateDesk().candidate(PERPETUAL, FIRST, FIRST));
        final long apart = hashOf(new CandidateDesk().candidate(PERPETUAL, FIRST, FIRST_MARKET));
        final long elsewhere = hashOf(new CandidateDesk().candidate(PERPETUAL, FIRST, SECOND_MARKET));

        assertThat(same).as("with the orders unless said otherwise").isEqualTo(unnamed);
        assertThat(apart).isNotIn(same, elsewhere);
    }

    private static long hashOf(final CandidateDesk desk) {
        return desk.desk.engine.stateHash();
    }

    @Test
    void shouldTakeBackFirstWhatTheOneLeftStillHolds() {
        hedged();
        desk.connection(FIRST, ConnectionPhase.DOWN);
        stage.coins(3);
        desk.execute(stage.outputs.takeOrder());
        desk.connection(FIRST, ConnectionPhase.READY);
        stage.coins(1.5);

        final NewOrderDecoder back = stage.outputs.takeOrder();
        assertThat(CandidateDesk.text(back)).as("all it holds and no more").isEqualTo("0 BUY 30000 at 30000.5");
        desk.execute(back);
        assertThat(stage.takeOrders()).containsExactly("1 BUY 15000 at 30000.5");
    }

    @Test
    void shouldKeepTheDeltaWhateverInstrumentIsInUse() {
        hedged();
        stage.quote(OTHER, 30_300);
        stage.quote(PERPETUAL, 29_900);
        final double before = stage.delta();
        desk.connection(FIRST, ConnectionPhase.DOWN);
        final double after = stage.delta();
        desk.connection(FIRST, ConnectionPhase.READY);

        assertThat(after).isCloseTo(before, within(1e-12));
        assertThat(stage.delta()).isCloseTo(before, within(1e-12));
    }

    @Test
    void shouldAgreeWithTheDollarValueByFiniteDifferences() {
        for (final boolean isLinear : List.of(false, true)) {
            final Projection projection = isLinear ? Projection.FORWARD_OVER_HEDGE : Projection.UNIT;
            final int instrument = isLinear ? LINEAR : OTHER;
            final CandidateDesk one = new CandidateDesk(
                    new DeskPolicy().sense(DeltaSense.USD_NEUTRAL).projection(projection));
            one.candidate(PERPETUAL, FIRST).candidate(instrument, SECOND).ready(SECOND);
            one.market(30_000);
            one.quote(instrument, 30_600);
            one.coins(1);
            one.execute(one.outputs.takeOrder(), 30_600);
            one.desk.connection(FIRST, ConnectionPhase.READY);
            one.coins(1.05);

            assertThat(one.delta())
                    .as("coins, linear=%s", isLinear)
                    .isCloseTo(valueChange(one, instrument), within(1e-5))
                    .isGreaterThan(0.04);
        }
    }

    /** Central difference of the dollar value when index and quotes all move by the same factor, in coins. */
    private static double valueChange(final CandidateDesk stage, final int instrument) {
        final double step = 1e-4;
        final double up = valueAt(stage, instrument, 1 + step);
        final double down = valueAt(stage, instrument, 1 - step);
        valueAt(stage, instrument, 1);
        return (up - down) / (2 * step * 30_000);
    }

    private static double valueAt(final CandidateDesk stage, final int instrument, final double factor) {
        stage.desk.index(0, 30_000 * factor);
        stage.quote(PERPETUAL, 30_000 * factor);
        stage.quote(instrument, 30_600 * factor);
        return stage.desk.ledger(0).coinEquity() * 30_000 * factor
                + stage.desk.ledger(0).usdEquity();
    }
}
