package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.DeribitVenue;
import io.gimbal.feeds.deribit.InstrumentListing;
import io.gimbal.feeds.deribit.MarketSelection;
import io.gimbal.feeds.deribit.Secret;
import io.gimbal.feeds.exchange.DeliveryRoute;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The real client on a market that moves, on a clock that goes from one event to the next. While it trades, faults strike
 * and somebody else uses the account; while it rests, nobody sends anything and nothing goes wrong.
 */
final class SoakSession implements AutoCloseable {
    static final int EPOCH = 3;
    static final String INSTANCE = "soak";

    private static final long SECOND_NS = SoakMarket.SECOND_NS;
    private static final long QUANTUM_NS = 10 * ProtocolFixture.MILLI_NS;
    private static final long LATENCY_NS = 3 * ProtocolFixture.MILLI_NS;
    private static final String SCOPE = "trade:read_write account:read_write wallet:read";
    private static final int MOST_ROUNDS = 64;
    private static final int MOST_DRAWS = 4;
    private static final int LARGEST_POSITION = 300;

    final SoakMarket market;
    final Faults faults;
    final ExchangeProtocol protocol;
    final DeribitVenue venue;
    final SoakLedger ledger = new SoakLedger();
    final List<InstrumentSpec> specs = new ArrayList<>();
    long nowNs;
    long steps;
    long sent;
    long amends;
    long cancels;
    private final SoakForeigner foreigner;
    private final Random random;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private long orderId;
    private long quoteNs;
    private long crowdNs;
    private long foreignNs;
    private long actNs;

    SoakSession(final long seed) {
        random = new Random(seed);
        market = new SoakMarket(seed, seed % 2 == 0 ? DeliveryRoute.CASH : DeliveryRoute.FUTURE_THEN_CASH);
        nowNs = market.startNs;
        faults = new Faults(seed).latencyNs(LATENCY_NS);
        protocol = new ExchangeProtocol(new ProtocolContext()
                .exchange(market.exchange)
                .valuation(market.world)
                .faults(faults)
                .seed(seed));
        protocol.add(new ApiKey("hedger", "canary-secret-of-the-hedger", market.desk.id(), SCOPE));
        final ApiKey manual = new ApiKey("manual", "canary-secret-of-the-other", market.desk.id(), SCOPE);
        protocol.add(manual);
        foreigner = new SoakForeigner(protocol, market, manual, seed);
        venue = DeribitVenue.open(new DeribitContext()
                .transports(new MemoryTransport(protocol), new MemoryTransport(protocol))
                .credentials(Secret.of("hedger".toCharArray()), Secret.of("canary-secret-of-the-hedger".toCharArray()))
                .tolerateAccountWrite(true)
                .instance(INSTANCE, EPOCH)
                .seed(seed)
                .currencies(SoakMarket.CURRENCIES));
    }

    /** Connects and chooses every instrument that is listed. */
    void begin() {
        step();
        market.quote();
        venue.connect(nowNs);
        pass(2 * SECOND_NS, false);
        if (!venue.isListed()) {
            throw new AssertionError("not listed: fault=" + venue.fault());
        }
        final MarketSelection selection =
                new MarketSelection().underlying("BTC", "btc_usd").underlying("ETH", "eth_usdc");
        for (final ExchangeInstrument instrument : market.exchange.instruments()) {
            final InstrumentSpec spec = listing(instrument.name())
                    .spec(specs.size(), instrument.currency().equals("BTC") ? 0 : 1);
            specs.add(spec);
            ledger.define(spec);
            selection.instrument(spec).quotes(spec.instrumentId());
        }
        selection.book(0);
        venue.select(selection);
        pass(3 * SECOND_NS, false);
    }

    /** Lets time pass, in steps from event to event. */
    void pass(final long durationNs, final boolean isTrading) {
        final long untilNs = nowNs + durationNs;
        while (nowNs < untilNs) {
            long nextNs = Math.min(protocol.nextTimeNs(), Math.min(venue.nextTimeNs(), foreigner.nextTimeNs()));
            if (isTrading) {
                nextNs = Math.min(nextNs, Math.min(Math.min(quoteNs, crowdNs), Math.min(foreignNs, actNs)));
            }
            nowNs = Math.min(untilNs, Math.max(nowNs + QUANTUM_NS, nextNs));
            step();
            if (isTrading) {
                trade();
            }
        }
    }

    @Override
    public void close() {
        foreigner.close();
        venue.close();
    }

    private void step() {
        steps++;
        for (int i = 0; i < MOST_ROUNDS; i++) {
            final int work = protocol.doWork(nowNs)
                    + venue.replies().poll(nowNs, 256, ledger)
                    + venue.market().poll(nowNs, 256, ledger)
                    + foreigner.poll(nowNs);
            if (work == 0) {
                return;
            }
        }
    }

    private void trade() {
        if (nowNs >= quoteNs) {
            market.quote();
            quoteNs = nowNs + 30 * SECOND_NS;
        }
        if (nowNs >= crowdNs) {
            market.crowd();
            crowdNs = nowNs + upTo(20 * SECOND_NS);
        }
        if (nowNs >= foreignNs) {
            foreigner.act(nowNs);
            foreignNs = nowNs + upTo(120 * SECOND_NS);
        }
        if (nowNs >= actNs) {
            act();
            actNs = nowNs + upTo(random.nextInt(4) == 0 ? SECOND_NS / 4 : 15 * SECOND_NS);
        }
    }

