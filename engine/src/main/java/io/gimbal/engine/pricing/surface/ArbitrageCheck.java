package io.gimbal.engine.pricing.surface;

/**
 * Looks for static arbitrage in raw SVI slices: butterflies within one slice, calendar spreads between two. A reusable
 * holder of the last findings, owned by one thread; allocates nothing after construction.
 *
 * <p>The search goes over grids that are dense about the money and about the turn of each slice and reach 30 widths out,
 * then narrows down on the smallest value found; beyond the grid the slopes of the wings decide. A slice whose wing is
 * steeper than {@link #STEEPEST_WING} has arbitrage whatever its density inside: far out g tends to (4 - slope^2) / 16.
 */
public final class ArbitrageCheck {
    /** The steepest wing of total variance without arbitrage: R. Lee, "The moment formula", Mathematical Finance 14 (2004). */
    public static final double STEEPEST_WING = 2.0;

    private static final int HALF_GRID = 120;
    private static final int NARROWING_STEPS = 40;
    private static final double GOLDEN = 0.6180339887498949;

    private final SviParameters near = new SviParameters();
    private final SviParameters far = new SviParameters();
    private boolean isCalendar;
    private double leastDensity;
    private double leastDensityAt;
    private double leastGap;
    private double leastGapAt;
    private double best;
    private double bestAt;

    /** Creates a check. */
    public ArbitrageCheck() {}

    /**
     * Whether one slice is free of butterflies.
     *
     * @param slice read, not kept
     * @return false too where it is not valid
     */
    public boolean isFreeOfButterflies(final SviParameters slice) {
        leastDensity = Double.NaN;
        leastDensityAt = Double.NaN;
        if (!slice.isValid()) {
            return false;
        }
        isCalendar = false;
        near.copyFrom(slice);
        startSearch();
        searchAround(0.0, Math.sqrt(slice.totalVariance(0.0)));
        searchAround(slice.m(), slice.sigma());
        leastDensity = best;
        leastDensityAt = bestAt;
        final double wing = Math.max(slice.leftWing(), slice.rightWing());
        return leastDensity >= 0.0 && wing < STEEPEST_WING;
    }

    /**
     * Whether total variance nowhere falls from one expiry to a later one, at equal log-moneyness.
     *
     * @param earlier slice of the earlier expiry, read, not kept
     * @param later   slice of the later expiry, read, not kept
     * @return false too where one of them is not valid
     */
    public boolean isFreeOfCalendars(final SviParameters earlier, final SviParameters later) {
        leastGap = Double.NaN;
        leastGapAt = Double.NaN;
        if (!(earlier.isValid() && later.isValid())) {
            return false;
        }
        isCalendar = true;
        near.copyFrom(earlier);
        far.copyFrom(later);
        startSearch();
        searchAround(0.0, Math.sqrt(earlier.totalVariance(0.0)));
        searchAround(earlier.m(), earlier.sigma());
        searchAround(later.m(), later.sigma());
        leastGap = best;
        leastGapAt = bestAt;
        return leastGap >= 0.0 && later.leftWing() >= earlier.leftWing() && later.rightWing() >= earlier.rightWing();
    }

    /** {@return the smallest g of the last butterfly check; NaN where the slice was not valid} */
    public double leastDensity() {
        return leastDensity;
    }

    /** {@return the log-moneyness of {@link #leastDensity}} */
    public double leastDensityAt() {
        return leastDensityAt;
    }

    /** {@return the smallest rise of total variance of the last calendar check, relative to the earlier one; NaN likewise} */
    public double leastGap() {
        return leastGap;
    }

    /** {@return the log-moneyness of {@link #leastGap}} */
    public double leastGapAt() {
        return leastGapAt;
    }

    private void startSearch() {
        best = Double.POSITIVE_INFINITY;
        bestAt = 0.0;
    }

    private void searchAround(final double centre, final double width) {
        int smallest = 0;
        double value = Double.POSITIVE_INFINITY;
        for (int i = -HALF_GRID; i <= HALF_GRID; i++) {
            final double here = value(point(centre, width, i));
            if (here < value) {
                value = here;
                smallest = i;
            }
        }
        narrow(point(centre, width, smallest - 1), point(centre, width, smallest + 1));
        keep(value, point(centre, width, smallest));
    }

    // Golden section: the function has one minimum between neighbours of the smallest point of a dense grid.
    private void narrow(final double from, final double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = value(left);
        double atRight = value(right);
        for (int i = 0; i < NARROWING_STEPS; i++) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = value(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = value(right);
            }
        }
        keep(atLeft, left);
        keep(atRight, right);
    }

    private void keep(final double value, final double at) {
        if (value < best) {
            best = value;
            bestAt = at;
        }
    }

    // What cannot be computed counts as arbitrage.
    private double value(final double k) {
        final double value = isCalendar ? far.totalVariance(k) / near.totalVariance(k) - 1.0 : near.durrleman(k);
        return value >= Double.NEGATIVE_INFINITY ? value : Double.NEGATIVE_INFINITY;
    }

    private static double point(final double centre, final double width, final int index) {
        final double u = (double) index / (HALF_GRID + 2);
        return centre + width * u / (1.0 - u * u);
    }
}
