package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.ExpirySmile;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.forecast.SkewStickiness;

/**
 * The skew-stickiness ratio that each expiry's smiles showed, drawn to 1. Owned by the engine thread; allocates only when
 * an expiry was added to the book.
 *
 * <p>Smiles are compared five minutes apart: of nearer ones the fit's own noise is most of the difference. An observation
 * counts half after 20 days, and a day's worth of a typical market weighs for the ratio of 1.
 */
final class SmileStickiness {
    static final long APART_NS = 300L * 1_000_000_000;

    private static final long HALF_LIFE_NS = 20L * 86_400 * 1_000_000_000;
    private static final double PRIOR_OBSERVATIONS = 288;
    private static final double TYPICAL_MOVE = 5e-4;
    private static final long NEVER = Long.MIN_VALUE;

    private long[] expiries = {};
    private long[] fitTimes = {};
    private SkewStickiness[] ratios = {};

    /** Takes what smiles came since the last time. */
    void see(final UnderlyingBook book) {
        match(book);
        for (int i = 0; i < ratios.length; i++) {
            final ExpirySmile smile = book.expiry(i).smile();
            final boolean isNew =
                    smile.isPresent() && (fitTimes[i] == NEVER || smile.fitTimeNs() - fitTimes[i] >= APART_NS);
            if (isNew) {
                fitTimes[i] = smile.fitTimeNs();
                final double forward = smile.forward();
                ratios[i].onSmile(forward, smile.vol(forward), smile.skew(forward), smile.fitTimeNs());
            }
        }
    }

    private void match(final UnderlyingBook book) {
        boolean isSame = expiries.length == book.expiryCount();
        for (int i = 0; isSame && i < expiries.length; i++) {
            isSame = expiries[i] == book.expiry(i).expiryNs();
        }
        if (!isSame) {
            rebuild(book);
        }
    }

    private void rebuild(final UnderlyingBook book) {
        final int count = book.expiryCount();
        final long[] newExpiries = new long[count];
        final long[] newTimes = new long[count];
        final SkewStickiness[] newRatios = new SkewStickiness[count];
        for (int i = 0; i < count; i++) {
            newExpiries[i] = book.expiry(i).expiryNs();
            final int known = indexOf(newExpiries[i]);
            newTimes[i] = known < 0 ? NEVER : fitTimes[known];
            newRatios[i] =
                    known < 0 ? new SkewStickiness(HALF_LIFE_NS, PRIOR_OBSERVATIONS, TYPICAL_MOVE) : ratios[known];
        }
        expiries = newExpiries;
        fitTimes = newTimes;
        ratios = newRatios;
    }

    private int indexOf(final long expiryNs) {
        for (int i = 0; i < expiries.length; i++) {
            if (expiries[i] == expiryNs) {
                return i;
            }
        }
        return -1;
    }

    /** The ratio of an expiry by its place in the book; 1 where nothing is known. */
    double ratio(final int expiry) {
        return expiry < ratios.length ? ratios[expiry].ratio() : 1;
    }

    long mixInto(final long hash) {
        long h = hash;
        for (int i = 0; i < ratios.length; i++) {
            h = ratios[i].mixInto(Bits.mix(Bits.mix(h, expiries[i]), fitTimes[i]));
        }
        return h;
    }
}
