package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;
import static io.gimbal.engine.hedging.HedgingDesk.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OperatorVerb;
import org.junit.jupiter.api.Test;

/** How wide a band was over a run: each width counts as long as it stood. */
class BandWidthTest {
    private static final int CALL = 2;
    private static final String MODEL = "whalley-wilmott-edge:risk_aversion_per_usd=0.001,cost_bp=5";

    private final BandWidth width = new BandWidth();

    @Test
    void shouldWeighEachWidthByTheTimeThatItStood() {
        width.see(0, 0.2, 1e-4, 30_000);
        width.see(10, 0.4, 1e-4, 30_000);
        width.see(40, 0.1, 1e-4, 30_000);
        width.none(50);

        final double mean = (10 * 0.2 + 30 * 0.4 + 10 * 0.1) / 50;
        assertThat(width.meanCoins()).isCloseTo(mean, within(1e-15));
        assertThat(width.meanMoveBp()).as("gamma of 3 coins per unit move").isCloseTo(1e4 * mean / 3, within(1e-9));
        assertThat(width.isConstant()).isFalse();
    }

    @Test
    void shouldCountNothingWhileThereIsNoBand() {
        width.see(0, 0.2, 0, 30_000);
        width.none(10);
        width.see(1_000, 0.4, 1e-4, 30_000);
        width.none(1_010);

        assertThat(width.meanCoins()).isCloseTo(0.3, within(1e-15));
        assertThat(width.meanMoveBp())
                .as("without gamma no move carries the delta anywhere")
                .isCloseTo(1e4 * 0.4 / 3, within(1e-9));
    }

    @Test
    void shouldBeExactOfABandThatNeverChanges() {
        for (int i = 0; i < 7; i++) {
            width.see(i * 3L, 0.1, 1e-4, 30_000 + i);
        }

        assertThat(width.meanCoins()).isEqualTo(0.1);
        assertThat(width.isConstant()).isTrue();
    }

    @Test
    void shouldKnowNoWidthWhereThereNeverWasABand() {
        width.none(5);

        assertThat(width.meanCoins()).isNaN();
        assertThat(width.meanMoveBp()).isNaN();
    }

    @Test
    void shouldTellTheLastWidthWhereNoTimePassed() {
        width.see(5, 0.2, 1e-4, 30_000);
        width.see(5, 0.3, 1e-4, 30_000);

        assertThat(width.meanCoins()).isEqualTo(0.3);
        assertThat(width.meanMoveBp()).isCloseTo(1e4 * 0.3 / 3, within(1e-9));
    }

    // ------------------------------------------------------------------ of a desk

    private static EngineScenario shortCalls(final DeskPolicy policy) {
        final EngineScenario desk = EngineScenario.btcDesk();
        HedgingDesk.define(desk, policy, 0);
        desk.call(CALL, 0, EXPIRY_NS, 30_000);
        desk.vol(CALL, 0.6, 0.07);
        desk.position(CALL, -10, 0);
        desk.ready();
        market(desk, 30_000);
        return desk;
    }

    @Test
    void shouldMeasureTheBandOfAModelAndWhatMoveOfThePriceItIs() {
        final EngineScenario desk = shortCalls(DeskPolicy.of(MODEL));
        final double before = desk.outputs.lastDecision().bandHigh();
        desk.executeAll();
        desk.waitSeconds(3);
        desk.operator(OperatorVerb.SET_RISK_AVERSION, 0, 0.008 * 1e9);
        desk.waitSeconds(1);
        market(desk, 30_000);

        final BandWidth measured = desk.statistics(0).width();
        assertThat(before).isGreaterThan(0.1);
        assertThat(measured.meanCoins())
                .as("three seconds, and one of an eighth of the cube: half as wide")
                .isCloseTo((3 * before + 0.5 * before) / 4, within(2e-3 * before));
        final double gamma = 10 * 0.3989423 / (30_000 * 0.6 * Math.sqrt(30 / 365.0));
        assertThat(measured.meanMoveBp())
                .isCloseTo(1e4 * measured.meanCoins() / (gamma * 30_000), within(0.03 * measured.meanMoveBp()));
    }

    @Test
    void shouldHaveNoWidthOfAClockAndCountNoOutage() {
        final EngineScenario clock = shortCalls(DeskPolicy.of("fixed-time:interval_s=5"));
        clock.waitSeconds(3);
        market(clock, 30_000);
        assertThat(clock.statistics(0).width().meanCoins()).isNaN();

        final EngineScenario desk = HedgingDesk.trading(DeskPolicy.band(0.25, Landing.TO_TARGET), 0);
        desk.waitNs(SECOND_NS);
        desk.connection(0, ConnectionPhase.DOWN);
        desk.waitSeconds(60);
        market(desk, 30_000);
        assertThat(desk.statistics(0).width().meanCoins()).isEqualTo(0.25);
    }
}
