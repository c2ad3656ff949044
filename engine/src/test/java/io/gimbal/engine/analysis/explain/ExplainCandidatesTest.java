package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.engine.analysis.explain.ExplainedDecision.Verdict;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions of a desk that chooses between a perpetual and a dated future, and rolls the future before delivery. */
class ExplainCandidatesTest {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final long DAY_NS = 86_400L * DeskJournal.SECOND_NS;

    @TempDir
    private Path folder = Path.of("");

    /** Level in the dollar value of its coins, of which it has none yet; the perpetual is the cheaper one. */
    private static DeskJournal choosing(final Path folder, final double perpetualBp, final double futureBp) {
        final DeskJournal desk = new DeskJournal(folder);
        desk.open();
        desk.limits(limits ->
                limits.maxQuoteAgeNs(60 * DAY_NS).maxIndexAgeNs(60 * DAY_NS).maxForwardAgeNs(60 * DAY_NS));
        desk.event(events -> events.bookConfiguration()
                .underlyingId(0)
                .hedgeInstrumentId(DeskJournal.PERPETUAL)
                .sense(DeltaSense.USD_NEUTRAL)
                .projection(Projection.UNIT)
                .policy(PolicyKind.FIXED_BAND)
                .landing(Landing.TO_TARGET)
                .bandHalfWidth(DeskJournal.scaled(0.1))
                .hedgeRatio(DeskJournal.scaled(1)));
        candidate(desk, DeskJournal.PERPETUAL, FIRST, perpetualBp);
        candidate(desk, DeskJournal.FUTURE, SECOND, futureBp);
        desk.event(events -> events.instrumentChoiceConfiguration()
                .horizonNs(DAY_NS)
                .intervalNs(60 * DeskJournal.SECOND_NS)
                .confidence(DeskJournal.scaled(1))
                .basisHalfLifeNs(DAY_NS)
                .rollBeforeNs(2 * DAY_NS)
                .ratio(HedgeRatioKind.ONE)
                .underlyingId(0));
        desk.ready();
        connection(desk, FIRST, ConnectionPhase.READY);
        connection(desk, SECOND, ConnectionPhase.READY);
        market(desk);
        return desk;
    }

    private static void candidate(
            final DeskJournal desk, final int instrument, final int connection, final double feeBp) {
        desk.event(events -> events.hedgeCandidate()
                .takerFeeRate(DeskJournal.scaled(feeBp * 1e-4))
                .makerFeeRate(0)
                .impactRate(DeskJournal.scaled(1e-5))
                .marginRate(DeskJournal.scaled(0.1))
                .maxPositionUsd(DeskJournal.scaled(1e9))
                .instrumentId(instrument)
                .underlyingId(0)
                .connectionId(connection));
    }

    private static void connection(final DeskJournal desk, final int id, final ConnectionPhase phase) {
        desk.event(events -> events.connectionState().connectionId(id).phase(phase));
    }

    private static void market(final DeskJournal desk) {
        desk.market(30_000);
        for (int instrument = 0; instrument <= 1; instrument++) {
            final int id = instrument;
            desk.event(events -> events.quote()
                    .instrumentId(id)
                    .bidPrice(DeskJournal.scaled(29_999.5))
                    .bidAmount(DeskJournal.scaled(100_000))
                    .askPrice(DeskJournal.scaled(30_000.5))
                    .askAmount(DeskJournal.scaled(100_000)));
        }
    }

    private static void fill(final DeskJournal desk, final long orderId, final int instrument, final double usd) {
        desk.event(events -> events.fill()
                .tradeId(1_000 + orderId)
                .orderId(orderId)
                .instrumentId(instrument)
                .side(Side.SELL)
                .amount(DeskJournal.scaled(usd))
                .price(DeskJournal.scaled(30_000))
                .fee(0)
                .feeCurrency(Currency.COIN));
        desk.closed(orderId, OrderEnd.FILLED, usd);
    }

    @Test
    void shouldSizeInTheInstrumentThatWasChosen() {
        final long input;
        try (DeskJournal desk = choosing(folder, 5, 1)) {
            desk.cash(Currency.COIN, 10);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(Explained.said(decision)).isEqualTo("TRADE OUTSIDE_BAND");
        assertThat(requireNonNull(decision.order()).instrument()).isEqualTo("BTC-12MAY23");
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedAmount()).isEqualByComparingTo("-300000");
        assertThat(size.lotDelta()).isCloseTo(10 / 30_000.0, within(1e-12));
        assertThat(size.agrees()).isTrue();
        assertThat(decision.gates()).extracting(ExplainedDecision.Gate::verdict).containsOnly(Verdict.PASSED);
        assertThat(Explained.text(folder, input)).contains("InstrumentChoice", "CandidateCost");
    }

