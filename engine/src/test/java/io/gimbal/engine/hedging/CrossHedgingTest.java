package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.CrossDesk.COINS;
import static io.gimbal.engine.hedging.CrossDesk.LINEAR;
import static io.gimbal.engine.hedging.CrossDesk.OTHER;
import static io.gimbal.engine.hedging.CrossDesk.OTHER_FUTURE;
import static io.gimbal.engine.hedging.CrossDesk.OWN;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.CandidateState;
import io.gimbal.journal.codec.ChoiceCause;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A book hedged with the perpetual of another coin, where its own has none that can be used. */
class CrossHedgingTest {
    private static final long SEED = 20_260_729;
    private static final double AVERSION = 100_000;

    private final CrossDesk stage = new CrossDesk(SEED);
    private final EngineScenario desk = stage.desk;

    /** A day and a half of prices: more than a thousand returns. */
    private void measured(final int instrument) {
        stage.choice(AVERSION).crossCandidate(instrument).ready();
        stage.steps(2_000);
    }

    /** So that what is moved from one to the other goes in few steps. */
    private void wideBand() {
        desk.hedge(
                0,
                DeskPolicy.band(5, Landing.TO_TARGET)
                        .sense(DeltaSense.USD_NEUTRAL)
                        .with(OWN));
    }

    @Test
    void shouldLeaveTheVarianceThatTheCorrelationSays() {
        stage.moves(1.3, 0.6, 0.5);
        measured(OTHER);
        stage.coins();
        stage.fillAll();

        double hedgedSquares = 0;
        double openSquares = 0;
        final int steps = 6_000;
        for (int i = 0; i < steps; i++) {
            final double before = desk.statistics(0).equity().pnlUsd();
            final double price = stage.own;
            stage.step();
            final double hedged = (desk.statistics(0).equity().pnlUsd() - before) / price;
            final double open = COINS * (stage.own - price) / price;
            hedgedSquares += hedged * hedged;
            openSquares += open * open;
        }

        final double left = 1 - stage.correlation() * stage.correlation();
        final double error = 4 * left * Math.sqrt(2.0 / steps);
        assertThat(hedgedSquares / openSquares).as("seed %d", SEED).isCloseTo(left, within(error));
        assertThat(stage.held(OWN)).isZero();
        assertThat(stage.lastCross().effectiveness()).isCloseTo(1 - left, within(0.05));
    }

    @Test
    void shouldHoldTheRatioInDollarsAgainstTheExposure() {
        stage.moves(1.3, 0.6, 0.3);
        measured(OTHER);
        stage.coins();
        stage.fillAll();

        final double ratio = stage.lastCross().ratio();
        assertThat(ratio).isCloseTo(1.3, within(0.06));
        assertThat(stage.held(OTHER)).isCloseTo(-ratio * COINS * stage.own, within(1.0));
        assertThat(stage.lastCross().coinsPerCoin()).isCloseTo(ratio * stage.own / stage.other, within(1e-4));
        assertThat(stage.delta()).isCloseTo(0, within(0.1));
        assertThat(stage.lastCost(OTHER).weight()).isCloseTo(1 / ratio, within(1e-12));
    }

    @Test
    void shouldHoldCoinsOfALinearPerpetual() {
        stage.moves(0.8, 0.6, 0.2);
        measured(LINEAR);
        stage.coins();
        stage.fillAll();

        final double coins = stage.lastCross().coinsPerCoin() * COINS;
        assertThat(stage.held(LINEAR)).isCloseTo(-coins, within(0.01));
        assertThat(coins * stage.other / (COINS * stage.own)).isCloseTo(0.8, within(0.05));
    }

    @Test
    void shouldHedgeWithItsOwnWhileThatCanBeTraded() {
        stage.moves(1, 0.6, 0.2)
                .choice(AVERSION)
                .ownCandidate()
                .crossCandidate(OTHER)
                .ready();
        stage.steps(500);
        stage.coins();
        stage.fillAll();

        assertThat(stage.held(OWN)).isCloseTo(-COINS * stage.own, within(1.0));
        assertThat(stage.held(OTHER)).isZero();
        assertThat(stage.lastCost(OTHER).state()).isEqualTo(CandidateState.ELIGIBLE);
        assertThat(stage.lastCost(OTHER).riskUsd())
                .as("half the aversion times the variance left of a day, of the dollars hedged")
                .isCloseTo(
                        0.5
                                * AVERSION
                                / 1e9
                                * Math.pow(stage.lastCross().residualVol(), 2)
                                / 365
                                * Math.pow(stage.lastChoice().sizeUsd(), 2),
                        within(1e-6));
        assertThat(stage.lastCost(OWN).riskUsd())
                .isLessThan(stage.lastCost(OTHER).riskUsd());
    }

