package io.gimbal.engine.pricing.surface;

import io.gimbal.engine.pricing.TimeToExpiry;
import java.util.List;

/**
 * Fits a whole surface anew. Owned by one thread; allocates nothing after construction.
 *
 * <p>The expiry whose quotes say most about the slope of its smile comes first, the others follow in this order, each
 * between those that stand already. A short expiry's quotes say nothing of its wings and wide quotes little of anything;
 * the better known slices bound them, and not the other way round.
 *
 * <p>An expiry whose quotes are too few, or give no slice without arbitrage, keeps its last good one; where that one
 * contradicts the fresh ones it is withdrawn, and its strikes are valued between them. So the surface is free of
 * butterflies and calendar spreads after every fit, though not in the middle of one.
 */
public final class SurfaceFitter {
    private final SmileFitter fitter = new SmileFitter();
    private final ArbitrageCheck check = new ArbitrageCheck();
    private final SmileSurface fresh;
    private final SurfaceSlice slice = new SurfaceSlice();
    private final double[] blurs;
    private final int[] order;
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
        blurs = new double[capacity];
        order = new int[capacity];
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
        rank(expiries, nowNs);
        final long first = surface.lastVersion();
        version = first;
        for (int i = 0; i < expiries.size(); i++) {
            fitOne(expiries.get(order[i]), nowNs, surface);
        }
        for (int i = 0; i < surface.count(); i++) {
            if (fresh.indexOf(surface.slice(i).expiryNs()) < 0) {
                keep(surface.slice(i));
            }
        }
        fresh.lastVersion(version);
        surface.copyFrom(fresh);
        return (int) (version - first);
    }

    private void requireAscending(final List<ExpiryQuotes> expiries) {
        if (expiries.size() > order.length) {
            throw new IllegalArgumentException(
                    "too many expiries: count=" + expiries.size() + ", capacity=" + order.length);
        }
        for (int i = 1; i < expiries.size(); i++) {
            if (expiries.get(i).expiryNs() <= expiries.get(i - 1).expiryNs()) {
                throw new IllegalArgumentException(
                        "expiries not ascending: expiryNs=" + expiries.get(i).expiryNs());
            }
        }
    }

    // By insertion: expiries are few, and equal ones keep their order.
    private void rank(final List<ExpiryQuotes> expiries, final long nowNs) {
        for (int i = 0; i < expiries.size(); i++) {
            final ExpiryQuotes expiry = expiries.get(i);
            final double blur = expiry.quotes().slopeBlur(Math.max(TimeToExpiry.years(nowNs, expiry.expiryNs()), 0.0));
            int place = i;
            while (place > 0 && blur < blurs[place - 1]) {
                blurs[place] = blurs[place - 1];
                order[place] = order[place - 1];
                place--;
            }
            blurs[place] = blur;
            order[place] = i;
        }
    }

    private void fitOne(final ExpiryQuotes expiry, final long nowNs, final SmileSurface surface) {
        final int last = surface.indexOf(expiry.expiryNs());
        final int place = fresh.placeOf(expiry.expiryNs());
        slice.market(expiry.expiryNs(), nowNs, expiry.forward(), expiry.discount());
        fitter.between(
                place == 0 ? null : fresh.slice(place - 1).parameters(),
                place == fresh.count() ? null : fresh.slice(place).parameters());
        final SliceStatus status = fitter.fit(
                expiry.quotes(),
                slice.timeToExpiryYears(),
                last < 0 ? null : surface.slice(last).parameters(),
                slice.parameters());
        mostEvaluations = Math.max(mostEvaluations, fitter.evaluations());
        if (!status.isPresent()) {
            return;
        }
        slice.errors().measure(slice.parameters(), expiry.quotes(), slice.timeToExpiryYears());
        check.isFreeOfButterflies(slice.parameters());
        slice.outcome(status, version + 1, fitter.evaluations(), check.leastDensity());
        if (fresh.put(slice) == SmileSurface.Verdict.PUBLISHED) {
            version++;
        }
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
