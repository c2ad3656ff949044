package io.gimbal.engine.pricing.surface;

import io.gimbal.engine.pricing.TimeToExpiry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits a whole surface anew. Owned by one thread; allocates nothing after construction.
 *
 * <p>First every expiry by itself. Then from the last to the first, each below the one after it: quotes of a late expiry
 * reach so far out that they also say how high the wings of an earlier one may stand, whose own quotes do not. What the
 * expiry before said by itself holds each slice up where that one was quoted, so that a late expiry of few or wide quotes
 * does not press down all before it.
 *
 * <p>An expiry whose quotes are too few, or give no slice without arbitrage, keeps its last good one; where that
 * contradicts fresh neighbours it is withdrawn, and its strikes are valued between them. So the surface is free of
 * butterflies and calendar spreads after every fit, though not in the middle of one.
 */
public final class SurfaceFitter {
    /** Most evaluations of the sum of squares for one expiry in one call of {@link #fit}. */
    public static final int MAX_EVALUATIONS = 2 * SmileFitter.MAX_EVALUATIONS;

    private final SmileFitter fitter = new SmileFitter();
    private final ArbitrageCheck check = new ArbitrageCheck();
    private final SmileSurface fresh;
    private final SurfaceSlice slice = new SurfaceSlice();
    private final SviParameters[] alone;
    private final boolean[] isAlone;
    private final int[] effort;
    private long version;
    private int kept;
    private int withdrawn;
    private int mostEvaluations;

    /**
     * Creates a fitter.
     *
     * @param capacity most expiries of a surface
     */
    public SurfaceFitter(final int capacity) {
        fresh = new SmileSurface(capacity);
        alone = new SviParameters[capacity];
        isAlone = new boolean[capacity];
        effort = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            alone[i] = new SviParameters();
        }
    }

    /**
     * Fits a surface.
     *
     * @param expiries the market, in ascending order of expiry
     * @param nowNs    epoch nanoseconds; slices that have expired by then are taken out
     * @param surface  holds the last good slices; receives the new ones
     * @return how many expiries were fitted anew
     * @throws IllegalArgumentException where the expiries are not ascending or more than the capacity
     */
    public int fit(final List<ExpiryQuotes> expiries, final long nowNs, final SmileSurface surface) {
        kept = 0;
        withdrawn = 0;
        surface.passTo(nowNs);
        fresh.reset(nowNs);
        requireAscending(expiries);
        fitAlone(expiries, nowNs, surface);
        final long first = surface.lastVersion();
        version = first;
        int old = surface.count() - 1;
        for (int i = expiries.size() - 1; i >= 0; i--) {
            final ExpiryQuotes expiry = expiries.get(i);
            while (old >= 0 && surface.slice(old).expiryNs() > expiry.expiryNs()) {
                keep(surface.slice(old--));
            }
            final boolean isKnown = old >= 0 && surface.slice(old).expiryNs() == expiry.expiryNs();
            final SurfaceSlice last = isKnown ? surface.slice(old) : null;
            if (!fitOne(expiries, i, nowNs, earlier(expiries, i, surface)) && last != null) {
                keep(last);
            }
            old -= isKnown ? 1 : 0;
        }
        while (old >= 0) {
            keep(surface.slice(old--));
        }
        fresh.lastVersion(version);
        surface.copyFrom(fresh);
        return (int) (version - first);
    }

    private void requireAscending(final List<ExpiryQuotes> expiries) {
        if (expiries.size() > alone.length) {
            throw new IllegalArgumentException(
                    "too many expiries: count=" + expiries.size() + ", capacity=" + alone.length);
        }
        for (int i = 1; i < expiries.size(); i++) {
            if (expiries.get(i).expiryNs() <= expiries.get(i - 1).expiryNs()) {
                throw new IllegalArgumentException(
                        "expiries not ascending: expiryNs=" + expiries.get(i).expiryNs());
            }
        }
    }

    /** Fits every expiry by itself: where the slices that are to fit together start from. */
    private void fitAlone(final List<ExpiryQuotes> expiries, final long nowNs, final SmileSurface surface) {
        fitter.between(null, null);
        for (int i = 0; i < expiries.size(); i++) {
            final ExpiryQuotes expiry = expiries.get(i);
            final int last = surface.indexOf(expiry.expiryNs());
            final SliceStatus status = fitter.fit(
                    expiry.quotes(),
                    TimeToExpiry.years(nowNs, expiry.expiryNs()),
                    last < 0 ? null : surface.slice(last).parameters(),
                    alone[i]);
            isAlone[i] = status.isPresent();
            effort[i] = fitter.evaluations();
        }
    }

    private boolean fitOne(
            final List<ExpiryQuotes> expiries,
            final int index,
            final long nowNs,
            final @Nullable SviParameters earlier) {
        final ExpiryQuotes expiry = expiries.get(index);
        slice.market(expiry.expiryNs(), nowNs, expiry.forward(), expiry.discount());
        fitter.between(earlier, fresh.count() == 0 ? null : fresh.slice(0).parameters());
        if (index > 0 && isAlone[index - 1]) {
            final SmileQuotes before = expiries.get(index - 1).quotes();
            fitter.above(alone[index - 1], before.leastK(), before.largestK());
        }
        final SliceStatus status = fitter.fit(
                expiry.quotes(), slice.timeToExpiryYears(), isAlone[index] ? alone[index] : null, slice.parameters());
        effort[index] += fitter.evaluations();
        mostEvaluations = Math.max(mostEvaluations, effort[index]);
        if (!status.isPresent()) {
            return false;
        }
        slice.errors().measure(slice.parameters(), expiry.quotes(), slice.timeToExpiryYears());
        check.isFreeOfButterflies(slice.parameters());
        slice.outcome(status, version + 1, effort[index], check.leastDensity());
        if (fresh.put(slice) != SmileSurface.Verdict.PUBLISHED) {
            return false;
        }
        version++;
        return true;
    }

    /** The nearest earlier slice that will stay as it is, because too few quotes have come for it. */
    private static @Nullable SviParameters earlier(
            final List<ExpiryQuotes> expiries, final int index, final SmileSurface surface) {
        int next = index - 1;
        for (int i = surface.placeOf(expiries.get(index).expiryNs()) - 1; i >= 0; i--) {
            final long expiryNs = surface.slice(i).expiryNs();
            while (next >= 0 && expiries.get(next).expiryNs() > expiryNs) {
                next--;
            }
            final boolean isFittedAnew = next >= 0
                    && expiries.get(next).expiryNs() == expiryNs
                    && expiries.get(next).quotes().count() >= SmileFitter.LEAST_STRIKES;
            if (!isFittedAnew) {
                return surface.slice(i).parameters();
            }
        }
        return null;
    }

    private void keep(final SurfaceSlice last) {
        slice.copyFrom(last);
        slice.keep();
        if (fresh.put(slice) == SmileSurface.Verdict.PUBLISHED) {
            kept++;
        } else {
            withdrawn++;
        }
    }

    /** {@return most evaluations that one expiry has ever taken} */
    public int mostEvaluations() {
        return mostEvaluations;
    }

    /** {@return how many expiries kept their last good slice in the last fit} */
    public int kept() {
        return kept;
    }

    /** {@return how many slices were withdrawn in the last fit because they contradicted fresh ones} */
    public int withdrawn() {
        return withdrawn;
    }
}