    @Test
    void shouldStandInWhileItsOwnIsHaltedAndGoHomeWhenItTradesAgain() {
        wideBand();
        stage.moves(1, 0.6, 0.2)
                .choice(AVERSION)
                .ownCandidate()
                .crossCandidate(OTHER)
                .ready();
        stage.steps(500);
        desk.instrumentState(OWN, InstrumentState.HALTED);
        stage.coins();
        stage.fillAll();
        final double stoodIn = stage.held(OTHER);
        assertThat(stoodIn).isCloseTo(-stage.lastCross().ratio() * COINS * stage.own, within(1.5));
        assertThat(stage.lastChoice().chosenId()).isEqualTo(OTHER);

        desk.instrumentState(OWN, InstrumentState.OPEN);
        double worst = 0;
        for (int i = 0; i < 4_000 && stage.held(OTHER) != 0; i++) {
            desk.waitSeconds(1);
            desk.timer();
            desk.index(0, stage.own);
            stage.market();
            stage.fillAll();
            worst = Math.max(worst, Math.abs(stage.delta()));
        }

        assertThat(stage.lastChoice().chosenId()).isEqualTo(OWN);
        assertThat(stage.choices()).anyMatch(choice -> choice.cause() == ChoiceCause.SWITCH);
        assertThat(stage.held(OTHER)).as("all of it went home").isZero();
        assertThat(stage.held(OWN)).isCloseTo(-COINS * stage.own, within(501.0));
        assertThat(worst).as("on the way the delta stays inside its band").isLessThanOrEqualTo(5 + 1e-9);
    }

    @Test
    void shouldRefuseWithAReasonWhenTooLittleMovesTogether() {
        stage.moves(0.2, 0.5, 0.6);
        measured(OTHER);
        stage.coins();

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(stage.lastCross().correlation()).isLessThan(0.5);
        assertThat(stage.lastCross().reason()).isEqualTo(DecisionReason.NO_RATIO);
        assertThat(stage.lastCost(OTHER).state()).isEqualTo(CandidateState.NOT_TRADABLE);
        assertThat(desk.outputs.lastDecision().reason()).isEqualTo(DecisionReason.NO_RATIO);
    }

    @Test
    void shouldRefuseUntilEnoughReturnsWereSeen() {
        stage.moves(1, 0.6, 0.1).choice(AVERSION).crossCandidate(OTHER).ready();
        stage.coins();
        stage.steps(99);
        assertThat(stage.held(OTHER)).isZero();
        assertThat(stage.lastCross().reason()).isEqualTo(DecisionReason.NO_RATIO);

        stage.steps(10);

        assertThat(stage.lastCross().samples()).isGreaterThan(100);
        assertThat(stage.held(OTHER)).isCloseTo(-COINS * stage.own, within(0.1 * COINS * stage.own));
    }

    @Test
    void shouldGiveBackWhatItHoldsWhenTheCorrelationIsLost() {
        wideBand();
        stage.moves(1, 0.6, 0.2)
                .choice(AVERSION)
                .ownCandidate()
                .crossCandidate(OTHER)
                .ready();
        stage.steps(1_000);
        desk.instrumentState(OWN, InstrumentState.HALTED);
        stage.coins();
        stage.fillAll();
        assertThat(stage.held(OTHER)).isNotZero();

        stage.moves(-1, 0.6, 0.6);
        stage.steps(1_500);
        final double stuck = stage.held(OTHER);
        assertThat(stage.lastCross().reason()).isEqualTo(DecisionReason.NO_RATIO);
        assertThat(stage.outputs.takeAlerts()).contains(AlertCode.NO_HEDGE_INSTRUMENT);
        assertThat(stuck).as("nowhere to go").isNotZero();

        desk.instrumentState(OWN, InstrumentState.OPEN);
        for (int i = 0; i < 4_000 && stage.held(OTHER) != 0; i++) {
            desk.waitSeconds(1);
            desk.timer();
            stage.market();
            stage.fillAll();
        }
        assertThat(stage.held(OTHER)).isZero();
        assertThat(stage.delta()).isCloseTo(0, within(5.0));
    }

