package io.gimbal.engine.analysis.explain;

import static io.gimbal.engine.analysis.explain.DeskJournal.SECOND_NS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Gate;
import io.gimbal.engine.analysis.explain.ExplainedDecision.Verdict;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gate that can stop a hedge is named when it does, with what it found and what it allows. */
class ExplainGatesTest {
    @TempDir
    private Path folder = Path.of("");

    /** What happens to a level desk, its last event being the one to explain; and which gate stops it, and why. */
    private record Trouble(
            String gate,
            String action,
            String reason,
            @Nullable Double value,
            @Nullable Double limit,
            Consumer<DeskJournal> happening) {
        @Override
        public String toString() {
            return gate + " " + reason;
        }
    }

    private static Trouble refused(
            final String gate,
            final String reason,
            final @Nullable Double value,
            final @Nullable Double limit,
            final Consumer<DeskJournal> happening) {
        return new Trouble(gate, "REFUSE", reason, value, limit, happening);
    }

    static Stream<Trouble> troubles() {
        return Stream.concat(session(), Stream.concat(data(), order()));
    }

    private static Stream<Trouble> session() {
        return Stream.of(
                refused("killed", "KILLED", null, null, desk -> {
                    desk.operator(OperatorVerb.KILL);
                    desk.future(90_000);
                }),
                refused("ready", "NOT_READY", 0.0, 1.0, desk -> {
                    desk.connection(ConnectionPhase.DOWN);
                    desk.future(90_000);
                }),
                refused("paused", "PAUSED", null, null, desk -> {
                    desk.operator(OperatorVerb.PAUSE);
                    desk.future(90_000);
                }),
                refused("instrument state", "INSTRUMENT_STATE", null, null, desk -> {
                    desk.state(InstrumentState.HALTED);
                    desk.future(90_000);
                }),
                refused("back-off", "BACK_OFF", 1.5, 0.0, desk -> {
                    desk.future(90_000);
                    desk.rejected(1);
                    desk.waitSeconds(0.5);
                    desk.timer();
                }),
                refused("same quote", "BACK_OFF", 1.75, 0.0, desk -> {
                    desk.future(90_000);
                    desk.closed(1, OrderEnd.CANCELLED, 0);
                    desk.waitSeconds(0.25);
                    desk.timer();
                }));
    }

    private static Stream<Trouble> data() {
        return Stream.of(
                refused("index age", "STALE_INDEX", 10.5, 10.0, desk -> {
                    desk.waitSeconds(10.5);
                    desk.quote(29_999.5, 30_000.5);
                    desk.forward(30_000);
                    desk.future(90_000);
                }),
                refused("quote age", "STALE_QUOTE", 11.0, 10.0, desk -> {
                    desk.waitSeconds(11);
                    desk.index(30_000);
                    desk.forward(30_000);
                    desk.future(90_000);
                }),
                refused("two-sided quote", "NO_QUOTE", null, null, desk -> {
                    desk.future(90_000);
                    desk.quote(0, 30_000.5);
                }),
                refused("forward age", "STALE_FORWARD", 12.0, 10.0, desk -> {
                    desk.future(300);
                    desk.waitSeconds(12);
                    desk.quote(29_999.5, 30_000.5);
                    desk.index(30_000);
                    desk.future(90_000);
                }),
                refused("volatility age", "STALE_VOL", 13.0, 10.0, desk -> {
                    desk.call(2, 30_000);
                    desk.vol(2, 0.6);
                    desk.position(2, 0.1);
                    desk.waitSeconds(13);
                    desk.market(30_000);
                    desk.future(90_000);
                }),
                refused("volatility age", "NOT_READY", null, 10.0, desk -> {
                    desk.call(2, 30_000);
                    desk.position(2, 1);
                }));
    }

