package io.gimbal.engine.market;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;

/**
 * The state of one simulated coin: index, level of the smile, running averages of delivery windows. Moved tick by tick;
 * what it says between ticks is a pure function of that state. Owned by one thread; allocates nothing.
 */
final class GbmCoin {
    private static final double NS_PER_DAY = 86_400e9;
    private static final double MIN_VOL = 0.05;
    private static final double MAX_VOL = 3.0;

    private final GbmParameters parameters;
    private final SeededRandom random;
    private final OptionGreeks greeks = new OptionGreeks();
    private double index;
    private double level;
    private double windowSum;
    private long windowCount;
    private double settled;

    GbmCoin(final GbmParameters parameters, final long seed) {
        this.parameters = parameters;
        this.random = new SeededRandom(seed);
        this.index = parameters.spot();
        this.level = parameters.impliedVol();
    }

    /** One step of time: exact for the diffusion, at most one jump. */
    void tick(final long stepNs, final long nowNs) {
        final double years = stepNs / TimeToExpiry.NS_PER_YEAR;
        final double vol = parameters.vol();
        double move = (parameters.drift() - 0.5 * vol * vol) * years + vol * Math.sqrt(years) * random.nextGaussian();
        if (parameters.jumpsPerYear() > 0 && random.nextUniform() < parameters.jumpsPerYear() * years) {
            move += parameters.jumpVol() * random.nextGaussian();
        }
        index *= DeterministicMath.exp(move);
        level *= DeterministicMath.exp(parameters.remarkVol() * Math.sqrt(stepNs / NS_PER_DAY) * random.nextGaussian());
        observeWindow(nowNs);
    }

    /** Everything expires at 08:00 UTC: the average runs from 07:30 whatever the day. */
    private void observeWindow(final long nowNs) {
        final long sinceMidnightNs = Math.floorMod(nowNs, 86_400_000_000_000L);
        final long expiryNs = 8 * 3_600_000_000_000L;
        if (sinceMidnightNs > expiryNs - DeliveryWindow.LENGTH_NS && sinceMidnightNs <= expiryNs) {
            windowSum += index;
            windowCount++;
        } else if (windowCount > 0) {
            settled = windowSum / windowCount;
            windowSum = 0;
            windowCount = 0;
        }
    }

    double index() {
        return index;
    }

    double perpetualMid() {
        return index * (1 + parameters.basisRate());
    }

    double halfSpreadRate() {
        return parameters.halfSpreadRate();
    }

    double fundingRate() {
        return parameters.fundingRate();
    }

    /** The average so far of the window that is running, the index before its first sample. */
    private double windowAverage() {
        return windowCount == 0 ? index : windowSum / windowCount;
    }

    /** The price at which what has just expired is delivered: the whole window's average, or the index without one. */
    double deliveryPrice() {
        return windowCount == 0 && settled > 0 ? settled : windowAverage();
    }

    /** What the venue would publish as underlying price: inside the window the running estimate of the average. */
    double forward(final long nowNs, final long expiryNs) {
        final double left = DeliveryWindow.fractionLeft(nowNs, expiryNs);
        if (left < 1) {
            return DeliveryWindow.estimate(left, windowAverage(), index);
        }
        final double years = TimeToExpiry.years(nowNs, expiryNs);
        return index * DeterministicMath.exp(parameters.carry() * years);
    }

    /** The smile: a parabola in log-moneyness over the square root of T, held between 5 % and 300 %. */
    double vol(final double forward, final double strike, final double years) {
        final double root = Math.sqrt(Math.max(years, 1.0 / 365 / 24));
        final double k = DeterministicMath.log(strike / forward) / root;
        final double vol = level * (1 + parameters.skew() * k + parameters.curvature() * k * k);
        return Math.min(Math.max(vol, MIN_VOL), MAX_VOL);
    }

    /** Undiscounted value, USD per coin. */
    double price(
            final boolean isCall, final double forward, final double strike, final double years, final double vol) {
        Black76.evaluate(isCall, forward, strike, years, vol, greeks);
        return greeks.price();
    }

    /** Delta on the forward of the last {@link #price}. */
    double delta() {
        return greeks.delta();
    }
}
