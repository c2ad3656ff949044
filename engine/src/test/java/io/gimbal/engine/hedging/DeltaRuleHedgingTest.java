package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.VolSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each delta rule against finite differences of the whole book along the rule's own assumption. */
class DeltaRuleHedgingTest {
    private static final double FORWARD = 30_000;

    private final SmileDesk smiles = new SmileDesk();
    private final EngineScenario desk = smiles.desk;

    /** A file that says sticky strike says nothing: the engine begins so. Here it must be told to go back. */
    private void rule(final String delta) {
        if ("sticky-strike".equals(delta)) {
            desk.event(e -> e.deltaConfiguration().underlyingId(0));
        } else {
            TimingText.tell(desk, "delta = \"" + delta + '"');
        }
    }

    /** What a rule adds to the total that the ledger shows at the same moment. */
    private double change(final String delta) {
        rule(delta);
        return smiles.totalDelta() - desk.ledger(0).projected(DeltaSense.COIN_NEUTRAL);
    }

    @ParameterizedTest
    @CsvSource({
        "sticky-moneyness, 0, 30000",
        "skew-stickiness:0.5, 0.5, 30000",
        "skew-stickiness:1, 1, 30000",
        "skew-stickiness:2, 2, 30000",
        "skew-stickiness:-1, -1, 30000",
        "sticky-moneyness, 0, 30900",
        "skew-stickiness:2, 2, 28800"
    })
    void shouldHedgeTheDerivativeAlongTheSmilesDynamics(final String delta, final double ratio, final double forward) {
        smiles.smile(FORWARD, 0);
        HedgingDesk.market(desk, forward);

        final double change = change(delta);

        final double expected = smiles.delta(forward, FORWARD, ratio) - smiles.delta(forward, FORWARD, 1);
        assertThat(change).isCloseTo(expected, within(2e-5 * Math.abs(expected) + 2e-7));
        if (ratio != 1) {
            assertThat(Math.abs(expected)).as("there is something to see").isGreaterThan(0.1);
        }
        assertThat(desk.engine.badInputs()).isZero();
        assertThat(desk.outputs.takeAlerts()).isEmpty();
    }

    @Test
    void shouldLeaveTheLedgerBlacks() {
        smiles.smile(FORWARD, 0);
        rule("skew-stickiness:2");
        smiles.totalDelta();

        assertThat(desk.ledger(0).optionDelta()).isCloseTo(smiles.delta(FORWARD, FORWARD, 1), within(1e-6));
    }

    @Test
    void shouldFollowPositionsAndSmiles() {
        smiles.smile(FORWARD, 0);
        final double whole = change("sticky-moneyness");
        for (int i = 0; i < SmileDesk.STRIKES.length; i++) {
            desk.position(10 + i, 2 * SmileDesk.COINS[i], 0);
        }
        assertThat(change("sticky-moneyness")).isCloseTo(2 * whole, within(1e-4 * Math.abs(whole)));
        for (int i = 0; i < SmileDesk.STRIKES.length; i++) {
            desk.position(10 + i, SmileDesk.COINS[i], 0);
        }
        HedgingDesk.market(desk, 31_000);
        smiles.smile(31_000, 0);
        final double expected = smiles.delta(31_000, 31_000, 0) - smiles.delta(31_000, 31_000, 1);

        assertThat(change("sticky-moneyness")).isCloseTo(expected, within(2e-5 * Math.abs(expected) + 2e-7));
    }

    @Test
    void shouldTradeTheDifference() {
        smiles.smile(FORWARD, 0);
        desk.hedge(0, new DeskPolicy());
        desk.event(e ->
                new DeskPolicy().encode(e.bookConfiguration().underlyingId(0).volSource(VolSource.SURFACE)));
        desk.executeAll();
        smiles.totalDelta();
        assertThat(desk.outputs.lastReason()).isEqualTo(DecisionReason.INSIDE_BAND);

        rule("sticky-moneyness");

        assertThat(desk.executeAll()).hasSize(1);
        assertThat(smiles.totalDelta()).isCloseTo(0, within(0.001));
        rule("sticky-strike");
        assertThat(desk.executeAll()).as("and back").hasSize(1);
    }

