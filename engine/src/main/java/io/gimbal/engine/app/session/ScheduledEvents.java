package io.gimbal.engine.app.session;

import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.ConnectionPhase;

/**
 * The session's own clockwork as a feed: the connection becomes ready when trading may begin, and time alone is an input
 * every so often until the end. Owned by the ingest thread; allocates nothing.
 */
final class ScheduledEvents implements Feed {
    private final EventPublisher publisher = new EventPublisher();
    private final long readyNs;
    private final long endNs;
    private final long timerIntervalNs;
    private boolean isReady;
    private long nextTimerNs;

    /**
     * Plans a session.
     *
     * @param readyNs         when trading may begin, epoch nanoseconds
     * @param endNs           no event comes after it, epoch nanoseconds
     * @param timerIntervalNs between two timer events; 0 for none
     */
    ScheduledEvents(final long readyNs, final long endNs, final long timerIntervalNs) {
        this.readyNs = readyNs;
        this.endNs = endNs;
        this.timerIntervalNs = timerIntervalNs;
        this.nextTimerNs = timerIntervalNs == 0 ? EXHAUSTED : readyNs + timerIntervalNs;
    }

    /**
     * Time alone, where a venue itself says when it is ready.
     *
     * @param startNs         when time begins, epoch nanoseconds
     * @param endNs           no event comes after it, epoch nanoseconds
     * @param timerIntervalNs between two timer events
     * @return the timer
     */
    static ScheduledEvents timer(final long startNs, final long endNs, final long timerIntervalNs) {
        final ScheduledEvents timer = new ScheduledEvents(startNs, endNs, timerIntervalNs);
        timer.isReady = true;
        return timer;
    }

    @Override
    public long nextTimeNs() {
        final long next = isReady ? nextTimerNs : readyNs;
        return next > endNs ? EXHAUSTED : next;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && nextTimeNs() <= nowNs) {
            if (!deliver(ingress)) {
                return delivered;
            }
            delivered++;
        }
        return delivered;
    }

    private boolean deliver(final Ingress ingress) {
        if (!isReady) {
            publisher.connectionState().venueTimeNs(readyNs).connectionId(0).phase(ConnectionPhase.READY);
            isReady = publisher.offer(ingress, readyNs) >= 0;
            return isReady;
        }
        publisher.timer().timerId(0);
        if (publisher.offer(ingress, nextTimerNs) < 0) {
            return false;
        }
        nextTimerNs += timerIntervalNs;
        return true;
    }

    @Override
    public void close() {
        isReady = true;
        nextTimerNs = EXHAUSTED;
    }
}
