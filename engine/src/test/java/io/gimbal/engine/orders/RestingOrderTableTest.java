package io.gimbal.engine.orders;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.OrderEnd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order that waits: what it may add to a position, and what is evidence of its changes. Sells 100 at 10. */
class RestingOrderTableTest {
    private final OrderTable table = new OrderTable();

    private WorkingOrder order() {
        return requireNonNull(table.find(1));
    }

    @BeforeEach
    void rest() {
        table.rest(0, -100, 10);
    }

    private void opened() {
        table.onStands(order(), 100, 10);
        table.onAccepted(order());
    }

    @Test
    void shouldBePossibleButNotExpected() {
        opened();

        assertThat(table.expected(0)).isZero();
        assertThat(table.worst(0, -1)).isEqualTo(-100);
        assertThat(table.worst(0, 1)).isZero();
        assertThat(table.unknown(0, -1)).isZero();
    }

    @Test
    void shouldLeaveItsRoomToWhatReplacesItWhileItIsKnownToWait() {
        assertThat(table.worstTaking(0, -1))
                .as("decided, and known to be no more")
                .isZero();
        opened();
        table.open(0, -7);
        table.open(0, 3);
        table.rest(1, -9, 10);
        assertThat(table.worstTaking(0, -1)).as("orders that take count").isEqualTo(-7);
        assertThat(table.worstTaking(0, 1)).isEqualTo(3);
        assertThat(table.worst(0, -1)).isEqualTo(-107);

        table.onClosed(order(), OrderEnd.FILLED, 100);
        assertThat(table.worstTaking(0, -1))
                .as("it traded, the fills are to come")
                .isEqualTo(-107);
    }

    @Test
    void shouldLeaveNoRoomWhileNobodyKnowsWhatBecameOfIt() {
        table.onUnknown(order());

        assertThat(table.worstTaking(0, -1)).isEqualTo(-100);
    }

    @Test
    void shouldBeExpectedOnceTheVenueSaysThatItTraded() {
        opened();
        table.onClosed(order(), OrderEnd.FILLED, 100);

        assertThat(table.expected(0)).isEqualTo(-100);
        table.onFill(order(), 100);
        assertThat(table.size()).isZero();
    }

    @Test
    void shouldCountTheLargerTotalWhileAnAmendmentIsUnderWay() {
        opened();
        table.onAmend(order(), 150, 11);
        assertThat(order().remaining()).isEqualTo(-150);
        assertThat(order().wantedPrice()).isEqualTo(11);
        assertThat(order().price()).isEqualTo(10);

        table.onAmendSuppressed(order());
        assertThat(order().remaining()).isEqualTo(-100);

        table.onAmend(order(), 50, 11);
        assertThat(order().remaining()).as("it may not have shrunk yet").isEqualTo(-100);
        table.onStands(order(), 50, 11);
        assertThat(order().remaining()).isEqualTo(-50);
        assertThat(order().price()).isEqualTo(11);
        assertThat(order().isAmendPending()).isFalse();
    }

    @Test
    void shouldTakeAFillBeyondTheOldTotalForTheAmendmentsAndMoreForAnOverfill() {
        opened();
        table.onAmend(order(), 150, 10);

        assertThat(table.onFill(order(), 120)).isTrue();
        assertThat(table.onFill(order(), 40)).isFalse();
    }

    @Test
    void shouldTakeWhatStandsForARefusalOfTheAmendment() {
        opened();
        table.onAmend(order(), 150, 11);
        table.onStands(order(), 100, 10);

        assertThat(order().isAmendPending()).isFalse();
        assertThat(order().remaining()).isEqualTo(-100);
    }

    @Test
    void shouldBelieveTheWorseOfBothWhereTheVenueSaysNoNumbers() {
        opened();
        table.onAmend(order(), 50, 11);
        table.onStands(order(), 0, 0);

        assertThat(order().remaining()).isEqualTo(-100);
        assertThat(order().price()).isEqualTo(11);
    }

    @Test
    void shouldKeepACancelUnderWayThroughTheAnswersToWhatWentBefore() {
        table.onCancel(order());
        opened();
        assertThat(order().isCancelPending()).as("that answered the placing").isTrue();

        table.onCancelUnsent(order());
        table.onAmend(order(), 150, 11);
        table.onCancel(order());
        table.onStands(order(), 150, 11);
        assertThat(order().isCancelPending()).as("that answered the amendment").isTrue();

        table.onStands(order(), 150, 11);
        assertThat(order().isCancelPending())
                .as("looked up after the cancel: it stands")
                .isFalse();
    }

    @Test
    void shouldLeaveAnOrderThatTakesAsItIs() {
        table.open(0, 70);
        final WorkingOrder taker = requireNonNull(table.find(2));
        table.onStands(taker, 20, 5);

        assertThat(taker.remaining()).isEqualTo(70);
        assertThat(table.expected(0)).isEqualTo(70);
    }

    @Test
    void shouldFingerprintWhatIsUnderWay() {
        opened();
        final long open = table.mixInto(0);
        table.onAmend(order(), 150, 11);
        final long amended = table.mixInto(0);
        table.onCancel(order());

        assertThat(amended).isNotEqualTo(open);
        assertThat(table.mixInto(0)).isNotEqualTo(amended);
    }
}
