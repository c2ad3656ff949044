package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.engine.orders.OrderTable;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Two venues as one: each command goes where it belongs. */
class RoutedGatewayTest {
    private static final int EPOCH = 3;
    private static final int HERE = 0;
    private static final int THERE = 1;
    private static final int NOWHERE = 2;
    private static final int MANY = 200_000;

    /** Writes down what it is asked. */
    private static final class Venue implements OrderGateway {
        private final List<String> asked = new ArrayList<>();

        @Override
        public int submit(final NewOrderDecoder order, final int epoch, final long nowNs) {
            asked.add("new " + order.orderId());
            return SENT;
        }

        @Override
        public int cancel(final CancelOrderDecoder cancel, final int epoch, final long nowNs) {
            asked.add("cancel " + cancel.orderId());
            return SENT;
        }

        @Override
        public int amend(final AmendOrderDecoder amend, final int epoch, final long nowNs) {
            asked.add("amend " + amend.orderId());
            return SENT;
        }

        @Override
        public int query(final long orderId, final int epoch, final long nowNs) {
            asked.add("query " + orderId);
            return SENT;
        }
    }

    private final Venue here = new Venue();
    private final Venue there = new Venue();
    private final RoutedGateway gateway =
            new RoutedGateway(NOWHERE + 1).route(HERE, here).route(THERE, there);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder read = new MessageHeaderDecoder();

    private int submit(final long orderId, final int instrumentId) {
        new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .instrumentId(instrumentId);
        return gateway.submit(new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, read), EPOCH, 0);
    }

    private int cancel(final long orderId, final int instrumentId) {
        new CancelOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .instrumentId(instrumentId);
        return gateway.cancel(new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, read), EPOCH, 0);
    }

    private int amend(final long orderId, final int instrumentId) {
        new AmendOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .orderId(orderId)
                .instrumentId(instrumentId);
        return gateway.amend(new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, read), EPOCH, 0);
    }

    @Test
    void shouldSendWhatFollowsAnOrderWhereTheOrderWent() {
        assertThat(submit(1, HERE)).isEqualTo(OrderGateway.SENT);
        assertThat(submit(2, THERE)).isEqualTo(OrderGateway.SENT);

        assertThat(amend(2, THERE)).isEqualTo(OrderGateway.SENT);
        assertThat(cancel(1, HERE)).isEqualTo(OrderGateway.SENT);

        assertThat(here.asked).containsExactly("new 1", "cancel 1");
        assertThat(there.asked).containsExactly("new 2", "amend 2");
    }

    @Test
    void shouldAskNobodyAboutWhatItDoesNotKnow() {
        for (final int nowhere : List.of(NOWHERE, NOWHERE + 1, -1)) {
            assertThat(submit(1, nowhere)).isEqualTo(OrderGateway.NOT_CONNECTED);
            assertThat(cancel(7, nowhere)).isEqualTo(OrderGateway.NOT_CONNECTED);
            assertThat(amend(7, nowhere)).isEqualTo(OrderGateway.NOT_CONNECTED);
        }
        assertThat(gateway.query(7, EPOCH, 0)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(here.asked).isEmpty();
        assertThat(there.asked).isEmpty();
    }

    /** A venue that never saw an order would say that there was none. */
    @Test
    void shouldAskTheRightVenueAboutAnOrderOfAnEarlierSessionOnceItIsTold() {
        gateway.tell(7, EPOCH - 1, there);
        gateway.tell(7, EPOCH - 2, here);

        assertThat(gateway.query(7, EPOCH - 1, 0)).isEqualTo(OrderGateway.SENT);
        assertThat(gateway.query(7, EPOCH, 0)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(there.asked).containsExactly("query 7");
        assertThat(here.asked).isEmpty();
    }

    @Test
    void shouldHoldAsManyOrdersOfEarlierSessionsAsCanBeOpen() {
        for (int i = 0; i < OrderTable.CAPACITY; i++) {
            gateway.tell(i, EPOCH - 1, i % 2 == 0 ? here : there);
        }
        for (int i = 0; i < OrderTable.CAPACITY; i++) {
            assertThat(gateway.query(i, EPOCH - 1, 0)).isEqualTo(OrderGateway.SENT);
        }

        assertThat(here.asked).hasSize(OrderTable.CAPACITY / 2).startsWith("query 0", "query 2");
        assertThat(there.asked).hasSize(OrderTable.CAPACITY / 2).startsWith("query 1", "query 3");
        assertThatThrownBy(() -> gateway.tell(0, EPOCH - 2, here)).isInstanceOf(IllegalStateException.class);
    }

    /** However many there were, the first as well as the last can still be taken out, each where it rests. */
    @Test
    void shouldReachEveryOneOfTwoHundredThousandOrders() {
        for (int id = 1; id <= MANY; id++) {
            assertThat(submit(id, instrument(id))).isEqualTo(OrderGateway.SENT);
        }
        here.asked.clear();
        there.asked.clear();
        for (int id = 1; id <= MANY; id++) {
            assertThat(amend(id, instrument(id))).isEqualTo(OrderGateway.SENT);
            assertThat(cancel(id, instrument(id))).isEqualTo(OrderGateway.SENT);
        }

        assertThat(here.asked).hasSize(2 * (MANY - MANY / 3)).startsWith("amend 1", "cancel 1");
        assertThat(there.asked).hasSize(2 * (MANY / 3)).startsWith("amend 3", "cancel 3");
    }

    private static int instrument(final int orderId) {
        return orderId % 3 == 0 ? THERE : HERE;
    }
}
