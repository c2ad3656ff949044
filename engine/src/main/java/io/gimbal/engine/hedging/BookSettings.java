package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.VolSource;

/** How one underlying's book is hedged, as configured and as an operator changed it. Owned by the engine thread. */
final class BookSettings {
    /** Longest interval, a year: a due time is now plus this and must fit a long. */
    static final long MAX_INTERVAL_NS = 365L * 86_400 * 1_000_000_000;

    /** Furthest a limit price may reach through the touch. */
    static final int MAX_OFFSET_TICKS = 1_000_000;

    private static final int NO_INSTRUMENT = -1;

    private int hedgeInstrumentId = NO_INSTRUMENT;
    private DeltaSense sense = DeltaSense.NULL_VAL;
    private Projection projection = Projection.FORWARD_OVER_HEDGE;
    private Landing landing = Landing.TO_TARGET;
    private double targetDelta;
    private double bandHalfWidth;
    private long intervalNs;
    private int priceOffsetTicks;
    private VolSource volSource = VolSource.MARK;
    private HedgePolicy policy = new FixedBandPolicy(0, Landing.TO_TARGET);

    /** Takes a configuration event; false when it cannot be meant. */
    boolean configure(final BookConfigurationDecoder event) {
        final boolean isInterval = event.policy() == PolicyKind.FIXED_INTERVAL;
        if (event.bandHalfWidth() < 0
                || event.hedgeInstrumentId() < 0
                || event.priceOffsetTicks() < 0
                || event.priceOffsetTicks() > MAX_OFFSET_TICKS
                || (isInterval && !isInterval(event.intervalNs()))) {
            return false;
        }
        hedgeInstrumentId = event.hedgeInstrumentId();
        sense = event.sense();
        projection = event.projection();
        landing = event.landing();
        targetDelta = Scaled.toDouble(event.targetDelta());
        bandHalfWidth = Scaled.toDouble(event.bandHalfWidth());
        intervalNs = isInterval ? event.intervalNs() : 0;
        priceOffsetTicks = event.priceOffsetTicks();
        volSource = event.volSource() == VolSource.SURFACE ? VolSource.SURFACE : VolSource.MARK;
        policy = isInterval ? new FixedIntervalPolicy() : new FixedBandPolicy(bandHalfWidth, landing);
        return true;
    }

    private static boolean isInterval(final long ns) {
        return ns > 0 && ns <= MAX_INTERVAL_NS;
    }

    boolean isConfigured() {
        return hedgeInstrumentId != NO_INSTRUMENT;
    }

    void targetDelta(final double newTarget) {
        targetDelta = newTarget;
    }

    void bandHalfWidth(final double newWidth) {
        bandHalfWidth = newWidth;
        if (policy.kind() == PolicyKind.FIXED_BAND) {
            policy = new FixedBandPolicy(newWidth, landing);
        }
    }

    int hedgeInstrumentId() {
        return hedgeInstrumentId;
    }

    DeltaSense sense() {
        return sense;
    }

    Projection projection() {
        return projection;
    }

    double targetDelta() {
        return targetDelta;
    }

    double bandHalfWidth() {
        return bandHalfWidth;
    }

    /** 0 when the policy has no timer. */
    long intervalNs() {
        return intervalNs;
    }

    int priceOffsetTicks() {
        return priceOffsetTicks;
    }

    /** Never absent: a book that says nothing is valued by the marks. */
    VolSource volSource() {
        return volSource;
    }

    HedgePolicy policy() {
        return policy;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, hedgeInstrumentId);
        h = Bits.mix(h, sense.value());
        h = Bits.mix(h, projection.value());
        h = Bits.mix(h, landing.value());
        h = Bits.mix(h, targetDelta);
        h = Bits.mix(h, bandHalfWidth);
        h = Bits.mix(h, intervalNs);
        h = Bits.mix(h, priceOffsetTicks);
        h = Bits.mix(h, volSource.value());
        return Bits.mix(h, policy.kind().value());
    }
}
