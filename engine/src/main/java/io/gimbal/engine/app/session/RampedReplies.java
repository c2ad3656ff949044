package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.ConfigurationEvents;
import io.gimbal.engine.app.configuration.LimitSettings;
import io.gimbal.feeds.Feed;
import io.gimbal.feeds.Ingress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the engine the live ramp: before anything the venue says, and again with each step, every book's limits with the
 * step's cap as its largest order. So the engine itself decides in orders that may leave, and a replay sees the same
 * limits. Owned by the ingest thread.
 */
final class RampedReplies implements Feed {
    private static final long NOTHING_TOLD = -1;

    private final ConfigurationEvents events = new ConfigurationEvents();
    private final Feed replies;
    private final LiveRamp ramp;
    private final List<BookSettings> books;
    private final long[] toldUsd;
    private int next;

    /**
     * Puts the ramp before what the venue answers.
     *
     * @param replies of the venue
     * @param ramp    how large orders may be
     * @param books   in the order of the configuration
     */
    RampedReplies(final Feed replies, final LiveRamp ramp, final List<BookSettings> books) {
        this.replies = replies;
        this.ramp = ramp;
        this.books = books;
        toldUsd = new long[books.size()];
        Arrays.fill(toldUsd, NOTHING_TOLD);
    }

    @Override
    public long nextTimeNs() {
        return Math.min(nextStepNs(), replies.nextTimeNs());
    }

    private long nextStepNs() {
        long nextNs = EXHAUSTED;
        for (int book = 0; book < toldUsd.length; book++) {
            final long most = books.get(book).limits().maxOrderUsd();
            if (toldUsd[book] == NOTHING_TOLD) {
                return ramp.startNs();
            }
            if (toldUsd[book] < most) {
                nextNs = Math.min(nextNs, ramp.beginNs(stepAfter(toldUsd[book], most)));
            }
        }
        return nextNs;
    }

    private long stepAfter(final long usd, final long most) {
        long step = 0;
        while (ramp.capUsd(step, most) <= usd) {
            step++;
        }
        return step;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Ingress ingress) {
        int delivered = 0;
        while (delivered < limit && next < toldUsd.length) {
            final int said = tell(next, nowNs, ingress);
            if (said < 0) {
                return delivered;
            }
            delivered += said;
            next++;
        }
        next = next == toldUsd.length ? 0 : next;
        return delivered + (delivered < limit ? replies.poll(nowNs, limit - delivered, ingress) : 0);
    }

    /** Answers 1 when a book's limits were told, 0 when there is nothing new, less when there was no room. */
    private int tell(final int book, final long nowNs, final Ingress ingress) {
        final LimitSettings limits = books.get(book).limits();
        final long cap = ramp.capUsd(ramp.step(nowNs), limits.maxOrderUsd());
        if (cap == toldUsd[book]) {
            return 0;
        }
        if (events.offerLimits(limits.withMaxOrderUsd(cap), book, ingress, nowNs) < 0) {
            return -1;
        }
        toldUsd[book] = cap;
        return 1;
    }

    @Override
    public void close() {
        replies.close();
    }
}
