package io.gimbal.engine.market;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeContext;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.Valuation;
import io.gimbal.journal.codec.InstrumentState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes on around a local exchange: follows a market, values the exchange's instruments from it, and lets market makers
 * and takers trade there. Steps by virtual time; the same market, settings and commands give the same events.
 *
 * <pre>
 *   world = new ExchangeWorld(context);  exchange = new Exchange(world.exchangeContext());  world.open(exchange);
 *   each cycle:  world.advance(nowNs);
 * </pre>
 *
 * <p>At each instant at which the market moves: informed takers trade on the old quotes, marks follow the new prices, makers
 * put every book in order. After every {@link #advance} each open book has two sides, with no bid of a maker above its mark
 * and no offer below. Owned by the exchange's thread.
 */
public final class ExchangeWorld implements AutoCloseable {
    private static final int MAKERS = 2;
    private static final long HOUSE_MONEY = 1_000_000L * Decimals.ONE;
    private static final int ALL = Integer.MAX_VALUE;

    private final Context context;
    private final Feed feed;
    private final MarketTable table;
    private final MarketTable ahead;
    private final MarketValuation valuation;
    private @Nullable Exchange exchange;
    private @Nullable MarketMaker maker;
    private @Nullable OrderFlow flow;
    private List<InstrumentSpec> awaited = List.of();
    private long nextListingNs;
    private long marketNs;
    private boolean isRevalued;

    /**
     * Makes a world; its market is brought to the time at which the exchange opens.
     *
     * @param context what it needs
     * @throws IllegalArgumentException when the market has not said by then what an index or a volatility is
     */
    public ExchangeWorld(final Context context) {
        this.context = context;
        final WorldMarket market = context.market;
        this.feed = market.feed();
        this.table = new MarketTable(market.specs());
        this.ahead = new MarketTable(market.specs());
        this.valuation = new MarketValuation(table, market.specs());
        market.vols().forEach(ahead::seedVol);
        feed.poll(market.startNs(), ALL, ahead);
        table.copyFrom(ahead);
        market.specs().forEach(this::requireKnown);
        nextListingNs = context.isListing ? MarketListing.expiryNs(market.startNs(), 1) : Feed.EXHAUSTED;
        look(market.startNs());
    }

    private void requireKnown(final InstrumentSpec spec) {
        if (!table.knows(spec)) {
            throw new IllegalArgumentException(
                    "the market says nothing of an instrument by the start: instrument=" + spec.name());
        }
    }

    /** {@return who values the exchange's instruments} */
    public Valuation valuation() {
        return valuation;
    }

    /** {@return a context for the exchange of this world: instruments, valuation, start; the rest may be set} */
    public ExchangeContext exchangeContext() {
        final ExchangeContext made = new ExchangeContext()
                .valuation(valuation)
                .startNs(context.market.startNs())
                .seed(context.seed);
        context.market.specs().forEach(made::instrument);
        return made;
    }

    /**
     * Brings makers and takers to an exchange; its books are two-sided from then on.
     *
     * @param made of this world's {@link #exchangeContext}, nobody else's orders in it
     */
    public void open(final Exchange made) {
        final Account[] makers = new Account[MAKERS];
        for (int i = 0; i < MAKERS; i++) {
            makers[i] = house(made, "maker-" + (i + 1));
        }
        exchange = made;
        maker = new MarketMaker(made, List.of(makers), table, context.makers);
        final SplitMix64 seeds = new SplitMix64(context.seed);
        flow = new OrderFlow(made, house(made, "noise"), house(made, "toxic"), context.flow, seeds.nextLong());
        made.addListener(new ExchangeListener() {
            @Override
            public void onRevaluation(final long nowNs) {
                isRevalued = true;
            }
        });
        made.advance(context.market.startNs());
        made.revalue();
        maker.quoteAll();
    }

    private static Account house(final Exchange made, final String name) {
        final Account account = made.open(AccountSettings.house(name));
        made.currencies().forEach(currency -> made.deposit(account, currency, HOUSE_MONEY));
        return account;
    }

    /** {@return when something is due, epoch nanoseconds; {@link Feed#EXHAUSTED} before an exchange is there} */
    public long nextTimeNs() {
        if (exchange == null || flow == null) {
            return Feed.EXHAUSTED;
        }
        return Math.min(Math.min(marketNs, flow.nextTimeNs()), exchange.nextTimeNs());
    }

    /**
     * Does everything that is due, in order, and leaves the exchange at that time.
     *
     * @param nowNs epoch nanoseconds
     * @return instants at which something happened
     */
    public int advance(final long nowNs) {
        if (exchange == null || maker == null || flow == null) {
            return 0;
        }
        int instants = 0;
        for (long next = nextTimeNs(); next <= nowNs; next = nextTimeNs()) {
            step(exchange, maker, flow, next);
            instants++;
        }
        exchange.advance(nowNs);
        return instants;
    }

    /** {@return whether every open instrument has a bid and an offer} */
    public boolean isTwoSided() {
        return exchange != null
                && exchange.instruments().stream()
                        .filter(instrument -> instrument.state() == InstrumentState.OPEN)
                        .allMatch(ExchangeWorld::isTwoSided);
    }

    /** {@return whether the market has nothing more to say} */
    public boolean isExhausted() {
        return marketNs == Feed.EXHAUSTED;
    }

    /** Closes the market. Idempotent. */
    @Override
    public void close() {
        feed.close();
        marketNs = Feed.EXHAUSTED;
    }

    private static boolean isTwoSided(final ExchangeInstrument instrument) {
        return instrument.book().bestBid() > 0 && instrument.book().bestAsk() > 0;
    }

    private void step(final Exchange at, final MarketMaker quoter, final OrderFlow takers, final long nowNs) {
        at.advance(nowNs);
        if (nowNs >= nextListingNs) {
            choose(at, nowNs);
        }
        if (nowNs == marketNs) {
            quoteIfRevalued(quoter);
            takers.tradeAhead(table, ahead, quoter);
            table.copyFrom(ahead);
            list(at, takers);
            at.revalue();
            look(nowNs);
        }
        quoteIfRevalued(quoter);
        if (nowNs == takers.nextTimeNs()) {
            takers.trade(quoter);
        }
    }

    /** A day of the venue begins: what is new is listed as soon as the market has spoken of it. */
    private void choose(final Exchange at, final long nowNs) {
        nextListingNs = MarketListing.expiryNs(nowNs, 1);
        if (feed instanceof ListingFeed market && awaited.isEmpty()) {
            awaited = market.list(nowNs, at.instruments().size());
            table.list(awaited);
            ahead.list(awaited);
        }
    }

    private void list(final Exchange at, final OrderFlow takers) {
        if (!awaited.isEmpty() && awaited.stream().allMatch(table::knows)) {
            awaited.forEach(at::list);
            awaited = List.of();
            takers.onListing();
        }
    }

    private void quoteIfRevalued(final MarketMaker quoter) {
        if (isRevalued) {
            isRevalued = false;
            quoter.quoteAll();
        }
    }

    /** Reads what the market says next, all of one grid instant together. */
    private void look(final long nowNs) {
        final long next = feed.nextTimeNs();
        if (next == Feed.EXHAUSTED || next == Feed.UNKNOWN) {
            marketNs = Feed.EXHAUSTED;
            return;
        }
        final long due = Math.max(next, nowNs + 1) + context.gridNs - 1;
        marketNs = due - due % context.gridNs;
        feed.poll(marketNs, ALL, ahead);
    }

    /** What a world needs; set before it is made. */
    public static final class Context {
        private static final long GRID_NS = 50_000_000L;

        private final WorldMarket market;
        private MakerSettings makers = MakerSettings.ORDINARY;
        private FlowSettings flow = FlowSettings.ORDINARY;
        private long seed = 1;
        private long gridNs = GRID_NS;
        private boolean isListing;

        /**
         * Begins with ordinary makers and takers.
         *
         * @param market to follow; closed with the world
         */
        public Context(final WorldMarket market) {
            this.market = market;
        }

        /**
         * Sets how makers quote.
         *
         * @param value levels, spread, depth
         * @return this
         */
        public Context makers(final MakerSettings value) {
            makers = value;
            return this;
        }

        /**
         * Sets who trades.
         *
         * @param value noise and toxic flow
         * @return this
         */
        public Context flow(final FlowSettings value) {
            flow = value;
            return this;
        }

        /**
         * Sets the seed of takers and of the exchange's ids.
         *
         * @param value any number
         * @return this
         */
        public Context seed(final long value) {
            seed = value;
            return this;
        }

        /**
         * Lets a simulated market list, after each 08:00 UTC, new expiries for those that went, and the strikes around the
         * money that it lacks; without it, what was listed at the start expires by and by. Recorded markets list nothing.
         *
         * @param value whether
         * @return this
         */
        public Context listing(final boolean value) {
            isListing = value;
            return this;
        }

        /**
         * Sets the grid of instants at which the market's news take effect; what comes between two waits for the later.
         *
         * @param value nanoseconds, above 0
         * @return this
         */
        public Context gridNs(final long value) {
            if (value <= 0) {
                throw new IllegalArgumentException("out of range: gridNs=" + value);
            }
            gridNs = value;
            return this;
        }
    }
}
