package io.gimbal.engine.pipeline.surface;

import io.gimbal.engine.pipeline.InlineJobs;
import io.gimbal.engine.pipeline.JobAgent;
import io.gimbal.engine.pipeline.Jobs;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The smiles of all underlyings as a feed. What it fits are the quotes that passed through {@link #observe}. To be added
 * to a pipeline after the market's feeds: at equal times the market comes first. Owned by the ingest thread.
 */
public final class SurfaceFeed implements Feed {
    private final List<BookSurface> books = new ArrayList<>();
    private final List<JobAgent<SurfaceJob>> agents = new ArrayList<>();
    private boolean isClosed;

    /**
     * Plans the fits.
     *
     * @param instruments those that the engine knows; underlyings without options get no smiles
     * @param schedule    when
     * @param isInline    whether fits are made on the ingest thread, as stepped runs must; else by {@link #agents}
     */
    public SurfaceFeed(final List<InstrumentSpec> instruments, final SurfaceSchedule schedule, final boolean isInline) {
        final int[] underlyings = instruments.stream()
                .filter(InstrumentSpec::isOption)
                .mapToInt(InstrumentSpec::underlyingId)
                .distinct()
                .sorted()
                .toArray();
        for (final int underlying : underlyings) {
            books.add(new BookSurface(new Chain(underlying, instruments), fits(isInline), schedule));
        }
    }

    private Jobs<SurfaceJob> fits(final boolean isInline) {
        if (isInline) {
            return new InlineJobs<>();
        }
        final JobAgent<SurfaceJob> agent = new JobAgent<>("gimbal-surface");
        agents.add(agent);
        return agent;
    }

    /** {@return who makes the fits, to be run on a thread beside the ingest thread; none where they are made inline} */
    public List<JobAgent<SurfaceJob>> agents() {
        return List.copyOf(agents);
    }

    /**
     * Puts an observer before an ingress.
     *
     * @param target gets every event
     * @return hands events on, and shows the market's to this feed once they were accepted
     */
    public Ingress observe(final Ingress target) {
        return new SurfaceTee(target, books);
    }

    @Override
    public long nextTimeNs() {
        long next = EXHAUSTED;
        for (int i = 0; i < books.size() && !isClosed; i++) {
            next = Math.min(next, books.get(i).nextTimeNs());
        }
        return next;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        for (int i = 0; i < books.size() && delivered < limit && !isClosed; i++) {
            delivered += books.get(i).poll(nowNs, limit - delivered, ingress);
        }
        return delivered;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
