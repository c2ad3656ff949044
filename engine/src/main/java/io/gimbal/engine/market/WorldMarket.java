package io.gimbal.engine.market;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.VenueProfile;
import io.gimbal.feeds.recorded.CaptureMarket;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.feeds.recorded.Playback;
import io.gimbal.feeds.recorded.RecordedMarket;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The market that an exchange's world follows: what is listed, and a feed of what happens. Simulated or recorded.
 *
 * @param specs   listed instruments, ids dense
 * @param vols    volatility of each option at the start, by instrument id; absolute, times 1e8
 * @param feed    what happens; played once, closed with the world
 * @param startNs when the exchange opens, epoch nanoseconds; what the feed says before is what the market knows by then
 */
public record WorldMarket(List<InstrumentSpec> specs, Map<Integer, Long> vols, Feed feed, long startNs) {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long WARM_UP_NS = 15L * 60L * 1_000_000_000L;
    private static final long STEP_NS = 250_000_000L;
    private static final int STEPS_PER_REFRESH = 4;

    /**
     * Copies the lists.
     *
     * @param specs   as above
     * @param vols    as above
     * @param feed    as above
     * @param startNs as above
     */
    public WorldMarket {
        specs = List.copyOf(specs);
        vols = Map.copyOf(vols);
    }

    /**
     * A market of geometric Brownian motions: four steps and one refresh of every volatility a second.
     *
     * @param markets its coins
     * @param seed    of everything random
     * @param startNs when it begins, epoch nanoseconds
     * @return the market
     */
    public static WorldMarket gbm(final List<CoinMarket> markets, final long seed, final long startNs) {
        return gbm(markets, seed, startNs, STEP_NS);
    }

    /**
     * A market of geometric Brownian motions of another pace: one refresh of every volatility in four steps.
     *
     * @param markets its coins
     * @param seed    of everything random
     * @param startNs when it begins, epoch nanoseconds
     * @param stepNs  between two steps, nanoseconds
     * @return the market
     */
    public static WorldMarket gbm(
            final List<CoinMarket> markets, final long seed, final long startNs, final long stepNs) {
        final GbmWorld.Context context = context(markets, seed, startNs).stepNs(stepNs);
        return of(new GbmWorld(context), markets, startNs);
    }

    /**
     * A market of stochastic volatility with jumps: four steps and one refresh of every volatility a second.
     *
     * @param markets  its coins
     * @param dynamics of each
     * @param seed     of everything random
     * @param startNs  when it begins, epoch nanoseconds
     * @return the market
     */
    public static WorldMarket svj(
            final List<CoinMarket> markets, final SvjDynamics dynamics, final long seed, final long startNs) {
        final GbmWorld.Context context = context(markets, seed, startNs);
        return of(new SvjWorld(context, dynamics), markets, startNs);
    }

    /**
     * A recorded market: the perpetual of each coin, futures of the Friday expiries, and the options that were listed at
     * the start; recorded quotes play as live ones.
     *
     * @param market  recorded
     * @param coins   to list, upper case
     * @param startNs when the exchange opens, epoch nanoseconds; the quarter of an hour before should be recorded too
     * @return the market; it ends where the recording ends
     */
    public static WorldMarket recorded(final RecordedMarket market, final List<String> coins, final long startNs) {
        final List<InstrumentSpec> specs = new ArrayList<>();
        final Map<Integer, Long> vols = new TreeMap<>();
        final List<ListedOption> listed = market.listAt(startNs);
        for (final String coin : coins) {
            final List<ListedOption> options =
                    listed.stream().filter(option -> option.coin().equals(coin)).toList();
            list(coin, coins.indexOf(coin), futures(coin, options), options, specs, vols);
        }
        final Playback playback = Playback.of(specs, startNs - WARM_UP_NS, Math.max(market.lastTimeNs(), startNs) + 1);
        return new WorldMarket(specs, vols, market.play(playback), startNs);
    }

