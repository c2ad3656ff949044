package io.gimbal.engine.orders;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.OrderEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each word of the venue does to an order of ten in each of its states, and what may then still trade. */
class OrderLifeTest {
    private static final int PERPETUAL = 3;
    private static final int OTHER = 4;

    private final OrderTable table = new OrderTable();

    private WorkingOrder in(final String state) {
        final WorkingOrder order = requireNonNull(table.find(table.open(PERPETUAL, 10)));
        switch (state) {
            case "SENT" -> table.onSent(order);
            case "OPEN" -> table.onAccepted(order);
            case "UNKNOWN" -> table.onUnknown(order);
            case "AWAITING_FILLS" -> table.onClosed(order, OrderEnd.CANCELLED, 6);
            default -> {}
        }
        assertThat(order.state()).isEqualTo(OrderState.valueOf(state));
        return order;
    }

    private void say(final WorkingOrder order, final String word) {
        switch (word) {
            case "sent" -> table.onSent(order);
            case "accepted" -> table.onAccepted(order);
            case "unknown" -> table.onUnknown(order);
            case "suppressed" -> table.onSuppressed(order);
            case "dead" -> table.onDead(order);
            case "fill5" -> table.onFill(order, 5);
            case "fill6" -> table.onFill(order, 6);
            case "fill10" -> table.onFill(order, 10);
            case "closed0" -> table.onClosed(order, OrderEnd.CANCELLED, 0);
            case "closed6" -> table.onClosed(order, OrderEnd.FILLED, 6);
            case "never" -> table.onClosed(order, OrderEnd.NEVER_EXISTED, 6);
            default -> table.onClosed(order, OrderEnd.REJECTED, 6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DECIDED, sent, SENT",
        "DECIDED, accepted, OPEN",
        "DECIDED, unknown, UNKNOWN",
        "DECIDED, suppressed, GONE",
        "DECIDED, dead, GONE",
        "DECIDED, fill5, DECIDED",
        "DECIDED, fill10, DECIDED",
        "DECIDED, closed0, GONE",
        "DECIDED, closed6, AWAITING_FILLS",
        "DECIDED, never, GONE",
        "DECIDED, rejected, GONE",
        "SENT, sent, SENT",
        "SENT, accepted, OPEN",
        "SENT, unknown, UNKNOWN",
        "SENT, suppressed, GONE",
        "SENT, dead, GONE",
        "SENT, fill10, SENT",
        "SENT, closed0, GONE",
        "SENT, closed6, AWAITING_FILLS",
        "OPEN, sent, OPEN",
        "OPEN, accepted, OPEN",
        "OPEN, unknown, OPEN",
        "OPEN, suppressed, OPEN",
        "OPEN, dead, GONE",
        "OPEN, fill10, OPEN",
        "OPEN, closed0, GONE",
        "OPEN, closed6, AWAITING_FILLS",
        "OPEN, never, GONE",
        "OPEN, rejected, GONE",
        "UNKNOWN, sent, UNKNOWN",
        "UNKNOWN, accepted, OPEN",
        "UNKNOWN, unknown, UNKNOWN",
        "UNKNOWN, suppressed, GONE",
        "UNKNOWN, dead, GONE",
        "UNKNOWN, fill10, UNKNOWN",
        "UNKNOWN, never, GONE",
        "UNKNOWN, closed6, AWAITING_FILLS",
        "AWAITING_FILLS, sent, AWAITING_FILLS",
        "AWAITING_FILLS, accepted, AWAITING_FILLS",
        "AWAITING_FILLS, unknown, AWAITING_FILLS",
        "AWAITING_FILLS, suppressed, AWAITING_FILLS",
        "AWAITING_FILLS, dead, GONE",
        "AWAITING_FILLS, fill5, AWAITING_FILLS",
        "AWAITING_FILLS, fill6, GONE",
        "AWAITING_FILLS, closed0, GONE",
        "AWAITING_FILLS, closed6, AWAITING_FILLS"
    })
    void shouldBeInTheStateThatTheEvidenceSays(final String before, final String word, final String after) {
        final WorkingOrder order = in(before);
        final long id = order.orderId();
        say(order, word);

        if (after.equals("GONE")) {
            assertThat(table.find(id)).isNull();
            assertThat(table.size()).isZero();
        } else {
            assertThat(requireNonNull(table.find(id)).state()).isEqualTo(OrderState.valueOf(after));
        }
    }

    @ParameterizedTest
    @CsvSource({"DECIDED, 10, 0", "SENT, 10, 0", "OPEN, 10, 0", "UNKNOWN, 0, 10", "AWAITING_FILLS, 6, 0"})
    void shouldCountWhatItMayStillTradeOnce(final String state, final long expected, final long unknown) {
        in(state);

        assertThat(table.expected(PERPETUAL)).isEqualTo(expected);
        assertThat(table.unknown(PERPETUAL, 1)).isEqualTo(unknown);
        assertThat(table.unknown(PERPETUAL, -1)).isZero();
        assertThat(table.worst(PERPETUAL, 1)).isEqualTo(expected + unknown);
        assertThat(table.worst(PERPETUAL, -1)).isZero();
        assertThat(table.worstTaking(PERPETUAL, 1)).isEqualTo(expected + unknown);
        assertThat(table.expected(OTHER)).isZero();
        assertThat(table.worst(OTHER, 1)).isZero();
    }

    @Test
    void shouldStayAtTheVenueOnceItTradedWhateverIsSuppressed() {
        final WorkingOrder order = in("SENT");
        table.onFill(order, 1);
        table.onSuppressed(order);

        assertThat(table.size()).isEqualTo(1);
        assertThat(table.expected(PERPETUAL)).isEqualTo(9);
    }

    @Test
    void shouldSayOfEachFillWhetherTheOrderCoversIt() {
        final WorkingOrder order = in("OPEN");

        assertThat(table.onFill(order, 4)).isTrue();
        assertThat(table.onFill(order, 6)).isTrue();
        assertThat(table.onFill(order, 1)).isFalse();
        assertThat(order.remaining()).isZero();
    }

    /** A resting order waits: it counts at the worst end, not for what is expected, until nobody knows of it. */
    @Test
    void shouldCountARestingOrderAtTheWorstEndOnly() {
        final WorkingOrder order = requireNonNull(table.find(table.rest(PERPETUAL, -10, 5)));

        assertThat(table.expected(PERPETUAL)).isZero();
        assertThat(table.worst(PERPETUAL, -1)).isEqualTo(-10);
        assertThat(table.worstTaking(PERPETUAL, -1)).isZero();
        table.onUnknown(order);
        assertThat(table.worstTaking(PERPETUAL, -1)).isEqualTo(-10);
        assertThat(table.unknown(PERPETUAL, -1)).isEqualTo(-10);
        table.onClosed(order, OrderEnd.CANCELLED, 3);
        assertThat(table.expected(PERPETUAL)).isEqualTo(-3);
        assertThat(table.worstTaking(PERPETUAL, -1)).isEqualTo(-3);
    }

    @Test
    void shouldOpenToTheLastPlaceAndNotBeyond() {
        for (int i = 0; i < OrderTable.CAPACITY; i++) {
            assertThat(table.hasRoom()).isTrue();
            table.open(PERPETUAL, 1);
        }
        assertThat(table.hasRoom()).isFalse();
        assertThat(table.expected(PERPETUAL)).isEqualTo(OrderTable.CAPACITY);
        table.onDead(table.order(0));
        assertThat(table.hasRoom()).isTrue();
        assertThat(table.order(0).orderId()).isEqualTo(2);
    }
}
