package io.gimbal.engine.market;

import io.gimbal.feeds.Decimals;

/** How the venue rounds what it publishes. */
final class VenueRounding {
    private static final long MARK_STEPS = 10_000L;
    private static final long CENTS = 100L;
    private static final long MICROS = 1_000_000L;
    private static final double CENTS_FROM = 100.0;

    private VenueRounding() {}

    /** An index: to cents from 100 USD, else to millionths. */
    static long toIndex(final double price) {
        return price >= CENTS_FROM ? round(price, CENTS) : round(price, MICROS);
    }

    /** A forward: to four decimals from 100 USD, else to millionths. */
    static long toPrice(final double price) {
        return price >= CENTS_FROM ? round(price, MARK_STEPS) : round(price, MICROS);
    }

    /** A mark: to four decimals. */
    static long toMark(final double mark) {
        return round(mark, MARK_STEPS);
    }

    /** A volatility: to hundredths of a percent. */
    static long toVol(final double vol) {
        return round(vol, MARK_STEPS);
    }

    /** A delta: to five decimals. */
    static long toDelta(final double delta) {
        return round(delta, MARK_STEPS * 10);
    }

    /** Anything, to a rate's eight decimals. */
    static long toRate(final double rate) {
        return round(rate, Decimals.ONE);
    }

    private static long round(final double value, final long steps) {
        return (long) Math.rint(value * steps) * (Decimals.ONE / steps);
    }
}
