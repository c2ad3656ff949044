package io.gimbal.engine.pipeline.surface;

import io.gimbal.engine.pipeline.Jobs;
import io.gimbal.engine.pricing.surface.SliceStatus;
import io.gimbal.engine.pricing.surface.SurfaceSlice;
import io.gimbal.engine.pricing.surface.SviParameters;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.SmileStatus;
import org.jspecify.annotations.Nullable;

/**
 * One underlying's smiles in time: every interval the latest quotes go to a fit, and a declared delay after them its smiles
 * into the engine, one event per expiry that has a new one or lost its own. Owned by the ingest thread; allocates nothing
 * after construction.
 *
 * <p>A fit sees the quotes up to and including its time. It is begun by the first later event, or when its smiles are due
 * if none comes. The next fit is the first one on the grid of intervals after the smiles have entered.
 */
final class BookSurface {
    private final Chain chain;
    private final ChainQuotes quotes;
    private final SurfaceJob job;
    private final Jobs<SurfaceJob> fits;
    private final SurfaceSchedule schedule;
    private final EventPublisher publisher = new EventPublisher();
    private long fitTimeNs;
    private long version;
    private boolean isSubmitted;
    private @Nullable SurfaceJob result;
    private int nextExpiry;

    /**
     * Begins to wait for quotes.
     *
     * @param chain    with at least one option
     * @param fits     where the fits are made; of this object alone
     * @param schedule when
     */
    BookSurface(final Chain chain, final Jobs<SurfaceJob> fits, final SurfaceSchedule schedule) {
        this.chain = chain;
        this.fits = fits;
        this.schedule = schedule;
        quotes = new ChainQuotes(chain);
        job = new SurfaceJob(chain, schedule.maxQuoteAgeNs());
        fitTimeNs = schedule.startNs() + schedule.intervalNs();
    }

    /** {@return the latest quotes, to be told what the engine is told, after {@link #passTo}} */
    ChainQuotes quotes() {
        return quotes;
    }

    /** Something happened at this time: what was to be fitted before it is fitted without it. */
    void passTo(final long nowNs) {
        if (nowNs > fitTimeNs && nextTimeNs() != Feed.EXHAUSTED) {
            submit();
        }
    }

    private void submit() {
        if (!isSubmitted) {
            isSubmitted = true;
            job.set(quotes, fitTimeNs);
            fits.submit(job);
        }
    }

    /** {@return when the next smiles may enter, epoch nanoseconds, or {@link Feed#EXHAUSTED} after the end} */
    long nextTimeNs() {
        final long dueNs = fitTimeNs + schedule.delayNs();
        return dueNs <= schedule.endNs() ? dueNs : Feed.EXHAUSTED;
    }

    /** As {@link Feed#poll}; what is due has entered or was tried once the answer is below the limit. */
    int poll(final long nowNs, final int limit, final Ingress ingress) {
        if (nowNs < nextTimeNs()) {
            return 0;
        }
        submit();
        if (result == null) {
            result = fits.poll();
        }
        return result == null ? 0 : publish(result, nowNs, limit, ingress);
    }

    private int publish(final SurfaceJob done, final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (nextExpiry < chain.expiryCount()) {
            if (isNews(done, nextExpiry)) {
                if (delivered == limit || !offer(done, nextExpiry, nowNs, ingress)) {
                    return delivered;
                }
                delivered++;
            }
            nextExpiry++;
        }
        finish(nowNs);
        return delivered;
    }

    private static boolean isNews(final SurfaceJob done, final int expiry) {
        return done.isWithdrawn(expiry) || done.freshSlice(expiry) >= 0;
    }

    private boolean offer(final SurfaceJob done, final int expiry, final long nowNs, final Ingress ingress) {
        final int index = done.freshSlice(expiry);
        final var event = publisher
                .surfaceSlice()
                .fitTimeNs(done.fitTimeNs())
                .expiryNs(chain.expiryNs(expiry))
                .version(version + 1)
                .underlyingId(chain.underlyingId())
                .status(SmileStatus.WITHDRAWN);
        if (index >= 0) {
            final SurfaceSlice slice = done.slice(index);
            final SviParameters smile = slice.parameters();
            event.forward(slice.forward())
                    .timeToExpiryYears(slice.timeToExpiryYears())
                    .a(smile.a())
                    .b(smile.b())
                    .rho(smile.rho())
                    .m(smile.m())
                    .sigma(smile.sigma())
                    .rmsVol(slice.errors().rmsVol())
                    .status(slice.status() == SliceStatus.SSVI ? SmileStatus.SSVI : SmileStatus.SVI);
        }
        if (publisher.offer(ingress, nowNs) < 0) {
            return false;
        }
        version++;
        return true;
    }

    private void finish(final long nowNs) {
        final long past = Math.max(nowNs - fitTimeNs, 0) / schedule.intervalNs();
        fitTimeNs += (past + 1) * schedule.intervalNs();
        isSubmitted = false;
        result = null;
        nextExpiry = 0;
    }
}
