package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.pipeline.Jobs;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.OverlayFinding;
import io.gimbal.journal.codec.OverlayLegEncoder;
import org.jspecify.annotations.Nullable;

/**
 * One underlying's overlay in time: at every look the board goes to a job, and a declared delay after it its proposal into
 * the engine, one event per leg; where there is none, one event without a leg whenever the reason changes. Owned by the
 * ingest thread.
 *
 * <p>A look sees what happened up to and including its time. It is begun by the first later event, or when its proposal is
 * due if none comes. The next look is the first one on the grid after the proposal has entered. A job that does not come
 * back is told once, and waited for: what holds the job holds nobody else.
 */
final class BookOverlay {
    private static final double PER_SCALED = 1e-8;

    private final OptionBoard board;
    private final OverlayJob job;
    private final Jobs<OverlayJob> jobs;
    private final int underlyingId;
    private final OverlaySchedule schedule;
    private final EventPublisher publisher = new EventPublisher();
    private OverlayRules rules;
    private long checkNs;
    private long optimisedNs;
    private long proposalId = 1;
    private boolean isSubmitted;
    private @Nullable OverlayJob result;
    private int nextLeg;
    private OverlayFinding told = OverlayFinding.CLEAR;

    BookOverlay(final OptionBoard board, final OverlayJob job, final Jobs<OverlayJob> jobs, final OverlayPlan plan) {
        this.board = board;
        this.job = job;
        this.jobs = jobs;
        underlyingId = plan.underlyingId();
        schedule = plan.schedule();
        rules = plan.rules();
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

    /** An operator's word that the engine was given, too. */
    void onOperator(final OperatorCommandDecoder event) {
        if (event.underlyingId() == underlyingId && event.value() != OperatorCommandDecoder.valueNullValue()) {
            rules = rules.changed(event.verb(), event.value() * PER_SCALED);
        }
    }

    private void submit() {
        if (!isSubmitted) {
            isSubmitted = true;
            final boolean isDue = checkNs - optimisedNs >= schedule.intervalNs();
            optimisedNs = isDue ? checkNs : optimisedNs;
            job.set(board, rules, checkNs, isDue);
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
        if (result == null) {
            return nowNs - checkNs > schedule.overdueNs() ? tell(OverlayFinding.OVERDUE, 0, 0, nowNs, ingress) : 0;
        }
        return publish(result, nowNs, limit, ingress);
    }

    private int publish(final OverlayJob done, final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (nextLeg < done.legs().size()) {
            if (delivered == limit || !offer(done, nowNs, ingress)) {
                return delivered;
            }
            told = done.finding();
            delivered++;
            nextLeg++;
        }
        if (nextLeg == 0 && done.finding() != told) {
            delivered += tell(done.finding(), done.gammaExcess(), done.vegaExcess(), nowNs, ingress);
            if (done.finding() != told) {
                return delivered;
            }
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
        begin(done.finding(), done.gammaExcess(), done.vegaExcess())
                .snapshotPosition(done.lastPosition())
                .proposalId(proposalId)
                .amount(leg.amount())
                .limitPrice(leg.price())
                .objectiveBefore(done.objectiveBefore())
                .objectiveAfter(done.objectiveAfter())
                .instrumentId(done.instrumentId(nextLeg))
                .legIndex((short) nextLeg)
                .legCount((short) done.legs().size());
        return publisher.offer(ingress, nowNs) >= 0;
    }

    /** Tells without a leg, once; the number of events that were taken. */
    private int tell(
            final OverlayFinding finding,
            final double gammaExcess,
            final double vegaExcess,
            final long nowNs,
            final Ingress ingress) {
        if (finding == told) {
            return 0;
        }
        begin(finding, gammaExcess, vegaExcess).instrumentId(-1);
        if (publisher.offer(ingress, nowNs) < 0) {
            return 0;
        }
        told = finding;
        return 1;
    }

    private OverlayLegEncoder begin(final OverlayFinding finding, final double gammaExcess, final double vegaExcess) {
        return publisher
                .overlayLeg()
                .snapshotTimeNs(checkNs)
                .underlyingId(underlyingId)
                .finding(finding)
                .gammaExcess(gammaExcess)
                .vegaExcess(vegaExcess);
    }
}
