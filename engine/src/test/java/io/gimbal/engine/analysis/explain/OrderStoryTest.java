package io.gimbal.engine.analysis.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an explanation tells of an order: a sale of 90,000 dollars at a mid of 30,000, after whatever happened to it. */
class OrderStoryTest {
    private static final int NEW = NewOrderDecoder.TEMPLATE_ID;
    private static final int CANCEL = CancelOrderDecoder.TEMPLATE_ID;

    @TempDir
    private Path folder = Path.of("");

    private record Story(String name, String fate, double filled, int events, Consumer<DeskJournal> happening) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Story> stories() {
        return Stream.of(told(), ended(), doubtful(), amended()).flatMap(part -> part);
    }

    private static Stream<Story> told() {
        return Stream.of(
                new Story("nothing was heard of it", "OPEN", 0, 0, desk -> {}),
                new Story("sent", "OPEN", 0, 1, desk -> desk.outcome(1, SendOutcome.SENT)),
                new Story("accepted and still there", "OPEN", 0, 2, desk -> {
                    desk.outcome(1, SendOutcome.SENT);
                    desk.accepted(1, 90_000, 29_999.5);
                }),
                new Story("partly filled and still there", "PARTLY_FILLED", 20_000, 2, desk -> {
                    desk.fill(1, Side.SELL, 10_000, 29_999.5);
                    desk.fill(1, Side.SELL, 10_000, 29_999.5);
                }),
                new Story(
                        "filled, nobody said it closed",
                        "FILLED",
                        90_000,
                        1,
                        desk -> desk.fill(1, Side.SELL, 90_000, 29_999.5)));
    }

    private static Stream<Story> ended() {
        return Stream.of(
                new Story("cancelled with nothing", "CANCELLED", 0, 1, desk -> desk.closed(1, OrderEnd.CANCELLED, 0)),
                new Story("expired with nothing", "EXPIRED", 0, 1, desk -> desk.closed(1, OrderEnd.EXPIRED, 0)),
                new Story("never came", "NEVER_EXISTED", 0, 1, desk -> desk.closed(1, OrderEnd.NEVER_EXISTED, 0)),
                new Story("cancelled with a part, told after", "PARTLY_FILLED", 30_000, 2, desk -> {
                    desk.closed(1, OrderEnd.CANCELLED, 30_000);
                    desk.fill(1, Side.SELL, 30_000, 29_999.5);
                }),
                new Story("cancelled with a part that the journal lacks", "PARTLY_FILLED", 10_000, 2, desk -> {
                    desk.fill(1, Side.SELL, 10_000, 29_999.5);
                    desk.closed(1, OrderEnd.CANCELLED, 30_000);
                }),
                new Story("closed as filled before all of it was told", "FILLED", 40_000, 2, desk -> {
                    desk.closed(1, OrderEnd.FILLED, 90_000);
                    desk.fill(1, Side.SELL, 40_000, 29_999.5);
                }),
                new Story("rejected", "REJECTED", 0, 2, desk -> {
                    desk.outcome(1, SendOutcome.SENT);
                    desk.rejected(1);
                }));
    }

    private static Stream<Story> doubtful() {
        return Stream.of(
                new Story(
                        "suppressed",
                        "SUPPRESSED",
                        0,
                        1,
                        desk -> desk.outcome(1, NEW, SendOutcome.SUPPRESSED, SuppressReason.TOO_OLD)),
                new Story(
                        "a duplicate was suppressed",
                        "UNKNOWN",
                        0,
                        1,
                        desk -> desk.outcome(1, NEW, SendOutcome.SUPPRESSED, SuppressReason.DUPLICATE)),
                new Story("the write failed", "UNKNOWN", 0, 1, desk -> desk.outcome(1, SendOutcome.SEND_FAILED)),
                new Story("the write failed and it was there", "OPEN", 0, 2, desk -> {
                    desk.outcome(1, SendOutcome.SEND_FAILED);
                    desk.accepted(1, 90_000, 29_999.5);
                }),
                new Story("the write failed and it filled", "FILLED", 90_000, 3, desk -> {
                    desk.outcome(1, SendOutcome.SEND_FAILED);
                    desk.fill(1, Side.SELL, 90_000, 29_999.5);
                    desk.closed(1, OrderEnd.FILLED, 90_000);
                }),
                new Story(
                        "a cancel of it was suppressed",
                        "OPEN",
                        0,
                        1,
                        desk -> desk.outcome(1, CANCEL, SendOutcome.SUPPRESSED, SuppressReason.GATE_CLOSED)),
                new Story("the write of a cancel failed and it went on", "FILLED", 90_000, 3, desk -> {
                    desk.outcome(1, CANCEL, SendOutcome.SEND_FAILED, SuppressReason.NONE);
                    desk.fill(1, Side.SELL, 90_000, 29_999.5);
                    desk.closed(1, OrderEnd.FILLED, 90_000);
                }));
    }

