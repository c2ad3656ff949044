package io.gimbal.feeds.recorded;

import static io.gimbal.feeds.CollectingIngress.closed;
import static io.gimbal.feeds.CollectingIngress.fill;
import static io.gimbal.feeds.CollectingIngress.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.CollectingIngress.Event;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A simulated venue, a market it is shown, and what it answered: shared by the tests of the gateway. */
abstract class SimulatedGatewayFixture {
    static final long MS = 1_000_000L;
    static final long START = Instant.parse("2023-04-12T12:00:00Z").getEpochSecond() * 1_000_000_000L;
    static final long LATENCY = 25 * MS;
    static final int EPOCH = 7;
    static final long SIZE = scaled("100000");

    final VenueProfile venue = VenueProfile.deribit();
    final List<InstrumentSpec> specs = List.of(
            venue.spec("BTC-PERPETUAL", 0, 0),
            venue.spec("BTC-13APR23-30000-C", 1, 0),
            venue.spec("BTC_USDC-PERPETUAL", 2, 1));
    final Orders orders = new Orders();
    final EventPublisher market = new EventPublisher();
    final CollectingIngress replies = new CollectingIngress();
    SimulatedGateway gateway = gateway(new SimulatedGateway.Context());
    QuoteTee tee = new QuoteTee((buffer, offset, length, timeNs) -> 0, gateway);

    @BeforeEach
    void quoteThePerpetual() {
        quote(START, "30000", "30001");
    }

    static long scaled30k(final int ticks) {
        return 3_000_000_000_000L + ticks % 7 * 50_000_000L;
    }

    SimulatedGateway gateway(final SimulatedGateway.Context context) {
        return new SimulatedGateway(context.specs(specs).profile(venue).epoch(EPOCH));
    }

    void restart(final SimulatedGateway.Context context) {
        gateway = gateway(context);
        tee = new QuoteTee((buffer, offset, length, timeNs) -> 0, gateway);
        quote(START, "30000", "30001");
    }

    int buy(final long id, final String price, final String amount, final TimeInForce tif, final long nowNs) {
        return gateway.submit(orders.limit(id, 0, Side.BUY, scaled(price), scaled(amount), tif), EPOCH, nowNs);
    }

    int sell(final long id, final String price, final String amount, final TimeInForce tif, final long nowNs) {
        return gateway.submit(orders.limit(id, 0, Side.SELL, scaled(price), scaled(amount), tif), EPOCH, nowNs);
    }

    void quote(final long timeNs, final String bid, final String ask) {
        show(timeNs, 0, bid, ask, "100000");
    }

    void show(final long timeNs, final int instrumentId, final String bid, final String ask, final String askAmount) {
        market.quote()
                .venueTimeNs(timeNs)
                .instrumentId(instrumentId)
                .bidPrice(scaled(bid))
                .bidAmount(SIZE)
                .askPrice(scaled(ask))
                .askAmount(scaled(askAmount));
        market.offer(tee, timeNs);
    }

    void state(final int instrumentId, final InstrumentState state) {
        market.instrumentStateChange().instrumentId(instrumentId).state(state);
        market.offer(tee, START);
    }

    int poll(final long nowNs) {
        return gateway.poll(nowNs, 100, replies);
    }

    List<Integer> types() {
        return replies.events().stream().map(Event::type).toList();
    }

    Stream<FillDecoder> fills() {
        return replies.events(FillDecoder.TEMPLATE_ID).stream().map(CollectingIngress::fill);
    }

    FillDecoder onlyFill() {
        assertThat(replies.events(FillDecoder.TEMPLATE_ID)).hasSize(1);
        return fill(replies.events(FillDecoder.TEMPLATE_ID).get(0));
    }

    List<OrderEnd> ends() {
        return replies.events(OrderClosedDecoder.TEMPLATE_ID).stream()
                .map(event -> closed(event).end())
                .toList();
    }

    List<Integer> codes() {
        return replies.events(OrderRejectedDecoder.TEMPLATE_ID).stream()
                .map(event -> rejected(event).venueCode())
                .toList();
    }

    Event last() {
        return replies.events().get(replies.events().size() - 1);
    }

    static long scaled(final String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }
}