    /**
     * A captured market: what had been seen of some coins when the exchange opens; captured quotes play as live ones.
     *
     * @param market  captured
     * @param coins   to list, upper case; inverse instruments
     * @param startNs when the exchange opens, epoch nanoseconds, after every instrument's first ticker
     * @return the market; it ends where the capture ends
     */
    public static WorldMarket captured(final CaptureMarket market, final List<String> coins, final long startNs) {
        final List<InstrumentSpec> specs = new ArrayList<>();
        final Map<Integer, Long> vols = new TreeMap<>();
        final List<ListedOption> listed = market.listAt(startNs);
        for (final String coin : coins) {
            final List<ListedOption> options = listed.stream()
                    .filter(option -> option.name().startsWith(coin + "-"))
                    .toList();
            final List<String> futures = futures(coin, options).stream()
                    .filter(market.instruments()::contains)
                    .toList();
            list(coin, coins.indexOf(coin), futures, options, specs, vols);
        }
        return new WorldMarket(specs, vols, market.play(specs, market.firstTimeNs(), Long.MAX_VALUE), startNs);
    }

    private static void list(
            final String coin,
            final int underlying,
            final List<String> futures,
            final List<ListedOption> options,
            final List<InstrumentSpec> specs,
            final Map<Integer, Long> vols) {
        final VenueProfile profile = VenueProfile.deribit();
        specs.add(profile.spec(coin + "-PERPETUAL", specs.size(), underlying));
        futures.forEach(future -> specs.add(profile.spec(future, specs.size(), underlying)));
        for (final ListedOption option : options) {
            vols.put(specs.size(), option.markVol());
            specs.add(profile.spec(option.name(), specs.size(), underlying));
        }
    }

    /**
     * The index of an instrument.
     *
     * @param spec the instrument
     * @return such as {@code btc_usd}
     */
    static String indexName(final InstrumentSpec spec) {
        final InstrumentName name = InstrumentName.parse(spec.name());
        if (name == null) {
            throw new IllegalArgumentException("not an instrument's name: name=" + spec.name());
        }
        return (name.coin() + "_" + name.quote()).toLowerCase(Locale.ROOT);
    }

    private static WorldMarket of(final Feed feed, final List<CoinMarket> markets, final long startNs) {
        final List<InstrumentSpec> specs = MarketListing.specs(markets, startNs, VenueProfile.deribit());
        return new WorldMarket(specs, Map.of(), feed, startNs);
    }

    /** Calls and puts share a volatility: the smile is refreshed without noise. */
    private static GbmWorld.Context context(final List<CoinMarket> markets, final long seed, final long startNs) {
        final List<CoinMarket> quiet = markets.stream().map(WorldMarket::quiet).toList();
        final int options = quiet.stream()
                .mapToInt(market -> 2
                        * market.strikes()
                        * market.expiryDays().size()
                        * market.quotes().size())
                .max()
                .orElse(0);
        return new GbmWorld.Context()
                .markets(quiet)
                .seed(seed)
                .startNs(startNs)
                .stepNs(STEP_NS)
                .tickersPerStep((options + STEPS_PER_REFRESH - 1) / STEPS_PER_REFRESH);
    }

    private static CoinMarket quiet(final CoinMarket market) {
        final SmileShape smile = market.smile();
        return market.smiling(new SmileShape(smile.base(), smile.skew(), smile.curvature(), 0.0));
    }

    private static List<String> futures(final String coin, final List<ListedOption> options) {
        final TreeSet<Long> fridays = new TreeSet<>();
        options.stream()
                .map(ListedOption::expiryNs)
                .filter(expiryNs ->
                        LocalDate.ofEpochDay(Math.floorDiv(expiryNs, DAY_NS)).getDayOfWeek() == DayOfWeek.FRIDAY)
                .forEach(fridays::add);
        return fridays.stream()
                .map(expiryNs ->
                        new InstrumentName(coin, "USD", InstrumentKind.FUTURE, expiryNs, 0, OptionType.NONE).text())
                .toList();
    }
}
