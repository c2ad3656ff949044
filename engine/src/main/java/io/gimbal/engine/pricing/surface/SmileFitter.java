package io.gimbal.engine.pricing.surface;

import org.jspecify.annotations.Nullable;

/**
 * Fits one expiry's smile to its quotes and lets nothing out that has an arbitrage. Owned by one thread; allocates nothing
 * after construction; bounded by {@link #MAX_EVALUATIONS} whatever the quotes.
 *
 * <p>First raw SVI, from the last slice and, where that ends more than half a spread away or there is none, from a grid.
 * Where the result has a butterfly, or a calendar spread against a neighbour, it is fitted on with arbitrage made dearer
 * and dearer; where that does not help, SSVI, which has no butterflies by its form. What stays far from the mids is no fit. Every result is judged by
 * {@link ArbitrageCheck}, never by the fit itself.
 */
public final class SmileFitter {
    /** Fewest strikes for a raw SVI, which has five parameters. */
    public static final int STRIKES_FOR_SVI = 5;

    /** Fewest strikes for a fit at all: SSVI has three parameters. */
    public static final int LEAST_STRIKES = 3;

    /** Mean distance to the mids, see {@link FitErrors#cappedHalfSpreads}, above which a slice is not worth having. */
    public static final double LARGEST_ERROR = 3.0;

    /**
     * Most evaluations of the sum of squares in one call of {@link #fit}: two plain minimisations of SVI, one of SSVI, and
     * four of each with arbitrage made dearer.
     */
    public static final int MAX_EVALUATIONS = 11 * LevenbergMarquardt.MAX_EVALUATIONS;

    private static final double FIRST_PENALTY = 1e3;
    private static final double POOR_FIT = 1.0;
    // Strikes nearer than this share of a standard deviation count as one.
    private static final double SAME_STRIKE = 0.02;

    private final double[] penalties = {1e4, 1e5, 1e6, 1e8};
    private final SmileQuotes noQuotes = new SmileQuotes(1);
    private final RawForm raw = new RawForm();
    private final ThetaForm theta = new ThetaForm();
    private final SliceProblem problem = new SliceProblem(raw, noQuotes);
    private final LevenbergMarquardt solver = new LevenbergMarquardt(SliceForm.RAW);
    private final ColdStart coldStart = new ColdStart();
    private final ArbitrageCheck check = new ArbitrageCheck();
    private final FitErrors errors = new FitErrors();
    private final SviParameters start = new SviParameters();
    private final SviParameters best = new SviParameters();
    private final double[] unknowns = new double[SliceForm.RAW];
    private final double[] jacobian = new double[SliceForm.RAW * SliceForm.RAW];
    private @Nullable SviParameters near;
    private @Nullable SviParameters far;
    private int evaluations;

    /** Creates a fitter. */
    public SmileFitter() {}

    /**
     * Says what the next fits have to stand between.
     *
     * @param earlier slice in force of the nearest earlier expiry, null where there is none; must not be crossed
     * @param later   slice in force of the nearest later expiry, null likewise; must not be crossed
     */
    public void between(final @Nullable SviParameters earlier, final @Nullable SviParameters later) {
        near = earlier;
        far = later;
        problem.between(earlier, later);
    }

    /**
     * Fits a slice.
     *
     * @param quotes            of one expiry
     * @param timeToExpiryYears above 0
     * @param last              a slice to start from, null where there is none
     * @param out               receives the slice; unchanged where none was found
     * @return {@code SVI} or {@code SSVI}, free of arbitrage alone and against both neighbours; {@code ABSENT} where
     *     there are too few strikes or no such slice lies within {@link #LARGEST_ERROR} of the mids
     */
    public SliceStatus fit(
            final SmileQuotes quotes,
            final double timeToExpiryYears,
            final @Nullable SviParameters last,
            final SviParameters out) {
        evaluations = 0;
        if (!(timeToExpiryYears > 0.0) || quotes.count() < LEAST_STRIKES) {
            return SliceStatus.ABSENT;
        }
        final double stdDev = typicalVol(quotes) * Math.sqrt(timeToExpiryYears);
        final int strikes = quotes.strikes(STRIKES_FOR_SVI, SAME_STRIKE * stdDev);
        if (strikes >= STRIKES_FOR_SVI && fitRaw(quotes, timeToExpiryYears, stdDev, last, out)) {
            return SliceStatus.SVI;
        }
        final boolean isFound = strikes >= LEAST_STRIKES && fitTheta(quotes, timeToExpiryYears, stdDev, out);
        return isFound ? SliceStatus.SSVI : SliceStatus.ABSENT;
    }

    /** {@return evaluations of the sum of squares in the last fit, at most {@link #MAX_EVALUATIONS}} */
    public int evaluations() {
        return evaluations;
    }

    private static double typicalVol(final SmileQuotes quotes) {
        double weights = 0.0;
        double sum = 0.0;
        for (int i = 0; i < quotes.count(); i++) {
            weights += 1.0 / quotes.halfSpread(i);
            sum += quotes.midVol(i) / quotes.halfSpread(i);
        }
        return sum / weights;
    }

    private boolean fitRaw(
            final SmileQuotes quotes,
            final double years,
            final double stdDev,
            final @Nullable SviParameters last,
            final SviParameters out) {
        problem.set(raw, quotes, years, stdDev);
        problem.penalty(FIRST_PENALTY);
        double error = Double.POSITIVE_INFINITY;
        if (last != null && last.isValid() && last.b() > 0.0) {
            error = improve(last, quotes, years);
            best.copyFrom(start);
        }
        if (!(error <= POOR_FIT)) {
            coldStart.find(quotes, years, stdDev, start);
            if (improve(start, quotes, years) < error) {
                best.copyFrom(start);
            }
        }
        raw.read(best, unknowns);
        return isGood(best, quotes, years, out) || penalise(quotes, years, out);
    }

    /** Minimises from a slice, leaves the result in {@link #start} and returns its error in half-spreads. */
    private double improve(final SviParameters from, final SmileQuotes quotes, final double years) {
        raw.read(from, unknowns);
        problem.prior(unknowns);
        evaluations += solver.minimise(problem, unknowns);
        raw.write(unknowns, start, jacobian);
        errors.measure(start, quotes, years);
        return errors.cappedHalfSpreads();
    }

    private boolean fitTheta(
            final SmileQuotes quotes, final double years, final double stdDev, final SviParameters out) {
        problem.set(theta, quotes, years, stdDev);
        problem.penalty(FIRST_PENALTY);
        theta.start(unknowns);
        problem.prior(unknowns);
        evaluations += solver.minimise(problem, unknowns);
        theta.write(unknowns, start, jacobian);
        return isGood(start, quotes, years, out) || penalise(quotes, years, out);
    }

    private boolean penalise(final SmileQuotes quotes, final double years, final SviParameters out) {
        for (final double penalty : penalties) {
            problem.penalty(penalty);
            evaluations += solver.minimise(problem, unknowns);
            problem.write(unknowns, start, jacobian);
            if (isGood(start, quotes, years, out)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGood(
            final SviParameters slice, final SmileQuotes quotes, final double years, final SviParameters out) {
        final boolean isFree = check.isFreeOfButterflies(slice)
                && (near == null || check.isFreeOfCalendars(near, slice))
                && (far == null || check.isFreeOfCalendars(slice, far));
        if (!isFree) {
            return false;
        }
        errors.measure(slice, quotes, years);
        if (!(errors.cappedHalfSpreads() <= LARGEST_ERROR)) {
            return false;
        }
        out.copyFrom(slice);
        return true;
    }
}
