package io.gimbal.engine.market;

import java.util.ArrayList;
import java.util.List;

/** What a {@link GbmWorld} is made of. */
public final class GbmWorldContext {
    /**
     * One simulated coin.
     *
     * @param coin       upper case, for instance BTC
     * @param parameters how it moves
     */
    public record Coin(String coin, GbmParameters parameters) {}

    private static final long DEFAULT_TICK_NS = 250_000_000L;
    private static final int DEFAULT_TICKERS = 4;

    private final List<Coin> coins = new ArrayList<>();
    private long seed;
    private long startNs;
    private long endNs;
    private long tickNs = DEFAULT_TICK_NS;
    private int tickersPerTick = DEFAULT_TICKERS;
    private long quoteUsd = 1_000_000L * 100_000_000L;

    /** Creates a context with the defaults. */
    public GbmWorldContext() {}

    /**
     * Sets the seed.
     *
     * @param value any
     * @return this
     */
    public GbmWorldContext seed(final long value) {
        seed = value;
        return this;
    }

    /**
     * Sets the span.
     *
     * @param from first tick, epoch nanoseconds
     * @param to   no tick later
     * @return this
     */
    public GbmWorldContext span(final long from, final long to) {
        startNs = from;
        endNs = to;
        return this;
    }

    /**
     * Sets the time between two ticks.
     *
     * @param nanoseconds positive
     * @return this
     */
    public GbmWorldContext tickNs(final long nanoseconds) {
        tickNs = nanoseconds;
        return this;
    }

    /**
     * Sets how many options are told anew per coin and tick.
     *
     * @param count at least 1
     * @return this
     */
    public GbmWorldContext tickersPerTick(final int count) {
        tickersPerTick = count;
        return this;
    }

    /**
     * Sets the size of each side of a quote.
     *
     * @param usd times 1e8, positive
     * @return this
     */
    public GbmWorldContext quoteUsd(final long usd) {
        quoteUsd = usd;
        return this;
    }

    /**
     * Adds a coin.
     *
     * @param coin       upper case
     * @param parameters how it moves
     * @return this
     */
    public GbmWorldContext coin(final String coin, final GbmParameters parameters) {
        coins.add(new Coin(coin, parameters));
        return this;
    }

    GbmWorldContext conclude() {
        if (startNs <= 0 || endNs < startNs || tickNs <= 0 || tickersPerTick < 1 || quoteUsd <= 0 || coins.isEmpty()) {
            throw new IllegalArgumentException("simulated market out of range: startNs=" + startNs + ", endNs=" + endNs
                    + ", tickNs=" + tickNs + ", tickersPerTick=" + tickersPerTick + ", coins=" + coins.size());
        }
        return this;
    }

    List<Coin> coins() {
        return coins;
    }

    long seed() {
        return seed;
    }

    long startNs() {
        return startNs;
    }

    long endNs() {
        return endNs;
    }

    long tickNs() {
        return tickNs;
    }

    int tickersPerTick() {
        return tickersPerTick;
    }

    long quoteUsd() {
        return quoteUsd;
    }
}