    private static Stream<Trouble> order() {
        return Stream.of(
                new Trouble("outside the band", "HOLD", "INSIDE_BAND", 0.05, 0.1, desk -> {
                    desk.future(-1_500);
                    desk.future(1_500);
                }),
                new Trouble("nothing on its way covers it", "HOLD", "IN_FLIGHT", 1.5, null, desk -> {
                    desk.future(90_000);
                    desk.waitSeconds(1.5);
                    desk.timer();
                }),
                new Trouble("outside whatever unknown orders did", "HOLD", "ORDER_UNKNOWN", 0.0, 0.1, desk -> {
                    desk.future(90_000);
                    desk.outcome(1, SendOutcome.SEND_FAILED);
                    desk.waitSeconds(3);
                    desk.timer();
                }),
                refused("order size", "ORDER_SIZE", 90_000.0, 9.0, desk -> {
                    desk.limits(limits -> limits.maxOrderUsd(DeskJournal.scaled(9)));
                    desk.future(90_000);
                }),
                refused("position", "POSITION", 50_000.0, 50_000.0, desk -> {
                    desk.limits(limits -> limits.maxPositionUsd(DeskJournal.scaled(50_000)));
                    desk.future(90_000);
                    desk.fill(1, Side.SELL, 50_000, 29_999.5);
                    desk.closed(1, OrderEnd.FILLED, 50_000);
                }),
                refused("price collar", "PRICE_COLLAR", 100.0 / 15, 5.0, desk -> {
                    desk.quote(28_000, 28_001);
                    desk.future(90_000);
                }),
                refused("message rate", "MESSAGE_RATE", 1.0, 1.0, desk -> {
                    desk.messages(1);
                    desk.future(90_000);
                    desk.waitNs(SECOND_NS / 10);
                    desk.future(180_000);
                }));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void shouldNameTheGateThatStoppedIt(final Trouble trouble) {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            trouble.happening.accept(desk);
            input = desk.lastInput();
        }

        final ExplainedDecision decision = last(folder, input);

        assertThat(decision.made().action()).isEqualTo(trouble.action);
        assertThat(decision.made().reason()).isEqualTo(trouble.reason);
        final List<Gate> stopping = decision.gates().stream()
                .filter(gate -> gate.verdict() == Verdict.STOPPED)
                .toList();
        assertThat(stopping).extracting(Gate::gate).containsExactly(trouble.gate);
        assertThat(rounded(stopping.get(0).value())).isEqualTo(rounded(trouble.value));
        assertThat(stopping.get(0).limit()).isEqualTo(trouble.limit);
        assertThat(decision.gates()).extracting(Gate::verdict).doesNotContain(Verdict.OVERRULED);
        assertThat(String.join("\n", ExplanationText.lines(explain(folder, input))))
                .contains("STOPPED      " + trouble.gate)
                .contains(trouble.action + " " + trouble.reason);
    }

    private static Double rounded(final @Nullable Double value) {
        return value == null ? Double.NaN : Math.round(value * 1e6) / 1e6;
    }

    private static Explanation explain(final Path folder, final long input) {
        return new Explain(folder, DeskJournal.reader(folder)).input(input, done -> {});
    }

    private static ExplainedDecision last(final Path folder, final long input) {
        final List<ExplainedDecision> decisions = explain(folder, input).decisions();
        assertThat(decisions).isNotEmpty();
        return decisions.get(decisions.size() - 1);
    }

    @Test
    void shouldNameAnOrderOfAnEarlierSessionThatIsInDoubt() {
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.future(90_000);
        }
        final long input;
        try (DeskJournal desk = new DeskJournal(folder)) {
            desk.continued(folder);
            desk.open();
            desk.configure();
            desk.market(30_000);
            desk.future(180_000);
            desk.ready();
            input = desk.lastInput();
        }

        final ExplainedDecision decision = last(folder, input);

        assertThat(decision.made().reason()).isEqualTo("ORDER_UNKNOWN");
        assertThat(decision.gates())
                .filteredOn(gate -> gate.verdict() == Verdict.STOPPED)
                .extracting(Gate::gate, Gate::value)
                .containsExactly(tuple("in doubt", 1.0));
        assertThat(decision.inFlight()).isNotNull();
        assertThat(requireNonNull(decision.inFlight()).orders())
                .extracting(ExplainedDecision.Working::orderId, ExplainedDecision.Working::state)
                .containsExactly(tuple(1L, "UNKNOWN"));
    }

    @Test
    void shouldSayWhatWouldHaveStoppedATradeWhereNoneWasCalledFor() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.operator(OperatorVerb.PAUSE);
            desk.timer();
            input = desk.lastInput();
        }

        final ExplainedDecision decision = last(folder, input);

        assertThat(decision.made().action()).isEqualTo("HOLD");
        assertThat(decision.gates())
                .filteredOn(gate -> gate.verdict() == Verdict.WOULD_STOP)
                .extracting(Gate::gate)
                .containsExactly("paused");
        assertThat(decision.gates())
                .filteredOn(gate -> gate.verdict() == Verdict.STOPPED)
                .extracting(Gate::gate)
                .containsExactly("outside the band");
    }

    @Test
    void shouldNameABookThatIsTooSmallForTheSmallestOrder() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.book(PolicySpec.parse("fixed-time:interval_s=1"));
            desk.future(4);
            desk.waitSeconds(1);
            desk.timer();
            input = desk.lastInput();
        }

        assertThat(explain(folder, input).decisions())
                .flatExtracting(ExplainedDecision::gates)
                .filteredOn(gate -> gate.verdict() == Verdict.STOPPED)
                .extracting(Gate::gate)
                .contains("smallest order");
    }
}
