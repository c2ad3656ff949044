package io.gimbal.feeds.exchange.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.InstrumentListing;
import io.gimbal.feeds.deribit.MarketSelection;
import io.gimbal.feeds.deribit.NettyTransport;
import io.gimbal.feeds.deribit.Secret;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.feeds.exchange.ExchangePosition;
import io.gimbal.journal.LeakCheckedTest;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.DeliveryEstimateDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OrderAcceptedDecoder;
import io.gimbal.journal.codec.OrderClosedDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.OrderRejectedDecoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TimeInForce;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client against the local exchange: over memory on a virtual clock, and over sockets. */
@Timeout(120)
class DeribitClientTest extends LeakCheckedTest {
    private static final long SECOND_NS = ProtocolFixture.SECOND_NS;
    private static final long USD = 100_000_000L;
    private static final int EPOCH = 3;
    private static final String SCOPE = "trade:read_write account:read_write wallet:read";

    private final ProtocolFixture fixture = new ProtocolFixture();
    private final CollectingIngress engine = new CollectingIngress();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private DeribitVenue venue = inMemory();
    private boolean deliveryEstimates;

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldBecomeReadyAndSeeTheMarket() {
        ready();

        assertThat(engine.events(TickerDecoder.TEMPLATE_ID)).isNotEmpty();
        assertThat(engine.events(IndexPriceDecoder.TEMPLATE_ID)).isNotEmpty();
        final QuoteDecoder quote =
                CollectingIngress.quote(engine.events(QuoteDecoder.TEMPLATE_ID).get(0));
        assertThat(quote.bidPrice()).isEqualTo(8_999_950_000_000L);
        assertThat(venue.missingChannels()).isEmpty();
        assertThat(venue.counters().count(Count.MALFORMED)).isZero();
    }

    /** Before its first price an exchange says none, rather than one of 0 that no client can take for a price. */
    @Test
    void shouldHearNothingOfAnIndexThatHasNoPriceYet() {
        fixture.valuation.set("btc_usd", 0);
        pass(2 * SECOND_NS);
        deliveryEstimates = true;
        ready();
        pass(5 * SECOND_NS);

        assertThat(venue.counters().count(Count.MALFORMED)).isZero();
        assertThat(engine.events(IndexPriceDecoder.TEMPLATE_ID)).isEmpty();
        assertThat(engine.events(DeliveryEstimateDecoder.TEMPLATE_ID)).isEmpty();

        fixture.valuation.set("btc_usd", 90_000);
        pass(2 * SECOND_NS);

        assertThat(engine.events(IndexPriceDecoder.TEMPLATE_ID)).isNotEmpty();
        assertThat(engine.events(DeliveryEstimateDecoder.TEMPLATE_ID)).isNotEmpty();
        assertThat(venue.counters().count(Count.MALFORMED)).isZero();
        assertThat(venue.missingChannels()).isEmpty();
    }

    @Test
    void shouldFillAnImmediateOrderOnceAndKnowThePosition() {
        ready();

        assertThat(submit(1, Side.BUY, 100 * USD, 90_001 * USD, TimeInForce.IMMEDIATE_OR_CANCEL, false))
                .isEqualTo(OrderGateway.SENT);
        pass(SECOND_NS);

        assertThat(engine.events(FillDecoder.TEMPLATE_ID)).hasSize(1);
        final FillDecoder fill =
                CollectingIngress.fill(engine.events(FillDecoder.TEMPLATE_ID).get(0));
        assertThat(fill.orderId()).isEqualTo(1);
        assertThat(fill.amount()).isEqualTo(100 * USD);
        assertThat(fill.price()).isEqualTo(9_000_050_000_000L);
        assertThat(fill.fee()).isEqualTo(56);
        assertThat(closed(0).end()).isEqualTo(OrderEnd.FILLED);
        pass(40 * SECOND_NS);
        assertThat(venue.counters().count(Count.POSITION_DIFFERENCES)).isZero();
    }

    @Test
    void shouldRestEditAndCancel() {
        ready();
        submit(1, Side.BUY, 100 * USD, 89_000 * USD, TimeInForce.GOOD_TIL_CANCELLED, true);
        pass(SECOND_NS);
        assertThat(engine.events(OrderAcceptedDecoder.TEMPLATE_ID)).hasSize(1);

        assertThat(amend(1, 200 * USD, 89_100 * USD)).isEqualTo(OrderGateway.SENT);
        pass(SECOND_NS);
        assertThat(venue.openOrders()).isEqualTo(1);
        assertThat(cancel(1)).isEqualTo(OrderGateway.SENT);
        pass(SECOND_NS);

        assertThat(closed(0).end()).isEqualTo(OrderEnd.CANCELLED);
        assertThat(venue.openOrders()).isZero();
        assertThat(engine.events(FillDecoder.TEMPLATE_ID)).isEmpty();
    }

