package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import java.util.List;

/**
 * What to play of a recorded market and what to add to it. Numbers are decimals times 1e8.
 *
 * <p>Recordings hold no book of the hedge instrument. Its quotes are declared: around the recorded index (perpetual) or
 * forward (dated future), half a spread to either side, rounded outward to ticks and at least one tick wide, in a size
 * that never changes.
 *
 * @param specs          instruments to play: tickers for options, quotes for futures and perpetuals
 * @param startNs        first receive time to play, epoch nanoseconds
 * @param endNs          receive time from which nothing is played any more
 * @param halfSpreadRate half the hedge instrument's spread over its price; 1 basis point is 10,000
 * @param quoteUsd       size of each quote in US dollars; rounded down to whole lots, at least the smallest order
 */
public record Playback(List<InstrumentSpec> specs, long startNs, long endNs, long halfSpreadRate, long quoteUsd) {
    /** Half a spread of one basis point. */
    public static final long DEFAULT_HALF_SPREAD_RATE = 10_000L;

    /** One million US dollars on each side. */
    public static final long DEFAULT_QUOTE_USD = 1_000_000L * Decimals.ONE;

    /**
     * Checks the range.
     *
     * @param specs          as above
     * @param startNs        as above
     * @param endNs          as above
     * @param halfSpreadRate as above
     * @param quoteUsd       as above
     * @throws IllegalArgumentException when the end is not after the start, or a spread or a size is negative
     */
    public Playback {
        if (endNs <= startNs || halfSpreadRate < 0 || halfSpreadRate >= Decimals.ONE || quoteUsd < 0) {
            throw new IllegalArgumentException("playback: startNs=" + startNs + ", endNs=" + endNs + ", halfSpreadRate="
                    + halfSpreadRate + ", quoteUsd=" + quoteUsd);
        }
        specs = List.copyOf(specs);
    }

    /**
     * Plays instruments between two times with the default quotes.
     *
     * @param specs   instruments to play
     * @param startNs first receive time to play, epoch nanoseconds
     * @param endNs   receive time from which nothing is played any more
     * @return the playback
     */
    public static Playback of(final List<InstrumentSpec> specs, final long startNs, final long endNs) {
        return new Playback(specs, startNs, endNs, DEFAULT_HALF_SPREAD_RATE, DEFAULT_QUOTE_USD);
    }

    /**
     * Declares the hedge instruments' quotes.
     *
     * @param halfSpread half the spread over the price, times 1e8
     * @param sizeUsd    US dollars on each side, times 1e8
     * @return a copy with them
     */
    public Playback withQuotes(final long halfSpread, final long sizeUsd) {
        return new Playback(specs, startNs, endNs, halfSpread, sizeUsd);
    }
}
