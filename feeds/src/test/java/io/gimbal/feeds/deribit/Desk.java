package io.gimbal.feeds.deribit;

import static java.util.Objects.requireNonNull;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.ConnectionStateDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** A desk at a {@link FakeVenue} on a virtual clock: steps the session, gives commands, reads what the engine is told. */
final class Desk implements AutoCloseable {
    static final long START_NS = 1_770_000_000_000_000_000L;
    static final long SECOND_NS = 1_000_000_000L;
    static final long MILLI_NS = 1_000_000L;
    static final long USD = 100_000_000L;
    static final int PERPETUAL = 0;
    static final int OPTION = 1;
    static final int EPOCH = 7;
    static final String SECRET = "CANARYCLIENTSECRET";

    final CollectingIngress engine = new CollectingIngress();
    final FakeVenue server;
    final DeribitVenue venue;
    long nowNs = START_NS;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    Desk() {
        this(context -> {});
    }

    Desk(final Consumer<DeribitContext> settings) {
        server = new FakeVenue(() -> nowNs);
        final DeribitContext context = new DeribitContext()
                .transports(server.market, server.account)
                .credentials(Secret.of("the-id".toCharArray()), Secret.of(SECRET.toCharArray()))
                .instance("desk", EPOCH)
                .currencies(List.of("BTC"));
        settings.accept(context);
        venue = DeribitVenue.open(context);
    }

    /** Connects, chooses both instruments, and goes on until the session is ready. */
    Desk ready() {
        venue.connect(nowNs);
        settle();
        choose();
        settle();
        if (!venue.isReady()) {
            throw new AssertionError("not ready: market=" + venue.marketPhase() + ", account=" + venue.accountPhase()
                    + ", fault=" + venue.fault());
        }
        return this;
    }

    void choose() {
        final MarketSelection selection = new MarketSelection().underlying("BTC", "btc_usd");
        selection.instrument(listing("BTC-PERPETUAL").spec(PERPETUAL, 0)).quotes(PERPETUAL);
        selection.instrument(listing("BTC-25DEC26-100000-C").spec(OPTION, 0));
        venue.select(selection);
    }

    InstrumentListing listing(final String name) {
        return venue.instruments().stream()
                .filter(listing -> listing.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Steps without letting time pass, until nothing happens any more. */
    void settle() {
        for (int i = 0; i < 1_000; i++) {
            final int work = venue.poll(nowNs)
                    + venue.replies().poll(nowNs, 64, engine)
                    + venue.market().poll(nowNs, 64, engine);
            if (work == 0) {
                return;
            }
        }
        throw new AssertionError("does not come to rest");
    }

    /** Lets time pass in steps of 100 ms, with heartbeats that come and go. */
    void pass(final long durationNs) {
        final long untilNs = nowNs + durationNs;
        while (nowNs < untilNs) {
            nowNs = Math.min(untilNs, nowNs + 100 * MILLI_NS);
            if (nowNs / SECOND_NS % 5 == 0) {
                server.heartbeat(server.market);
                server.heartbeat(server.account);
            }
            settle();
        }
    }

    /** Lets time pass in silence. */
    void passInSilence(final long durationNs) {
        final long untilNs = nowNs + durationNs;
        while (nowNs < untilNs) {
            nowNs = Math.min(untilNs, nowNs + 100 * MILLI_NS);
            settle();
        }
    }

    long nowMs() {
        return nowNs / MILLI_NS;
    }

    int buy(final long orderId, final long usd, final long price) {
        return submit(orderId, PERPETUAL, Side.BUY, usd, price, TimeInForce.GOOD_TIL_CANCELLED, false);
    }

    int buyNow(final long orderId, final long usd, final long price) {
        return submit(orderId, PERPETUAL, Side.BUY, usd, price, TimeInForce.IMMEDIATE_OR_CANCEL, false);
    }

    int postOnly(final long orderId, final long usd, final long price) {
        return submit(orderId, PERPETUAL, Side.BUY, usd, price, TimeInForce.GOOD_TIL_CANCELLED, true);
    }

    int submit(
            final long orderId,
            final int instrumentId,
            final Side side,
            final long amount,
            final long price,
            final TimeInForce timeInForce,
            final boolean isPostOnly) {
        final NewOrderEncoder order = new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .instrumentId(instrumentId)
                .side(side)
                .price(price)
                .amount(amount)
                .maxAgeNs(1_000 * MILLI_NS)
                .orderType(OrderType.LIMIT)
                .timeInForce(timeInForce)
                .isPostOnly(isPostOnly ? BooleanType.TRUE : BooleanType.FALSE)
                .isReduceOnly(BooleanType.FALSE);
        return gateway().submit(decoded(order), EPOCH, nowNs);
    }

    int market(final long orderId, final long usd) {
        final NewOrderEncoder order = new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .instrumentId(PERPETUAL)
                .side(Side.SELL)
                .price(0)
                .amount(usd)
                .maxAgeNs(0)
                .orderType(OrderType.MARKET)
                .timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                .isPostOnly(BooleanType.FALSE)
                .isReduceOnly(BooleanType.TRUE);
        return gateway().submit(decoded(order), EPOCH, nowNs);
    }

    int cancel(final long orderId) {
        new CancelOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId);
        return gateway()
                .cancel(
                        new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()),
                        EPOCH,
                        nowNs);
    }

