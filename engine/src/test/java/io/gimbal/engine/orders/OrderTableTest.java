package io.gimbal.engine.orders;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.codec.OrderEnd;
import org.junit.jupiter.api.Test;

class OrderTableTest {
    private static final int PERPETUAL = 3;

    private final OrderTable table = new OrderTable();

    private WorkingOrder order(final long id) {
        return requireNonNull(table.find(id));
    }

    @Test
    void shouldNumberOrdersFromOneAndNeverAgain() {
        assertThat(table.lastOrderId()).isZero();
        assertThat(table.open(PERPETUAL, 5)).isEqualTo(1);
        table.onDead(order(1));
        assertThat(table.open(PERPETUAL, 5)).isEqualTo(2);
        table.onEpoch(2);
        assertThat(table.open(PERPETUAL, 5)).isEqualTo(3);
        assertThat(table.lastOrderId()).isEqualTo(3);
    }

    @Test
    void shouldKeepOldestFirstWhateverLeaves() {
        for (int i = 0; i < 5; i++) {
            table.open(PERPETUAL, 10 + i);
        }
        table.onDead(order(1));
        table.onDead(order(4));

        assertThat(table.size()).isEqualTo(3);
        assertThat(new long[] {
                    table.order(0).orderId(),
                    table.order(1).orderId(),
                    table.order(2).orderId()
                })
                .containsExactly(2, 3, 5);
        assertThat(table.find(1)).isNull();
        assertThat(table.find(4)).isNull();
        assertThat(table.find(6)).isNull();
    }

    @Test
    void shouldReuseItsPoolWithoutMixingOrdersUp() {
        table.open(PERPETUAL, 10);
        table.onFill(order(1), 4);
        table.onDead(order(1));
        table.onEpoch(9);
        table.open(PERPETUAL + 1, -7);

        final WorkingOrder fresh = order(2);
        assertThat(fresh.filledAmount()).isZero();
        assertThat(fresh.signedAmount()).isEqualTo(-7);
        assertThat(fresh.remaining()).isEqualTo(-7);
        assertThat(fresh.instrumentId()).isEqualTo(PERPETUAL + 1);
        assertThat(fresh.epoch()).isEqualTo(9);
        assertThat(fresh.state()).isEqualTo(OrderState.DECIDED);
    }

    @Test
    void shouldKeepExposureOfInstrumentsAndSidesApart() {
        table.open(PERPETUAL, 10);
        table.open(PERPETUAL, -4);
        table.open(PERPETUAL + 1, 100);
        table.open(PERPETUAL, 3);
        table.open(PERPETUAL, -2);
        table.onUnknown(order(4));
        table.onUnknown(order(5));

        assertThat(table.expected(PERPETUAL)).isEqualTo(6);
        assertThat(table.unknown(PERPETUAL, 1)).isEqualTo(3);
        assertThat(table.unknown(PERPETUAL, -1)).isEqualTo(-2);
        assertThat(table.worst(PERPETUAL, 1)).isEqualTo(13);
        assertThat(table.worst(PERPETUAL, -1)).isEqualTo(-6);
        assertThat(table.expected(PERPETUAL + 1)).isEqualTo(100);
        assertThat(table.worst(PERPETUAL + 1, -1)).isZero();
        assertThat(table.expected(PERPETUAL + 2)).isZero();
    }

    @Test
    void shouldExpectNothingOfAnOrderThatTradedMoreThanWasOrdered() {
        table.open(PERPETUAL, 10);
        table.open(PERPETUAL, -10);
        assertThat(table.onFill(order(1), 10)).isTrue();
        assertThat(table.onFill(order(1), 5)).isFalse();
        assertThat(table.onFill(order(2), 15)).isFalse();

        assertThat(order(1).remaining()).isZero();
        assertThat(order(2).remaining()).isZero();
        assertThat(table.expected(PERPETUAL)).isZero();
        assertThat(table.worst(PERPETUAL, 1)).isZero();
        assertThat(table.worst(PERPETUAL, -1)).isZero();
    }

    @Test
    void shouldRefuseMoreThanItsCapacity() {
        for (int i = 0; i < OrderTable.CAPACITY; i++) {
            assertThat(table.hasRoom()).isTrue();
            table.open(PERPETUAL, 1);
        }

        assertThat(table.hasRoom()).isFalse();
        assertThatThrownBy(() -> table.open(PERPETUAL, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(table.size()).isEqualTo(OrderTable.CAPACITY);
        table.onDead(table.order(7));
        assertThat(table.hasRoom()).isTrue();
    }

    @Test
    void shouldChangeItsFingerprintWithAnythingItKnowsButTheEpoch() {
        table.onEpoch(1);
        table.open(PERPETUAL, 10);
        final long opened = table.mixInto(7);
        table.onSent(order(1));
        final long sent = table.mixInto(7);
        table.onFill(order(1), 3);
        final long filled = table.mixInto(7);
        table.onClosed(order(1), OrderEnd.FILLED, 10);
        final long awaiting = table.mixInto(7);
        assertThat(new long[] {opened, sent, filled, awaiting, table.mixInto(8)})
                .doesNotHaveDuplicates();

        final OrderTable other = new OrderTable();
        other.onEpoch(2);
        other.open(PERPETUAL, 10);
        assertThat(other.mixInto(7)).isEqualTo(opened);
        other.open(PERPETUAL, 10);
        other.onDead(requireNonNull(other.find(2)));
        assertThat(other.mixInto(7)).as("the next number differs").isNotEqualTo(opened);
        final OrderTable elsewhere = new OrderTable();
        elsewhere.open(PERPETUAL + 1, 10);
        assertThat(elsewhere.mixInto(7)).isNotEqualTo(opened);
    }
}