    private long upTo(final long mostNs) {
        return QUANTUM_NS + (long) (random.nextDouble() * mostNs);
    }

    private void act() {
        final ExchangeInstrument instrument = instrument();
        final Side side = side(instrument.id());
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> rest(instrument, side, TimeInForce.GOOD_TIL_CANCELLED);
            case 4 -> rest(instrument, side, TimeInForce.GOOD_TIL_DAY);
            case 5 -> limit(instrument, side, -3, TimeInForce.GOOD_TIL_CANCELLED, true, false);
            case 6, 7, 8 -> limit(instrument, side, -4, TimeInForce.IMMEDIATE_OR_CANCEL, false, false);
            case 9 -> limit(instrument, side, -4, TimeInForce.FILL_OR_KILL, false, false);
            case 10 -> limit(instrument, side, -3, TimeInForce.GOOD_TIL_CANCELLED, false, false);
            case 11, 12 -> limit(instrument, side, -4, TimeInForce.IMMEDIATE_OR_CANCEL, false, true);
            case 13 -> submit(instrument, side, OrderType.MARKET, 0, TimeInForce.IMMEDIATE_OR_CANCEL, false, false);
            case 14 -> cancelAtOnce(instrument, side);
            case 15, 16 -> amend();
            case 17, 18 -> cancel();
            default -> {
                if (random.nextInt(12) == 0) {
                    venue.cancelAll(nowNs);
                }
            }
        }
    }

    /** One that trades; now and then one that does not. */
    private ExchangeInstrument instrument() {
        for (int i = 0; i < MOST_DRAWS; i++) {
            final ExchangeInstrument instrument = market.exchange.instruments().get(random.nextInt(specs.size()));
            if (market.isOpen(instrument)) {
                return instrument;
            }
        }
        return market.exchange.instruments().get(random.nextInt(specs.size()));
    }

    private Side side(final int id) {
        final long held = ledger.lines.get(id).amount;
        if (Math.abs(held) > LARGEST_POSITION * specs.get(id).minAmount()) {
            return held > 0 ? Side.SELL : Side.BUY;
        }
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private void rest(final ExchangeInstrument instrument, final Side side, final TimeInForce timeInForce) {
        limit(instrument, side, 2 + random.nextInt(12), timeInForce, random.nextBoolean(), false);
    }

    private void limit(
            final ExchangeInstrument instrument,
            final Side side,
            final int steps,
            final TimeInForce timeInForce,
            final boolean isPostOnly,
            final boolean isReduceOnly) {
        submit(
                instrument,
                side,
                OrderType.LIMIT,
                market.away(instrument, side, steps),
                timeInForce,
                isPostOnly,
                isReduceOnly);
    }

    private void submit(
            final ExchangeInstrument instrument,
            final Side side,
            final OrderType type,
            final long price,
            final TimeInForce timeInForce,
            final boolean isPostOnly,
            final boolean isReduceOnly) {
        orderId++;
        final long amount = SoakMarket.amount(instrument, 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 20));
        new NewOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .instrumentId(instrument.id())
                .side(side)
                .price(price)
                .amount(amount)
                .maxAgeNs(SECOND_NS)
                .orderType(type)
                .timeInForce(timeInForce)
                .isPostOnly(isPostOnly ? BooleanType.TRUE : BooleanType.FALSE)
                .isReduceOnly(isReduceOnly ? BooleanType.TRUE : BooleanType.FALSE);
        final int result = venue.gateway()
                .submit(new NewOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()), EPOCH, nowNs);
        if (result == OrderGateway.SENT) {
            sent++;
            ledger.sent(orderId, instrument.id(), side, amount, price);
        }
    }

    /** Before the venue's number of it is known: by label. */
    private void cancelAtOnce(final ExchangeInstrument instrument, final Side side) {
        rest(instrument, side, TimeInForce.GOOD_TIL_CANCELLED);
        cancel(orderId);
    }

    private void amend() {
        final List<Long> open = open();
        if (open.isEmpty()) {
            return;
        }
        final long which = open.get(random.nextInt(open.size()));
        final SoakLedger.Order order = ledger.known(which);
        final ExchangeInstrument instrument = market.exchange.instruments().get(order.instrumentId);
        final long amount = SoakMarket.amount(instrument, 1 + random.nextInt(30));
        final long price = market.away(instrument, order.side, random.nextInt(14) - 3);
        new AmendOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(which)
                .amount(amount)
                .price(price)
                .maxAgeNs(SECOND_NS);
        final int result = venue.gateway()
                .amend(new AmendOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()), EPOCH, nowNs);
        if (result == OrderGateway.SENT) {
            amends++;
            order.terms.add(new long[] {amount, price});
        }
    }

    private void cancel() {
        final List<Long> open = open();
        if (!open.isEmpty()) {
            cancel(open.get(random.nextInt(open.size())));
        }
    }

    private void cancel(final long which) {
        new CancelOrderEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(which);
        final int result = venue.gateway()
                .cancel(
                        new CancelOrderDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()),
                        EPOCH,
                        nowNs);
        cancels += result == OrderGateway.SENT ? 1 : 0;
    }

    /** Orders of ours that are open as far as the events tell. */
    List<Long> open() {
        final List<Long> open = new ArrayList<>();
        ledger.orders.forEach((id, order) -> {
            if (!order.isDone) {
                open.add(id);
            }
        });
        return open;
    }

    private InstrumentListing listing(final String name) {
        return venue.instruments().stream()
                .filter(listing -> listing.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
