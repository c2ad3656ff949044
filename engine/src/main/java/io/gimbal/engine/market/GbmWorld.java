package io.gimbal.engine.market;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.recorded.ListedOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A seeded simulated market in virtual time that plays as a feed. The same seed and settings give the same bytes on every
 * JDK.
 *
 * <p>Time moves in equal steps from the start, and stops at each expiry as well. Each step brings, coin by coin: quotes of
 * perpetuals (index and basis) and dated futures (forward), so that whoever acts on an index acts on the quote of the
 * same moment; the index; the forward of each living expiry; tickers of some options in turn, freshly marked; the
 * perpetuals' funding when it is due. The first step brings every option, and so does one before which instruments were
 * listed. At an expiry come its delivery, at the time average of the index over the 30 minutes before (from the start on,
 * where that is later), and the end of its instruments.
 *
 * <p>Within its delivery window an expiry's forward is the running estimate of that average, as at the venue. Marks are
 * Black-76 on the published forward and volatility; mark, volatility and delta are rounded as the venue rounds.
 *
 * <p>Owned by one thread; allocates nothing after construction but when instruments are listed.
 */
public final class GbmWorld implements ListingFeed {
    private final GbmPublisher publisher;
    private final GbmCoin[] coins;
    private final int[] nextOptions;
    private final boolean[] isFresh;
    private final List<List<InstrumentSpec>> awaited = new ArrayList<>();
    private final Context context;
    private int[] planCoins = {};
    private int[] plan = {};
    private long timeNs;
    private long nextFundingNs;
    private int planned;
    private int delivered;

    /**
     * Makes a world.
     *
     * @param context its settings
     * @throws IllegalArgumentException when a setting is out of range, or an instrument is of a coin that is not there
     */
    public GbmWorld(final Context context) {
        this(context, GbmModel::new);
    }

    /**
     * Makes a world whose coins move by another law.
     *
     * @param context its settings; of its coins' settings those that the law does not ask for give way
     * @param models  the law of a coin, with the random stream that is its own
     * @throws IllegalArgumentException when a setting is out of range, or an instrument is of a coin that is not there
     */
    public GbmWorld(final Context context, final BiFunction<CoinMarket, SplitMix64, IndexModel> models) {
        context.conclude();
        this.context = context;
        this.publisher = new GbmPublisher(context);
        this.coins = coins(context, models);
        this.nextOptions = new int[coins.length];
        this.isFresh = new boolean[coins.length];
        Arrays.fill(isFresh, true);
        context.markets.forEach(market -> awaited.add(new ArrayList<>()));
        makeRoom();
        this.timeNs = context.startNs;
        this.nextFundingNs = context.startNs;
        planStep();
    }

    private void makeRoom() {
        int largest = 0;
        for (final GbmCoin coin : coins) {
            final int perUnderlying = 1 + 2 * coin.expiriesNs.length;
            largest += perUnderlying * coin.underlyings.length
                    + 2 * coin.perpetuals.length
                    + 2 * coin.futures.length
                    + 2 * coin.options.length;
        }
        plan = new int[largest];
        planCoins = new int[largest];
    }

    /**
     * The options that a world of these settings lists at its start.
     *
     * @param context the settings
     * @return options by coin, quote currency, expiry, strike, calls before puts, marked without noise
     */
    public static List<ListedOption> listed(final Context context) {
        final List<ListedOption> listed = new ArrayList<>();
        context.markets.forEach(market -> listed.addAll(MarketListing.options(market, context.startNs)));
        return listed;
    }

    /**
     * Everything that a world of these settings lists: the perpetual, futures and options of each coin in each quote
     * currency, which is an underlying of its own; ids are dense.
     *
     * @param context the settings
     * @return definitions, at the terms of the context's venue
     */
    public static List<InstrumentSpec> listedSpecs(final Context context) {
        return MarketListing.specs(context.markets, context.startNs, context.profile);
    }

