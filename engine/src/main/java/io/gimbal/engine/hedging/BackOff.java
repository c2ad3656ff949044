package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import org.jspecify.annotations.Nullable;

/**
 * When nothing may be asked again: for a while after a refusal; and of the same quote after an order ended unfilled, for
 * the quote it was decided on is not what it said, unless no other comes within the while. Owned by the engine thread.
 */
final class BackOff {
    private static final long NEVER = Long.MIN_VALUE;

    private long untilNs = NEVER;
    private long unfilledUntilNs = NEVER;
    private @Nullable BookLine unfilled;
    private long unfilledQuotes;

    void onRefused(final long nowNs, final long backOffNs) {
        untilNs = later(nowNs, backOffNs);
    }

    void onUnfilled(final BookLine line, final long nowNs, final long backOffNs) {
        unfilledUntilNs = later(nowNs, backOffNs);
        unfilled = line;
        unfilledQuotes = line.quotes();
    }

    private static long later(final long nowNs, final long backOffNs) {
        final long laterNs = nowNs + backOffNs;
        return laterNs < nowNs ? Long.MAX_VALUE : laterNs;
    }

    /** What was refused or left unfilled was another instrument's. */
    void forget() {
        untilNs = NEVER;
        unfilledUntilNs = NEVER;
    }

    long untilNs() {
        return untilNs;
    }

    /** {@code Long.MIN_VALUE} where the quote is another than that which did not fill. */
    long sameQuoteUntilNs() {
        return isSameQuote() ? unfilledUntilNs : NEVER;
    }

    boolean isOn(final long nowNs) {
        return nowNs < untilNs || (nowNs < unfilledUntilNs && isSameQuote());
    }

    /** Whether no other quote of its instrument came since an order ended unfilled. */
    private boolean isSameQuote() {
        final BookLine line = unfilled;
        return line != null && line.quotes() == unfilledQuotes;
    }

    long mixInto(final long hash) {
        final long h = Bits.mix(hash, untilNs);
        return unfilledUntilNs == NEVER ? h : Bits.mix(Bits.mix(h, unfilledUntilNs), isSameQuote() ? 1L : 0L);
    }
}
