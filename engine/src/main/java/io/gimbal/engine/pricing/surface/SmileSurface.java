package io.gimbal.engine.pricing.surface;

/**
 * The slices in force of one underlying, by expiry, and the volatility of any strike and time between them. Owned by one
 * thread; allocates nothing after construction.
 *
 * <p>Between two expiries total variance is linear in time at equal log-moneyness of each expiry's own forward, which
 * keeps it rising; before the first and after the last the volatility of a log-moneyness is that of the nearest slice, so
 * that total variance goes on in proportion to time. Whatever stands here passed {@link #publish}.
 */
public final class SmileSurface {
    private final SurfaceSlice[] slices;
    private final ArbitrageCheck check = new ArbitrageCheck();
    private int count;
    private long lastVersion;
    private long nowNs = Long.MIN_VALUE;

    /** What became of a slice that was to be published. */
    public enum Verdict {
        /** It is in force. */
        PUBLISHED,

        /** It has no smile, or one that is not valid. */
        NO_SMILE,

        /** Its version is not above the last, or its time is before the surface's. */
        OLD_VERSION,

        /** It has a butterfly. */
        BUTTERFLY,

        /** It has a calendar spread against a neighbour. */
        CALENDAR,

        /** There is no room for another expiry. */
        FULL
    }

