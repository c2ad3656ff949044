package io.gimbal.engine.pipeline.surface;

import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.QuoteVols;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.pricing.surface.ExpiryQuotes;
import io.gimbal.engine.pricing.surface.SmileSurface;
import io.gimbal.engine.pricing.surface.SurfaceFitter;
import io.gimbal.engine.pricing.surface.SurfaceSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * One underlying's fit: the quotes of a moment in, smiles out, and between two runs the last good surface. Handed from
 * thread to thread; owned by one at a time. A run is bounded by what {@link SurfaceFitter} evaluates at most, and the same
 * quotes after the same earlier runs give the same bits.
 *
 * <p>Fitted are expiries before their delivery window, on the venue's forward, without discounting: as the engine values
 * them. An expiry that enters its window is withdrawn, for Black's formula does not price an average.
 */
public final class SurfaceJob implements Runnable {
    private final Chain chain;
    private final ChainQuotes quotes;
    private final long maxQuoteAgeNs;
    private final ExpiryQuotes[] markets;
    private final List<ExpiryQuotes> open;
    private final boolean[] wasPresent;
    private final boolean[] isWithdrawn;
    private final SmileSurface surface;
    private final SurfaceFitter fitter;
    private final QuoteVols vols = new QuoteVols();
    private long fitTimeNs;

    /**
     * Makes room.
     *
     * @param chain         with at least one option
     * @param maxQuoteAgeNs older quotes are left out
     */
    SurfaceJob(final Chain chain, final long maxQuoteAgeNs) {
        this.chain = chain;
        this.maxQuoteAgeNs = maxQuoteAgeNs;
        final int expiries = chain.expiryCount();
        quotes = new ChainQuotes(chain);
        markets = new ExpiryQuotes[expiries];
        for (int e = 0; e < expiries; e++) {
            markets[e] = new ExpiryQuotes(chain.first(e + 1) - chain.first(e));
        }
        open = new ArrayList<>(expiries);
        wasPresent = new boolean[expiries];
        isWithdrawn = new boolean[expiries];
        surface = new SmileSurface(expiries);
        fitter = new SurfaceFitter(expiries);
    }

    /**
     * Takes the quotes to be fitted.
     *
     * @param latest      copied
     * @param atFitTimeNs their time, epoch nanoseconds; not before that of the last run
     */
    void set(final ChainQuotes latest, final long atFitTimeNs) {
        quotes.copyFrom(latest);
        fitTimeNs = atFitTimeNs;
    }

    /** Fits. */
    @Override
    public void run() {
        open.clear();
        for (int e = 0; e < markets.length; e++) {
            if (fitTimeNs >= chain.expiryNs(e) - DeliveryWindow.LENGTH_NS) {
                surface.withdraw(chain.expiryNs(e));
            } else if (quotes.forward(e) > 0.0) {
                read(e);
                open.add(markets[e]);
            }
        }
        fitter.fit(open, fitTimeNs, surface);
        for (int e = 0; e < markets.length; e++) {
            final boolean isPresent = surface.indexOf(chain.expiryNs(e)) >= 0;
            isWithdrawn[e] = wasPresent[e] && !isPresent;
            wasPresent[e] = isPresent;
        }
    }

    private void read(final int expiry) {
        final ExpiryQuotes market = markets[expiry];
        market.reset(chain.expiryNs(expiry), quotes.forward(expiry), 1.0);
        for (int i = chain.first(expiry); i < chain.first(expiry + 1); i++) {
            if (quotes.isUsable(i, fitTimeNs, maxQuoteAgeNs)) {
                add(i, chain.expiryNs(expiry), market);
            }
        }
    }

    /** A quote is read on the forward and at the time of its own moment. */
    private void add(final int place, final long expiryNs, final ExpiryQuotes market) {
        final double forward = quotes.quoteForward(place);
        final double years = TimeToExpiry.years(quotes.timeNs(place), expiryNs);
        final double unit = chain.isInverse(place) ? forward : 1.0;
        vols.solveUsd(
                chain.isCall(place),
                forward,
                chain.strike(place),
                years,
                quotes.bid(place) * unit,
                quotes.ask(place) * unit,
                quotes.markVol(place));
        final double k = SurfaceSlice.logMoneyness(chain.strike(place), forward);
        market.quotes().add(k, vols.bidVol(), vols.askVol(), years);
    }

    /** {@return the time of the quotes of the last run, epoch nanoseconds} */
    long fitTimeNs() {
        return fitTimeNs;
    }

    /** {@return whether the last run took away the smile that an expiry had} */
    boolean isWithdrawn(final int expiry) {
        return isWithdrawn[expiry];
    }

    /** {@return the place in {@link #slice} of the smile that the last run found for an expiry, -1 where it found none} */
    int freshSlice(final int expiry) {
        final int index = surface.indexOf(chain.expiryNs(expiry));
        return index >= 0 && surface.slice(index).fitTimeNs() == fitTimeNs ? index : -1;
    }

    SurfaceSlice slice(final int index) {
        return surface.slice(index);
    }
}
