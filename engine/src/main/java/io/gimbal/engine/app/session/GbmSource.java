package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.market.GbmParameters;
import io.gimbal.engine.market.GbmWorld;
import io.gimbal.engine.market.GbmWorldContext;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.recorded.ListedOption;
import java.util.List;

/** A simulated market: each coin of the configuration as a geometric Brownian motion of ordinary habits. */
public final class GbmSource implements MarketSource {
    private static final double BASIS_POINT = 1e-4 / 1e8;
    private static final double BTC_SPOT = 90_000;
    private static final double ETH_SPOT = 3_000;
    private static final double OTHER_SPOT = 100;

    private final GbmWorld world;
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
        this.fromNs = fromNs;
        this.toNs = toNs;
        final double halfSpread = configuration.simulation().halfSpreadBp() * BASIS_POINT;
        final GbmWorldContext context = new GbmWorldContext()
                .seed(seed)
                .span(fromNs, toNs)
                .quoteUsd(configuration.simulation().quoteAmountUsd());
        configuration.books().stream()
                .map(book -> book.coin())
                .distinct()
                .forEach(coin -> context.coin(coin, GbmParameters.ordinary(spot(coin), halfSpread)));
        world = new GbmWorld(context);
    }

    private static double spot(final String coin) {
        return switch (coin) {
            case "BTC" -> BTC_SPOT;
            case "ETH" -> ETH_SPOT;
            default -> OTHER_SPOT;
        };
    }

    @Override
    public List<ListedOption> listed() {
        return world.listed();
    }

    @Override
    public Feed play(final List<InstrumentSpec> instruments) {
        return world.play(instruments);
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