    @Override
    public List<InstrumentSpec> list(final long nowNs, final int firstId) {
        final List<InstrumentSpec> added = new ArrayList<>();
        for (int c = 0; c < coins.length; c++) {
            final List<InstrumentSpec> listed = new ArrayList<>(coins[c].listed());
            listed.addAll(awaited.get(c));
            final ListingCalendar calendar = new ListingCalendar(context.markets.get(c), context.profile);
            final List<InstrumentSpec> missing =
                    calendar.missing(nowNs, coins[c].spot(), listed, firstId + added.size());
            awaited.get(c).addAll(missing);
            added.addAll(missing);
        }
        return added;
    }

    @Override
    public long nextTimeNs() {
        return timeNs < context.endNs ? timeNs : EXHAUSTED;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int count = 0;
        while (count < limit && timeNs <= nowNs && timeNs < context.endNs) {
            if (publisher.offer(coins[planCoins[delivered]], plan[delivered], timeNs, ingress) < 0) {
                return count;
            }
            count++;
            delivered++;
            if (delivered == planned) {
                step();
            }
        }
        return count;
    }

    /** {@return share of the time that has been played, 0 to 1; 0 for a world without end} */
    public double progress() {
        return context.endNs == Context.NO_END
                ? 0.0
                : Math.min(1.0, (double) (timeNs - context.startNs) / (context.endNs - context.startNs));
    }

    @Override
    public void close() {
        timeNs = context.endNs;
    }

    private static GbmCoin[] coins(final Context context, final BiFunction<CoinMarket, SplitMix64, IndexModel> models) {
        final SplitMix64 seeds = new SplitMix64(context.seed);
        final List<InstrumentSpec> specs = context.specs.isEmpty() ? listedSpecs(context) : context.specs;
        final GbmCoin[] coins = new GbmCoin[context.markets.size()];
        int known = 0;
        for (int i = 0; i < coins.length; i++) {
            final CoinMarket market = context.markets.get(i);
            final List<InstrumentSpec> own = specs.stream()
                    .filter(spec -> coin(spec).equals(market.coin()))
                    .toList();
            final SplitMix64 random = new SplitMix64(seeds.nextLong());
            coins[i] = new GbmCoin(market, random, models.apply(market, random), context.startNs, own);
            known += own.size();
        }
        if (known != specs.size()) {
            throw new IllegalArgumentException(
                    "an instrument is of no simulated coin: specs=" + specs.size() + ", of simulated coins=" + known);
        }
        return coins;
    }

    private static String coin(final InstrumentSpec spec) {
        return Objects.requireNonNull(InstrumentName.parse(spec.name()), spec.name())
                .coin();
    }

    private void step() {
        takeIn();
        long next = timeNs + context.stepNs - (timeNs - context.startNs) % context.stepNs;
        for (final GbmCoin coin : coins) {
            next = Math.min(next, coin.nextExpiryNs(timeNs));
        }
        timeNs = Math.min(next, context.endNs);
        if (timeNs < context.endNs) {
            for (final GbmCoin coin : coins) {
                coin.advance(timeNs);
            }
            planStep();
        }
    }

    /** What was listed since the last step belongs to the market from the next one on. */
    private void takeIn() {
        boolean isGrown = false;
        for (int c = 0; c < coins.length; c++) {
            if (!awaited.get(c).isEmpty()) {
                coins[c].list(awaited.get(c));
                awaited.get(c).clear();
                nextOptions[c] = 0;
                isFresh[c] = true;
                isGrown = true;
            }
        }
        if (isGrown) {
            makeRoom();
        }
    }

    /** Lists what this step brings, in order. */
    private void planStep() {
        delivered = 0;
        planned = 0;
        final boolean hasFunding = timeNs >= nextFundingNs;
        for (int c = 0; c < coins.length; c++) {
            planPrices(c);
            final int options = coins[c].options.length;
            planTickers(c, isFresh[c] ? options : Math.min(context.tickersPerStep, options));
            isFresh[c] = false;
            for (int i = 0; hasFunding && i < coins[c].perpetuals.length; i++) {
                add(c, GbmPublisher.FUNDING, i);
            }
            planDeliveries(c);
        }
        if (hasFunding) {
            nextFundingNs += context.fundingIntervalNs;
        }
    }

