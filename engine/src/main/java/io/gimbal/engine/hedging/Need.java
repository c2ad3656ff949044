package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.hedging.policy.HedgeTarget;

/**
 * What the policy wants traded, where that may take time. Once the delta has left the outer region the need lasts until
 * the inner one is reached, as if one order had met it at once; its deadline can only come nearer. Owned by the engine
 * thread.
 */
final class Need {
    private static final long NEVER = Long.MAX_VALUE;

    private final HedgeTarget region = new HedgeTarget();
    private int side;
    private long endNs = NEVER;
    private long seenNs = Long.MIN_VALUE;

    /** Scaled and signed, whole lots: what brings a delta to where the policy wants it; 0 for nothing. */
    long wanted(final Instrument instrument, final double lotDelta, final double delta, final HedgeTarget target) {
        if (side == 0) {
            return OrderSizing.lotsToward(instrument, lotDelta, delta, target);
        }
        region.region(
                side > 0 ? target.innerLow() : target.outerLow(),
                target.innerLow(),
                target.innerHigh(),
                side < 0 ? target.innerHigh() : target.outerHigh());
        return OrderSizing.lotsToward(instrument, lotDelta, delta, region);
    }

    /** It is there: 1 to buy, -1 to sell. A need of the other side is a new one. */
    void begin(final int newSide, final long nowNs, final long deadlineNs, final long horizonNs) {
        if (side != newSide) {
            side = newSide;
            endNs = later(nowNs, horizonNs);
        }
        endNs = Math.min(endNs, later(nowNs, Math.max(deadlineNs, 0)));
        seenNs = nowNs;
    }

    private static long later(final long nowNs, final long ns) {
        final long laterNs = nowNs + ns;
        return laterNs < nowNs ? NEVER : laterNs;
    }

    void end() {
        side = 0;
        endNs = NEVER;
    }

    /** 1 to buy, -1 to sell, 0 while there is none. */
    int side() {
        return side;
    }

    boolean isLate(final long nowNs) {
        return nowNs >= endNs;
    }

    /** By when it must be met, epoch nanoseconds; {@code Long.MAX_VALUE} for whenever. */
    long endNs() {
        return endNs;
    }

    /** When its deadline is to be looked at, {@code Long.MAX_VALUE} for never. */
    long nextTimerNs() {
        return side != 0 && endNs > seenNs ? endNs : NEVER;
    }

    void onTimer(final long dueNs) {
        seenNs = Math.max(seenNs, dueNs);
    }

    long mixInto(final long hash) {
        return Bits.mix(Bits.mix(Bits.mix(hash, side), endNs), side == 0 ? 0 : seenNs);
    }
}
