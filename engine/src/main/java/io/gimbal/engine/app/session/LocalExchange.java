package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.OtherCoin;
import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.ExchangeWorld;
import io.gimbal.engine.market.WorldMarket;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.DeribitContext;
import io.gimbal.feeds.deribit.Secret;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeContext;
import io.gimbal.feeds.exchange.protocol.ApiKey;
import io.gimbal.feeds.exchange.protocol.ExchangeProtocol;
import io.gimbal.feeds.exchange.protocol.Faults;
import io.gimbal.feeds.exchange.protocol.MemoryTransport;
import io.gimbal.feeds.exchange.protocol.ProtocolContext;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A whole exchange for one desk: a simulated market with makers and takers, the desk's account with its positions in it,
 * a key to that account, and the venue's protocol. Owned by the thread that steps it; the same seed and the same commands
 * at the same times give the same exchange.
 */
public final class LocalExchange implements AutoCloseable {
    private static final String CLIENT_ID = "desk";
    /** Of the desk's key, which opens nothing but an exchange of this process; must stand in no journal. */
    public static final String CLIENT_SECRET = "loopback-only";

    private static final String SCOPE = "trade:read_write account:read_write";

    private static final long REVALUATION_NS = 1_000_000_000L;

    /** Beyond the band that funding forgives: a desk that holds the perpetual pays or receives. */
    private static final double PERPETUAL_BASIS = 0.0005;

    /** Between the seeds of two venues: 2^64 over the golden ratio, so that no two streams meet. */
    private static final long STREAM = 0x9E37_79B9_7F4A_7C15L;

    private static final List<Integer> EXPIRY_DAYS = List.of(1, 2, 3, 7, 14, 30);

    private final Exchange exchange;
    private final ExchangeWorld world;
    private final ExchangeProtocol protocol;
    private final Account account;

    private LocalExchange(
            final Configuration configuration,
            final int place,
            final WorldMarket market,
            final long seed,
            final long revaluationNs,
            final Faults faults) {
        world = new ExchangeWorld(new ExchangeWorld.Context(market).seed(seed).listing(true));
        exchange = new Exchange(
                world.exchangeContext().revaluationNs(revaluationNs).smoothPremiums(ExchangeContext.PREMIUM_BAND));
        exchange.advance(market.startNs());
        exchange.revalue();
        account = DeskAccount.open(exchange, configuration, place, market.startNs());
        protocol = new ExchangeProtocol(new ProtocolContext()
                .exchange(exchange)
                .valuation(world.valuation())
                .faults(faults)
                .seed(seed));
        protocol.add(new ApiKey(CLIENT_ID, CLIENT_SECRET, account.id(), SCOPE));
        world.open(exchange);
    }

    /**
     * Opens a venue's exchange for the books of a configuration; every book of it is two-sided when this returns. A coin
     * has one price wherever it trades: exchanges of one seed and start share its path, and each has takers and a
     * protocol of its own.
     *
     * @param configuration the books: coins, styles, holdings, cash
     * @param place         of the venue in the configuration
     * @param seed          of market, takers and protocol
     * @param startNs       when it opens, epoch nanoseconds
     * @param faults        what goes wrong on its wires
     * @return the exchange
     * @throws io.gimbal.engine.app.configuration.UnresolvableBookException when a book asks for what it does not list
     */
    static LocalExchange open(
            final Configuration configuration,
            final int place,
            final long seed,
            final long startNs,
            final Faults faults) {
        final WorldMarket market = WorldMarket.gbm(markets(configuration), seed, startNs);
        return new LocalExchange(configuration, place, market, seed + place * STREAM, REVALUATION_NS, faults);
    }

    /**
     * Opens an exchange for the books of a configuration in a market of the caller's.
     *
     * @param configuration the books: holdings, cash
     * @param market        coins and styles of the books, and more if it likes
     * @param seed          of takers and protocol
     * @param revaluationNs between two marks of everything, nanoseconds
     * @param faults        what goes wrong on its wires
     * @return the exchange
     * @throws io.gimbal.engine.app.configuration.UnresolvableBookException when a book asks for what it does not list
     */
    public static LocalExchange open(
            final Configuration configuration,
            final WorldMarket market,
            final long seed,
            final long revaluationNs,
            final Faults faults) {
        return new LocalExchange(configuration, 0, market, seed, revaluationNs, faults);
    }

    /**
     * The coins of a configuration's books as ordinary simulated markets.
     *
     * @param configuration the books
     * @return a market for each coin, in the styles of its books
     */
    public static List<CoinMarket> markets(final Configuration configuration) {
        final List<String> coins = configuration.coins();
        final List<CoinMarket> markets = new ArrayList<>();
        for (final String coin : coins) {
            final List<String> quotes = Stream.concat(
                            configuration.books().stream()
                                    .filter(book -> book.coin().equals(coin))
                                    .map(BookSettings::style),
                            configuration.otherCoins().stream()
                                    .filter(other -> other.coin().equals(coin))
                                    .map(OtherCoin::style))
                    .map(style -> style == Settlement.INVERSE ? "USD" : "USDC")
                    .distinct()
                    .toList();
            markets.add(CoinMarket.ordinary(coin, GbmSource.spot(coin))
                    .quotedIn(quotes)
                    .basedAt(PERPETUAL_BASIS)
                    .expiring(EXPIRY_DAYS));
        }
        return markets;
    }

    /**
     * Moves market, takers and connections on.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return work done, 0 for none
     */
    public int step(final long nowNs) {
        return world.advance(nowNs) + protocol.doWork(nowNs);
    }

    /** {@return when there is something to do next, epoch nanoseconds} */
    public long nextTimeNs() {
        return Math.min(world.nextTimeNs(), protocol.nextTimeNs());
    }

    /** {@return the protocol, for whoever serves it} */
    ExchangeProtocol protocol() {
        return protocol;
    }

    /** {@return the exchange itself, for whoever acts on it beside the protocol} */
    public Exchange exchange() {
        return exchange;
    }

    /** {@return the desk's account, for whoever compares} */
    public Account account() {
        return account;
    }

    /** {@return a connection within this process} */
    Transport transport() {
        return new MemoryTransport(protocol);
    }

    /**
     * Gives a client the key to the desk's account. The key may set cancel-on-disconnect, for no other key has.
     *
     * @param context of the client, which overwrites the key when it closes
     * @return the context
     */
    static DeribitContext withAccount(final DeribitContext context) {
        return context.tolerateAccountWrite(true)
                .credentials(Secret.of(CLIENT_ID.toCharArray()), Secret.of(CLIENT_SECRET.toCharArray()));
    }

    @Override
    public void close() {
        world.close();
    }
}
