package io.gimbal.engine.pricing.surface;

import org.jspecify.annotations.Nullable;

/**
 * What a slice has to fit between: the slices in force before and after it, which it must not cross, and a hint, which it
 * should not fall below where the hint's own quotes are. Owned by one thread.
 */
final class Neighbours {
    private final SviParameters hint = new SviParameters();
    private @Nullable SviParameters earlier;
    private @Nullable SviParameters later;
    private boolean isHinted;
    private double hintFrom;
    private double hintTo;

    Neighbours() {}

    /** Sets the slices in force and forgets the hint. */
    void set(final @Nullable SviParameters newEarlier, final @Nullable SviParameters newLater) {
        earlier = newEarlier;
        later = newLater;
        isHinted = false;
    }

    /** Sets what an earlier expiry's quotes say by themselves, between two log-moneynesses. */
    void hint(final SviParameters slice, final double from, final double to) {
        hint.copyFrom(slice);
        hintFrom = from;
        hintTo = to;
        isHinted = true;
    }

    @Nullable SviParameters earlier() {
        return earlier;
    }

    @Nullable SviParameters later() {
        return later;
    }

    boolean isHinted() {
        return isHinted;
    }

    /** The hint's total variance at a log-moneyness. */
    double hint(final double k) {
        return hint.totalVariance(k);
    }

    /** Log-moneyness at a share of the hint's range, 0 to 1. */
    double hintAt(final double share) {
        return hintFrom + share * (hintTo - hintFrom);
    }
}
