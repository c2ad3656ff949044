package io.gimbal.engine.analysis.whatif;

import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The band of one book that every run's time outside is measured against: of one width, or as wide as the baseline's own was
 * at each moment. Owned by the thread that drives the run.
 */
final class CommonBand {
    /** Where a common band comes from. */
    enum Source {
        /** Of {@code --band}. */
        STATED,
        /** The half-width that the desk had stated. */
        RECORDED,
        /** What the baseline's decisions said at each moment. */
        BASELINE
    }

    /** No band at all. */
    static final CommonBand NONE = new CommonBand(0, null, null, false);

    private final double halfWidth;
    private final @Nullable Source source;
    private final @Nullable BandTape tape;
    private final BandTape.@Nullable Reader reader;
    private final boolean isWriting;

    private CommonBand(
            final double halfWidth,
            final @Nullable Source source,
            final @Nullable BandTape tape,
            final boolean isWriting) {
        this.halfWidth = halfWidth;
        this.source = source;
        this.tape = tape;
        this.isWriting = isWriting;
        reader = tape == null ? null : tape.new Reader();
    }

    /** {@return a band of one half-width, coins, above 0} */
    static CommonBand of(final double halfWidth, final Source source) {
        return new CommonBand(halfWidth, source, null, false);
    }

    /** {@return the band of a run whose decisions are written to a tape, which begins anew} */
    static CommonBand writing(final BandTape tape) {
        tape.clear();
        return new CommonBand(0, Source.BASELINE, tape, true);
    }

    /** {@return the band that another run wrote} */
    static CommonBand reading(final BandTape tape) {
        return new CommonBand(0, Source.BASELINE, tape, false);
    }

    /** Takes a decision of the run. */
    void onDecision(final HedgeDecisionDecoder decision) {
        if (isWriting && tape != null && decision.reason() != DecisionReason.NOT_READY) {
            final double target = decision.targetDelta();
            tape.add(decision.engineTimeNs(), decision.bandLow() - target, decision.bandHigh() - target);
        }
    }

    /**
     * Whether a delta is outside.
     *
     * @param nowNs  engine time, never earlier than before
     * @param offset of the delta from the target, coins, signed
     * @return false where there is no band
     */
    boolean isOutside(final long nowNs, final double offset) {
        return reader == null ? halfWidth > 0 && Math.abs(offset) > halfWidth : reader.isOutside(nowNs, offset);
    }

    /** {@return where it comes from; null where there is none, or the baseline never told one} */
    @Nullable
    Source source() {
        return tape != null && tape.isEmpty() ? null : source;
    }

    /** {@return its half-width, coins; null where it has no single one} */
    @Nullable
    Double halfWidthCoins() {
        return halfWidth > 0 ? Double.valueOf(halfWidth) : null;
    }
}