    @Test
    void shouldBeRefusedWhenAPostOnlyOrderWouldTrade() {
        ready();

        submit(1, Side.BUY, 100 * USD, 90_001 * USD, TimeInForce.GOOD_TIL_CANCELLED, true);
        pass(SECOND_NS);

        final OrderRejectedDecoder rejected = CollectingIngress.rejected(
                engine.events(OrderRejectedDecoder.TEMPLATE_ID).get(0));
        assertThat(rejected.venueCode()).isEqualTo(11_054);
    }

    @Test
    void shouldFindOutWhatBecameOfAnOrderWhoseAnswerWasLost() {
        ready();
        fixture.faults.inject(FaultKind.LOST_ACK, 1);

        submit(1, Side.BUY, 100 * USD, 90_001 * USD, TimeInForce.IMMEDIATE_OR_CANCEL, false);
        pass(8 * SECOND_NS);

        assertThat(engine.events(FillDecoder.TEMPLATE_ID)).hasSize(1);
        assertThat(engine.events(OrderClosedDecoder.TEMPLATE_ID)).hasSize(1);
        assertThat(venue.doubtfulOrders()).isZero();
    }

    @Test
    void shouldComeBackAfterALossWithItsRestingOrderCancelledByTheVenue() {
        ready();
        submit(1, Side.BUY, 100 * USD, 89_000 * USD, TimeInForce.GOOD_TIL_CANCELLED, false);
        pass(SECOND_NS);
        fixture.faults.inject(FaultKind.DISCONNECT, 2);
        pass(20 * SECOND_NS);

        assertThat(venue.counters().count(Count.RECONNECTS)).isPositive();
        assertThat(venue.isReady()).isTrue();
        assertThat(venue.doubtfulOrders()).isZero();
    }

