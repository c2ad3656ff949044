package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.pipeline.Jobs;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import org.jspecify.annotations.Nullable;

/**
 * One underlying's overlay in time: at every look the board goes to a job, and a declared delay after it its proposal into
 * the engine, one event per leg. Owned by the ingest thread.
 *
 * <p>A look sees what happened up to and including its time. It is begun by the first later event, or when its proposal is
 * due if none comes. The next look is the first one on the grid after the proposal has entered.
 */
final class BookOverlay {
    private final OptionBoard board;
    private final OverlayJob job;
    private final Jobs<OverlayJob> jobs;
    private final OverlaySchedule schedule;
    private final EventPublisher publisher = new EventPublisher();
    private long checkNs;
    private long optimisedNs;
    private long proposalId = 1;
    private boolean isSubmitted;
    private @Nullable OverlayJob result;
    private int nextLeg;

    BookOverlay(
            final OptionBoard board,
            final OverlayJob job,
            final Jobs<OverlayJob> jobs,
            final OverlaySchedule schedule) {
        this.board = board;
        this.job = job;
        this.jobs = jobs;
        this.schedule = schedule;
        checkNs = schedule.startNs() + schedule.checkNs();
        optimisedNs = schedule.startNs();
    }

    /** {@return what the inputs told of, to be told what the engine is told, after {@link #passTo}} */
    OptionBoard board() {
        return board;
    }

    /** Something happened at this time: what was to be looked at before it is looked at without it. */
    void passTo(final long nowNs) {
        if (nowNs > checkNs && nextTimeNs() != Feed.EXHAUSTED) {
            submit();
        }
    }

    private void submit() {
        if (!isSubmitted) {
            isSubmitted = true;
            final boolean isDue = checkNs - optimisedNs >= schedule.intervalNs();
            optimisedNs = isDue ? checkNs : optimisedNs;
            job.set(board, checkNs, isDue);
            jobs.submit(job);
        }
    }

    /** {@return when the next proposal may enter, epoch nanoseconds, or {@link Feed#EXHAUSTED} after the end} */
    long nextTimeNs() {
        final long dueNs = checkNs + schedule.delayNs();
        return dueNs <= schedule.endNs() ? dueNs : Feed.EXHAUSTED;
    }

    /** As {@link Feed#poll}; what is due has entered or was tried once the answer is below the limit. */
    int poll(final long nowNs, final int limit, final Ingress ingress) {
        if (nowNs < nextTimeNs()) {
            return 0;
        }
        submit();
        if (result == null) {
            result = jobs.poll();
        }
        return result == null ? 0 : publish(result, nowNs, limit, ingress);
    }

    private int publish(final OverlayJob done, final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (nextLeg < done.legs().size()) {
            if (delivered == limit || !offer(done, nowNs, ingress)) {
                return delivered;
            }
            delivered++;
            nextLeg++;
        }
        proposalId += nextLeg > 0 ? 1 : 0;
        final long past = Math.max(nowNs - checkNs, 0) / schedule.checkNs();
        checkNs += (past + 1) * schedule.checkNs();
        isSubmitted = false;
        result = null;
        nextLeg = 0;
        return delivered;
    }

    private boolean offer(final OverlayJob done, final long nowNs, final Ingress ingress) {
        final OverlayJob.Leg leg = done.legs().get(nextLeg);
        publisher
                .overlayLeg()
                .snapshotTimeNs(done.timeNs())
                .snapshotPosition(done.lastPosition())
                .proposalId(proposalId)
                .amount(leg.amount())
                .limitPrice(leg.price())
                .objectiveBefore(done.objectiveBefore())
                .objectiveAfter(done.objectiveAfter())
                .instrumentId(done.instrumentId(nextLeg))
                .underlyingId(board.underlyingId())
                .legIndex((short) nextLeg)
                .legCount((short) done.legs().size());
        return publisher.offer(ingress, nowNs) >= 0;
    }
}
