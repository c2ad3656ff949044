package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.JournalCorruptException;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an explanation says of a desk whose every number can be worked out on paper. */
class ExplainTest {
    private static final double EXACT = 1e-12;

    @TempDir
    private Path folder = Path.of("");

    private Explanation input(final long sequence) {
        return new Explain(folder, DeskJournal.reader(folder)).input(sequence, done -> {});
    }

    private Explanation output(final long sequence) {
        return new Explain(folder, DeskJournal.reader(folder)).output(sequence, done -> {});
    }

    private static String text(final Explanation explanation) {
        return String.join("\n", ExplanationText.lines(explanation));
    }

    /** A book of 90,000 dollars of futures at 30,000: three coins long. */
    private long hedgedDesk() {
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.waitSeconds(0.5);
            desk.future(90_000);
            final long input = desk.lastInput();
            desk.outcome(1, SendOutcome.SENT);
            desk.waitSeconds(0.25);
            desk.fill(1, Side.SELL, 30_000, 29_999.5);
            desk.fill(1, Side.SELL, 60_000, 29_999);
            desk.closed(1, OrderEnd.FILLED, 90_000);
            return input;
        }
    }

    @Test
    void shouldWorkOutADecisionAsOnPaper() {
        final Explanation found = input(hedgedDesk());

        assertThat(found.rebuilt()).isTrue();
        assertThat(found.mode()).isEqualTo("PAPER");
        assertThat(found.codeHash()).isEqualTo("000000000000c0de");
        assertThat(found.cause().name()).isEqualTo("PositionSnapshot");
        final ExplainedDecision decision = found.decisions().get(0);
        final ExplainedDecision.Made made = decision.made();
        assertThat(made.totalDelta()).isCloseTo(90_000 / 30_000.0, within(EXACT));
        assertThat(made.bandLow()).isEqualTo(-0.1);
        assertThat(made.bandHigh()).isEqualTo(0.1);
        assertThat(made.orderAmount()).isEqualByComparingTo("-90000");
        assertThat(decision.summary())
                .isEqualTo("sell 90,000 USD of BTC-PERPETUAL at 29,999.5 or better, order 1: the delta left the band");
        final ExplainedDecision.Size size = requireNonNull(decision.size());
        assertThat(size.wantedDelta()).isCloseTo(-3, within(EXACT));
        assertThat(size.lotDelta()).isCloseTo(10 / 30_000.0, within(EXACT));
        assertThat(size.lots()).isEqualTo(-9_000);
        assertThat(size.agrees()).isTrue();
        final ExplainedDecision.Seen seen = requireNonNull(decision.seen());
        assertThat(seen.index()).isEqualTo(30_000);
        assertThat(seen.indexAgeS()).isEqualTo(0.5);
        assertThat(requireNonNull(seen.hedge()).mid()).isEqualTo(30_000);
        final ExplainedDecision.Ledger ledger = requireNonNull(decision.ledger());
        assertThat(ledger.lines())
                .filteredOn(line -> line.raw() != 0)
                .extracting(ExplainedDecision.Line::line)
                .containsExactly("futures, the hedge apart");
        assertThat(ledger.totals())
                .filteredOn(ExplainedDecision.Total::chosen)
                .extracting(ExplainedDecision.Total::sense)
                .containsExactly("COIN_NEUTRAL");
        assertThat(requireNonNull(decision.band()).agrees()).isTrue();
        assertThat(decision.gates())
                .extracting(ExplainedDecision.Gate::verdict)
                .containsOnly(ExplainedDecision.Verdict.PASSED);
    }

    @Test
    void shouldTellWhatBecameOfTheOrder() {
        final ExplainedDecision.Order order =
                requireNonNull(input(hedgedDesk()).decisions().get(0).order());

        assertThat(order.fate()).isEqualTo("FILLED");
        assertThat(order.filledAmount()).isEqualByComparingTo("90000");
        assertThat(order.averagePrice()).isCloseTo((29_999.5 + 2 * 29_999) / 3, within(1e-9));
        assertThat(order.slippageUsd())
                .as("a coin half a dollar off, two a dollar")
                .isCloseTo(2.5, within(1e-9));
        assertThat(order.fee()).isEqualByComparingTo(new BigDecimal("0.0002"));
        assertThat(order.secondsToEnd()).isEqualTo(0.25);
        assertThat(order.events())
                .extracting(Explanation.Event::name)
                .containsExactly("CommandOutcome", "Fill", "Fill", "OrderClosed");
    }

    @Test
    void shouldTellOrdersApartByHowTheyEnded() {
        final long rejected;
        final long suppressed;
        final long cut;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.future(90_000);
            rejected = desk.lastInput();
            desk.rejected(1);
            desk.waitSeconds(3);
            desk.timer();
            suppressed = desk.lastInput();
            desk.outcome(2, SendOutcome.SUPPRESSED);
            desk.waitSeconds(3);
            desk.timer();
            cut = desk.lastInput();
            desk.fill(3, Side.SELL, 30_000, 29_999.5);
            desk.closed(3, OrderEnd.CANCELLED, 30_000);
        }

        assertThat(fate(rejected)).isEqualTo("REJECTED");
        assertThat(fate(suppressed)).isEqualTo("SUPPRESSED");
        assertThat(fate(cut)).isEqualTo("PARTLY_FILLED");
    }

    private String fate(final long input) {
        return requireNonNull(input(input).decisions().get(0).order()).fate();
    }

    @Test
    void shouldExplainTheSameByItsOutputByItsInputAndByTime() {
        final long input = hedgedDesk();
        final Explanation byInput = input(input);
        final ExplainedDecision decision = byInput.decisions().get(0);

        final Explanation byOutput = output(requireNonNull(decision.sequence()));
        final Explanation byOrder = output(decision.sequence() - 1);
        final Explanation byTime =
                new Explain(folder, DeskJournal.reader(folder)).around(decision.engineTimeNs() + 1, done -> {});

        assertThat(byOutput.decisions()).isEqualTo(byInput.decisions());
        assertThat(byOrder.decisions()).isEqualTo(byInput.decisions());
        assertThat(byOrder.notes()).singleElement().asString().contains("no decision but NewOrder");
        assertThat(byTime.decisions()).isEqualTo(byInput.decisions());
        assertThat(byTime.asked().time()).isNotNull();
        assertThat(byInput.outputs())
                .extracting(Explanation.Event::name)
                .containsExactly("Alert", "NewOrder", "HedgeDecision");
    }

    @Test
    void shouldSayWhyNothingWasPublishedAndWhyNothingCouldBe() {
        final long repeated;
        final long print;
        final long bad;
        final long early;
        try (DeskJournal desk = new DeskJournal(folder)) {
            desk.open();
            early = desk.lastInput();
            desk.configure();
            desk.market(30_000);
            desk.ready();
            desk.waitSeconds(0.25);
            desk.timer();
            repeated = desk.lastInput();
            desk.event(events -> events.tradePrint().instrumentId(0).price(1).amount(1));
            print = desk.lastInput();
            desk.index(-1);
            bad = desk.lastInput();
        }

        final Explanation silent = input(repeated);
        assertThat(silent.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.sequence()).isNull();
            assertThat(decision.whyUnpublished()).contains("same action and reason as output", "once in 1 s");
        });
        assertThat(input(print).whyNone()).contains("TradePrint", "trades of others change no delta");
        assertThat(input(bad).whyNone()).contains("cannot be meant");
        assertThat(input(early).whyNone()).contains("no book is configured");
        assertThat(text(input(print))).contains("No decision: the engine applied this TradePrint");
    }

    @Test
    void shouldKnowAPolicysOwnTimerFromTheInputThatWokeIt() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.book(PolicySpec.parse("fixed-time:interval_s=2"));
            desk.future(90_000);
            desk.waitSeconds(3);
            desk.timer();
            input = desk.lastInput();
        }

        final List<ExplainedDecision> decisions = input(input).decisions();

        assertThat(decisions).extracting(ExplainedDecision::byTimer).containsExactly(true, false);
        assertThat(decisions.get(0).engineTimeNs()).isEqualTo(DeskJournal.START_NS + 2 * DeskJournal.SECOND_NS);
        assertThat(requireNonNull(decisions.get(0).band()).agrees()).isTrue();
        assertThat(requireNonNull(decisions.get(1).band()).agrees()).isTrue();
    }

    @Test
    void shouldShowWhatAnOperatorMadeOfThePolicy() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.event(events -> events.operatorCommand()
                    .commandId(1)
                    .verb(OperatorVerb.SET_BAND)
                    .underlyingId(0)
                    .value(DeskJournal.scaled(4)));
            desk.future(90_000);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = input(input).decisions().get(0);

        assertThat(requireNonNull(decision.policy()).parameters().get(0).value())
                .isEqualTo(4);
        assertThat(decision.made().action()).isEqualTo("HOLD");
        assertThat(requireNonNull(decision.band()).high()).isEqualTo(4);
    }

    @Test
    void shouldRefuseSequencesThatTheJournalDoesNotHold() {
        hedgedDesk();
        final Explain explain = new Explain(folder, DeskJournal.reader(folder));

        assertThatThrownBy(() -> explain.output(9_999, done -> {}))
                .isInstanceOf(NotInJournalException.class)
                .hasMessageContaining("no such output: sequence=9999")
                .hasMessageMatching(".*outputs 1 to \\d+ and inputs 1 to \\d+.*");
        assertThatThrownBy(() -> explain.input(0, done -> {})).isInstanceOf(NotInJournalException.class);
        assertThatThrownBy(() -> explain.input(9_999, done -> {})).isInstanceOf(NotInJournalException.class);
    }

    @Test
    void shouldRefuseAMomentWhereNothingWasDecided() {
        try (DeskJournal desk = new DeskJournal(folder)) {
            desk.open();
        }
        final Explain explain = new Explain(folder, DeskJournal.reader(folder));

        assertThatThrownBy(() -> explain.around(0, done -> {}))
                .isInstanceOf(NotInJournalException.class)
                .hasMessageContaining("holds no decision");
    }

    @Test
    void shouldLetTheJournalAloneSpeakWhereOtherCodeWroteIt() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.forgeDelta(7.5);
            desk.waitSeconds(2);
            desk.future(90_000);
            input = desk.lastInput();
        }

        final Explanation found = input(input);

        assertThat(found.rebuilt()).isFalse();
        assertThat(found.whyNotRebuilt()).contains("first difference", "totalDelta");
        final ExplainedDecision decision = found.decisions().get(0);
        assertThat(decision.made().totalDelta()).isEqualTo(7.5);
        assertThat(decision.ledger()).isNull();
        assertThat(decision.gates()).isEmpty();
        assertThat(requireNonNull(decision.order()).instrument()).isEqualTo("BTC-PERPETUAL");
        assertThat(found.context())
                .extracting(Explanation.Event::name)
                .contains("BookConfiguration", "LimitsConfiguration", "IndexPrice", "Quote", "GreeksSnapshot");
        assertThat(text(found)).contains("NOT REBUILT", "What the journal holds of that moment", "maxOrderUsd=1000000");
    }

    @Test
    void shouldSayThatWhatWasNeverJournaledWasNeverSent() {
        final Explanation found;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.loseOutputs();
            desk.future(90_000);
            found = input(desk.lastInput());
        }

        assertThat(found.decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.whyUnpublished()).contains("never journaled"));
        assertThat(found.outputs()).extracting(Explanation.Event::sequence).containsOnly(0L);
        assertThat(text(found)).contains("never journaled", "nothing of them was sent");
    }

    @Test
    void shouldTellAnOrdersStoryAsFarAsTheJournalIsWhole() throws IOException {
        final long input = hedgedDesk();
        damage(folder, "/in/", 1);

        final Explanation found = input(input);

        assertThat(found.rebuilt()).isTrue();
        assertThat(requireNonNull(found.decisions().get(0).order()).events()).hasSizeLessThan(4);
        assertThat(found.notes()).singleElement().asString().contains("known only up to a damaged record");
    }

    @Test
    void shouldNameADamagedRecordBeforeTheDecision() throws IOException {
        final long input = hedgedDesk();
        damage(folder, "/in/", 8);

        assertThatThrownBy(() -> input(input)).isInstanceOf(JournalCorruptException.class);
    }

    /** Turns a byte of the last record but so many of a queue. */
    private static void damage(final Path folder, final String queue, final int fromEnd) throws IOException {
        final Path file;
        try (Stream<Path> files = Files.walk(folder)) {
            file = files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains(queue))
                    .findFirst()
                    .orElseThrow();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            final byte[] all = new byte[(int) bytes.length()];
            bytes.readFully(all);
            int at = all.length - 1;
            while (all[at] == 0) {
                at--;
            }
            final int where = at - 4 - (fromEnd - 1) * 120;
            bytes.seek(where);
            bytes.write(all[where] ^ 0x55);
        }
    }
}
