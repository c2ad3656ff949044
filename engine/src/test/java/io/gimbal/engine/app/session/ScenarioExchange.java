package io.gimbal.engine.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.CancelReason;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeContext;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.ExchangePosition;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.OrderResult;
import io.gimbal.feeds.exchange.protocol.ApiKey;
import io.gimbal.feeds.exchange.protocol.ExchangeProtocol;
import io.gimbal.feeds.exchange.protocol.Faults;
import io.gimbal.feeds.exchange.protocol.ProtocolContext;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * A local exchange whose market a test states, with one maker who quotes what is quoted around the mark and takes the
 * other side of whatever an account is given, and the desk's account. Stepped as a feed beside its client.
 */
final class ScenarioExchange implements Feed {
    static final long SECOND = 1_000_000_000L;
    static final String KEY = "desk";
    static final String SECRET = "loopback-only";

    private static final long MUCH = 1_000_000L * Decimals.ONE;
    private static final int BURST = 100;
    private static final int RATE = 50;
    private static final String SCOPE = "trade:read_write account:read_write";

    final StatedMarket market = new StatedMarket();
    final Faults faults = new Faults(1);
    final Exchange exchange;
    final Account desk;
    final Account maker;
    private final ExchangeProtocol protocol;
    private boolean isRevalued;
    private final List<OtherConnection> others = new ArrayList<>();
    private long scriptNs = Feed.EXHAUSTED;
    private long scriptIntervalNs;
    private LongConsumer script = nowNs -> {};
    private String quoted = "BTC-PERPETUAL";
    private long quoteAmount = MUCH;
    private long halfSpread = Decimals.ONE;

    ScenarioExchange(
            final String startsAt, final List<String> instruments, final UnaryOperator<ExchangeContext> settings) {
        final ExchangeContext context =
                new ExchangeContext().valuation(market).startNs(at(startsAt)).seed(7);
        for (final String name : instruments) {
            context.instrument(VenueProfile.deribit().spec(name, instruments.indexOf(name), 0));
        }
        exchange = new Exchange(settings.apply(context));
        exchange.advance(at(startsAt));
        exchange.revalue();
        desk = exchange.open(AccountSettings.customer("desk").withMatchingLimits(BURST, RATE));
        maker = exchange.open(AccountSettings.house("maker"));
        exchange.currencies().forEach(currency -> exchange.deposit(maker, currency, MUCH));
        protocol = new ExchangeProtocol(new ProtocolContext()
                .exchange(exchange)
                .valuation(market)
                .faults(faults)
                .seed(7));
        addKey(KEY, SECRET);
        exchange.addListener(new ExchangeListener() {
            @Override
            public void onRevaluation(final long nowNs) {
                isRevalued = true;
            }
        });
    }

    static long at(final String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND;
    }

    static long d(final String decimal) {
        return Decimals.parse(decimal);
    }

    /** Another key to the desk's account. */
    void addKey(final String id, final String secret) {
        protocol.add(new ApiKey(id, secret, desk.id(), SCOPE));
    }

    ExchangeProtocol protocol() {
        return protocol;
    }

    /** What the desk holds of an instrument at the exchange, scaled and signed. */
    long heldAmount(final String name) {
        final ExchangePosition position = desk.position(instrument(name));
        return position == null ? 0 : position.size();
    }

    ExchangeInstrument instrument(final String name) {
        return Objects.requireNonNull(exchange.instrument(name), name);
    }

    /** A connection of somebody else who has a key to the desk's account; it trades by the protocol. */
    OtherConnection connect(final String key, final String secret) {
        final OtherConnection other = new OtherConnection(protocol, key, secret, exchange.nowNs());
        others.add(other);
        return other;
    }

    /** Does something every so often from now on. */
    void every(final long intervalNs, final LongConsumer what) {
        scriptIntervalNs = intervalNs;
        scriptNs = exchange.nowNs() + intervalNs;
        script = what;
    }