    @Test
    void shouldTradeOverSockets() {
        venue.close();
        try (ExchangeServer server = new ExchangeServer(fixture.protocol, 0, fixture.nowNs)) {
            final URI url = URI.create(server.url());
            venue = open(new NettyTransport(url, 5 * SECOND_NS), new NettyTransport(url, 5 * SECOND_NS));
            venue.connect(fixture.nowNs);
            until(server, venue::isListed);
            select();
            until(server, venue::isReady);
            submit(1, Side.SELL, 100 * USD, 89_999 * USD, TimeInForce.IMMEDIATE_OR_CANCEL, false);
            until(server, () -> !engine.events(OrderClosedDecoder.TEMPLATE_ID).isEmpty());

            assertThat(engine.events(FillDecoder.TEMPLATE_ID)).hasSize(1);
            assertThat(venue.counters().count(Count.MALFORMED)).isZero();
            venue.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void shouldAgreeWithTheExchangeAtTheNextQuietPointWhateverWentWrong(final long seed) {
        System.out.println("seed=" + seed);
        final Random random = new Random(seed);
        ready();
        turnFaultsOn();
        for (long orderId = 1; orderId <= 400; orderId++) {
            act(random, orderId);
            pass(random.nextInt(1_500) * ProtocolFixture.MILLI_NS);
        }
        fixture.faults.clear();
        pass(120 * SECOND_NS);
        assertThat(venue.isReady()).as("ready: fault=%s", venue.fault()).isTrue();

        venue.cancelAll(fixture.nowNs);
        pass(70 * SECOND_NS);

        assertThat(venue.doubtfulOrders()).isZero();
        assertThat(venue.openOrders())
                .isEqualTo(fixture.desk.openOrders().size())
                .isZero();
        final ExchangePosition held = fixture.desk.position(fixture.instrument(ProtocolFixture.PERPETUAL));
        assertThat(position()).isEqualTo(held == null ? 0 : held.size());
        assertThat(venue.counters().count(Count.RATE_LIMITED)).isZero();
        assertThat(venue.counters().count(Count.RECONNECTS)).isPositive();
        assertThat(fixture.faults.occurred(FaultKind.LOST_ACK)).isPositive();
    }

    private void turnFaultsOn() {
        fixture.faults
                .bounds(SECOND_NS / 2, 2 * SECOND_NS, SECOND_NS / 10)
                .rate(FaultKind.LATENCY, 20_000)
                .rate(FaultKind.DROP, 10_000)
                .rate(FaultKind.DUPLICATE, 50_000)
                .rate(FaultKind.REORDER, 5_000)
                .rate(FaultKind.GAP, 10_000)
                .rate(FaultKind.DISCONNECT, 200)
                .rate(FaultKind.HALF_OPEN, 50)
                .rate(FaultKind.REJECT, 20_000)
                .rate(FaultKind.PARTIAL_FILL, 50_000)
                .rate(FaultKind.LOST_ACK, 50_000);
    }

    private void act(final Random random, final long orderId) {
        final boolean isBuy = random.nextBoolean();
        final Side side = isBuy ? Side.BUY : Side.SELL;
        final long amount = 10 * USD * (1 + random.nextInt(5));
        switch (random.nextInt(4)) {
            case 0 ->
                submit(orderId, side, amount, (isBuy ? 89_000 : 91_000) * USD, TimeInForce.GOOD_TIL_CANCELLED, true);
            case 1 -> cancel(Math.max(1, orderId - random.nextInt(10)));
            default ->
                submit(orderId, side, amount, (isBuy ? 90_100 : 89_900) * USD, TimeInForce.IMMEDIATE_OR_CANCEL, false);
        }
    }

    /** The position as the engine has it: the last statement and every fill since, once. */
    private long position() {
        final Set<Long> applied = new HashSet<>();
        long position = 0;
        for (final CollectingIngress.Event event : engine.events()) {
            if (event.type() == PositionSnapshotDecoder.TEMPLATE_ID) {
                final PositionSnapshotDecoder stated =
                        new PositionSnapshotDecoder().wrapAndApplyHeader(event.buffer(), 0, new MessageHeaderDecoder());
                position = stated.instrumentId() == 0 ? stated.amount() : position;
            } else if (event.type() == FillDecoder.TEMPLATE_ID) {
                final FillDecoder fill = CollectingIngress.fill(event);
                final boolean isNew = applied.add(fill.tradeId());
                assertThat(isNew)
                        .as("fill told once: tradeId=%s", fill.tradeId())
                        .isTrue();
                position += fill.side() == Side.BUY ? fill.amount() : -fill.amount();
            }
        }
        return position;
    }

    private DeribitVenue inMemory() {
        fixture.protocol.add(new ApiKey("hedger", "canary-secret-of-the-hedger", 1, SCOPE));
        return open(new MemoryTransport(fixture.protocol), new MemoryTransport(fixture.protocol));
    }

    private static DeribitVenue open(final Transport market, final Transport orders) {
        return DeribitVenue.open(new DeribitContext()
                .transports(market, orders)
                .credentials(Secret.of("hedger".toCharArray()), Secret.of("canary-secret-of-the-hedger".toCharArray()))
                .tolerateAccountWrite(true)
                .instance("test", EPOCH)
                .currencies(List.of("BTC")));
    }

    private void ready() {
        venue.connect(fixture.nowNs);
        pass(SECOND_NS);
        assertThat(venue.isListed()).as("listed: fault=%s", venue.fault()).isTrue();
        select();
        pass(2 * SECOND_NS);
        assertThat(venue.isReady())
                .as("ready: market=%s, account=%s, fault=%s", venue.marketPhase(), venue.accountPhase(), venue.fault())
                .isTrue();
    }

    private void select() {
        final MarketSelection selection =
                new MarketSelection().underlying("BTC", "btc_usd").deliveryEstimates(deliveryEstimates);
        selection
                .instrument(listing(ProtocolFixture.PERPETUAL).spec(0, 0))
                .quotes(0)
                .book(0);
        selection.instrument(listing(ProtocolFixture.OPTION).spec(1, 0));
        venue.select(selection);
    }

    private InstrumentListing listing(final String name) {
        return venue.instruments().stream()
                .filter(listing -> listing.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void pass(final long durationNs) {
        final long untilNs = fixture.nowNs + durationNs;
        while (fixture.nowNs < untilNs) {
            fixture.advance(10 * ProtocolFixture.MILLI_NS);
            for (int i = 0; i < 8; i++) {
                venue.replies().poll(fixture.nowNs, 64, engine);
                venue.market().poll(fixture.nowNs, 64, engine);
                fixture.step();
            }
        }
    }

    private void until(final ExchangeServer server, final BooleanSupplier isDone) {
        for (int i = 0; i < 20_000 && !isDone.getAsBoolean(); i++) {
            fixture.nowNs += ProtocolFixture.MILLI_NS / 10;
            server.doWork(fixture.nowNs);
            venue.replies().poll(fixture.nowNs, 64, engine);
            venue.market().poll(fixture.nowNs, 64, engine);
            server.await(100_000);
        }
        assertThat(isDone.getAsBoolean())
                .as(
                        "in time: market=%s, account=%s, fault=%s",
                        venue.marketPhase(), venue.accountPhase(), venue.fault())
                .isTrue();
    }

    private OrderClosedDecoder closed(final int index) {
        return CollectingIngress.closed(
                engine.events(OrderClosedDecoder.TEMPLATE_ID).get(index));
    }

    private int submit(
            final long orderId,
            final Side side,
            final long amount,
            final long price,
            final TimeInForce timeInForce,
            final boolean isPostOnly) {
        new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .instrumentId(0)
                .side(side)
                .price(price)
                .amount(amount)
                .maxAgeNs(SECOND_NS)
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

    private int amend(final long orderId, final long amount, final long price) {
        new AmendOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .amount(amount)
                .price(price)
                .maxAgeNs(SECOND_NS);
        return venue.gateway()
                .amend(
                        new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()),
                        EPOCH,
                        fixture.nowNs);
    }

    private int cancel(final long orderId) {
        new CancelOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId);
        return venue.gateway()
                .cancel(
                        new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()),
                        EPOCH,
                        fixture.nowNs);
    }
}
