package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OverlayConfigurationDecoder;

/**
 * Limits on one underlying's gamma and vega, and on what may be traded in options to keep them. Nothing is permitted
 * before it is configured. Owned by the engine thread.
 */
final class OverlaySettings {
    /** Furthest a limit price may reach through the price of a leg. */
    private static final int MAX_TOLERANCE_TICKS = 10_000;

    private boolean isConfigured;
    private boolean isOn = true;
    private double gammaLow;
    private double gammaHigh;
    private double vegaLow;
    private double vegaHigh;
    private double expiryVega;
    private double maxPremiumUsd;
    private long maxLegAmount;
    private double valueCollar;
    private long maxSnapshotAgeNs;
    private long maxQuoteAgeNs;
    private long minIntervalNs;
    private int toleranceTicks;
    private boolean isWholeOnly;

    /** Takes a configuration; false, and nothing taken, when it cannot be meant. */
    boolean configure(final OverlayConfigurationDecoder event) {
        final long upper = event.gammaHigh() | event.vegaHigh() | event.expiryVega() | event.maxPremiumPerDay();
        final long others = event.maxLegAmount()
                | event.valueCollar()
                | event.maxSnapshotAgeNs()
                | event.maxQuoteAgeNs()
                | event.minIntervalNs();
        // The sign bit of a union is set when any member's is.
        final boolean isInRange = (upper | others) >= 0
                && event.gammaLow() <= 0
                && event.vegaLow() <= 0
                && event.priceToleranceTicks() >= 0
                && event.priceToleranceTicks() <= MAX_TOLERANCE_TICKS;
        if (!isInRange) {
            return false;
        }
        gammaLow = Scaled.toDouble(event.gammaLow());
        gammaHigh = Scaled.toDouble(event.gammaHigh());
        vegaLow = Scaled.toDouble(event.vegaLow());
        vegaHigh = Scaled.toDouble(event.vegaHigh());
        expiryVega = Scaled.toDouble(event.expiryVega());
        maxPremiumUsd = Scaled.toDouble(event.maxPremiumPerDay());
        maxLegAmount = event.maxLegAmount();
        valueCollar = Scaled.toDouble(event.valueCollar());
        maxSnapshotAgeNs = event.maxSnapshotAgeNs();
        maxQuoteAgeNs = event.maxQuoteAgeNs();
        minIntervalNs = event.minIntervalNs();
        toleranceTicks = event.priceToleranceTicks();
        isWholeOnly = event.isWholeOnly() == BooleanType.TRUE;
        isConfigured = true;
        isOn = true;
        return true;
    }

    boolean isConfigured() {
        return isConfigured;
    }

    /** Whether a verb is one of the overlay's. */
    static boolean isOwn(final OperatorVerb verb) {
        return switch (verb) {
            case SET_GAMMA_LOW,
                    SET_GAMMA_HIGH,
                    SET_VEGA_LOW,
                    SET_VEGA_HIGH,
                    SET_EXPIRY_VEGA,
                    SET_DAILY_PREMIUM,
                    SET_OVERLAY -> true;
            default -> false;
        };
    }

    /**
     * Changes one limit until the next configuration.
     *
     * @param verb  which
     * @param value in its unit: lower limits at most 0, all others at least 0; of SET_OVERLAY 0 or 1
     * @return false, and nothing changed, where there is no overlay, or the value cannot be meant
     */
    boolean change(final OperatorVerb verb, final double value) {
        final boolean isLower = verb == OperatorVerb.SET_GAMMA_LOW || verb == OperatorVerb.SET_VEGA_LOW;
        if (!isConfigured || !(isLower ? value <= 0 : value >= 0)) {
            return false;
        }
        switch (verb) {
            case SET_GAMMA_LOW -> gammaLow = value;
            case SET_GAMMA_HIGH -> gammaHigh = value;
            case SET_VEGA_LOW -> vegaLow = value;
            case SET_VEGA_HIGH -> vegaHigh = value;
            case SET_EXPIRY_VEGA -> expiryVega = value;
            case SET_DAILY_PREMIUM -> maxPremiumUsd = value;
            case SET_OVERLAY -> {
                if ((value > 0 && value < 1) || value > 1) {
                    return false;
                }
                isOn = value > 0;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether an operator lets it go on. */
    boolean isOn() {
        return isOn;
    }

    /** USD of delta cash per 1 %, at most 0. */
    double gammaLow() {
        return gammaLow;
    }

    /** At least 0. */
    double gammaHigh() {
        return gammaHigh;
    }

    /** USD per vol point, at most 0. */
    double vegaLow() {
        return vegaLow;
    }

    /** At least 0. */
    double vegaHigh() {
        return vegaHigh;
    }

    /** Largest size of one expiry's, USD per vol point; infinite where there is no limit. */
    double expiryVega() {
        return expiryVega > 0 ? expiryVega : Double.POSITIVE_INFINITY;
    }

    /** USD paid per UTC day. */
    double maxPremiumUsd() {
        return maxPremiumUsd;
    }

    /** Scaled, of one leg. */
    long maxLegAmount() {
        return maxLegAmount;
    }

    /** Absolute volatility. */
    double valueCollar() {
        return valueCollar;
    }

    long maxSnapshotAgeNs() {
        return maxSnapshotAgeNs;
    }

    long maxQuoteAgeNs() {
        return maxQuoteAgeNs;
    }

    long minIntervalNs() {
        return minIntervalNs;
    }

    int toleranceTicks() {
        return toleranceTicks;
    }

    boolean isWholeOnly() {
        return isWholeOnly;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, gammaLow);
        h = Bits.mix(h, gammaHigh);
        h = Bits.mix(h, vegaLow);
        h = Bits.mix(h, vegaHigh);
        h = Bits.mix(h, expiryVega);
        h = Bits.mix(h, maxPremiumUsd);
        h = Bits.mix(h, maxLegAmount);
        h = Bits.mix(h, valueCollar);
        h = Bits.mix(h, maxSnapshotAgeNs);
        h = Bits.mix(h, maxQuoteAgeNs);
        h = Bits.mix(h, minIntervalNs);
        h = Bits.mix(h, toleranceTicks);
        h = Bits.mix(h, isWholeOnly ? 1L : 0L);
        // What was never stopped hashes as it did before it could be.
        return isOn ? h : Bits.mix(h, 1L);
    }
}
