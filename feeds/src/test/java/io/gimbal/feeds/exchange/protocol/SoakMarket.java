package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.CancelReason;
import io.gimbal.feeds.exchange.DeliveryRoute;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeContext;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.UserChange;
import io.gimbal.feeds.exchange.UserTrade;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An exchange for a simulated day with a delivery: six instruments in two currencies, a maker, and a crowd. */
final class SoakMarket {
    static final long SECOND_NS = ProtocolFixture.SECOND_NS;
    static final long REVALUATION_NS = 5 * SECOND_NS;
    static final List<String> CURRENCIES = List.of("BTC", "USDC");
    static final String EXPIRING_FUTURE = "BTC-27NOV26";
    static final List<String> EXPIRING_OPTIONS = List.of("BTC-27NOV26-88000-C", "BTC-27NOV26-92000-P");

    private static final int LEVELS = 3;
    private static final long OPTION_SPREAD = 50_000L;

    final long startNs = ns("2026-11-27T05:30:00Z");
    final SoakWorld world;
    final Exchange exchange;
    final Account desk;
    final List<UserTrade> deskTrades = new ArrayList<>();
    private final Account maker;
    private final Account crowd;
    private final Random random;

    SoakMarket(final long seed, final DeliveryRoute route) {
        random = new Random(seed ^ 0x5eed);
        world = new SoakWorld(seed).index("btc_usd", 90_000, startNs).index("eth_usdc", 3_000, startNs);
        final ExchangeContext context = new ExchangeContext()
                .valuation(world)
                .startNs(startNs)
                .seed(seed)
                .routes(route, route)
                .revaluationNs(REVALUATION_NS);
        final long soonNs = ns("2026-11-27T08:00:00Z");
        final long laterNs = ns("2026-12-25T08:00:00Z");
        context.instrument(future(0, "BTC-PERPETUAL", 0));
        context.instrument(future(1, EXPIRING_FUTURE, soonNs));
        context.instrument(future(2, "BTC-25DEC26", laterNs));
        context.instrument(option(3, EXPIRING_OPTIONS.get(0), OptionType.CALL, 88_000, soonNs));
        context.instrument(option(4, EXPIRING_OPTIONS.get(1), OptionType.PUT, 92_000, soonNs));
        context.instrument(option(5, "BTC-25DEC26-100000-C", OptionType.CALL, 100_000, laterNs));
        context.instrument(linear(6, "ETH_USDC-PERPETUAL"));
        exchange = new Exchange(context);
        desk = exchange.open(AccountSettings.customer("desk"));
        crowd = exchange.open(AccountSettings.house("crowd"));
        maker = exchange.open(AccountSettings.house("maker"));
        exchange.deposit(desk, "BTC", 200 * Decimals.ONE);
        exchange.deposit(desk, "USDC", 2_000_000 * Decimals.ONE);
        exchange.addListener(new ExchangeListener() {
            @Override
            public void onUserChange(final UserChange change) {
                if (change.account() == desk) {
                    deskTrades.addAll(change.trades());
                }
            }
        });
    }

    static long ns(final String instant) {
        return Instant.parse(instant).getEpochSecond() * SECOND_NS;
    }

    boolean isOpen(final ExchangeInstrument instrument) {
        return instrument.state() == InstrumentState.OPEN && instrument.markPrice() > 0;
    }

    /** The maker quotes around the marks anew. */
    void quote() {
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (!isOpen(instrument)) {
                continue;
            }
            exchange.cancelAll(maker, CancelReason.USER_REQUEST, order -> order.instrument() == instrument);
            for (int level = 1; level <= LEVELS; level++) {
                make(instrument, Side.BUY, level);
                make(instrument, Side.SELL, level);
            }
        }
    }

    /** Somebody in the crowd takes, or offers better than the maker. */
    void crowd() {
        final ExchangeInstrument instrument =
                exchange.instruments().get(random.nextInt(exchange.instruments().size()));
        if (!isOpen(instrument)) {
            return;
        }
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long amount = amount(instrument, 1 + random.nextInt(30));
        if (random.nextInt(10) < 7) {
            final long price = away(instrument, side, -8);
            exchange.place(
                    crowd,
                    OrderRequest.limit(instrument, side, amount, price).timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
        } else {
            exchange.cancelAll(crowd, CancelReason.USER_REQUEST, order -> order.instrument() == instrument);
            exchange.place(crowd, OrderRequest.limit(instrument, side, amount, away(instrument, side, 0)));
        }
    }

    static long amount(final ExchangeInstrument instrument, final long steps) {
        final InstrumentSpec spec = instrument.spec();
        return spec.minAmount() * steps;
    }

    /** A price on the grid, so many steps from the mark on the passive side; negative steps are beyond it. */
    long away(final ExchangeInstrument instrument, final Side side, final int steps) {
        final long mark = instrument.markPrice();
        final long step = instrument.spec().isOption() ? OPTION_SPREAD : mark / 5_000;
        final long price = side == Side.BUY ? mark - steps * step : mark + steps * step;
        final InstrumentSpec spec = instrument.spec();
        return Math.max(spec.tickSize(), side == Side.BUY ? spec.tickBelow(price) : spec.tickAbove(price));
    }

    private void make(final ExchangeInstrument instrument, final Side side, final int level) {
        final long price = away(instrument, side, level);
        final long best = side == Side.BUY
                ? instrument.book().bestAsk()
                : instrument.book().bestBid();
        final boolean isCrossed = best > 0 && (side == Side.BUY ? price >= best : price <= best);
        if (!isCrossed) {
            exchange.place(maker, OrderRequest.limit(instrument, side, amount(instrument, 60), price));
        }
    }

    private static InstrumentSpec future(final int id, final String name, final long expiryNs) {
        final InstrumentKind kind = expiryNs == 0 ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE;
        final long ten = 10 * Decimals.ONE;
        return new InstrumentSpec(
                id,
                0,
                name,
                kind,
                Settlement.INVERSE,
                OptionType.NONE,
                0,
                expiryNs,
                ten,
                ten,
                Decimals.ONE / 2,
                0,
                0,
                0,
                50_000L);
    }

    private static InstrumentSpec linear(final int id, final String name) {
        return new InstrumentSpec(
                id,
                1,
                name,
                InstrumentKind.PERPETUAL,
                Settlement.LINEAR,
                OptionType.NONE,
                0,
                0,
                Decimals.ONE / 1_000,
                Decimals.ONE / 1_000,
                Decimals.ONE / 20,
                0,
                0,
                0,
                50_000L);
    }

    private static InstrumentSpec option(
            final int id, final String name, final OptionType type, final long strike, final long expiryNs) {
        return new InstrumentSpec(
                id,
                0,
                name,
                InstrumentKind.OPTION,
                Settlement.INVERSE,
                type,
                strike * Decimals.ONE,
                expiryNs,
                Decimals.ONE,
                Decimals.ONE / 10,
                10_000L,
                500_000L,
                50_000L,
                30_000L,
                30_000L);
    }
}
