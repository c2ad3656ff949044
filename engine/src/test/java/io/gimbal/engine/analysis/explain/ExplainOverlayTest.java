package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.OverlayCheck;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk that is short a call, hedges it, and buys some of it back to bring its gamma towards a limit. */
class ExplainOverlayTest {
    private static final int CALL = 2;
    private static final double BID = 0.068;
    private static final double ASK = 0.069;

    @TempDir
    private Path folder = Path.of("");

    private long legInput;
    private long nextInput;
    private long optionOrder;

    /** Short ten calls, with limits that make it want some of them back. */
    private DeskJournal sold() {
        final DeskJournal desk = DeskJournal.level(folder);
        desk.call(CALL, 30_000);
        desk.event(events -> events.ticker()
                .instrumentId(CALL)
                .markVol(DeskJournal.scaled(0.6))
                .markPrice(DeskJournal.scaled(0.0685)));
        desk.event(events -> events.quote()
                .instrumentId(CALL)
                .bidPrice(DeskJournal.scaled(BID))
                .bidAmount(DeskJournal.scaled(50))
                .askPrice(DeskJournal.scaled(ASK))
                .askAmount(DeskJournal.scaled(50)));
        desk.event(events -> events.overlayConfiguration()
                .gammaLow(DeskJournal.scaled(-100))
                .gammaHigh(DeskJournal.scaled(100))
                .vegaLow(DeskJournal.scaled(-10))
                .vegaHigh(DeskJournal.scaled(10))
                .expiryVega(0)
                .maxPremiumPerDay(DeskJournal.scaled(200_000))
                .maxLegAmount(DeskJournal.scaled(20))
                .valueCollar(DeskJournal.scaled(0.05))
                .maxSnapshotAgeNs(2 * DeskJournal.SECOND_NS)
                .maxQuoteAgeNs(10 * DeskJournal.SECOND_NS)
                .minIntervalNs(10 * DeskJournal.SECOND_NS)
                .priceToleranceTicks(2)
                .underlyingId(0)
                .isWholeOnly(BooleanType.FALSE));
        desk.position(CALL, -10);
        return desk;
    }

    private static void propose(final DeskJournal desk, final long proposal, final double amount) {
        desk.event(events -> events.overlayLeg()
                .snapshotTimeNs(desk.nowNs())
                .proposalId(proposal)
                .amount(DeskJournal.scaled(amount))
                .limitPrice(DeskJournal.scaled(ASK))
                .objectiveBefore(1_000)
                .objectiveAfter(900)
                .instrumentId(CALL)
                .underlyingId(0)
                .legIndex((short) 0)
                .legCount((short) 1));
    }

    private void buyBack() {
        try (DeskJournal desk = sold()) {
            propose(desk, 1, 5);
            legInput = desk.lastInput();
            desk.waitSeconds(1.5);
            desk.timer();
            nextInput = desk.lastInput();
        }
    }

    private Explanation.Event sent() {
        final Explanation found = Explained.input(folder, legInput);
        final Explanation.Event order = found.outputs().stream()
                .filter(event -> event.name().equals("NewOrder"))
                .findFirst()
                .orElseThrow();
        optionOrder = order.event().path("orderId").asLong();
        return order;
    }

