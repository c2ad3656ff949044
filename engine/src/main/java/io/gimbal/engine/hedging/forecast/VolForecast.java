package io.gimbal.engine.hedging.forecast;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.pricing.TimeToExpiry;
import org.jspecify.annotations.Nullable;

/**
 * The volatility of one price, forecast by the estimator that the desk has chosen; the others run beside it, for the
 * record. Owned by the engine thread; allocates nothing after construction.
 *
 * <p>Returns are logarithmic, on a fixed grid of engine time ({@link ReturnSampler}); one over several intervals of
 * silence counts as one return of its size over the root of their number. A day's variance, for the daily regression,
 * is the sum over the UTC day as if all of it had been seen, and is left out where less than half was; a silence of
 * more than an hour was not.
 *
 * <p>With a season what EWMA, GARCH and the daily regression see are returns of an average hour, and the hours ahead scale
 * what they say; realised and bipower variance are of what was, and stay as they are.
 */
public final class VolForecast {
    private static final double LEAST_OF_DAY = 0.5;
    private static final long LONGEST_SILENCE_NS = 3_600_000_000_000L;
    private static final int FEWEST_RETURNS = 10;
    private static final double DAYS_PER_YEAR = 365;

    private final VolSettings settings;
    private final double intervalYears;
    private final long fewest;
    private final ReturnSampler sampler;
    private final RealisedVariance realised;
    private final EwmaVariance ewma;
    private final Garch garch;
    private final HarForecast har;
    private final @Nullable SeasonalReturns season;
    private final @Nullable RollingHar refit;
    private long timeNs = Long.MIN_VALUE;
    private long returns;
    private double firstSquares;
    private long day = Long.MIN_VALUE;
    private double daySquares;
    private long dayIntervals;

    /**
     * A forecast that has seen nothing.
     *
     * @param settings sound
     */
    public VolForecast(final VolSettings settings) {
        if (!settings.isSound()) {
            throw new IllegalArgumentException("settings out of range: intervalNs=" + settings.intervalNs()
                    + ", halfLifeNs=" + settings.halfLifeNs() + ", horizonNs=" + settings.horizonNs() + ", window="
                    + settings.window() + ", startVol=" + settings.startVol() + ", longRunVol=" + settings.longRunVol()
                    + ", alpha=" + settings.alpha() + ", beta=" + settings.beta());
        }
        this.settings = settings;
        intervalYears = settings.intervalNs() / TimeToExpiry.NS_PER_YEAR;
        fewest = Math.max(FEWEST_RETURNS, settings.halfLifeNs() / settings.intervalNs());
        sampler = new ReturnSampler(settings.intervalNs());
        realised = new RealisedVariance(settings.window());
        ewma = new EwmaVariance(decay(settings));
        final double longRun = settings.longRunVol() * settings.longRunVol() * intervalYears;
        garch = new Garch(longRun * (1 - settings.alpha() - settings.beta()), settings.alpha(), settings.beta());
        har = new HarForecast(settings.har());
        season = settings.isSeasonal() ? new SeasonalReturns(settings.intervalNs()) : null;
        refit = settings.harFitDays() > 0 ? new RollingHar(settings.harFitDays()) : null;
        if (settings.startVol() > 0) {
            begin(settings.startVol() * settings.startVol());
        }
    }

    /** Never so near to 0 or 1 that the average would stand still. */
    private static double decay(final VolSettings settings) {
        final double interval = (double) settings.intervalNs();
        final double decay = EwmaVariance.decay(interval, (double) settings.halfLifeNs());
        return Math.min(Math.max(decay, Double.MIN_NORMAL), Math.nextDown(1.0));
    }

    private void begin(final double perYear) {
        ewma.start(perYear * intervalYears);
        garch.start(perYear * intervalYears);
        for (int i = 0; i < settings.har().monthDays(); i++) {
            har.onDay(perYear / DAYS_PER_YEAR);
        }
    }

    /**
     * Takes a price.
     *
     * @param price  above 0 and finite; anything else changes nothing
     * @param atNs   engine time; before the last boundary: changes nothing
     * @return number of intervals that a return was completed over; 0 where none was
     */
    public int onPrice(final double price, final long atNs) {
        timeNs = Math.max(timeNs, atNs);
        final int intervals = sampler.onPrice(price, atNs);
        if (intervals > 0) {
            final double move = sampler.moveOfOne();
            final long boundaryNs = Math.floorDiv(atNs, settings.intervalNs()) * settings.intervalNs();
            final double plain = move * plain(boundaryNs);
            realised.onReturn(move);
            garch.onReturn(plain);
            returns++;
            average(plain);
            onDay(boundaryNs, intervals);
            if (season != null) {
                season.onReturn(sampler.move(), boundaryNs, intervals);
            }
        }
        return intervals;
    }