    @Test
    void shouldHedgeByTheRatioThatTheDeskStates() {
        stage.moves(1.3, 0.6, 0.2)
                .choice(AVERSION)
                .crossCandidate(
                        OTHER, event -> event.crossRatio(HedgeRatioKind.ONE).fixedRatio(scaled(0.9)))
                .ready();
        stage.steps(1_000);
        stage.coins();
        stage.fillAll();

        assertThat(stage.held(OTHER)).isCloseTo(-0.9 * COINS * stage.own, within(1.0));
        assertThat(stage.lastCross().measuredRatio()).isCloseTo(1.3, within(0.1));
        final double own = Math.pow(1.3 * 0.6, 2) + 0.2 * 0.2;
        final double left = Math.pow(0.4 * 0.6, 2) + 0.2 * 0.2;
        assertThat(stage.lastCross().residualVol())
                .as("what 0.9 leaves, not what the best would")
                .isCloseTo(Math.sqrt(left), within(0.03));
        assertThat(stage.lastCross().effectiveness()).isCloseTo(1 - left / own, within(0.05));
    }

    @Test
    void shouldCountItsDollarsAgainstTheLimitsOfTheBook() {
        desk.limits(
                0,
                new DeskLimits()
                        .maxAgesSeconds(300, 300, 300, 300)
                        .maxPositionUsd(40_000)
                        .maxOrderUsd(40_000));
        stage.moves(1, 0.6, 0.2);
        measured(OTHER);
        stage.coins();
        stage.fillAll();

        assertThat(stage.held(OTHER)).as("no further than the book's own cap").isCloseTo(-40_000, within(1.0));
        assertThat(desk.outputs.lastDecision().reason()).isEqualTo(DecisionReason.POSITION);
    }

    @Test
    void shouldHoldItsPriceAgainstTheIndexOfItsOwnCoin() {
        stage.moves(1, 0.6, 0.2);
        measured(OTHER);
        desk.index(1, stage.other * 0.9);
        desk.quote(OTHER, stage.other, stage.other * 1.0001);
        stage.coins();

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(desk.outputs.lastDecision().reason()).isEqualTo(DecisionReason.PRICE_COLLAR);
    }

    @Test
    void shouldWaitForAFreshIndexOfItsOwnCoin() {
        stage.moves(1, 0.6, 0.2);
        measured(OTHER);
        stage.coins();
        stage.fillAll();
        desk.waitSeconds(301);
        desk.index(0, stage.own * 1.1);
        desk.quote(OTHER, stage.other, stage.other * 1.0001);

        assertThat(stage.takeOrders()).isEmpty();
        assertThat(desk.outputs.lastDecision().reason()).isEqualTo(DecisionReason.STALE_INDEX);
    }

    @Test
    void shouldBookWhatTheOtherCoinEarnsAndCostsInDollars() {
        stage.moves(1, 0.6, 0.1);
        measured(OTHER);
        stage.isFilled = false;
        final double before = desk.statistics(0).equity().pnlUsd();
        desk.cash(0, Currency.COIN, 0);
        desk.position(OTHER, -30_000, stage.other);
        stage.other *= 0.98;
        stage.market();
        final double entry = stage.other / 0.98;
        final double coins = 30_000 / stage.other - 30_000 / entry;
        assertThat(desk.statistics(0).equity().pnlUsd() - before)
                .as("coins of the other, at its price")
                .isCloseTo(coins * stage.other, within(1e-6 * 600));

        final NewOrderDecoder order = stage.takeOrders().get(0);
        desk.event(events -> events.fill()
                .tradeId(77)
                .orderId(order.orderId())
                .instrumentId(OTHER)
                .side(order.side())
                .amount(order.amount())
                .price(scaled(stage.other))
                .fee(scaled(0.005))
                .feeCurrency(Currency.COIN));
        final double closed = order.amount() / 1e8 / 30_000;
        assertThat(desk.ledger(0).usdEquity()).isCloseTo(coins * stage.other - 0.005 * stage.other, within(0.01));
        assertThat(closed).isEqualTo(1);
        assertThat(desk.statistics(0).equity().feesUsd()).isCloseTo(0.005 * stage.other, within(1e-6));
    }