    @Test
    void shouldShowWhatAnOverlaysLegMadeAmongTheOutputs() {
        buyBack();

        final Explanation.Event order = sent();

        assertThat(order.event().path("instrumentId").asInt()).isEqualTo(CALL);
        assertThat(order.event().path("amount").decimalValue()).isEqualByComparingTo("5");
        final Explanation found = Explained.output(folder, order.sequence());
        assertThat(found.notes())
                .as("an order that no hedge decision sent")
                .anyMatch(note -> note.contains("output " + order.sequence() + " is no decision but NewOrder"));
        assertThat(found.outputs()).extracting(Explanation.Event::name).contains("OverlayDecision");
        assertThat(found.decisions()).allMatch(decision -> decision.order() == null);
        assertThat(String.join("\n", ExplanationText.lines(found))).contains("OverlayDecision", "BTC");
        final ExplainedOverlay proposal =
                found.decisions().get(0).working().overlay().get(0);
        assertThat(proposal.proposalId()).isOne();
        assertThat(proposal.snapshotAgeS()).isZero();
        assertThat(proposal.accepted()).isOne();
        assertThat(proposal.objectiveBefore()).isEqualTo(1_000);
        assertThat(proposal.objectiveAfter()).isEqualTo(900);
        assertThat(proposal.gammaAfter() / proposal.gammaBefore())
                .as("half of it is bought back")
                .isCloseTo(0.5, within(1e-9));
        final ExplainedOverlay.Leg leg = proposal.legs().get(0);
        assertThat(leg.instrument()).isEqualTo("BTC-12MAY23-C2");
        assertThat(leg.check()).isEqualTo("ACCEPTED");
        assertThat(leg.orderId()).isEqualTo(optionOrder);
        assertThat(String.join("\n", ExplanationText.lines(found)))
                .contains("Options overlay, proposal 1", "1 of 1 legs sent", "every check let it through");
    }

    @Test
    void shouldSayWhichCheckRefusedALegAgainstWhat() {
        final long refused;
        try (DeskJournal desk = sold()) {
            propose(desk, 1, 50);
            refused = desk.lastInput();
        }

        final ExplainedDecision decision = Explained.last(folder, refused);

        final ExplainedOverlay proposal = decision.working().overlay().get(0);
        assertThat(proposal.accepted()).isZero();
        assertThat(proposal.gammaAfter()).as("nothing changes").isEqualTo(proposal.gammaBefore());
        final ExplainedOverlay.Leg leg = proposal.legs().get(0);
        assertThat(leg.check()).as("twenty at most").isEqualTo("LOTS");
        assertThat(leg.value()).isEqualTo(50);
        assertThat(leg.limit()).isEqualTo(20);
        assertThat(leg.orderId()).isZero();
        assertThat(Explained.text(folder, refused)).contains("0 of 1 legs sent", "more than a leg may be");
    }

    @Test
    void shouldKnowEveryCheckInWords() {
        for (final OverlayCheck check : OverlayCheck.values()) {
            final String plain = check.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            assertThat(OverlayReader.meaning(check.name()).equals(plain))
                    .as(check.name())
                    .isEqualTo(check == OverlayCheck.NULL_VAL);
        }
    }

    @Test
    void shouldCountAnOptionUnderWayAsAnIntervalAndNotAsAHedge() {
        buyBack();
        sent();

        final ExplainedDecision decision = Explained.last(folder, nextInput);

        final ExplainedDecision.InFlight flight = requireNonNull(decision.inFlight());
        final ExplainedDecision.Working option = flight.orders().stream()
                .filter(order -> order.orderId() == optionOrder)
                .findFirst()
                .orElseThrow();
        assertThat(option.remaining()).isEqualByComparingTo("5");
        assertThat(option.instrument()).isEqualTo("BTC-12MAY23-C2");
        assertThat(option.delta()).as("no dollars of the perpetual").isNull();
        final double perCall = requireNonNull(decision.ledger()).lines().stream()
                        .filter(line ->
                                line.line().equals("options") || line.line().startsWith("premium"))
                        .mapToDouble(ExplainedDecision.Line::projected)
                        .sum()
                / -10;
        assertThat(flight.highestDelta() - flight.lowestDelta())
                .as("five calls may come or not")
                .isCloseTo(5 * perCall, within(1e-6));
        assertThat(Explained.text(folder, nextInput)).contains("5 of BTC-12MAY23-C2, 5 left (- coins)");
        assertThat(Explained.said(decision)).isEqualTo("HOLD " + decision.made().reason());
    }
}
