package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.InputQuality;

/**
 * When data of the market is marked as not fresh. What is marked is still an event: it is journaled, and the engine lets it
 * be.
 *
 * <p>Stale: the venue made it more than {@code maxLagNs} before it arrived, or before what arrived last. Crossed: the best
 * bid is not below the best ask. Divergent: a future's mid, or its mark, is further than {@code maxDivergence} from what it
 * is compared with, the mark or the index. Gapped is known by the change ids of a book alone.
 *
 * @param maxLagNs      longest time from the venue's clock to ours, nanoseconds
 * @param maxDivergence largest |price / reference - 1|, times 1e8
 */
public record InputChecks(long maxLagNs, long maxDivergence) {
    /**
     * Checks the limits.
     *
     * @param maxLagNs      as above
     * @param maxDivergence as above
     * @throws IllegalArgumentException when one is not above 0
     */
    public InputChecks {
        if (maxLagNs <= 0 || maxDivergence <= 0) {
            throw new IllegalArgumentException(
                    "limits are above 0: maxLagNs=" + maxLagNs + ", maxDivergence=" + maxDivergence);
        }
    }

    /** {@return five seconds and ten per cent} */
    public static InputChecks standard() {
        return new InputChecks(5_000_000_000L, Decimals.ONE / 10);
    }

    /** Whether it is too old, or older than the last. */
    boolean isStale(final long venueTimeNs, final long receiveTimeNs, final long lastVenueTimeNs) {
        return receiveTimeNs - venueTimeNs > maxLagNs || venueTimeNs < lastVenueTimeNs;
    }

    /** Whether two prices, both there, are too far apart. */
    boolean isDivergent(final long price, final long reference) {
        if (price <= 0 || reference <= 0) {
            return false;
        }
        final double ratio = (double) price / reference;
        return Math.abs(ratio - 1) * Decimals.ONE > maxDivergence;
    }

    /** The quality of a top of book; 0 is an empty side. */
    InputQuality ofQuote(final boolean isStale, final long bid, final long ask, final long reference) {
        if (isStale) {
            return InputQuality.STALE;
        }
        if (bid <= 0 || ask <= 0) {
            return InputQuality.FRESH;
        }
        if (bid >= ask) {
            return InputQuality.CROSSED;
        }
        return isDivergent(bid + (ask - bid) / 2, reference) ? InputQuality.DIVERGENT : InputQuality.FRESH;
    }
}
