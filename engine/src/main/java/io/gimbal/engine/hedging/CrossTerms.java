package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.instrument.CrossRatio;
import io.gimbal.engine.hedging.instrument.HayashiYoshida;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.HedgeCandidateDecoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentKind;

/**
 * How a perpetual of another coin stands in for one of the book's own: the ratio in force, and whether it may be used.
 * A ratio rests on enough returns of both coins and on a correlation above the desk's floor, also where the desk states
 * the ratio itself: what it leaves could not be charged otherwise. Owned by the engine thread; allocates at construction.
 */
final class CrossTerms {
    private static final double MAX_RATIO = 10;

    /** Share of the floor below which a ratio in use is given up: what hovers at the floor is not taken and left in turn. */
    private static final double GIVE_UP = 0.9;

    private static final long NEVER = -1;

    private final HedgeRatioKind kind;
    private final double fixedRatio;
    private final double minSamples;
    private final double minCorrelation;
    private final long halfLifeNs;
    private final long sampleNs;
    private CrossRatio measured;
    private double ratio;
    private boolean isKnown;
    private double tickedIndex;
    private long tickedQuotes = NEVER;

    private CrossTerms(final HedgeCandidateDecoder event) {
        kind = event.crossRatio();
        fixedRatio = kind == HedgeRatioKind.ONE ? Scaled.toDouble(event.fixedRatio()) : 1;
        minSamples = event.minSamples();
        minCorrelation = Scaled.toDouble(event.minCorrelation());
        halfLifeNs = event.ratioHalfLifeNs();
        sampleNs = event.ratioSampleNs();
        measured = new CrossRatio(halfLifeNs, sampleNs);
        ratio = fixedRatio;
    }

    static boolean isAsked(final HedgeCandidateDecoder event) {
        return event.crossRatio() != HedgeRatioKind.NULL_VAL;
    }

    /** Whether the terms can be meant; true where none are stated. */
    static boolean isMeant(final HedgeCandidateDecoder event) {
        if (!isAsked(event)) {
            return true;
        }
        final double stated = Scaled.toDouble(event.fixedRatio());
        final double floor = Scaled.toDouble(event.minCorrelation());
        return (event.crossRatio() != HedgeRatioKind.ONE || (stated > 0 && stated <= MAX_RATIO))
                && isTime(event.ratioHalfLifeNs())
                && isTime(event.ratioSampleNs())
                && event.ratioSampleNs() <= event.ratioHalfLifeNs()
                && event.minSamples() >= 2
                && floor > 0
                && floor < 1;
    }

    private static boolean isTime(final long ns) {
        return ns > 0 && ns <= ChoiceSettings.MAX_TIME_NS;
    }

    /** Whether a perpetual may stand in for one of the book's own: of another coin, carrying nobody else's hedge. */
    static boolean canStandIn(final BookLine line, final int underlyingId) {
        final Instrument instrument = line.instrument();
        final boolean isFree = !line.isStandIn() || line.bookId() == underlyingId;
        return instrument.kind() == InstrumentKind.PERPETUAL && instrument.underlyingId() != underlyingId && isFree;
    }

    static CrossTerms of(final HedgeCandidateDecoder event) {
        return new CrossTerms(event);
    }

    /** Takes over what an earlier session measured of the same two coins, if by the same half-life and sample. */
    void goOnFrom(final CrossTerms earlier) {
        if (earlier.halfLifeNs == halfLifeNs && earlier.sampleNs == sampleNs) {
            measured = earlier.measured;
            remeasure();
        }
    }

    /** Takes what is new of both prices. */
    void see(final BookLine line, final double index, final long nowNs) {
        if (index != tickedIndex) {
            tickedIndex = index;
            measured.onPrice(HayashiYoshida.EXPOSURE, index, nowNs);
        }
        if (line.quotes() != tickedQuotes) {
            tickedQuotes = line.quotes();
            measured.onPrice(HayashiYoshida.HEDGE, line.mid(), nowNs);
        }
    }

    /** Takes the measure over; one that may not be used leaves the ratio as it was, for what is held still counts. */
    void remeasure() {
        isKnown = measured.samples() >= minSamples
                && measured.correlation() >= (isKnown ? GIVE_UP : 1) * minCorrelation
                && measured.residualVariance(1) >= 0;
        if (isKnown && kind == HedgeRatioKind.MINIMUM_VARIANCE) {
            ratio = Math.min(Math.max(measured.ratio(), 1 / MAX_RATIO), MAX_RATIO);
        }
    }

    /** Why nothing may be hedged with it; {@code NULL_VAL} where it may. */
    DecisionReason why() {
        return isKnown ? DecisionReason.NULL_VAL : DecisionReason.NO_RATIO;
    }

    boolean isUsable() {
        return isKnown;
    }

    /** In force: USD of it per USD of exposure, above 0; before the first measure as stated, or one. */
    double ratio() {
        return ratio;
    }

    HedgeRatioKind kind() {
        return kind;
    }

    CrossRatio measured() {
        return measured;
    }

    /** Variance per year that the ratio in force leaves; NaN while it is not known. */
    double residualVariance() {
        return measured.residualVariance(ratio);
    }

    long mixInto(final long hash) {
        long h = measured.mixInto(Bits.mix(hash, kind.value()));
        h = Bits.mix(Bits.mix(h, fixedRatio), minSamples);
        h = Bits.mix(Bits.mix(h, minCorrelation), halfLifeNs);
        h = Bits.mix(Bits.mix(h, sampleNs), ratio);
        return Bits.mix(Bits.mix(h, isKnown ? 1L : 0L), tickedIndex);
    }
}