    private void planPrices(final int c) {
        final GbmCoin coin = coins[c];
        for (int i = 0; i < coin.perpetuals.length; i++) {
            add(c, GbmPublisher.PERPETUAL_QUOTE, i);
        }
        for (int i = 0; i < coin.futures.length; i++) {
            if (coin.futures[i].expiryNs() > timeNs) {
                add(c, GbmPublisher.FUTURE_QUOTE, i);
            }
        }
        for (int u = 0; u < coin.underlyings.length; u++) {
            add(c, GbmPublisher.INDEX, u);
        }
        for (int e = 0; e < coin.expiriesNs.length; e++) {
            for (int u = 0; u < coin.underlyings.length && coin.expiriesNs[e] > timeNs; u++) {
                add(c, GbmPublisher.FORWARD, e * coin.underlyings.length + u);
            }
        }
    }

    private void planTickers(final int c, final int count) {
        final GbmCoin coin = coins[c];
        for (int i = 0; i < count; i++) {
            final int option = nextOptions[c];
            nextOptions[c] = option + 1 == coin.options.length ? 0 : option + 1;
            if (coin.options[option].expiryNs() > timeNs) {
                coin.remark(option);
                add(c, GbmPublisher.TICKER, option);
            }
        }
    }

    private void planDeliveries(final int c) {
        final GbmCoin coin = coins[c];
        for (int e = 0; e < coin.expiriesNs.length; e++) {
            if (coin.expiriesNs[e] == timeNs) {
                for (int u = 0; u < coin.underlyings.length; u++) {
                    add(c, GbmPublisher.DELIVERY, e * coin.underlyings.length + u);
                }
            }
        }
        planEnds(c, GbmPublisher.FUTURE_END, coin.futures);
        planEnds(c, GbmPublisher.OPTION_END, coin.options);
    }

    private void planEnds(final int c, final int kind, final InstrumentSpec[] specs) {
        for (int i = 0; i < specs.length; i++) {
            if (specs[i].expiryNs() == timeNs) {
                add(c, kind, i);
            }
        }
    }

    private void add(final int coin, final int kind, final int index) {
        planCoins[planned] = coin;
        plan[planned] = GbmPublisher.event(kind, index);
        planned++;
    }

    /** What a world needs; set, then frozen by its construction. */
    public static final class Context {
        /** Ten steps per second unless set. */
        public static final long DEFAULT_STEP_NS = 100_000_000L;

        private static final long NO_END = Long.MAX_VALUE - 1;
        private static final long DEFAULT_FUNDING_INTERVAL_NS = 60_000_000_000L;
        private static final int DEFAULT_TICKERS = 4;
        private static final long BASIS_POINT = 10_000L;

        private List<CoinMarket> markets = List.of(CoinMarket.btc());
        private List<InstrumentSpec> specs = List.of();
        private VenueProfile profile = VenueProfile.deribit();
        private long seed = 1;
        private long startNs;
        private long endNs = NO_END;
        private long stepNs = DEFAULT_STEP_NS;
        private long fundingIntervalNs = DEFAULT_FUNDING_INTERVAL_NS;
        private int tickersPerStep = DEFAULT_TICKERS;
        private long halfSpreadRate = BASIS_POINT;
        private long quoteUsd = 1_000_000L * Decimals.ONE;
        private long optionHalfSpreadRate = 200 * BASIS_POINT;
        private long optionAmount = 10L * Decimals.ONE;
        private boolean isConcluded;

        /** Creates a context of defaults: one inverse BTC market from 1970 on. */
        public Context() {}

        /**
         * Sets the coins.
         *
         * @param value markets, each of another coin
         * @return this
         */
        public Context markets(final List<CoinMarket> value) {
            markets = List.copyOf(value);
            return changed();
        }