    @Test
    void shouldFallBackToBlackWithoutASmileAndSaySoOnce() {
        rule("sticky-moneyness");
        smiles.totalDelta();
        assertThat(desk.outputs.takeAlerts()).containsExactly(AlertCode.DELTA_FALLBACK);
        assertThat(desk.outputs.alerts(0).get(desk.outputs.alerts(0).size() - 1).value())
                .isEqualTo(SmileDesk.STRIKES.length);
        smiles.totalDelta();
        assertThat(desk.outputs.takeAlerts()).isEmpty();
        assertThat(change("sticky-moneyness")).isZero();
        assertThat(desk.outputs.takeAlerts()).as("said already").isEmpty();

        smiles.smile(FORWARD, 0);
        assertThat(Math.abs(change("sticky-moneyness"))).isGreaterThan(0.1);
        assertThat(desk.outputs.takeAlerts()).isEmpty();
        smiles.withdraw();
        smiles.totalDelta();
        assertThat(desk.outputs.takeAlerts()).as("again").containsExactly(AlertCode.DELTA_FALLBACK);
        assertThat(change("sticky-moneyness")).isZero();
    }

    @Test
    void shouldNotMoveTheVenuesTotal() {
        final SmileDesk venue = new SmileDesk(DeltaSense.VENUE);
        venue.smile(FORWARD, 0);
        TimingText.tell(venue.desk, "delta = \"sticky-moneyness\"");

        assertThat(venue.totalDelta()).isCloseTo(venue.desk.ledger(0).projected(DeltaSense.VENUE), within(1e-12));
    }

    @Test
    void shouldHoldNoSlopeAgainstAnExpiryThatIsOver() {
        smiles.smile(FORWARD, 0);
        rule("skew-stickiness:2");
        desk.at(HedgingDesk.EXPIRY_NS + 1);
        HedgingDesk.market(desk, FORWARD);
        smiles.totalDelta();

        assertThat(desk.outputs.lastDecision().totalDelta())
                .isCloseTo(desk.ledger(0).projected(DeltaSense.COIN_NEUTRAL), within(1e-12));
    }

    @Test
    void shouldLearnTheRatioThatTheSmilesShow() {
        double forward = FORWARD;
        rule("estimated");
        smiles.smile(forward, 0);
        final int moves = 400;
        for (int i = 0; i < moves; i++) {
            desk.waitSeconds(300);
            forward = i % 2 == 0 ? 30_150 : FORWARD;
            HedgingDesk.market(desk, forward);
            smiles.smile(forward, 0);
        }
        final double slope = (SmileDesk.vol(1e-6) - SmileDesk.vol(-1e-6)) / 2e-6;
        final double move = slope * Math.log(30_150 / FORWARD);
        final double kept = Math.pow(0.5, 300 / (20.0 * 86_400));
        final double squares = move * move * (1 - Math.pow(kept, moves)) / (1 - kept);
        final double prior = 288 * 5e-4 * 5e-4;
        final double ratio = prior / (squares + prior);

        final double change = change("estimated");

        final double expected = smiles.delta(forward, forward, ratio) - smiles.delta(forward, forward, 1);
        assertThat(ratio).as("moneyness sticks in this world").isLessThan(0.3);
        assertThat(change).isCloseTo(expected, within(1e-3 * Math.abs(expected)));
    }

    @Test
    void shouldHedgeByGivenCoefficientsOfMinimumVariance() {
        smiles.smile(FORWARD, 0);
        final double[] calls = {-0.25, 0.1, 0.05};
        final double[] puts = {-0.2, -0.15, 0.3};
        final String rule = "minimum-variance:-0.25,0.1,0.05;-0.2,-0.15,0.3";

        assertThat(change(rule)).isCloseTo(minimumVariance(FORWARD, calls, puts), within(1e-6));
        HedgingDesk.market(desk, FORWARD * (1 + 0.9e-4));
        HedgingDesk.market(desk, FORWARD * (1 + 3e-4));
        assertThat(change(rule)).isCloseTo(minimumVariance(FORWARD * (1 + 3e-4), calls, puts), within(1e-6));
    }

