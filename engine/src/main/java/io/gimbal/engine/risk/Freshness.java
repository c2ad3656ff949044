package io.gimbal.engine.risk;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.journal.codec.DecisionReason;
import org.jspecify.annotations.Nullable;

/** Whether what we know of a book is recent enough to trade on. Pure. */
public final class Freshness {
    private Freshness() {}

    /**
     * Checks every input that the book's delta rests on.
     *
     * @param book   the underlying
     * @param hedge  the hedge instrument
     * @param limits largest ages
     * @param nowNs  engine time
     * @return the first thing missing or stale, or {@link DecisionReason#NULL_VAL} when all is fresh
     */
    public static DecisionReason check(
            final UnderlyingBook book, final BookLine hedge, final Limits limits, final long nowNs) {
        final long indexAgeNs = book.indexAgeNs(nowNs);
        if (indexAgeNs > limits.maxIndexAgeNs()) {
            return indexAgeNs == Long.MAX_VALUE ? DecisionReason.NOT_READY : DecisionReason.STALE_INDEX;
        }
        final long quoteAgeNs = hedge.quoteAgeNs(nowNs);
        if (quoteAgeNs > limits.maxQuoteAgeNs()) {
            return quoteAgeNs == Long.MAX_VALUE ? DecisionReason.NOT_READY : DecisionReason.STALE_QUOTE;
        }
        if (!hedge.isQuoted()) {
            return DecisionReason.NO_QUOTE;
        }
        return checkExpiries(book, null, limits, nowNs);
    }

    /**
     * Checks every input that the book's delta rests on but the quotes of what carries the hedge.
     *
     * @param book   the underlying
     * @param hedges what carries the hedge; an expiry that holds nothing else needs no forward
     * @param limits largest ages
     * @param nowNs  engine time
     * @return the first thing missing or stale, or {@link DecisionReason#NULL_VAL} when all is fresh
     */
    public static DecisionReason check(
            final UnderlyingBook book, final HedgeLines hedges, final Limits limits, final long nowNs) {
        final long indexAgeNs = book.indexAgeNs(nowNs);
        if (indexAgeNs > limits.maxIndexAgeNs()) {
            return indexAgeNs == Long.MAX_VALUE ? DecisionReason.NOT_READY : DecisionReason.STALE_INDEX;
        }
        return checkExpiries(book, hedges, limits, nowNs);
    }

    private static DecisionReason checkExpiries(
            final UnderlyingBook book, final @Nullable HedgeLines hedges, final Limits limits, final long nowNs) {
        for (int i = 0; i < book.expiryCount(); i++) {
            final boolean isHedgeOnly = hedges != null && hedges.isAllOf(book.expiry(i));
            final DecisionReason reason = isHedgeOnly ? DecisionReason.NULL_VAL : check(book.expiry(i), limits, nowNs);
            if (reason != DecisionReason.NULL_VAL) {
                return reason;
            }
        }
        return DecisionReason.NULL_VAL;
    }

    private static DecisionReason check(final Expiry expiry, final Limits limits, final long nowNs) {
        if (expiry.expiryNs() <= nowNs || !expiry.isHeld()) {
            return DecisionReason.NULL_VAL;
        }
        final long forwardAgeNs = expiry.forwardAgeNs(nowNs);
        if (forwardAgeNs > limits.maxForwardAgeNs()) {
            return forwardAgeNs == Long.MAX_VALUE ? DecisionReason.NOT_READY : DecisionReason.STALE_FORWARD;
        }
        for (int i = 0; i < expiry.size(); i++) {
            final BookLine line = expiry.line(i);
            if (line.amount() == 0 || !line.instrument().isOption()) {
                continue;
            }
            final long volAgeNs = line.volAgeNs(nowNs);
            if (volAgeNs > limits.maxVolAgeNs()) {
                return volAgeNs == Long.MAX_VALUE ? DecisionReason.NOT_READY : DecisionReason.STALE_VOL;
            }
        }
        return DecisionReason.NULL_VAL;
    }
}