    int amend(final long orderId, final long usd, final long price) {
        new AmendOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .amount(usd)
                .price(price)
                .maxAgeNs(1_000 * MILLI_NS);
        return gateway()
                .amend(new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()), EPOCH, nowNs);
    }

    OrderGateway gateway() {
        return venue.gateway();
    }

    /** The label of an order of this desk. */
    static String label(final int epoch, final long orderId) {
        return "gbdesk." + Integer.toString(epoch, 36) + "." + Long.toString(orderId, 36);
    }

    static String label(final long orderId) {
        return label(EPOCH, orderId);
    }

    List<FillDecoder> fills() {
        return engine.events(FillDecoder.TEMPLATE_ID).stream()
                .map(CollectingIngress::fill)
                .toList();
    }

    List<OrderAcceptedDecoder> accepted() {
        return engine.events(OrderAcceptedDecoder.TEMPLATE_ID).stream()
                .map(CollectingIngress::accepted)
                .toList();
    }

    List<OrderRejectedDecoder> rejected() {
        return engine.events(OrderRejectedDecoder.TEMPLATE_ID).stream()
                .map(CollectingIngress::rejected)
                .toList();
    }

    List<OrderClosedDecoder> closed() {
        return engine.events(OrderClosedDecoder.TEMPLATE_ID).stream()
                .map(CollectingIngress::closed)
                .toList();
    }

    List<PositionSnapshotDecoder> positions() {
        return engine.events(PositionSnapshotDecoder.TEMPLATE_ID).stream()
                .map(event ->
                        new PositionSnapshotDecoder().wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder()))
                .toList();
    }

    /** What the account's connection said of itself, in order. */
    List<ConnectionPhase> phases() {
        return engine.events(ConnectionStateDecoder.TEMPLATE_ID).stream()
                .map(event ->
                        new ConnectionStateDecoder().wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder()))
                .filter(state -> state.connectionId() == PrivateSession.CONNECTION_ID)
                .map(ConnectionStateDecoder::phase)
                .toList();
    }

    /** What stopped the venue for good. */
    VenueFault.Kind fault() {
        return requireNonNull(venue.fault()).kind();
    }

    long count(final VenueCounters.Count count) {
        return venue.counters().count(count);
    }

    @Override
    public void close() {
        venue.close();
    }

    private NewOrderDecoder decoded(final NewOrderEncoder order) {
        return new NewOrderDecoder().wrapAndApplyHeader(order.buffer(), 0, new MessageHeaderDecoder());
    }
}
