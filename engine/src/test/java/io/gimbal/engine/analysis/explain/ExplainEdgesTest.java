package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.journal.JournalCorruptException;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations at the edges of a journal: its first and last sequences, its generations, its damage, its shape. */
class ExplainEdgesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    private long firstInputs;
    private long firstOutputs;
    private long inputs;
    private long outputs;

    /** A sale of three coins in a generation, and a purchase of one in the next. */
    private void twoGenerations() {
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.future(90_000);
            desk.fill(1, Side.SELL, 90_000, 29_999.5);
            desk.closed(1, OrderEnd.FILLED, 90_000);
            firstInputs = desk.lastInput();
            firstOutputs = desk.lastOutput();
        }
        try (DeskJournal desk = new DeskJournal(folder)) {
            desk.waitSeconds(60);
            desk.continued(folder);
            desk.open();
            desk.configure();
            desk.market(30_000);
            desk.position(DeskJournal.PERPETUAL, -90_000);
            desk.future(60_000);
            desk.ready();
            desk.outcome(2, SendOutcome.SENT);
            inputs = desk.lastInput();
            outputs = desk.lastOutput();
        }
    }

    private Explanation input(final long sequence) {
        return Explained.input(folder, sequence);
    }

    // ------------------------------------------------------------------ sequences

    @Test
    void shouldExplainTheVeryFirstAndLastOfBothQueues() {
        twoGenerations();

        final Explanation first = input(1);
        assertThat(first.cause().name()).isEqualTo("Genesis");
        assertThat(first.generation()).isEqualTo(1);
        assertThat(first.decisions()).isEmpty();
        assertThat(first.whyNone()).contains("no book is configured");
        final Explanation last = input(inputs);
        assertThat(last.cause().sequence()).isEqualTo(inputs);
        assertThat(last.whyNone()).contains("an order that was sent counted as filled already");
        assertThat(Explained.output(folder, 1).asked().sequence()).isOne();
        assertThat(Explained.output(folder, outputs).generation()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldRefuseASequenceThatCannotBe(final long sequence) {
        twoGenerations();

        assertThatThrownBy(() -> input(sequence))
                .isInstanceOf(NotInJournalException.class)
                .hasMessage("no such input: sequence=" + sequence + "; the journal holds outputs 1 to " + outputs
                        + " and inputs 1 to " + inputs + ", counted through all generations");
        assertThatThrownBy(() -> Explained.output(folder, sequence))
                .isInstanceOf(NotInJournalException.class)
                .hasMessageStartingWith("no such output: sequence=" + sequence);
    }

    @Test
    void shouldRefuseTheSequenceAfterTheLast() {
        twoGenerations();

        assertThatThrownBy(() -> input(inputs + 1)).isInstanceOf(NotInJournalException.class);
        assertThatThrownBy(() -> Explained.output(folder, outputs + 1)).isInstanceOf(NotInJournalException.class);
    }

    @Test
    void shouldFindEverySequenceInItsOwnGeneration() {
        twoGenerations();

        assertThat(input(firstInputs).generation()).isEqualTo(1);
        assertThat(input(firstInputs + 1).generation()).isEqualTo(2);
        assertThat(input(firstInputs + 1).cause().name()).isEqualTo("Genesis");
        assertThat(Explained.output(folder, firstOutputs).generation()).isEqualTo(1);
        assertThat(Explained.output(folder, firstOutputs + 1).generation()).isEqualTo(2);
    }

    @Test
    void shouldRebuildTheSecondGenerationFromWhatTheFirstLeft() {
        twoGenerations();

        final ExplainedDecision decision = Explained.last(folder, inputs - 1);

        assertThat(Explained.said(decision)).isEqualTo("TRADE OUTSIDE_BAND");
        assertThat(decision.made().orderId()).as("numbers go on").isEqualTo(2);
        assertThat(decision.made().orderAmount()).isEqualByComparingTo("30000");
        assertThat(requireNonNull(decision.order()).fate()).isEqualTo("OPEN");
        assertThat(requireNonNull(decision.inFlight()).orders()).isEmpty();
        assertThat(requireNonNull(decision.size()).agrees()).isTrue();
    }

    // ------------------------------------------------------------------ moments

    @Test
    void shouldTakeTheFirstDecisionBeforeAllAndTheLastAfterAll() {
        twoGenerations();

        final ExplainedDecision before = Explained.around(folder, 0).decisions().get(0);
        final ExplainedDecision first = Explained.around(folder, DeskJournal.START_NS - DeskJournal.SECOND_NS)
                .decisions()
                .get(0);
        final ExplainedDecision after =
                Explained.around(folder, Long.MAX_VALUE).decisions().get(0);

        assertThat(first.sequence()).isEqualTo(before.sequence());
        assertThat(before.engineTimeNs()).isEqualTo(DeskJournal.START_NS);
        assertThat(after.engineTimeNs()).isEqualTo(DeskJournal.START_NS + 60 * DeskJournal.SECOND_NS);
        assertThat(requireNonNull(after.sequence())).isGreaterThan(firstOutputs);
    }

    @Test
    void shouldTakeTheNearerOfTwoAndTheEarlierOfEquals() {
        twoGenerations();
        final long middle = DeskJournal.START_NS + 30 * DeskJournal.SECOND_NS;

        assertThat(Explained.around(folder, middle).generation()).isEqualTo(1);
        assertThat(Explained.around(folder, middle + 1).generation()).isEqualTo(2);
        assertThat(requireNonNull(Explained.around(folder, middle).asked().time()))
                .isEqualTo("2023-04-13T00:00:30Z");
    }

    @Test
    void shouldReplayNoFurtherThanItsCause() {
        twoGenerations();
        final List<Long> progress = new ArrayList<>();

        new Explain(folder, DeskJournal.reader(folder)).input(firstInputs, progress::add);

        assertThat(progress).allMatch(done -> done <= firstInputs);
    }

    // ------------------------------------------------------------------ damage

    private Path queue(final String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains("/" + name + "/"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Turns a bit of the byte so far from the end of what was written. */
    private void damage(final String queue, final int fromEnd) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(queue(queue).toFile(), "rw")) {
            final byte[] all = new byte[(int) bytes.length()];
            bytes.readFully(all);
            int at = all.length - 1;
            while (all[at] == 0) {
                at--;
            }
            bytes.seek(at - fromEnd);
            bytes.write(all[at - fromEnd] ^ 1);
        }
    }

    @Test
    void shouldExplainWhatComesBeforeADamagedOutputAndNameTheDamageAfter() throws IOException {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.future(90_000);
            input = desk.lastInput();
            desk.waitSeconds(5);
            for (int i = 0; i < 5; i++) {
                desk.waitSeconds(1);
                desk.timer();
            }
            outputs = desk.lastOutput();
        }
        damage("out", 8);

        assertThat(Explained.said(Explained.last(folder, input))).isEqualTo("TRADE OUTSIDE_BAND");
        assertThatThrownBy(() -> Explained.output(folder, outputs))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("out");
        assertThatThrownBy(() -> Explained.around(folder, Long.MAX_VALUE)).isInstanceOf(JournalCorruptException.class);
    }

    @Test
    void shouldTellOtherCodesDecisionsByWhatTheJournalSaysOfThem() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.forgeDelta(-2.25);
            desk.future(90_000);
            input = desk.lastInput();
            desk.fill(1, Side.SELL, 90_000, 29_999.5);
        }

        final Explanation found = input(input);

        assertThat(found.rebuilt()).isFalse();
        final ExplainedDecision decision = found.decisions().get(0);
        assertThat(decision.made().totalDelta()).isEqualTo(-2.25);
        assertThat(decision.coin()).isEqualTo("BTC");
        assertThat(decision.band()).isNull();
        assertThat(decision.size()).isNull();
        assertThat(requireNonNull(decision.order()).fate())
                .as("the journal knows")
                .isEqualTo("FILLED");
        assertThat(found.context())
                .extracting(event -> event.event().path("event").asText())
                .containsSubsequence("EngineConfiguration", "BookConfiguration", "LimitsConfiguration", "IndexPrice");
    }

    // ------------------------------------------------------------------ shape

    private static List<String> names(final JsonNode node) {
        final List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode decision() {
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.call(2, 30_000);
            desk.vol(2, 0.6);
            desk.future(30_000);
            desk.position(2, 1);
            outputs = desk.lastOutput();
            desk.fill(1, Side.SELL, 30_000, 29_999.5);
            inputs = desk.lastInput() - 1;
        }

        return JSON.valueToTree(input(inputs)).get("decisions").get(0);
    }

    @Test
    void shouldKeepTheNamesThatProgramsReadOfADecision() {
        final JsonNode decision = decision();

        assertThat(names(decision.get("made")))
                .containsExactly(
                        "action",
                        "reason",
                        "meaning",
                        "policy",
                        "sense",
                        "totalDelta",
                        "inFlightDelta",
                        "targetDelta",
                        "bandLow",
                        "bandHigh",
                        "centre",
                        "innerLow",
                        "innerHigh",
                        "effectiveGamma",
                        "tradeDelta",
                        "orderAmount",
                        "limitPrice",
                        "orderId");
        assertThat(names(decision.get("seen"))).containsExactly("index", "indexAgeS", "hedge", "expiries", "volSource");
        assertThat(names(decision.get("seen").get("hedge")))
                .containsExactly("instrumentId", "name", "state", "position", "unit", "bid", "ask", "mid", "ageS");
        assertThat(names(decision.get("seen").get("expiries").get(0)))
                .containsExactly("expiry", "options", "forward", "forwardAgeS", "oldestVolAgeS", "oldestVol");
        assertThat(names(decision.get("ledger")))
                .containsExactly("lines", "totals", "expiries", "gamma", "vegaPerVolPoint", "thetaPerDay");
        assertThat(names(decision.get("ledger").get("lines").get(0)))
                .containsExactly("line", "raw", "projected", "countsIn");
        assertThat(names(decision.get("ledger").get("totals").get(0)))
                .containsExactly("sense", "raw", "projected", "chosen");
    }

    @Test
    void shouldKeepTheNamesThatProgramsReadOfHowItCameAbout() {
        final JsonNode decision = decision();

        assertThat(names(decision.get("policy")))
                .containsExactly(
                        "name",
                        "meaning",
                        "source",
                        "parameters",
                        "targetDelta",
                        "hedgeRatio",
                        "projection",
                        "hedgeOn");
        assertThat(names(decision.get("band"))).containsExactly("inputs", "steps", "low", "high", "agrees", "fallback");
        assertThat(names(decision.get("gates").get(0)))
                .containsExactly("gate", "verdict", "value", "limit", "bound", "unit", "detail");
        assertThat(names(decision.get("inFlight")))
                .containsExactly("orders", "expectedDelta", "lowestDelta", "highestDelta");
        assertThat(names(decision.get("inFlight").get("orders").get(0)))
                .containsExactly("orderId", "instrument", "amount", "remaining", "state", "delta", "ageS");
        assertThat(names(decision.get("size")))
                .containsExactly(
                        "expectedDelta",
                        "decidedUpon",
                        "landing",
                        "wantedDelta",
                        "lotDelta",
                        "lots",
                        "wantedAmount",
                        "unit",
                        "maxOrderUsd",
                        "worstPositionUsd",
                        "maxPositionUsd",
                        "permittedAmount",
                        "agrees",
                        "tactic",
                        "part");
        assertThat(names(decision.get("order")))
                .containsExactly(
                        "orderId",
                        "instrument",
                        "side",
                        "amount",
                        "unit",
                        "limitPrice",
                        "referencePrice",
                        "fate",
                        "filledAmount",
                        "averagePrice",
                        "slippageUsd",
                        "fee",
                        "feeCurrency",
                        "secondsToEnd",
                        "events");
    }
}
