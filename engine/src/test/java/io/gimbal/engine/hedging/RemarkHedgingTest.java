package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.FUTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.journal.codec.DecisionAction;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaConfigurationEncoder;
import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OperatorVerb;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A desk that is short ten calls far out of the money, band 0.1 coin: a re-mark from 60 % to 65 % moves its delta by more
 * than the band and less than three times that.
 */
class RemarkHedgingTest {
    private static final int CALL = 2;
    private static final double CALM = 0.6;
    private static final double HIGH = 0.63;

    private final EngineScenario desk = HedgingDesk.levelDesk();

    @BeforeEach
    void sellCalls() {
        desk.call(CALL, 0, EXPIRY_NS, 36_000);
        desk.position(CALL, -20, 0);
        mark(CALM);
        desk.executeAll();
        desk.timer();
    }

    private void mark(final double vol) {
        desk.vol(CALL, vol, 0.02);
    }

    private void gate() {
        TimingText.tell(desk, "trade_on_remark = false");
    }

    private double deviation() {
        desk.waitSeconds(1);
        desk.timer();
        return desk.outputs.lastDecision().totalDelta();
    }

    @Test
    void shouldTradeOnReMarksAsEverWhereNobodySaysOtherwise() {
        mark(HIGH);

        assertThat(desk.executeAll()).hasSize(1);
        mark(CALM);
        assertThat(desk.executeAll()).as("and back: two spreads for nothing").hasSize(1);
    }

    @Test
    void shouldNotTradeOnMarksThatGoUpAndDown() {
        gate();
        for (int i = 0; i < 50; i++) {
            mark(i % 2 == 0 ? HIGH : CALM);
            assertThat(desk.outputs.takeOrders()).as("mark %d", i).isEmpty();
            if (i % 2 == 0) {
                assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.IV_NOISE);
                assertThat(desk.outputs.lastDecision().action()).isEqualTo(DecisionAction.HOLD);
            }
            desk.waitSeconds(1);
            HedgingDesk.market(desk, 30_000);
        }
        assertThat(desk.engine.badInputs()).isZero();
    }

    @Test
    void shouldTradeWhenThePriceMovesByAsMuch() {
        gate();
        mark(HIGH);
        assertThat(desk.outputs.takeOrders()).isEmpty();
        final double byMark = Math.abs(deviation());
        assertThat(byMark).isBetween(0.1, 0.3);
        mark(CALM);

        desk.quote(BTC_PERPETUAL, 30_299.5, 30_300.5);
        desk.index(0, 30_300);

        assertThat(desk.executeAll())
                .as("the price alone, by the ratio of forward to index")
                .isNotEmpty();
    }

    @Test
    void shouldTakeAReMarkForRealAfterAWhile() {
        gate();
        mark(HIGH);
        final double byMark = Math.abs(deviation());
        int seconds = 0;
        while (desk.outputs.takeOrders().isEmpty() && seconds < 3_600) {
            desk.waitSeconds(1);
            seconds++;
            HedgingDesk.market(desk, 30_000);
            if (seconds % 5 == 0) {
                mark(HIGH);
            }
        }

        final double halfLife = 300;
        final double expected = -halfLife * Math.log(0.1 / byMark) / Math.log(2);
        final double real = halfLife * Math.log(byMark / (byMark - 0.1)) / Math.log(2);
        assertThat(expected).as("the part that may be noise, %s, fades", byMark).isPositive();
        assertThat((double) seconds)
                .as("until all but half a width of it is real")
                .isCloseTo(real, within(4.0));
    }

    @Test
    void shouldNotHoldBackBeyondThreeHalfWidths() {
        gate();

        mark(0.8);

        assertThat(desk.executeAll()).hasSize(1);
    }

    @Test
    void shouldForgetReMarksThatATradeHasAnswered() {
        gate();
        mark(HIGH);
        desk.position(FUTURE, -6_000, 30_000);
        assertThat(desk.executeAll()).as("beyond three half-widths").hasSize(1);
        assertThat(deviation()).isCloseTo(0, within(0.001));

        desk.operator(OperatorVerb.SET_TARGET, 0, 0.15);

        assertThat(desk.executeAll())
                .as("none of the old drift excuses a new breach")
                .hasSize(1);
    }

    @Test
    void shouldNotHoldBackWhatAnEventCallsFor() {
        desk.hedge(0, new DeskPolicy().on(HedgeEvent.BOOK));
        gate();
        mark(HIGH);
        assertThat(desk.outputs.takeOrders()).isEmpty();

        desk.position(FUTURE, 100, 30_000);

        assertThat(desk.executeAll()).hasSize(1);
    }

    @Test
    void shouldNotTakeThePassingOfTimeForAReMark() {
        gate();
        desk.waitSeconds(12 * 3_600);
        HedgingDesk.market(desk, 30_000);
        mark(CALM);
        desk.executeAll();
        final double before = deviation();
        desk.waitSeconds(30 * 3_600);
        desk.timer();
        final double after = deviation();
        assertThat(Math.abs(after))
                .as("a day's decay leaves the band by itself")
                .isGreaterThan(0.1);
        HedgingDesk.market(desk, 30_000);
        mark(CALM);

        assertThat(desk.executeAll())
                .as("from %s: no part of it is a re-mark", before)
                .hasSize(1);
    }

    @Test
    void shouldTradeToTheCentreOnAReMarkOfHalfAHalfWidthWhereTheDeskAsks() {
        desk.hedge(0, DeskPolicy.band(0.2, Landing.TO_EDGE).on(HedgeEvent.SURFACE_REMARK));
        mark(CALM + 0.005);
        assertThat(desk.executeAll()).as("a little").isEmpty();

        mark(HIGH);

        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.EVENT);
        assertThat(desk.executeAll()).hasSize(1);
        assertThat(deviation()).isCloseTo(0, within(0.001));
    }

    private void refuses(final String what, final Consumer<DeltaConfigurationEncoder> fault) {
        final long before = desk.engine.badInputs();
        desk.event(e -> fault.accept(e.deltaConfiguration().underlyingId(0)));
        assertThat(desk.engine.badInputs()).as(what).isEqualTo(before + 1);
    }

    @Test
    void shouldRefuseWhatCannotBeMeant() {
        final long absent = EngineScenario.absent();
        refuses("a book that is not there", e -> e.underlyingId(9));
        refuses("no half-life", e -> e.remarkHalfLifeNs(0));
        refuses("half a life too long", e -> e.remarkHalfLifeNs(Long.MAX_VALUE));
        refuses("no multiple", e -> e.overrideMultiple(0));
        refuses("an interval of a nanosecond", e -> e.scoreIntervalNs(1));
        refuses("an interval before now", e -> e.scoreIntervalNs(-1));
        refuses("a ratio too large", e -> e.stickiness(1_000_000_001L));
        refuses("no ratio", e -> e.rule(DeltaRule.SKEW_STICKINESS));
        refuses("no coefficients", e -> e.rule(DeltaRule.MINIMUM_VARIANCE));
        refuses("half of the coefficients", e -> e.callA(1).callB(1).callC(1));
        refuses(
                "a coefficient too large",
                e -> e.callA(1).callB(1).callC(1).putA(1).putB(1).putC(-1_000_000_001L));
        refuses(
                "one missing",
                e -> e.callA(1).callB(1).callC(absent).putA(1).putB(1).putC(1));
        desk.executeAll();

        mark(HIGH);
        assertThat(desk.executeAll()).as("nothing of them was taken").hasSize(1);
    }
}
