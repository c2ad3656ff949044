package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.pipeline.InlineJobs;
import io.gimbal.engine.pipeline.JobAgent;
import io.gimbal.engine.pipeline.Jobs;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The overlays of all underlyings as a feed. What they look at passed through {@link #observe}: the market, and what the
 * venue answers. To be added to a pipeline after every other feed: at equal times the others come first. Owned by the
 * ingest thread.
 */
public final class OverlayFeed implements Feed {
    private final List<BookOverlay> books = new ArrayList<>();
    private final List<JobAgent<OverlayJob>> agents = new ArrayList<>();
    private boolean isClosed;

    /**
     * Plans the proposals.
     *
     * @param instruments those that the engine knows
     * @param plans       of the underlyings that have an overlay; those without options get no proposals
     * @param isInline    whether the work is done on the ingest thread, as stepped runs must; else by {@link #agents}
     */
    public OverlayFeed(final List<InstrumentSpec> instruments, final List<OverlayPlan> plans, final boolean isInline) {
        for (final OverlayPlan plan : plans) {
            final OptionBoard board = new OptionBoard(plan.underlyingId(), instruments);
            if (board.size() > 0) {
                final OverlayJob job = new OverlayJob(new OptionBoard(plan.underlyingId(), instruments), plan);
                books.add(new BookOverlay(board, job, jobs(isInline), plan));
            }
        }
    }

    private Jobs<OverlayJob> jobs(final boolean isInline) {
        if (isInline) {
            return new InlineJobs<>();
        }
        final JobAgent<OverlayJob> agent = new JobAgent<>("gimbal-overlay");
        agents.add(agent);
        return agent;
    }

    /** {@return who does the work, to be run on a thread beside the ingest thread; none where it is done inline} */
    public List<JobAgent<OverlayJob>> agents() {
        return List.copyOf(agents);
    }

    /**
     * A position that is known before the first event.
     *
     * @param instrumentId any; what is no option is passed over
     * @param amount       coins times 1e8, signed
     */
    public void hold(final int instrumentId, final long amount) {
        books.forEach(book -> book.board().hold(instrumentId, amount));
    }

    /**
     * Puts an observer before an ingress.
     *
     * @param target gets every event
     * @return hands events on, and shows them to this feed once they were accepted
     */
    public Ingress observe(final Ingress target) {
        return new OverlayTee(target, books);
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
