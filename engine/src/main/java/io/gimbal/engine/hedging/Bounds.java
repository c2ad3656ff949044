package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Scaled;

/**
 * What a number on the wire side can mean. Anything beyond is a fault of the feed, and would overflow the sums it entered.
 * Pure.
 */
final class Bounds {
    /** USD per coin, or coins per coin; a billion. */
    static final long MAX_PRICE = 1_000_000_000L * Scaled.ONE;

    /** Coins or USD of one order or execution; ten billion. */
    static final long MAX_AMOUNT = 10_000_000_000L * Scaled.ONE;

    /** Coins or USD held; forty billion, so that any one execution on top still fits a long. */
    static final long MAX_POSITION = 40_000_000_000L * Scaled.ONE;

    private Bounds() {}

    static boolean isPrice(final long scaled) {
        return scaled > 0 && scaled <= MAX_PRICE;
    }

    static boolean isPriceOrNone(final long scaled) {
        return scaled >= 0 && scaled <= MAX_PRICE;
    }

    static boolean isAmountOrNone(final long scaled) {
        return scaled >= 0 && scaled <= MAX_AMOUNT;
    }

    static boolean isPosition(final long scaled) {
        return scaled >= -MAX_POSITION && scaled <= MAX_POSITION;
    }
}