    /** The maker takes the other side of an order that somebody is about to send, at the best price there. */
    void offer(final String name, final Side side, final long amount, final long price) {
        place(maker, OrderRequest.limit(instrument(name), side, amount, price));
    }

    /** What is held of an instrument at the exchange, as a decimal. */
    String held(final String name) {
        final ExchangePosition position = desk.position(instrument(name));
        return Decimals.text(position == null ? 0 : position.size());
    }

    void deposit(final String currency, final String amount) {
        assertThat(exchange.deposit(desk, currency, d(amount)).isOk()).isTrue();
    }

    /** The desk buys (or sells, where negative) from the maker at a price, before or beside its own orders. */
    void give(final String name, final String signedAmount, final String price) {
        trade(name, d(signedAmount), d(price));
    }

    void trade(final String name, final long signed, final long price) {
        final ExchangeInstrument what = instrument(name);
        final Side side = signed > 0 ? Side.BUY : Side.SELL;
        final Side other = signed > 0 ? Side.SELL : Side.BUY;
        exchange.cancelAll(maker, CancelReason.USER_REQUEST, order -> order.instrument() == what);
        place(maker, OrderRequest.limit(what, other, Math.abs(signed), price));
        place(desk, OrderRequest.limit(what, side, Math.abs(signed), price));
        quote();
    }

    /** Places an order that must be taken. */
    OrderResult place(final Account account, final OrderRequest request) {
        final OrderResult result = exchange.place(account, request);
        assertThat(result.isOk()).as("%s", result.error()).isTrue();
        return result;
    }

    /** What the maker quotes from now on: one instrument, so far from its mark, so much a side. */
    void quoting(final String name, final String halfSpreadUsd, final String amount) {
        exchange.cancelAll(maker, CancelReason.USER_REQUEST, order -> true);
        quoted = name;
        halfSpread = d(halfSpreadUsd);
        quoteAmount = d(amount);
        quote();
    }

    /** Leaves the book of what is quoted empty until the maker is told to quote again. */
    void stopQuoting() {
        exchange.cancelAll(maker, CancelReason.USER_REQUEST, order -> true);
        quoteAmount = 0;
    }

    /** Takes the maker out of a book. */
    void clear(final String name) {
        final ExchangeInstrument what = instrument(name);
        exchange.cancelAll(maker, CancelReason.USER_REQUEST, order -> order.instrument() == what);
    }

    /** Puts the maker's quotes back. */
    void requote() {
        quote();
    }

    private void quote() {
        final ExchangeInstrument what = instrument(quoted);
        if (what.state() != InstrumentState.OPEN || quoteAmount == 0) {
            return;
        }
        exchange.cancelAll(maker, CancelReason.USER_REQUEST, order -> order.instrument() == what);
        final long mark = what.markPrice();
        place(maker, OrderRequest.limit(what, Side.BUY, quoteAmount, what.spec().tickBelow(mark - halfSpread)));
        place(
                maker,
                OrderRequest.limit(what, Side.SELL, quoteAmount, what.spec().tickAbove(mark + halfSpread)));
    }

    int step(final long nowNs) {
        int work = 0;
        for (long next = exchange.nextTimeNs(); next <= nowNs; next = exchange.nextTimeNs()) {
            exchange.advance(next);
            work++;
            if (isRevalued) {
                isRevalued = false;
                quote();
            }
        }
        exchange.advance(nowNs);
        while (scriptNs <= nowNs) {
            final long dueNs = scriptNs;
            scriptNs += scriptIntervalNs;
            script.accept(dueNs);
            work++;
        }
        for (final OtherConnection other : others) {
            work += other.poll(nowNs);
        }
        return work + protocol.doWork(nowNs);
    }

    @Override
    public long nextTimeNs() {
        long nextNs = Math.min(Math.min(exchange.nextTimeNs(), protocol.nextTimeNs()), scriptNs);
        for (final OtherConnection other : others) {
            nextNs = Math.min(nextNs, other.nextTimeNs());
        }
        return nextNs;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        return step(nowNs) > 0 ? 1 : 0;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
