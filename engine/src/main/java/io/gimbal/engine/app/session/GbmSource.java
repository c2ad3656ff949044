package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.market.CoinMarket;
import io.gimbal.engine.market.GbmWorld;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.ListedOption;
import java.util.List;

/** A simulated market: each coin of the configuration as a geometric Brownian motion of ordinary habits. */
public final class GbmSource implements MarketSource {
    /** A scaled basis point over a scaled rate. */
    private static final long BASIS_POINTS_PER_UNIT = 10_000L;

    private static final long STEP_NS = 250_000_000L;
    private static final List<String> INVERSE_AND_LINEAR = List.of("USD", "USDC");
    private static final double BTC_SPOT = 90_000;
    private static final double ETH_SPOT = 3_000;
    private static final double OTHER_SPOT = 100;

    private final Configuration configuration;
    private final long seed;
    private final long fromNs;
    private final long toNs;

    /**
     * Creates the market.
     *
     * @param configuration names the coins and the declared quotes
     * @param seed          of everything random
     * @param fromNs        first event and begin of trading, epoch nanoseconds
     * @param toNs          end
     */
    public GbmSource(final Configuration configuration, final long seed, final long fromNs, final long toNs) {
        this.configuration = configuration;
        this.seed = seed;
        this.fromNs = fromNs;
        this.toNs = toNs;
    }

    private GbmWorld.Context context() {
        final List<CoinMarket> markets = configuration.coins().stream()
                .map(coin -> CoinMarket.ordinary(coin, spot(coin)).quotedIn(INVERSE_AND_LINEAR))
                .toList();
        return new GbmWorld.Context()
                .markets(markets)
                .seed(seed)
                .startNs(fromNs)
                .endNs(toNs + 1)
                .stepNs(STEP_NS)
                .quotes(
                        configuration.simulation().halfSpreadBp() / BASIS_POINTS_PER_UNIT,
                        configuration.simulation().quoteAmountUsd());
    }

    /** {@return an ordinary price of a coin, USD} */
    static double spot(final String coin) {
        return switch (coin) {
            case "BTC" -> BTC_SPOT;
            case "ETH" -> ETH_SPOT;
            default -> OTHER_SPOT;
        };
    }

    @Override
    public List<ListedOption> listed() {
        return GbmWorld.listed(context());
    }

    @Override
    public Feed play(final List<InstrumentSpec> instruments) {
        return new GbmWorld(context().specs(instruments));
    }

    @Override
    public long playFromNs() {
        return fromNs;
    }

    @Override
    public long tradeFromNs() {
        return fromNs;
    }

    @Override
    public long endNs() {
        return toNs;
    }
}