        /**
         * Sets the instruments to play, with the ids they have there; every listed one unless set. Options need not be
         * listed ones: any strike and any expiry after the start is priced.
         *
         * @param value the instruments
         * @return this
         */
        public Context specs(final List<InstrumentSpec> value) {
            specs = List.copyOf(value);
            return changed();
        }

        /**
         * Sets the terms of what is listed.
         *
         * @param value the venue
         * @return this
         */
        public Context profile(final VenueProfile value) {
            profile = value;
            return changed();
        }

        /**
         * Sets the seed.
         *
         * @param value any number
         * @return this
         */
        public Context seed(final long value) {
            seed = value;
            return changed();
        }

        /**
         * Sets when the world begins.
         *
         * @param value epoch nanoseconds, 0 or more
         * @return this
         */
        public Context startNs(final long value) {
            startNs = value;
            return changed();
        }

        /**
         * Sets when the world ends; never unless set.
         *
         * @param value epoch nanoseconds, after the start; nothing comes from then on
         * @return this
         */
        public Context endNs(final long value) {
            endNs = value;
            return changed();
        }

        /**
         * Sets the time between two steps.
         *
         * @param value nanoseconds, 1 or more
         * @return this
         */
        public Context stepNs(final long value) {
            stepNs = value;
            return changed();
        }

        /**
         * Sets how often funding is stated.
         *
         * @param value nanoseconds, 1 or more
         * @return this
         */
        public Context fundingIntervalNs(final long value) {
            fundingIntervalNs = value;
            return changed();
        }

        /**
         * Sets how many options of each coin are marked in a step.
         *
         * @param value 0 or more
         * @return this
         */
        public Context tickersPerStep(final int value) {
            tickersPerStep = value;
            return changed();
        }

        /**
         * Sets the quotes of perpetuals and futures.
         *
         * @param halfSpread half the spread over the price, times 1e8; 1 basis point is 10,000
         * @param sizeUsd    US dollars on each side, times 1e8
         * @return this
         */
        public Context quotes(final long halfSpread, final long sizeUsd) {
            halfSpreadRate = halfSpread;
            quoteUsd = sizeUsd;
            return changed();
        }

        /**
         * Sets the quotes of options.
         *
         * @param halfSpread half the spread over the mark, times 1e8
         * @param amount     coins on each side, times 1e8
         * @return this
         */
        public Context optionQuotes(final long halfSpread, final long amount) {
            optionHalfSpreadRate = halfSpread;
            optionAmount = amount;
            return changed();
        }

        long halfSpreadRate() {
            return halfSpreadRate;
        }

        long quoteUsd() {
            return quoteUsd;
        }

        long optionHalfSpreadRate() {
            return optionHalfSpreadRate;
        }

        long optionAmount() {
            return optionAmount;
        }

        void conclude() {
            markets.forEach(CoinMarket::check);
            check(!markets.isEmpty(), "markets", markets.size());
            check(
                    markets.stream().map(CoinMarket::coin).distinct().count() == markets.size(),
                    "markets",
                    markets.size());
            check(startNs >= 0, "startNs", startNs);
            check(endNs > startNs, "endNs", endNs);
            check(stepNs > 0, "stepNs", stepNs);
            check(fundingIntervalNs > 0, "fundingIntervalNs", fundingIntervalNs);
            check(tickersPerStep >= 0, "tickersPerStep", tickersPerStep);
            check(halfSpreadRate >= 0 && halfSpreadRate < Decimals.ONE, "halfSpreadRate", halfSpreadRate);
            check(quoteUsd >= 0, "quoteUsd", quoteUsd);
            check(optionHalfSpreadRate >= 0, "optionHalfSpreadRate", optionHalfSpreadRate);
            check(optionAmount >= 0, "optionAmount", optionAmount);
            isConcluded = true;
        }

        private Context changed() {
            if (isConcluded) {
                throw new IllegalStateException("the context is in use");
            }
            return this;
        }

        private static void check(final boolean isGood, final String name, final long value) {
            if (!isGood) {
                throw new IllegalArgumentException("out of range: " + name + "=" + value);
            }
        }
    }
}