    private static Stream<Story> amended() {
        return Stream.of(
                new Story("amended to less and filled", "FILLED", 50_000, 2, desk -> {
                    desk.accepted(1, 50_000, 29_999.5);
                    desk.fill(1, Side.SELL, 50_000, 29_999.5);
                }),
                new Story("amended to more and partly filled", "PARTLY_FILLED", 90_000, 2, desk -> {
                    desk.accepted(1, 120_000, 29_999.5);
                    desk.fill(1, Side.SELL, 90_000, 29_999.5);
                }));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void shouldTellAnOrdersFateFromEveryInputThatNamesIt(final Story story) {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.future(90_000);
            input = desk.lastInput();
            desk.waitSeconds(0.5);
            story.happening.accept(desk);
        }

        final ExplainedDecision.Order order = order(input);

        assertThat(order.fate()).isEqualTo(story.fate);
        assertThat(order.filledAmount().doubleValue()).isEqualTo(story.filled);
        assertThat(order.events()).hasSize(story.events);
        assertThat(order.amount()).as("ordered, whatever became of it").isEqualByComparingTo("90000");
        if (story.filled == 0) {
            assertThat(order.averagePrice()).isNull();
            assertThat(order.feeCurrency()).isNull();
            assertThat(order.slippageUsd()).isZero();
        } else {
            final double coins = story.filled / 30_000;
            assertThat(order.slippageUsd()).as("half a dollar a coin").isCloseTo(0.5 * coins, within(1e-9));
        }
        if (story.events == 0) {
            assertThat(order.secondsToEnd()).isNull();
        } else {
            assertThat(order.secondsToEnd()).isEqualTo(0.5);
        }
        assertThat(Explained.text(folder, input)).contains(": " + story.fate);
    }

    private ExplainedDecision.Order order(final long input) {
        return requireNonNull(Explained.last(folder, input).order());
    }

    @Test
    void shouldLeaveOutWhatHappenedToOtherOrdersAndWhatCameAfterTheEnd() {
        final long first;
        final long second;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.future(90_000);
            first = desk.lastInput();
            desk.fill(1, Side.SELL, 90_000, 29_999.5);
            desk.closed(1, OrderEnd.FILLED, 90_000);
            desk.waitSeconds(1);
            desk.future(60_000);
            second = desk.lastInput();
            desk.fill(2, Side.BUY, 30_000, 30_001.5);
            desk.closed(2, OrderEnd.FILLED, 30_000);
            desk.closed(1, OrderEnd.FILLED, 90_000);
        }

        assertThat(order(first).events())
                .extracting(event -> event.event().path("orderId").asLong())
                .containsExactly(1L, 1L);
        final ExplainedDecision.Order bought = order(second);
        assertThat(bought.side()).isEqualTo("BUY");
        assertThat(bought.filledAmount()).isEqualByComparingTo("30000");
        assertThat(bought.slippageUsd())
                .as("a purchase above the mid is paid for")
                .isCloseTo(1.5, within(1e-9));
        assertThat(bought.limitPrice()).isEqualByComparingTo("30000.5");
    }

    @Test
    void shouldFindTheEndInTheNextGeneration() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.future(90_000);
            input = desk.lastInput();
            desk.outcome(1, SendOutcome.SENT);
        }
        assertThat(order(input).fate()).isEqualTo("OPEN");
        final long resolved;
        try (DeskJournal desk = new DeskJournal(folder)) {
            desk.continued(folder);
            desk.open();
            desk.configure();
            desk.market(30_000);
            desk.future(90_000);
            desk.position(DeskJournal.PERPETUAL, 0);
            desk.waitSeconds(2);
            desk.fill(1, Side.SELL, 90_000, 29_998);
            desk.closed(1, OrderEnd.FILLED, 90_000);
            desk.ready();
            resolved = desk.lastInput();
        }

        final ExplainedDecision.Order order = order(input);

        assertThat(order.fate()).isEqualTo("FILLED");
        assertThat(order.averagePrice()).isEqualTo(29_998.0);
        assertThat(order.slippageUsd()).as("three coins, two dollars each").isCloseTo(6, within(1e-9));
        assertThat(order.secondsToEnd()).isEqualTo(2.0);
        final Explanation after = Explained.input(folder, resolved);
        assertThat(after.generation()).isEqualTo(2);
        assertThat(Explained.said(after.decisions().get(after.decisions().size() - 1)))
                .isEqualTo("HOLD INSIDE_BAND");
    }

    @Test
    void shouldHaveNoOrderWhereNothingWasSent() {
        final long input;
        try (DeskJournal desk = DeskJournal.level(folder)) {
            desk.connection(ConnectionPhase.DOWN);
            desk.future(90_000);
            input = desk.lastInput();
        }

        assertThat(Explained.last(folder, input).order()).isNull();
        assertThat(Explained.text(folder, input)).contains("none: the session is not ready");
    }
}