    @Test
    void shouldRefuseWhatCannotBeMeant() {
        final List<Runnable> wrong = List.of(
                () -> stage.choice(0).crossCandidate(OTHER),
                () -> stage.choice(AVERSION).crossCandidate(OTHER_FUTURE),
                () -> stage.crossCandidate(OWN),
                () -> stage.crossCandidate(OTHER, event -> event.minCorrelation(0)),
                () -> stage.crossCandidate(OTHER, event -> event.minCorrelation(scaled(1))),
                () -> stage.crossCandidate(OTHER, event -> event.minSamples(1)),
                () -> stage.crossCandidate(OTHER, event -> event.ratioSampleNs(0)),
                () -> stage.crossCandidate(OTHER, event -> event.ratioSampleNs(2 * CrossDesk.DAY_NS)),
                () -> stage.crossCandidate(
                        OTHER, event -> event.crossRatio(HedgeRatioKind.ONE).fixedRatio(0)),
                () -> stage.crossCandidate(
                        OTHER, event -> event.crossRatio(HedgeRatioKind.ONE).fixedRatio(scaled(11))));
        for (int i = 0; i < wrong.size(); i++) {
            final long before = desk.engine.badInputs();
            wrong.get(i).run();
            assertThat(desk.engine.badInputs()).as("case %d", i).isEqualTo(before + 1);
        }
    }

    @Test
    void shouldRefuseTheCoinThatIsHedgedItself() {
        desk.hedge(1, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL).with(LINEAR));
        final long before = desk.engine.badInputs();
        stage.choice(AVERSION).crossCandidate(OTHER);
        assertThat(desk.engine.badInputs()).isEqualTo(before + 1);

        final CrossDesk other = new CrossDesk(SEED);
        other.choice(AVERSION).crossCandidate(OTHER);
        other.desk.hedge(1, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL).with(LINEAR));
        assertThat(other.desk.engine.badInputs()).as("the other way round").isEqualTo(1);
    }

    @Test
    void shouldGoOnWithWhatAnEarlierSessionMeasured() {
        stage.moves(1.2, 0.6, 0.2);
        measured(OTHER);
        stage.coins();
        stage.fillAll();
        final double ratio = stage.lastCross().ratio();
        final double held = stage.held(OTHER);

        desk.waitSeconds(30);
        stage.session(2);
        stage.choice(AVERSION).crossCandidate(OTHER).ready();
        desk.position(OTHER, held, stage.other);
        stage.coins();
        stage.step();

        assertThat(stage.lastCross().samples()).isGreaterThan(900);
        assertThat(stage.lastCross().ratio()).isCloseTo(ratio, within(0.02));
        assertThat(stage.held(OTHER)).as("nothing was undone").isCloseTo(held, within(0.05 * Math.abs(held)));
    }

    @Test
    void shouldDecideTheSameWhenItsInputsArePlayedAgain() {
        stage.moves(1.1, 0.6, 0.3);
        measured(OTHER);
        stage.coins();
        stage.fillAll();
        stage.steps(50);

        final Outputs again = new Outputs();
        final HedgeEngine replay = new HedgeEngine(again);
        desk.inputs.forEach(input -> input.playTo(replay));

        assertThat(replay.outputHash()).isEqualTo(desk.engine.outputHash());
        assertThat(replay.stateHash()).isEqualTo(desk.engine.stateHash());
    }

    /** A venue tells of fills that a session missed before it says what the index is. */
    @Test
    void shouldBookAFillThatComesBeforeTheFirstIndex() {
        final CrossDesk early = new CrossDesk(SEED).choice(AVERSION);
        early.crossCandidate(LINEAR);
        early.desk.fill(7, 0, LINEAR, Side.BUY, 1, 3_000);
        early.desk.fill(8, 0, LINEAR, Side.SELL, 1, 3_100);
        early.ready();
        early.step();

        assertThat(early.desk.ledger(0).usdEquity()).isCloseTo(100, within(1e-6));
        assertThat(early.desk.engine.badInputs()).isZero();
    }
}
