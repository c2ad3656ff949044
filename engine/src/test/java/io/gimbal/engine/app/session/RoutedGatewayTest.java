package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.EventJson;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Two venues as one: each command goes where it belongs, and what each says is told apart or added up. */
class RoutedGatewayTest {
    private static final int EPOCH = 3;
    private static final int HERE = 0;
    private static final int THERE = 1;
    private static final int NOWHERE = 2;

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

    private int cancel(final long orderId) {
        new CancelOrderEncoder().wrapAndApplyHeader(buffer, 0, header).orderId(orderId);
        return gateway.cancel(new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, read), EPOCH, 0);
    }

    private int amend(final long orderId) {
        new AmendOrderEncoder().wrapAndApplyHeader(buffer, 0, header).orderId(orderId);
        return gateway.amend(new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, read), EPOCH, 0);
    }

    @Test
    void shouldSendWhatFollowsAnOrderWhereTheOrderWent() {
        assertThat(submit(1, HERE)).isEqualTo(OrderGateway.SENT);
        assertThat(submit(2, THERE)).isEqualTo(OrderGateway.SENT);

        assertThat(amend(2)).isEqualTo(OrderGateway.SENT);
        assertThat(cancel(1)).isEqualTo(OrderGateway.SENT);
        assertThat(gateway.query(2, EPOCH, 0)).isEqualTo(OrderGateway.SENT);

        assertThat(here.asked).containsExactly("new 1", "cancel 1");
        assertThat(there.asked).containsExactly("new 2", "amend 2", "query 2");
    }

    @Test
    void shouldAskNobodyAboutWhatItDoesNotKnow() {
        assertThat(submit(1, NOWHERE)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(submit(2, NOWHERE + 1)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(cancel(7)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(amend(7)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(gateway.query(7, EPOCH, 0)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(here.asked).isEmpty();
        assertThat(there.asked).isEmpty();
    }

    @Test
    void shouldAskTheRightVenueAboutAnOrderOfAnEarlierSessionOnceItIsTold() {
        gateway.remember(7, EPOCH - 1, THERE);

        assertThat(gateway.query(7, EPOCH - 1, 0)).isEqualTo(OrderGateway.SENT);
        assertThat(gateway.query(7, EPOCH, 0)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(there.asked).containsExactly("query 7");
    }

    @Test
    void shouldForgetTheOldestOrdersOnly() {
        for (long id = 1; id <= (1 << 16) + 1; id++) {
            submit(id, HERE);
        }

        assertThat(cancel(1)).isEqualTo(OrderGateway.NOT_CONNECTED);
        assertThat(cancel(2)).isEqualTo(OrderGateway.SENT);
        assertThat(cancel((1 << 16) + 1)).isEqualTo(OrderGateway.SENT);
    }

    @Test
    void shouldTellConnectionsApartAddBalancesUpAndHearOfPositionsFromWhoListsThem() {
        final EventJson json = new EventJson();
        final List<String> heard = new ArrayList<>();
        final VenueIngress.Balances balances = new VenueIngress.Balances(2, 1);
        final VenueIngress first = new VenueIngress(0, 0, id -> id == HERE, balances);
        final VenueIngress second = new VenueIngress(1, 2, id -> id == THERE, balances);
        for (final VenueIngress venue : List.of(first, second)) {
            final EventPublisher publisher = new EventPublisher();
            publisher.connectionState().venueTimeNs(0).connectionId(1).phase(ConnectionPhase.READY);
            publisher.offer(venue.before((b, offset, length, at) -> take(heard, json.toJson(b, offset, length))), 5);
            for (final int id : List.of(HERE, THERE)) {
                publisher
                        .positionSnapshot()
                        .venueTimeNs(0)
                        .amount(id + 1)
                        .averagePrice(0)
                        .instrumentId(id);
                publisher.offer(
                        venue.before((b, offset, length, at) -> take(heard, json.toJson(b, offset, length))), 5);
            }
            publisher
                    .accountBalance()
                    .venueTimeNs(0)
                    .balance(100_000_000)
                    .underlyingId(0)
                    .currency(Currency.COIN);
            publisher.offer(venue.before((b, offset, length, at) -> take(heard, json.toJson(b, offset, length))), 5);
        }

        assertThat(heard).hasSize(6);
        assertThat(heard.get(0)).contains("\"connectionId\":1,", "READY");
        assertThat(heard.get(1)).contains("PositionSnapshot", "\"instrumentId\":" + HERE);
        assertThat(heard.get(2)).contains("\"balance\":1,", "COIN");
        assertThat(heard.get(3)).contains("\"connectionId\":3,", "READY");
        assertThat(heard.get(4)).contains("PositionSnapshot", "\"instrumentId\":" + THERE);
        assertThat(heard.get(5)).contains("\"balance\":2,", "COIN");
    }

    private static long take(final List<String> heard, final String event) {
        heard.add(event);
        return heard.size();
    }
}
