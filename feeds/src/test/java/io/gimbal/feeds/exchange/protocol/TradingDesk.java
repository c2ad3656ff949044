package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.InstrumentListing;
import io.gimbal.feeds.deribit.MarketSelection;
import io.gimbal.feeds.deribit.Secret;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** A desk that trades through the real client at a local exchange, on a virtual clock over memory. */
final class TradingDesk implements AutoCloseable {
    static final long USD = 100_000_000L;
    static final int PERPETUAL = 0;
    static final int OPTION = 1;
    static final int EPOCH = 3;
    private static final String SCOPE = "trade:read_write account:read_write wallet:read";
    private static final String SECRET = "canary-secret-of-the-hedger";

    final ProtocolFixture fixture;
    final CollectingIngress engine = new CollectingIngress();
    final List<String> received = new ArrayList<>();
    final DeribitVenue venue;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    TradingDesk(final ProtocolFixture fixture) {
        this(fixture, context -> {});
    }

    TradingDesk(final ProtocolFixture fixture, final Consumer<DeribitContext> settings) {
        this.fixture = fixture;
        fixture.protocol.add(new ApiKey("hedger", SECRET, 1, SCOPE));
        final Transport orders = new MemoryTransport(fixture.protocol);
        final DeribitContext context = new DeribitContext()
                .transports(new MemoryTransport(fixture.protocol), new TappedTransport(orders, received::add))
                .credentials(Secret.of("hedger".toCharArray()), Secret.of(SECRET.toCharArray()))
                .tolerateAccountWrite(true)
                .instance("test", EPOCH)
                .currencies(List.of("BTC"));
        settings.accept(context);
        venue = DeribitVenue.open(context);
    }

    TradingDesk ready() {
        return ready(selection -> {});
    }

    /** Connects, chooses the perpetual with its book and the option, and goes on until orders may follow. */
    TradingDesk ready(final Consumer<MarketSelection> choice) {
        venue.connect(fixture.nowNs);
        pass(ProtocolFixture.SECOND_NS);
        assertThat(venue.isListed()).as("listed: fault=%s", venue.fault()).isTrue();
        final MarketSelection selection = new MarketSelection().underlying("BTC", "btc_usd");
        selection
                .instrument(listing(ProtocolFixture.PERPETUAL).spec(PERPETUAL, 0))
                .book(PERPETUAL);
        selection.instrument(listing(ProtocolFixture.OPTION).spec(OPTION, 0));
        choice.accept(selection);
        venue.select(selection);
        pass(2 * ProtocolFixture.SECOND_NS);
        assertThat(venue.isReady())
                .as("ready: market=%s, account=%s, fault=%s", venue.marketPhase(), venue.accountPhase(), venue.fault())
                .isTrue();
        return this;
    }

    InstrumentListing listing(final String name) {
        return venue.instruments().stream()
                .filter(listing -> listing.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not listed: name=" + name));
    }

    void pass(final long durationNs) {
        final long untilNs = fixture.nowNs + durationNs;
        while (fixture.nowNs < untilNs) {
            fixture.advance(10 * ProtocolFixture.MILLI_NS);
            settle();
        }
    }

    /** Lets everything that is due now happen, at both ends. */
    void settle() {
        for (int i = 0; i < 8; i++) {
            venue.replies().poll(fixture.nowNs, 64, engine);
            venue.market().poll(fixture.nowNs, 64, engine);
            fixture.step();
        }
    }

    int buy(final long orderId, final long usd, final long price) {
        return submit(orderId, PERPETUAL, Side.BUY, usd, price, TimeInForce.GOOD_TIL_CANCELLED, false);
    }

    int buyNow(final long orderId, final long usd, final long price) {
        return submit(orderId, PERPETUAL, Side.BUY, usd, price, TimeInForce.IMMEDIATE_OR_CANCEL, false);
    }

    int buyForTheDay(final long orderId, final long usd, final long price) {
        return submit(orderId, PERPETUAL, Side.BUY, usd, price, TimeInForce.GOOD_TIL_DAY, false);
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
        new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .instrumentId(instrumentId)
                .side(side)
                .price(price)
                .amount(amount)
                .maxAgeNs(ProtocolFixture.SECOND_NS)
                .orderType(OrderType.LIMIT)
                .timeInForce(timeInForce)
                .isPostOnly(isPostOnly ? BooleanType.TRUE : BooleanType.FALSE)
                .isReduceOnly(BooleanType.FALSE);
        return venue.gateway()
                .submit(
                        new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()),
                        EPOCH,
                        fixture.nowNs);
    }

    int amend(final long orderId, final long usd, final long price) {
        new AmendOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .amount(usd)
                .price(price)
                .maxAgeNs(ProtocolFixture.SECOND_NS);
        return venue.gateway()
                .amend(
                        new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()),
                        EPOCH,
                        fixture.nowNs);
    }

    int cancel(final long orderId) {
        new CancelOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId);
        return venue.gateway()
                .cancel(
                        new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()),
                        EPOCH,
                        fixture.nowNs);
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

    List<QuoteDecoder> quotes() {
        return engine.events(QuoteDecoder.TEMPLATE_ID).stream()
                .map(CollectingIngress::quote)
                .toList();
    }

    QuoteDecoder lastQuote() {
        final List<QuoteDecoder> quotes = quotes();
        return quotes.get(quotes.size() - 1);
    }

    long count(final Count count) {
        return venue.counters().count(count);
    }

    @Override
    public void close() {
        venue.close();
    }
}
