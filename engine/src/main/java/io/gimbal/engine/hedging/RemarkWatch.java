package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.strategy.RemarkGate;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DeltaConfigurationDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Tells what re-marks did to a book's delta: marks of volatility, smiles and forwards, at an unmoved price. The book is
 * valued before and after each such input at the same moment, so that the change is exact and no passing of time is in it.
 * Owned by the engine thread; allocates only when configured.
 */
final class RemarkWatch {
    private static final double HALF = 0.5;
    private static final long LONGEST_HALF_LIFE_NS = 30L * 86_400 * 1_000_000_000;
    private static final long NONE = -1;

    private @Nullable RemarkGate gate;
    private double moved;
    private double before;
    private long beforeSequence = NONE;

    /** Whether a configuration can be meant. */
    static boolean isMeant(final DeltaConfigurationDecoder event) {
        return event.remarkHalfLifeNs() >= 1
                && event.remarkHalfLifeNs() <= LONGEST_HALF_LIFE_NS
                && event.overrideMultiple() >= Scaled.ONE
                && event.overrideMultiple() <= TradeTriggers.LARGEST_OVERRIDE;
    }

    /** Takes a configuration that can be meant. */
    void configure(final DeltaConfigurationDecoder event) {
        gate = event.isTradedOnRemark() == BooleanType.TRUE
                ? null
                : new RemarkGate(event.remarkHalfLifeNs(), Scaled.toDouble(event.overrideMultiple()));
    }

    /** Whether trades on re-marks alone are held back. */
    boolean isGated() {
        return gate != null;
    }

    /** A re-mark is about to be applied to a book that is valued now. */
    void onBefore(final double delta, final long sequence) {
        before = delta;
        beforeSequence = sequence;
    }

    /** The book was valued; true when re-marks have moved the delta by half a half-width since they were answered. */
    boolean onValued(final double delta, final double halfWidth, final long sequence, final long nowNs) {
        if (sequence != beforeSequence) {
            return false;
        }
        beforeSequence = NONE;
        final double change = delta - before;
        if (!(Math.abs(change) <= Double.MAX_VALUE)) {
            return false;
        }
        moved += change;
        if (gate != null) {
            gate.onRemark(change, nowNs);
        }
        return Math.abs(moved) > HALF * halfWidth;
    }

    /** Whether the delta is outside a band by re-marks alone. */
    boolean isHeldBack(final double deviation, final double halfWidth, final long nowNs) {
        return gate != null && gate.isHeldBack(deviation, halfWidth, nowNs);
    }

    /** A trade has put the delta where it should be, or there was nothing to trade. */
    void onAnswered() {
        moved = 0;
        if (gate != null) {
            gate.onTrade();
        }
    }

    long mixInto(final long hash) {
        final long h = Bits.mix(hash, moved);
        return gate == null ? h : gate.mixInto(h);
    }
}
