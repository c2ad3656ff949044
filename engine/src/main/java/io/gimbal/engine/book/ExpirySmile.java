package io.gimbal.engine.book;

import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.surface.SviParameters;

/**
 * The last good smile of one expiry, as an event stated it: raw SVI of total variance over ln(strike / forward). Values
 * only, owned by the engine thread.
 *
 * <p>Sticky strike: until the next event every strike keeps the volatility it had at the forward of the fit, whatever the
 * forward does meanwhile.
 */
public final class ExpirySmile {
    /** Largest volatility of any strike, absolute; the same bound as for the venue's marks. */
    public static final double MAX_VOL = 100.0;

    private static final long NEVER = Long.MIN_VALUE;

    private final SviParameters parameters = new SviParameters();
    private long version;
    private long fitTimeNs = NEVER;
    private double forward;
    private double timeToExpiryYears;
    private double rmsVol;
    private boolean isPresent;

    /** Creates a holder without a smile. */
    public ExpirySmile() {}

    /**
     * Sets what the smile is of; it counts once {@link #parameters} are set too.
     *
     * @param newVersion   above 0
     * @param newFitTimeNs of the quotes that were fitted, epoch nanoseconds
     * @param newForward   USD per coin at the fit, above 0
     * @param newYears     that the total variance is of, above 0
     * @param newRmsVol    distance to the quotes, absolute volatility, at least 0
     */
    public void market(
            final long newVersion,
            final long newFitTimeNs,
            final double newForward,
            final double newYears,
            final double newRmsVol) {
        version = newVersion;
        fitTimeNs = newFitTimeNs;
        forward = newForward;
        timeToExpiryYears = newYears;
        rmsVol = newRmsVol;
        isPresent = true;
    }

    /**
     * Says that the expiry has no smile from now on.
     *
     * @param newVersion above 0
     */
    public void withdraw(final long newVersion) {
        parameters.set(0.0, 0.0, 0.0, 0.0, 1.0);
        market(newVersion, NEVER, 0.0, 0.0, 0.0);
        isPresent = false;
    }

    /** {@return the smile's parameters, to be set and read} */
    public SviParameters parameters() {
        return parameters;
    }

    /** {@return whether there is a smile} */
    public boolean isPresent() {
        return isPresent;
    }

    /** {@return the event's number; 0 before the first} */
    public long version() {
        return version;
    }

    /** {@return epoch nanoseconds of the quotes; meaningful only when {@link #isPresent()}} */
    public long fitTimeNs() {
        return fitTimeNs;
    }

    /** {@return USD per coin at the fit} */
    public double forward() {
        return forward;
    }

    /** {@return distance to the quotes at the fit, absolute volatility} */
    public double rmsVol() {
        return rmsVol;
    }

    /** {@return whether all numbers of a smile that is present can be meant; false for NaN} */
    public boolean isSound() {
        return forward > 0.0
                && forward <= Double.MAX_VALUE
                && timeToExpiryYears > 0.0
                && timeToExpiryYears <= Double.MAX_VALUE
                && rmsVol >= 0.0
                && rmsVol <= Double.MAX_VALUE
                && parameters.isValid();
    }

    /**
     * The volatility of a strike.
     *
     * @param strike USD per coin, above 0
     * @return absolute; 0 without a smile, or where the smile gives none in (0, {@link #MAX_VOL}]
     */
    public double vol(final double strike) {
        if (!isPresent) {
            return 0.0;
        }
        final double k = DeterministicMath.log(strike / forward);
        final double vol = Math.sqrt(parameters.totalVariance(k) / timeToExpiryYears);
        return vol > 0.0 && vol <= MAX_VOL ? vol : 0.0;
    }

    /**
     * The slope of the smile at a strike: the derivative of volatility by ln(strike), w' / (2 vol T). It stays between two
     * smiles, like the strike's volatility.
     *
     * @param strike USD per coin, above 0
     * @return per 1.00 of log-moneyness; 0 where {@link #vol} is
     */
    public double skew(final double strike) {
        final double vol = vol(strike);
        if (vol == 0.0) {
            return 0.0;
        }
        final double k = DeterministicMath.log(strike / forward);
        return parameters.slope(k) / (2.0 * vol * timeToExpiryYears);
    }

    /**
     * Age of the quotes that the smile was fitted to.
     *
     * @param nowNs engine time
     * @return nanoseconds, {@code Long.MAX_VALUE} without a smile
     */
    public long ageNs(final long nowNs) {
        return isPresent ? nowNs - fitTimeNs : Long.MAX_VALUE;
    }

    /**
     * Takes all of another smile.
     *
     * @param other read, not kept
     */
    void copyFrom(final ExpirySmile other) {
        parameters.copyFrom(other.parameters);
        market(other.version, other.fitTimeNs, other.forward, other.timeToExpiryYears, other.rmsVol);
        isPresent = other.isPresent;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, version);
        h = Bits.mix(h, fitTimeNs);
        h = Bits.mix(h, forward);
        h = Bits.mix(h, timeToExpiryYears);
        h = Bits.mix(h, rmsVol);
        h = Bits.mix(h, isPresent ? 1L : 0L);
        h = Bits.mix(h, parameters.a());
        h = Bits.mix(h, parameters.b());
        h = Bits.mix(h, parameters.rho());
        h = Bits.mix(h, parameters.m());
        return Bits.mix(h, parameters.sigma());
    }
}