    /** What makes a return that ends then one of an average hour. */
    private double plain(final long boundaryNs) {
        return season == null ? 1 : 1 / Math.sqrt(season.multiplier(boundaryNs - 1));
    }

    /**
     * The average begins at the mean of what was seen first: begun at one square it would be that square's for long.
     */
    private void average(final double move) {
        if (settings.startVol() > 0 || returns > fewest) {
            ewma.onReturn(move);
            return;
        }
        firstSquares += move * move;
        if (returns == fewest) {
            ewma.start(firstSquares / fewest);
        }
    }

    private void onDay(final long boundaryNs, final int intervals) {
        final long current = Math.floorDiv(boundaryNs - 1, VolSettings.DAY_NS);
        if (current != day) {
            closeDay();
            day = current;
        }
        if (intervals * settings.intervalNs() <= Math.max(LONGEST_SILENCE_NS, settings.intervalNs())) {
            final double plain = sampler.move() * plain(boundaryNs);
            daySquares += plain * plain;
            dayIntervals += intervals;
        }
    }

    private void closeDay() {
        final double seen = (double) dayIntervals * settings.intervalNs() / VolSettings.DAY_NS;
        if (seen >= LEAST_OF_DAY) {
            har.onDay(daySquares / seen);
            if (refit != null) {
                refit.onDay(daySquares / seen, har);
            }
        }
        daySquares = 0;
        dayIntervals = 0;
    }

    /**
     * The forecast of the chosen estimator.
     *
     * @return absolute, per root year, at least 0; what was stated to begin with until enough was seen, NaN where nothing was
     */
    public double vol() {
        final double vol = estimate();
        return vol >= 0 ? vol * Math.sqrt(seasonAhead()) : settings.startVol();
    }

    /**
     * Variance of the horizon ahead over that of an average one, by the hours of the week.
     *
     * @return above 0; 1 without a season
     */
    public double seasonAhead() {
        return season == null || timeNs == Long.MIN_VALUE ? 1 : season.mean(timeNs, timeNs + settings.horizonNs());
    }

    /** {@return how often the daily regression was fitted} */
    public int harFits() {
        return har.fits();
    }

    private double estimate() {
        return switch (settings.estimator()) {
            case EWMA -> isEnough() ? ewma.vol() / Math.sqrt(intervalYears) : Double.NaN;
            case GARCH -> garchVol();
            case HAR -> har.vol(horizonDays());
            case REALISED -> realised.vol(intervalYears);
            case BIPOWER -> realised.bipowerVol(intervalYears);
            case NULL_VAL -> Double.NaN;
        };
    }

    private boolean isEnough() {
        return settings.startVol() > 0 || returns >= fewest;
    }

    /** From the long run on, so it is known at once. */
    private double garchVol() {
        final double steps = (double) settings.horizonNs() / settings.intervalNs();
        return Math.sqrt(garch.mean(steps) / intervalYears);
    }

    private int horizonDays() {
        return (int) Math.max(1, settings.horizonNs() / VolSettings.DAY_NS);
    }

    /**
     * Volatility of the window.
     *
     * @return absolute, per root year; NaN before the window is full
     */
    public double realisedVol() {
        return realised.vol(intervalYears);
    }

    /**
     * Volatility of the window without its jumps.
     *
     * @return absolute, per root year; NaN before the window is full
     */
    public double bipowerVol() {
        return realised.bipowerVol(intervalYears);
    }

    /**
     * Share of the window's variance that jumps made.
     *
     * @return from 0 to 1; NaN before the window is full and where nothing moved
     */
    public double jumpShare() {
        return realised.jumpShare();
    }

    /**
     * Adds the state to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = garch.mixInto(ewma.mixInto(realised.mixInto(sampler.mixInto(hash))));
        h = Bits.mix(Bits.mix(har.mixInto(h), returns), firstSquares);
        h = Bits.mix(Bits.mix(h, day), daySquares);
        h = season == null ? h : Bits.mix(season.mixInto(h), timeNs);
        h = refit == null ? h : refit.mixInto(h);
        return Bits.mix(h, dayIntervals);
    }
}
