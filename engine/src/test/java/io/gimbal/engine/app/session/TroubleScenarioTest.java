package io.gimbal.engine.app.session;

import static io.gimbal.engine.app.session.ScenarioExchange.SECOND;
import static io.gimbal.engine.app.session.ScenarioExchange.at;
import static io.gimbal.engine.app.session.ScenarioExchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.exchange.protocol.FaultKind;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A desk short ten straddle-like calls, level until the index jumps at the worst moment. Whatever goes wrong
 * then, its position is the exchange's in the end, it is level again, and nothing was bought twice.
 */
class TroubleScenarioTest extends LeakCheckedTest {
    private static final String DAY = "2026-01-06T";
    private static final String PERPETUAL = "BTC-PERPETUAL";
    private static final String CALL = "BTC-30JAN26-90000-C";
    private static final double BAND = 0.05;

    /** By 360 USD: a tenth of a coin for its gamma of 2.9e-5 a call. */
    private static final double RISEN = 90_360;

    @TempDir
    private Path folder = Path.of("");

    private final ScenarioExchange venue = exchange();

    private static ScenarioExchange exchange() {
        final ScenarioExchange made = new ScenarioExchange(
                DAY + "07:58:00Z", List.of(PERPETUAL, CALL), context -> context.settlementPauseNs(60 * SECOND));
        made.deposit("BTC", "100");
        made.trade(
                CALL,
                d("-10"),
                made.instrument(CALL).spec().tickBelow(made.instrument(CALL).markPrice()));
        return made;
    }

    private ScenarioDesk level() {
        final ScenarioDesk desk = ScenarioDesk.open(folder, DeskFiles.desk("inverse", "coin_neutral", BAND), venue);
        desk.runFor(20);
        assertThat(desk.delta(DeltaSense.COIN_NEUTRAL)).isBetween(-BAND, BAND);
        assertThat(desk.engine.position(desk.id(PERPETUAL))).isPositive();
        return desk;
    }

    private static double delta(final ScenarioDesk desk) {
        return desk.delta(DeltaSense.COIN_NEUTRAL);
    }

    private void assertWell(final ScenarioDesk desk) {
        assertThat(delta(desk)).isBetween(-BAND, BAND);
        for (final String name : List.of(PERPETUAL, CALL)) {
            assertThat(desk.engine.position(desk.id(name))).as(name).isEqualTo(venue.heldAmount(name));
        }
        assertThat(desk.in.fills.stream().map(Tape.Execution::tradeId)).doesNotHaveDuplicates();
        assertThat(desk.engine.orders().size()).as("orders without an end").isZero();
        assertThat(desk.out.alerts).doesNotContain(AlertCode.OVERFILL, AlertCode.POSITION_MISMATCH);
        assertThat(desk.isArmed()).isTrue();
    }

    @Test
    void shouldHoldItsOrdersWhileTheVenueSettlesAndGoOnByItself() {
        try (ScenarioDesk desk = level()) {
            desk.runUntil(DAY + "08:00:02Z");
            final int before = desk.orders().size();
            venue.market.index(RISEN);
            desk.runUntil(DAY + "08:00:59Z");
            assertThat(desk.orders()).hasSize(before);
            assertThat(desk.out.lastDecision).isEqualTo("REFUSE INSTRUMENT_STATE");
            assertThat(delta(desk)).isLessThan(-BAND);

            desk.runUntil(DAY + "08:01:10Z");

            assertThat(desk.orders().size()).isGreaterThan(before);
            assertThat(desk.orders().get(before).timeNs()).isGreaterThanOrEqualTo(at(DAY + "08:01:00Z"));
            assertWell(desk);
        }
    }

    @Test
    void shouldNotTradeOnABookThatIsEmptyAndTradeWhenItIsBack() {
        try (ScenarioDesk desk = level()) {
            venue.stopQuoting();
            desk.runFor(2);
            final int before = desk.orders().size();
            venue.market.index(RISEN);
            desk.runFor(20);
            assertThat(desk.orders()).hasSize(before);

            venue.quoting(PERPETUAL, "1", "1000000");
            desk.runFor(3);

            assertThat(desk.orders()).hasSize(before + 1);
            assertWell(desk);
        }
    }

    /** Each of these strikes at the moment of the order; the desk has half a minute to be well again. */
    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"LOST_ACK", "DUPLICATE", "DISCONNECT", "DROP", "LATENCY", "REJECT", "PARTIAL_FILL"})
    void shouldBeWellAgainSoonAfterWhateverStrikesItsOrder(final FaultKind kind) {
        try (ScenarioDesk desk = level()) {
            final int before = desk.orders().size();
            venue.faults.inject(kind, kind == FaultKind.DUPLICATE ? 20 : 1);
            venue.market.index(RISEN);

            desk.runUntil(DAY + "07:59:40Z");

            assertThat(venue.faults.occurred(kind)).isPositive();
            assertThat(desk.orders().size()).as("%s", desk.orders()).isBetween(before + 1, before + 3);
            assertWell(desk);
            assertThat(desk.counts().reconnects()).isEqualTo(kind == FaultKind.DISCONNECT ? 1 : 0);
            assertThat(desk.out.alerts.contains(AlertCode.ORDER_REJECTED)).isFalse();
        }
    }

    @Test
    void shouldDecideAnewAboutWhatAnImmediateOrderLeftWhenTheBookIsThin() {
        venue.quoting(PERPETUAL, "1", "9000");
        try (ScenarioDesk desk = ScenarioDesk.open(folder, DeskFiles.desk("inverse", "coin_neutral", BAND), venue)) {
            double open = -10;
            for (int second = 0; second < 100; second++) {
                desk.runFor(1);
                assertThat(delta(desk)).as("never beyond the target").isBetween(open - 1e-3, BAND);
                open = delta(desk);
            }

            assertThat(desk.orders().size()).as("a tenth of a coin each").isGreaterThan(40);
            assertWell(desk);
        }
    }

    @Test
    void shouldComeBackAndHedgeAfterTheVenueSaysTooManyRequests() {
        final OtherConnection flood = venue.connect(ScenarioExchange.KEY, ScenarioExchange.SECRET);
        try (ScenarioDesk desk = level()) {
            final int before = desk.orders().size();
            for (int i = 0; i < 99; i++) {
                flood.take(PERPETUAL, Side.BUY, d("10"), d("80000"));
            }
            flood.poll(desk.nowNs());
            venue.market.index(RISEN);

            desk.runUntil(DAY + "07:59:50Z");

            assertThat(desk.orders().size()).isGreaterThan(before);
            assertWell(desk);
        }
    }
}