    @Test
    void shouldShowWhatEachCandidateCostsByItsTerms() {
        final long input;
        try (DeskJournal desk = choosing(folder, 5, 1)) {
            desk.cash(Currency.COIN, 10);
            input = desk.lastInput();
        }

        final Explanation found = Explained.input(folder, input);
        final ExplainedDecision decision =
                found.decisions().get(found.decisions().size() - 1);

        final ExplainedChoice choice = requireNonNull(decision.working().choice());
        assertThat(choice.chosen()).isEqualTo("BTC-12MAY23");
        assertThat(choice.sizeUsd()).isCloseTo(-300_000, within(1e-6));
        assertThat(choice.horizonDays()).isCloseTo(1, within(1e-12));
        assertThat(choice.agrees()).isTrue();
        final double[] feeBp = {5, 1};
        for (int i = 0; i < 2; i++) {
            final ExplainedChoice.Candidate candidate = choice.candidates().get(i);
            final double rate = feeBp[i] * 1e-4 + 0.5 / 30_000 + 1e-5 * Math.sqrt(0.3);
            assertThat(candidate.onceUsd()).isCloseTo(300_000 * rate, within(1e-6));
            assertThat(candidate.carryUsd()).as("no funding told, no premium").isCloseTo(0, within(1e-9));
            assertThat(candidate.totalUsd()).isCloseTo(0, within(1e-9));
            assertThat(candidate.impactRate()).isCloseTo(1e-5, within(1e-15));
            assertThat(candidate.whyNot()).isNull();
            final JsonNode journaled = found.outputs().stream()
                    .filter(output -> output.name().equals("CandidateCost"))
                    .map(Explanation.Event::event)
                    .filter(event -> event.path("instrumentId").asInt() == candidate.instrumentId())
                    .findFirst()
                    .orElseThrow();
            assertThat(candidate.onceUsd()).isEqualTo(journaled.path("onceUsd").asDouble());
        }
        assertThat(choice.candidates().get(1).daysToDelivery()).isCloseTo(30, within(1e-9));
        assertThat(choice.candidates().get(1).chosen()).isTrue();
        assertThat(requireNonNull(choice.basis()).futures()).isOne();
        assertThat(requireNonNull(choice.basis()).shape()).isEqualTo("FLAT");
        assertThat(Explained.text(folder, input))
                .contains("Hedge candidates, USD to the horizon", "> BTC-12MAY23", "the cheapest, way in counted");
    }