    /**
     * Creates an empty surface.
     *
     * @param capacity most expiries, at least 1
     */
    public SmileSurface(final int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("no room for a slice: capacity=" + capacity);
        }
        slices = new SurfaceSlice[capacity];
        for (int i = 0; i < capacity; i++) {
            slices[i] = new SurfaceSlice();
        }
    }

    /**
     * Puts a slice in force, in place of the one of its expiry. Where it is refused, the one in force stays: the last good
     * slice rules.
     *
     * @param slice copied
     * @return what became of it
     */
    public Verdict publish(final SurfaceSlice slice) {
        if (slice.version() <= lastVersion || slice.fitTimeNs() < nowNs) {
            return Verdict.OLD_VERSION;
        }
        passTo(slice.fitTimeNs());
        final Verdict verdict = put(slice);
        if (verdict == Verdict.PUBLISHED) {
            lastVersion = slice.version();
        }
        return verdict;
    }

    /** As {@link #publish}, for a slice of any version that is of this surface's time. */
    Verdict put(final SurfaceSlice slice) {
        if (!slice.status().isPresent() || !slice.parameters().isValid() || !(slice.timeToExpiryYears() > 0.0)) {
            return Verdict.NO_SMILE;
        }
        if (!check.isFreeOfButterflies(slice.parameters())) {
            return Verdict.BUTTERFLY;
        }
        final int place = placeOf(slice.expiryNs());
        final boolean isKnown = isAt(place, slice.expiryNs());
        if (!isRising(place, isKnown ? place + 1 : place, slice)) {
            return Verdict.CALENDAR;
        }
        if (!isKnown && count == slices.length) {
            return Verdict.FULL;
        }
        if (!isKnown) {
            open(place);
        }
        slices[place].copyFrom(slice);
        return Verdict.PUBLISHED;
    }

    private boolean isRising(final int before, final int next, final SurfaceSlice slice) {
        return (before == 0 || check.isFreeOfCalendars(slices[before - 1].parameters(), slice.parameters()))
                && (next == count || check.isFreeOfCalendars(slice.parameters(), slices[next].parameters()));
    }

    /**
     * Takes all of another surface of the same capacity.
     *
     * @param other read, not kept
     */
    void copyFrom(final SmileSurface other) {
        count = other.count;
        for (int i = 0; i < count; i++) {
            slices[i].copyFrom(other.slices[i]);
        }
        lastVersion = other.lastVersion;
        nowNs = other.nowNs;
    }

    /** Empties the surface and sets its time. */
    void reset(final long newNowNs) {
        count = 0;
        lastVersion = 0;
        nowNs = newNowNs;
    }

    void lastVersion(final long version) {
        lastVersion = version;
    }

    /**
     * Takes out an expiry's slice; its strikes are then valued between its neighbours.
     *
     * @param expiryNs epoch nanoseconds
     * @return false where there was none
     */
    public boolean withdraw(final long expiryNs) {
        final int place = placeOf(expiryNs);
        if (!isAt(place, expiryNs)) {
            return false;
        }
        final SurfaceSlice spare = slices[place];
        System.arraycopy(slices, place + 1, slices, place, count - place - 1);
        count--;
        slices[count] = spare;
        return true;
    }

    /**
     * Lets time pass: takes out what has expired and ages the rest, see {@link SurfaceSlice#age}.
     *
     * @param newNowNs epoch nanoseconds; an earlier time than the last changes nothing
     */
    public void passTo(final long newNowNs) {
        if (newNowNs <= nowNs) {
            return;
        }
        nowNs = newNowNs;
        while (count > 0 && slices[0].expiryNs() <= newNowNs) {
            withdraw(slices[0].expiryNs());
        }
        for (int i = 0; i < count; i++) {
            slices[i].age(newNowNs);
        }
    }

    /** {@return how many slices are in force} */
    public int count() {
        return count;
    }

    /** {@return the largest version published, 0 at first} */
    public long lastVersion() {
        return lastVersion;
    }

    /**
     * A slice in force.
     *
     * @param index from the earliest expiry, below {@link #count}
     * @return read it before the next change; never keep it
     */
    public SurfaceSlice slice(final int index) {
        if (index >= count) {
            throw new IndexOutOfBoundsException(index);
        }
        return slices[index];
    }

    /**
     * Finds the slice of an expiry.
     *
     * @param expiryNs epoch nanoseconds
     * @return its index, or -1 where there is none
     */
    public int indexOf(final long expiryNs) {
        final int place = placeOf(expiryNs);
        return isAt(place, expiryNs) ? place : -1;
    }

    /**
     * Where an expiry stands or would stand.
     *
     * @param expiryNs epoch nanoseconds
     * @return how many slices expire earlier
     */
    public int placeOf(final long expiryNs) {
        int place = 0;
        while (place < count && slices[place].expiryNs() < expiryNs) {
            place++;
        }
        return place;
    }

    /**
     * Total variance of any expiry.
     *
     * @param k                 log-moneyness on that expiry's own forward
     * @param timeToExpiryYears above 0
     * @return vol^2 T; NaN where no slice is in force or the time is not above 0
     */
    public double totalVariance(final double k, final double timeToExpiryYears) {
        if (count == 0 || !(timeToExpiryYears > 0.0)) {
            return Double.NaN;
        }
        final int later = later(timeToExpiryYears);
        if (later == 0 || later == count) {
            final SurfaceSlice nearest = slices[later == 0 ? 0 : count - 1];
            return nearest.parameters().totalVariance(k) * (timeToExpiryYears / nearest.timeToExpiryYears());
        }
        final double low = slices[later - 1].parameters().totalVariance(k);
        final double high = slices[later].parameters().totalVariance(k);
        return low + share(later, timeToExpiryYears) * (high - low);
    }

    /**
     * Skew of any expiry: the derivative of volatility by log-moneyness, w' / (2 vol T).
     *
     * @param k                 log-moneyness on that expiry's own forward
     * @param timeToExpiryYears above 0
     * @return per 1.00 of k; NaN where no slice is in force or the time is not above 0
     */
    public double skew(final double k, final double timeToExpiryYears) {
        if (count == 0 || !(timeToExpiryYears > 0.0)) {
            return Double.NaN;
        }
        final double rootVariance = Math.sqrt(totalVariance(k, timeToExpiryYears));
        return slope(k, timeToExpiryYears) / (2.0 * rootVariance * Math.sqrt(timeToExpiryYears));
    }

    private double slope(final double k, final double timeToExpiryYears) {
        final int later = later(timeToExpiryYears);
        if (later == 0 || later == count) {
            final SurfaceSlice nearest = slices[later == 0 ? 0 : count - 1];
            return nearest.parameters().slope(k) * (timeToExpiryYears / nearest.timeToExpiryYears());
        }
        final double low = slices[later - 1].parameters().slope(k);
        final double high = slices[later].parameters().slope(k);
        return low + share(later, timeToExpiryYears) * (high - low);
    }

    // The first slice that does not end before a time; the number of slices where all do.
    private int later(final double timeToExpiryYears) {
        int later = 0;
        while (later < count && slices[later].timeToExpiryYears() < timeToExpiryYears) {
            later++;
        }
        return later;
    }

    private double share(final int later, final double timeToExpiryYears) {
        final double before = slices[later - 1].timeToExpiryYears();
        return (timeToExpiryYears - before) / (slices[later].timeToExpiryYears() - before);
    }

    /**
     * Volatility of any strike and expiry.
     *
     * @param strike            above 0
     * @param forward           of that expiry, above 0
     * @param timeToExpiryYears above 0
     * @return absolute; NaN where no slice is in force or an argument is out of its range
     */
    public double vol(final double strike, final double forward, final double timeToExpiryYears) {
        if (!(strike > 0.0 && forward > 0.0)) {
            return Double.NaN;
        }
        final double k = SurfaceSlice.logMoneyness(strike, forward);
        return Math.sqrt(totalVariance(k, timeToExpiryYears) / timeToExpiryYears);
    }

    private boolean isAt(final int place, final long expiryNs) {
        return place < count && slices[place].expiryNs() == expiryNs;
    }

    private void open(final int place) {
        final SurfaceSlice spare = slices[count];
        System.arraycopy(slices, place, slices, place + 1, count - place);
        slices[place] = spare;
        count++;
    }
}
