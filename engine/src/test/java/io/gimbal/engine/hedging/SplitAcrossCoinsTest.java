package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.CrossDesk.OTHER;
import static io.gimbal.engine.hedging.CrossDesk.OWN;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.HedgeSplitDecoder;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Needs are split between instruments of the book's own coin alone: the perpetual of another carries all of it or none. */
class SplitAcrossCoinsTest {
    private static final double TOUCH = 10_000;

    private final CrossDesk stage = new CrossDesk(20_260_811);

    /** What one candidate costs above another is no reason to leave it out of a split here. */
    private void splitting() {
        stage.desk.event(events -> events.instrumentChoiceConfiguration()
                .horizonNs(CrossDesk.DAY_NS)
                .intervalNs(60 * SECOND_NS)
                .confidence(scaled(1))
                .riskAversion(scaled(100_000))
                .basisHalfLifeNs(CrossDesk.DAY_NS)
                .rollBeforeNs(0)
                .ratio(HedgeRatioKind.ONE)
                .maxSplits((short) 4)
                .splitWithin(scaled(1))
                .splitOrderUsd(0)
                .underlyingId(0));
    }

    private void measured() {
        stage.moves(1.2, 0.6, 0.2);
        splitting();
        stage.ownCandidate().crossCandidate(OTHER).ready();
        stage.steps(500);
    }

    private long splits() {
        return stage.outputs.all.stream()
                .filter(message -> Outputs.templateId(message) == HedgeSplitDecoder.TEMPLATE_ID)
                .count();
    }

    @Test
    void shouldLeaveToItsOwnWhatTheTouchCannotHold() {
        measured();
        stage.desk.quoted = TOUCH;
        stage.market();
        stage.coins();

        final List<NewOrderDecoder> orders = stage.takeOrders();
        assertThat(orders)
                .extracting(NewOrderDecoder::instrumentId)
                .isNotEmpty()
                .containsOnly(OWN);
        assertThat(stage.lastCross().reason())
                .as("it may be used, for all of it")
                .isEqualTo(DecisionReason.NULL_VAL);
        assertThat(splits()).isPositive();
    }

    @Test
    void shouldNotSplitWhatThePerpetualOfAnotherCoinCarries() {
        measured();
        stage.isOwnQuoted = false;
        stage.steps(10);
        stage.desk.quoted = TOUCH;
        stage.market();
        final long before = splits();
        stage.coins();
        stage.fillAll();

        assertThat(stage.held(OWN)).isZero();
        assertThat(stage.held(OTHER)).isCloseTo(-stage.lastCross().ratio() * CrossDesk.COINS * stage.own, within(2.0));
        assertThat(splits()).isEqualTo(before);
    }

    /** The hedge goes home: what the other coin's holds is taken back by its own ratio, whatever is split of the rest. */
    @Test
    void shouldTakeTheHedgeHomeWhileNeedsAreSplit() {
        stage.desk.hedge(
                0,
                DeskPolicy.band(5, Landing.TO_TARGET)
                        .sense(DeltaSense.USD_NEUTRAL)
                        .with(OWN));
        measured();
        stage.isOwnQuoted = false;
        stage.steps(10);
        stage.coins();
        stage.steps(20);
        assertThat(stage.held(OTHER)).isNegative();

        stage.isOwnQuoted = true;
        stage.desk.quoted = TOUCH;
        stage.steps(500);

        assertThat(stage.held(OTHER)).isZero();
        assertThat(stage.held(OWN)).isCloseTo(-CrossDesk.COINS * stage.own, within(0.02 * CrossDesk.COINS * stage.own));
        assertThat(stage.delta()).isCloseTo(0, within(10.0));
    }
}