    @Test
    void shouldHedgeThroughTheOtherWhereOneConnectionIsDown() {
        final long input;
        try (DeskJournal desk = choosing(folder, 1, 5)) {
            connection(desk, FIRST, ConnectionPhase.DOWN);
            desk.cash(Currency.COIN, 10);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(requireNonNull(decision.order()).instrument()).isEqualTo("BTC-12MAY23");
        assertThat(Explained.gate(decision, "ready").verdict())
                .as("two of three are enough")
                .isEqualTo(Verdict.PASSED);
        assertThat(requireNonNull(decision.size()).agrees()).isTrue();
        assertThat(Explained.gates(decision, Verdict.OVERRULED)).isEmpty();
    }

    @Test
    void shouldSayThatNothingIsLeftToHedgeWith() {
        final long input;
        try (DeskJournal desk = choosing(folder, 1, 5)) {
            for (int instrument = 0; instrument <= 1; instrument++) {
                final int id = instrument;
                desk.event(events ->
                        events.instrumentStateChange().instrumentId(id).state(InstrumentState.HALTED));
            }
            desk.cash(Currency.COIN, 10);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(Explained.said(decision)).isEqualTo("REFUSE INSTRUMENT_STATE");
        assertThat(Explained.stop(decision)).isEqualTo("instrument state");
        assertThat(Explained.gate(decision, "ready").verdict()).isEqualTo(Verdict.WOULD_STOP);
        assertThat(Explained.gate(decision, "ready").detail()).contains("no candidate can hedge");
        assertThat(decision.order()).isNull();
        assertThat(Explained.text(folder, input)).contains("STOPPED      instrument state");
    }

    @Test
    void shouldSayThatNoConnectionIsLeft() {
        final long input;
        try (DeskJournal desk = choosing(folder, 1, 5)) {
            connection(desk, FIRST, ConnectionPhase.DOWN);
            connection(desk, SECOND, ConnectionPhase.DOWN);
            desk.cash(Currency.COIN, 10);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        assertThat(Explained.said(decision)).isEqualTo("REFUSE NOT_READY");
        assertThat(Explained.stop(decision)).isEqualTo("ready");
        assertThat(Explained.gate(decision, "ready").detail()).contains("no candidate can hedge");
    }

    @Test
    void shouldCountWhatIsUnderWayBehindADeadConnectionAsInDoubt() {
        final long input;
        try (DeskJournal desk = choosing(folder, 1, 5)) {
            desk.cash(Currency.COIN, 1);
            desk.outcome(1, SendOutcome.SENT);
            connection(desk, FIRST, ConnectionPhase.DOWN);
            desk.cash(Currency.COIN, 3);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        final ExplainedDecision.InFlight flight = requireNonNull(decision.inFlight());
        assertThat(flight.lowestDelta()).isCloseTo(2, within(1e-9));
        assertThat(flight.highestDelta()).isCloseTo(3, within(1e-9));
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedAmount()).as("what is wanted in either case").isEqualByComparingTo("-60000");
        assertThat(size.agrees()).isTrue();
        assertThat(requireNonNull(decision.order()).instrument()).isEqualTo("BTC-12MAY23");
    }

    @Test
    void shouldTellTheTwoLegsOfARollAsMovesInsideTheBand() {
        final long input;
        try (DeskJournal desk = choosing(folder, 5, 1)) {
            desk.cash(Currency.COIN, 10);
            fill(desk, 1, DeskJournal.FUTURE, 300_000);
            desk.waitNs(DeskJournal.EXPIRY_NS - DAY_NS - desk.nowNs());
            market(desk);
            long rolled = 0;
            for (long sequence = desk.lastInput() - 4; sequence <= desk.lastInput(); sequence++) {
                final boolean isRoll = Explained.input(folder, sequence).decisions().stream()
                        .anyMatch(decision -> decision.made().reason().equals("ROLL"));
                rolled = isRoll && rolled == 0 ? sequence : rolled;
            }
            input = rolled;
        }

        final List<ExplainedDecision> legs = Explained.input(folder, input).decisions().stream()
                .filter(decision -> decision.made().reason().equals("ROLL"))
                .toList();

        assertThat(legs).hasSize(2);
        assertThat(legs)
                .extracting(leg -> requireNonNull(leg.order()).instrument())
                .containsExactly("BTC-12MAY23", "BTC-PERPETUAL");
        assertThat(legs).extracting(leg -> requireNonNull(leg.order()).side()).containsExactly("BUY", "SELL");
        double moved = 0;
        for (final ExplainedDecision leg : legs) {
            moved += leg.made().tradeDelta();
            assertThat(Math.abs(leg.made().tradeDelta()))
                    .as("at most half of the room")
                    .isLessThanOrEqualTo(0.05 + 1e-9);
            assertThat(Explained.gates(leg, Verdict.OVERRULED)).isEmpty();
            assertThat(Explained.gate(leg, "inside the band, so the hedge may move")
                            .verdict())
                    .isEqualTo(Verdict.PASSED);
            assertThat(leg.summary()).contains("a leg of moving the hedge from one instrument to another");
            final ExplainedDecision.Size size = requireNonNull(leg.size());
            assertThat(size.agrees()).isTrue();
            assertThat(size.wantedDelta())
                    .as("no policy wants it")
                    .isCloseTo(leg.made().tradeDelta(), within(1e-9));
            assertThat(leg.sequence()).as("each leg is told").isNotNull();
        }
        assertThat(moved).as("the delta unchanged, but for lots").isCloseTo(0, within(10 / 30_000.0));
        assertThat(requireNonNull(legs.get(1).inFlight()).orders())
                .as("the first leg is under way")
                .hasSize(1);
        assertThat(Explained.text(folder, input)).doesNotContain("overruled");
    }

    @Test
    void shouldSumTheLedgerToTheDeltaWhicheverCarriesTheHedge() {
        final long input;
        try (DeskJournal desk = choosing(folder, 1, 5)) {
            desk.cash(Currency.COIN, 10);
            fill(desk, 1, DeskJournal.PERPETUAL, 300_000);
            desk.position(DeskJournal.FUTURE, -6_000);
            desk.waitSeconds(1);
            desk.event(events -> events.quote()
                    .instrumentId(DeskJournal.FUTURE)
                    .bidPrice(DeskJournal.scaled(31_499.5))
                    .bidAmount(DeskJournal.scaled(100_000))
                    .askPrice(DeskJournal.scaled(31_500.5))
                    .askAmount(DeskJournal.scaled(100_000)));
            input = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, input);

        double sum = 0;
        for (final ExplainedDecision.Line line :
                requireNonNull(decision.ledger()).lines()) {
            sum += line.countsIn().contains("USD_NEUTRAL") ? line.projected() : 0;
        }
        assertThat(sum).isCloseTo(decision.made().totalDelta(), within(1e-9));
        assertThat(decision.made().totalDelta()).isNotZero();
        assertThat(requireNonNull(decision.band()).agrees()).isTrue();
    }
}