    /** Between two looks the sum stands still, and the bound that the class states holds. */
    @Test
    void shouldBeNoFurtherOffBetweenTwoLooksThanItSays() {
        smiles.smile(FORWARD, 0);
        final double[] same = {-0.25, 0.1, 0.05};
        rule("minimum-variance:-0.25,0.1,0.05");
        smiles.totalDelta();
        desk.event(e -> e.engineConfiguration()
                .decisionHeartbeatNs(1)
                .greeksIntervalNs(EngineScenario.SECOND_NS)
                .stateHashInterval(65_536)
                .maxMessages(100)
                .rateWindowNs(EngineScenario.SECOND_NS));
        double gross = 0;
        double stdDev = 1;
        for (int i = 0; i < SmileDesk.STRIKES.length; i++) {
            gross += Math.abs(SmileDesk.COINS[i]);
            stdDev = Math.min(
                    stdDev, SmileDesk.vol(Math.log(SmileDesk.STRIKES[i] / FORWARD)) * Math.sqrt(smiles.years()));
        }
        final double bound = 0.6 * 0.4 * gross * 1e-4 / stdDev;
        double furthest = 0;
        for (int i = -9; i <= 9; i++) {
            final double forward = FORWARD * (1 + i * 1e-5);
            desk.waitNs(1_000);
            HedgingDesk.market(desk, forward);
            final double shown =
                    desk.outputs.lastDecision().totalDelta() - desk.ledger(0).projected(DeltaSense.COIN_NEUTRAL);
            furthest = Math.max(furthest, Math.abs(shown - minimumVariance(forward, same, same)));
        }
        assertThat(furthest).as("it stands still").isBetween(1e-7, bound);
        assertThat(bound).as("coins, of 34 held").isLessThan(0.01);
    }

    private double minimumVariance(final double forward, final double[] calls, final double[] puts) {
        double total = 0;
        for (int i = 0; i < SmileDesk.STRIKES.length; i++) {
            final double vol = SmileDesk.vol(Math.log(SmileDesk.STRIKES[i] / FORWARD));
            final double stdDev = vol * Math.sqrt(smiles.years());
            final double d1 = Math.log(forward / SmileDesk.STRIKES[i]) / stdDev + 0.5 * stdDev;
            final double delta = SmileDesk.normal(d1) - (SmileDesk.isCall(i) ? 0 : 1);
            final double[] c = SmileDesk.isCall(i) ? calls : puts;
            total += SmileDesk.COINS[i] * SmileDesk.density(d1) * (c[0] + c[1] * delta + c[2] * delta * delta);
        }
        return total;
    }

    /** A hundred and fifty strikes more, so that a fit pays, against the sum of vega and slope strike by strike. */
    @Test
    void shouldSumManyStrikesAsExactly() {
        final int count = 150;
        for (int i = 0; i < count; i++) {
            desk.option(100 + i, 0, HedgingDesk.EXPIRY_NS, strike(i), OptionType.CALL, Settlement.INVERSE);
            desk.position(100 + i, coins(i), 0);
        }
        smiles.smile(FORWARD, 0);
        rule("sticky-moneyness");
        for (int i = 0; i < 3_000; i++) {
            desk.spot(FORWARD + (i % 7) + 0.001 * i);
            if (i % 50 == 0) {
                assertThat(desk.outputs.takeOrders()).isEmpty();
            }
        }
        final double forward = FORWARD + 3.5;
        HedgingDesk.market(desk, forward);

        final double change = change("sticky-moneyness");

        double expected = 0;
        double gross = 0;
        for (int i = 0; i < count; i++) {
            expected += slopeDelta(forward, strike(i), coins(i));
            gross += Math.abs(coins(i));
        }
        for (int i = 0; i < SmileDesk.STRIKES.length; i++) {
            expected += slopeDelta(forward, SmileDesk.STRIKES[i], SmileDesk.COINS[i]);
        }
        assertThat(change).isCloseTo(expected, within(2e-5 * Math.abs(expected) + 1e-8 * gross));
        assertThat(Math.abs(expected)).isGreaterThan(0.1);
    }

    private static double strike(final int i) {
        return 20_000 + 150 * i;
    }

    private static double coins(final int i) {
        return (i * 7 % 11) - 4.5;
    }

    /** Minus vega times slope over the forward, coins; the slope by a difference of the smile. */
    private double slopeDelta(final double forward, final double strike, final double coins) {
        final double k = Math.log(strike / FORWARD);
        final double slope = (SmileDesk.vol(k + 1e-5) - SmileDesk.vol(k - 1e-5)) / 2e-5;
        final double stdDev = SmileDesk.vol(k) * Math.sqrt(smiles.years());
        final double d1 = Math.log(forward / strike) / stdDev + 0.5 * stdDev;
        return -coins * SmileDesk.density(d1) * Math.sqrt(smiles.years()) * slope;
    }
}
