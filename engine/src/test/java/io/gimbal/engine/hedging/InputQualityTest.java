package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static io.gimbal.engine.hedging.HedgingDesk.market;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When what the desk knows is old, one-sided, crossed, missing or marked as bad: no trade, the reason, and recovery. */
class InputQualityTest {
    private static final int CALL = 2;

    private final EngineScenario desk = HedgingDesk.levelDesk();
    private final Outputs outputs = desk.outputs;

    /** A deviation of one coin appears while nothing may be traded for the reason told. */
    private void refuses(final DecisionReason reason) {
        assertThat(outputs.takeOrders()).isEmpty();
        assertThat(outputs.lastDecision().action()).isEqualTo(DecisionAction.REFUSE);
        assertThat(outputs.lastReason()).isEqualTo(reason);
    }

    private void holdOption() {
        desk.call(CALL, 0, EXPIRY_NS, 30_000);
        desk.position(CALL, 1, 0);
        desk.vol(CALL, 0.6, 0);
        desk.executeAll();
    }

    @ParameterizedTest
    @CsvSource({"STALE_INDEX", "STALE_FORWARD", "STALE_VOL", "STALE_QUOTE"})
    void shouldRefuseOneNanosecondPastTheAgeLimitAndTradeAtIt(final DecisionReason reason) {
        holdOption();
        final long lastNs = desk.nowNs();
        desk.waitSeconds(5);
        refreshAllBut(reason);
        desk.at(lastNs + 10 * SECOND_NS);
        desk.position(FUTURE, 30_000, 30_000);
        assertThat(desk.executeAll()).as("at the limit").hasSize(1);

        desk.waitNs(1);
        desk.position(FUTURE, 60_000, 30_000);
        refuses(reason);
        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.STALE_DATA);

