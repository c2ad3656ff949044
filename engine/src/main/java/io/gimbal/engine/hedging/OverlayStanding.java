package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.OverlayFinding;
import io.gimbal.journal.codec.OverlayLegDecoder;
import io.gimbal.journal.codec.Severity;

/**
 * What the overlay last said it can do for a book: told whenever that changes, with an alert where it cannot help. Nothing
 * is decided by it; the delta is hedged whatever it says. Owned by the engine thread; allocates nothing.
 */
final class OverlayStanding {
    private final int underlyingId;
    private final OutputPublisher out;
    private final OverlayGreeks greeks;
    private OverlayFinding last = OverlayFinding.CLEAR;

    OverlayStanding(final int underlyingId, final OutputPublisher out, final OverlayGreeks greeks) {
        this.underlyingId = underlyingId;
        this.out = out;
        this.greeks = greeks;
    }

    /** Whether what an event says of it can be meant; before version 5 nothing was said. */
    static boolean isSound(final OverlayLegDecoder event) {
        if (event.finding() == OverlayFinding.NULL_VAL) {
            return event.legCount() > 0;
        }
        return isExcess(event.gammaExcess()) && isExcess(event.vegaExcess());
    }

    private static boolean isExcess(final double value) {
        return value >= 0 && value <= Double.MAX_VALUE;
    }

    /** Takes what a sound event says. */
    void take(final OverlayLegDecoder event) {
        final OverlayFinding finding = event.finding();
        if (finding == OverlayFinding.NULL_VAL || finding == last) {
            return;
        }
        last = finding;
        out.publish(out.overlayReport()
                .snapshotTimeNs(event.snapshotTimeNs())
                .gammaExcess(OutputPublisher.clean(event.gammaExcess()))
                .vegaExcess(OutputPublisher.clean(event.vegaExcess()))
                .gamma(OutputPublisher.clean(greeks.bookGamma()))
                .vega(OutputPublisher.clean(greeks.bookVega()))
                .underlyingId(underlyingId)
                .finding(finding)
                .encodedLength());
        if (finding != OverlayFinding.CLEAR && finding != OverlayFinding.STOPPED) {
            out.publish(out.alert(AlertCode.OVERLAY_HELPLESS, Severity.WARNING)
                    .underlyingId(underlyingId)
                    .value(OutputPublisher.clean(event.gammaExcess()))
                    .limitValue(OutputPublisher.clean(event.vegaExcess()))
                    .encodedLength());
        }
    }

    /** With nothing amiss, it hashes as it did before there was anything to tell. */
    long mixInto(final long hash) {
        return last == OverlayFinding.CLEAR ? hash : Bits.mix(hash, last.value());
    }
}
