package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeContext;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A small exchange on a clock that the test moves: two perpetuals, a future, an option, a linear perpetual. */
final class ProtocolFixture {
    static final ApiKey KEY = new ApiKey("desk", "canary-secret-of-the-desk", 1, ApiKey.FULL_SCOPE);
    static final ApiKey READ_KEY = new ApiKey("watcher", "canary-secret-of-the-watcher", 1, ApiKey.READ_SCOPE);
    static final ApiKey OTHER_KEY = new ApiKey("other", "canary-secret-of-the-other", 2, ApiKey.FULL_SCOPE);
    static final String PERPETUAL = "BTC-PERPETUAL";
    static final String OPTION = "BTC-25DEC26-100000-C";
    static final long SECOND_NS = 1_000_000_000L;
    static final long MILLI_NS = 1_000_000L;

    final FlatValuation valuation =
            new FlatValuation().set("btc_usd", 90_000).set("eth_usd", 3_000).set("eth_usdc", 3_000);
    final Faults faults = new Faults(7);
    final Exchange exchange;
    final ExchangeProtocol protocol;
    final Account desk;
    final Account other;
    final Account maker;
    final List<ProtocolClient> clients = new ArrayList<>();
    long nowNs = Instant.parse("2026-11-20T12:00:00Z").getEpochSecond() * SECOND_NS;

    ProtocolFixture() {
        this(context -> {});
    }

    ProtocolFixture(final Consumer<ProtocolContext> settings) {
        this(AccountSettings.customer("desk").withMatchingLimits(1_000, 1_000), settings);
    }

    ProtocolFixture(final AccountSettings deskSettings) {
        this(deskSettings, context -> {});
    }

    ProtocolFixture(final AccountSettings deskSettings, final Consumer<ProtocolContext> settings) {
        final ExchangeContext context =
                new ExchangeContext().valuation(valuation).startNs(nowNs).seed(5);
        context.instrument(spec(0, PERPETUAL, InstrumentKind.PERPETUAL, 10, 10, 0.5));
        context.instrument(spec(1, "BTC-25DEC26", InstrumentKind.FUTURE, 10, 10, 0.5));
        context.instrument(option(2));
        context.instrument(spec(3, "ETH-PERPETUAL", InstrumentKind.PERPETUAL, 1, 1, 0.05));
        context.instrument(spec(4, "ETH_USDC-PERPETUAL", InstrumentKind.PERPETUAL, 0.001, 0.001, 0.05));
        exchange = new Exchange(context);
        desk = exchange.open(deskSettings);
        other = exchange.open(AccountSettings.customer("other").withMatchingLimits(1_000, 1_000));
        maker = exchange.open(AccountSettings.house("maker"));
        exchange.deposit(desk, "BTC", 10 * Decimals.ONE);
        exchange.deposit(desk, "ETH", 10 * Decimals.ONE);
        exchange.deposit(desk, "USDC", 10_000 * Decimals.ONE);
        exchange.deposit(other, "BTC", 10 * Decimals.ONE);
        final ProtocolContext protocolContext = new ProtocolContext()
                .exchange(exchange)
                .valuation(valuation)
                .faults(faults)
                .seed(11);
        settings.accept(protocolContext);
        protocol = new ExchangeProtocol(protocolContext);
        protocol.add(KEY);
        protocol.add(READ_KEY);
        protocol.add(OTHER_KEY);
        quote(PERPETUAL, 89_999.5, 90_000.5, 100_000);
        quote(OPTION, 0.045, 0.055, 10);
        quote("ETH-PERPETUAL", 2_999.5, 3_000.5, 50_000);
        quote("ETH_USDC-PERPETUAL", 2_999.5, 3_000.5, 10);
        step();
    }

    /** Lets everything that is due now happen, at both ends. */
    void step() {
        for (int i = 0; i < 4; i++) {
            protocol.doWork(nowNs);
            clients.forEach(client -> client.poll(nowNs));
        }
    }

    /** Moves the clock on by steps of 10 ms. */
    void advance(final long durationNs) {
        final long endNs = nowNs + durationNs;
        while (nowNs < endNs) {
            nowNs = Math.min(endNs, nowNs + 10 * MILLI_NS);
            step();
        }
    }

    ProtocolClient client() {
        return new ProtocolClient(this);
    }

    /** A client on another host. */
    ProtocolClient client(final String address) {
        return new ProtocolClient(this, new MemoryTransport(protocol, address));
    }

    ExchangeInstrument instrument(final String name) {
        final ExchangeInstrument found = exchange.instrument(name);
        if (found == null) {
            throw new AssertionError("no such instrument: " + name);
        }
        return found;
    }

    void quote(final String name, final double bid, final double ask, final double amount) {
        make(name, Side.BUY, bid, amount);
        make(name, Side.SELL, ask, amount);
    }

    void make(final String name, final Side side, final double price, final double amount) {
        final var result =
                exchange.place(maker, OrderRequest.limit(instrument(name), side, scaled(amount), scaled(price)));
        if (!result.isOk()) {
            throw new AssertionError("maker refused: " + result);
        }
    }

    static long scaled(final double value) {
        return Math.round(value * Decimals.ONE);
    }

    private static InstrumentSpec spec(
            final int id,
            final String name,
            final InstrumentKind kind,
            final double contract,
            final double min,
            final double tick) {
        final Settlement settlement = name.contains("_") ? Settlement.LINEAR : Settlement.INVERSE;
        final long expiryNs = kind == InstrumentKind.PERPETUAL ? 0 : expiryNs();
        return new InstrumentSpec(
                id,
                name.startsWith("BTC") ? 0 : 1,
                name,
                kind,
                settlement,
                OptionType.NONE,
                0,
                expiryNs,
                scaled(contract),
                scaled(min),
                scaled(tick),
                0,
                0,
                0,
                50_000L);
    }

    private static InstrumentSpec option(final int id) {
        return new InstrumentSpec(
                id,
                0,
                OPTION,
                InstrumentKind.OPTION,
                Settlement.INVERSE,
                OptionType.CALL,
                scaled(100_000),
                expiryNs(),
                scaled(1),
                scaled(0.1),
                10_000L,
                500_000L,
                50_000L,
                30_000L,
                30_000L);
    }

    private static long expiryNs() {
        return Instant.parse("2026-12-25T08:00:00Z").getEpochSecond() * SECOND_NS;
    }
}