        refreshAll();
        assertThat(outputs.takeOrders()).as("recovered").hasSize(1);
    }

    private void refreshAll() {
        market(desk, 30_000);
        desk.vol(CALL, 0.6, 0);
    }

    private void refreshAllBut(final DecisionReason stale) {
        if (stale != DecisionReason.STALE_INDEX) {
            desk.index(0, 30_000);
        }
        if (stale != DecisionReason.STALE_QUOTE) {
            desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);
        }
        if (stale != DecisionReason.STALE_FORWARD) {
            desk.forward(0, EXPIRY_NS, 30_000);
        }
        if (stale != DecisionReason.STALE_VOL) {
            desk.vol(CALL, 0.6, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"29999.5, 0", "0, 30000.5", "0, 0", "30000.5, 29999.5"})
    void shouldRefuseAOneSidedEmptyOrCrossedQuote(final double bid, final double ask) {
        desk.quote(BTC_PERPETUAL, bid, ask);
        desk.position(FUTURE, 30_000, 30_000);
        refuses(DecisionReason.NO_QUOTE);
        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.STALE_DATA);

        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);
        assertThat(outputs.takeOrders()).hasSize(1);
    }

    @Test
    void shouldTradeOnALockedQuote() {
        desk.quote(BTC_PERPETUAL, 30_000, 30_000);
        desk.position(FUTURE, 30_000, 30_000);

        assertThat(outputs.takeOrders()).containsExactly("SELL 30000 at 30000");
    }

    @ParameterizedTest
    @EnumSource(
            value = InputQuality.class,
            names = {"STALE", "GAPPED", "CROSSED", "DIVERGENT"})
    void shouldNotBelieveDataThatIsMarkedAsBad(final InputQuality quality) {
        final int decisions = outputs.all.size();
        desk.index(0, 60_000, quality);
        desk.event(e -> e.quote()
                .instrumentId(BTC_PERPETUAL)
                .bidPrice(EngineScenario.scaled(59_999))
                .bidAmount(1)
                .askPrice(EngineScenario.scaled(60_001))
                .askAmount(1)
                .quality(quality));
        desk.event(e -> e.forwardPrice()
                .underlyingId(0)
                .expiryNs(EXPIRY_NS)
                .price(EngineScenario.scaled(60_000))
                .quality(quality));
        desk.event(e -> e.ticker()
                .instrumentId(FUTURE)
                .underlyingPrice(EngineScenario.scaled(60_000))
                .quality(quality)
                .state(InstrumentState.HALTED));
        assertThat(outputs.all).hasSize(decisions);

        desk.position(FUTURE, 30_000, 30_000);
        assertThat(outputs.takeOrders()).as("all as before").containsExactly("SELL 30000 at 29999.5");
    }

    @Test
    void shouldGrowStaleOnDataThatIsMarkedAsBad() {
        desk.waitNs(10 * SECOND_NS + 1);
        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);
        desk.forward(0, EXPIRY_NS, 30_000);
        desk.index(0, 30_000, InputQuality.GAPPED);
        desk.position(FUTURE, 30_000, 30_000);

        refuses(DecisionReason.STALE_INDEX);
    }

    @Test
    void shouldNotBeReadyBeforeEveryPartOfTheBookHasData() {
        final EngineScenario fresh = EngineScenario.btcDesk();
        fresh.future(FUTURE, 0, EXPIRY_NS);
        fresh.call(CALL, 0, EXPIRY_NS, 30_000);
        fresh.hedge(0, new DeskPolicy());
        fresh.position(FUTURE, 30_000, 30_000);
        fresh.position(CALL, 1, 0);
        fresh.ready();
        assertThat(fresh.outputs.lastReason()).isEqualTo(DecisionReason.NOT_READY);
        fresh.index(0, 30_000);
        assertThat(fresh.outputs.lastReason()).isEqualTo(DecisionReason.NOT_READY);
        fresh.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);
        assertThat(fresh.outputs.lastReason()).isEqualTo(DecisionReason.NOT_READY);
        fresh.forward(0, EXPIRY_NS, 30_000);
        assertThat(fresh.outputs.lastReason()).isEqualTo(DecisionReason.NOT_READY);
        assertThat(fresh.outputs.takeAlerts()).as("starting is no alarm").isEmpty();
        assertThat(fresh.outputs.takeOrders()).isEmpty();

        fresh.vol(CALL, 0.6, 0);
        assertThat(fresh.outputs.takeOrders()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionPhase.class,
            names = {"DOWN", "CONNECTED", "CLOSING"})
    void shouldNotTradeUnlessEveryConnectionIsReady(final ConnectionPhase phase) {
        desk.connection(3, phase);
        desk.position(FUTURE, 30_000, 30_000);
        refuses(DecisionReason.NOT_READY);

        desk.connection(3, ConnectionPhase.READY);
        assertThat(outputs.takeOrders()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = InstrumentState.class,
            names = {"SETTLEMENT", "HALTED", "LOCKED", "DELIVERED", "INACTIVE"})
    void shouldNotTradeAHedgeInstrumentThatIsNotOpen(final InstrumentState state) {
        desk.instrumentState(BTC_PERPETUAL, state);
        desk.position(FUTURE, 30_000, 30_000);
        refuses(DecisionReason.INSTRUMENT_STATE);
        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.LIMIT_HIT);

        desk.instrumentState(BTC_PERPETUAL, InstrumentState.OPEN);
        assertThat(outputs.takeOrders()).hasSize(1);
    }

    @Test
    void shouldTakeTheStateFromATicker() {
        desk.event(e -> e.ticker().instrumentId(BTC_PERPETUAL).state(InstrumentState.HALTED));
        desk.position(FUTURE, 30_000, 30_000);

        refuses(DecisionReason.INSTRUMENT_STATE);
    }

    @Test
    void shouldNotRefreshTheAgeOfAVolatilityByATickerWithoutOne() {
        holdOption();
        desk.waitNs(10 * SECOND_NS + 1);
        market(desk, 30_000);
        desk.event(e -> e.ticker().instrumentId(CALL));
        desk.vol(CALL, 0, 0);
        desk.position(FUTURE, 30_000, 30_000);

        refuses(DecisionReason.STALE_VOL);
    }

    @Test
    void shouldRefreshForwardAndVolatilityByOneTicker() {
        holdOption();
        desk.waitNs(10 * SECOND_NS + 1);
        desk.quote(BTC_PERPETUAL, 29_999.5, 30_000.5);
        desk.index(0, 30_000);
        desk.event(e -> e.ticker()
                .instrumentId(CALL)
                .markVol(EngineScenario.scaled(0.6))
                .underlyingPrice(EngineScenario.scaled(30_300))
                .indexPrice(EngineScenario.scaled(30_000)));
        desk.position(FUTURE, 30_300, 30_300);

        assertThat(outputs.takeOrders()).hasSize(1);
        assertThat(desk.ledger(0).futuresDelta())
                .as("one coin at a forward of 30,300")
                .isEqualTo(1.0);
    }

    @Test
    void shouldAlertOnceWhenEverythingIsFreshAndYetAPositionHasNoValue() {
        final long soonNs = desk.nowNs() + 1_000 * SECOND_NS;
        desk.call(CALL, 0, soonNs, 30_000);
        desk.position(CALL, 1, 0);
        desk.vol(CALL, 0.6, 0);
        desk.forward(0, soonNs, 100);
        outputs.takeAlerts();

        desk.index(0, 10);
        desk.index(0, 11);
        assertThat(outputs.lastReason()).as("a running average below nothing").isEqualTo(DecisionReason.NOT_READY);
        assertThat(outputs.takeAlerts()).containsExactly(AlertCode.UNPRICEABLE);
        assertThat(Outputs.last(outputs.alerts(0)).value()).isEqualTo(1);

        desk.index(0, 30_000);
        desk.index(0, 10);
        assertThat(outputs.takeAlerts()).as("said again when it begins again").containsExactly(AlertCode.UNPRICEABLE);
    }

    @Test
    void shouldAlertWhenTheVenueStatesAnotherPositionThanFillsMake() {
        desk.position(FUTURE, 0, 0);
        assertThat(outputs.alerts(0)).isEmpty();

        desk.position(FUTURE, 500, 30_000);
        assertThat(Outputs.last(outputs.alerts(0)).code()).isEqualTo(AlertCode.POSITION_MISMATCH);
        assertThat(Outputs.last(outputs.alerts(0)).value()).isEqualTo(500);
        assertThat(Outputs.last(outputs.alerts(0)).limitValue()).isZero();
        assertThat(Outputs.last(outputs.alerts(0)).instrumentId()).isEqualTo(FUTURE);
    }
}
