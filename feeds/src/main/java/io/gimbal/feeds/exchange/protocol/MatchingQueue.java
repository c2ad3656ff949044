package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.VenueError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * What waits for the matching engine. Of one account and one currency it works on one request at a time, for a while that
 * is a setting; eight more may wait, the next is refused, and none waits longer than five seconds. A request of all
 * currencies begins when those before it are done, and those after it wait for it. Without that while, requests are
 * executed as they come. Owned by the exchange's thread.
 */
final class MatchingQueue {
    /** Requests that may wait of one account and one currency, besides the one that is worked on. */
    static final int MOST_WAITING = 8;

    /** After so long in the queue a request is given up. */
    static final long LONGEST_WAIT_NS = 5_000_000_000L;

    /** Stands for all currencies. */
    static final String EVERY = "";

    private final Exchange exchange;
    private final long latencyNs;
    private final PriorityQueue<Place> places =
            new PriorityQueue<>(Comparator.comparingLong(Place::endNs).thenComparingLong(Place::number));
    private long count;

    /** Who asked, to be called once. */
    interface Request {
        /** Tells whether it came over a connection. */
        boolean isOf(ExchangeConnection connection);

        /** The request's turn is over: it takes effect now. */
        void execute(long nowNs);

        /** The request has no effect. */
        void refuse(VenueError reason, long nowNs);
    }

    /** When a request is worked on, or given up. */
    private record Place(
            long number, int accountId, String currency, Request request, long startNs, long endNs, boolean isGivenUp) {
        boolean concerns(final int account, final String ofCurrency) {
            return accountId == account
                    && (currency.equals(ofCurrency) || currency.equals(EVERY) || ofCurrency.equals(EVERY));
        }

        boolean isWaiting(final long nowNs) {
            return startNs > nowNs;
        }
    }

    MatchingQueue(final Exchange exchange, final long latencyNs) {
        this.exchange = exchange;
        this.latencyNs = latencyNs;
    }

    /** {@return whether requests take time, so that they can wait at all} */
    boolean isSlow() {
        return latencyNs > 0;
    }

    /**
     * Takes a request.
     *
     * @param accountId whose
     * @param currency  of what it concerns, or {@link #EVERY}
     * @param request   is called when its time has come
     * @param nowNs     the clock, epoch nanoseconds
     */
    void add(final int accountId, final String currency, final Request request, final long nowNs) {
        if (!isSlow()) {
            request.execute(nowNs);
            return;
        }
        final long waiting = places.stream()
                .filter(place -> place.accountId == accountId && place.currency.equals(currency))
                .filter(place -> place.isWaiting(nowNs))
                .count();
        if (waiting >= MOST_WAITING) {
            request.refuse(VenueError.MATCHING_ENGINE_QUEUE_FULL, nowNs);
            return;
        }
        final long startNs = Math.max(nowNs, freeNs(accountId, currency));
        final boolean isGivenUp = startNs - nowNs > LONGEST_WAIT_NS;
        final long endNs = isGivenUp ? nowNs + LONGEST_WAIT_NS : startNs + latencyNs;
        places.add(new Place(++count, accountId, currency, request, startNs, endNs, isGivenUp));
    }

    /** Takes a request of the venue's own, which goes before all that waits. */
    void addFirst(final int accountId, final Request request, final long nowNs) {
        final long endNs = places.stream()
                .filter(place -> place.accountId == accountId && !place.isWaiting(nowNs))
                .mapToLong(Place::endNs)
                .max()
                .orElse(nowNs);
        if (endNs <= nowNs) {
            request.execute(nowNs);
        } else {
            places.add(new Place(++count, accountId, EVERY, request, nowNs, endNs, false));
        }
    }

    /** Refuses what waits of an account in a currency, in the order it came. */
    void refuse(
            final int accountId,
            final String currency,
            final Predicate<Request> which,
            final VenueError reason,
            final long nowNs) {
        final List<Place> gone = new ArrayList<>(places.stream()
                .filter(place -> place.concerns(accountId, currency) && place.isWaiting(nowNs))
                .filter(place -> which.test(place.request))
                .sorted(Comparator.comparingLong(Place::number))
                .toList());
        places.removeAll(gone);
        gone.forEach(place -> place.request.refuse(reason, nowNs));
    }

    /**
     * Does what is due, in order, and moves the exchange to the time of each.
     *
     * @param nowNs the clock, epoch nanoseconds
     * @return requests that ended
     */
    int run(final long nowNs) {
        int ended = 0;
        for (Place place = places.peek(); place != null && place.endNs <= nowNs; place = places.peek()) {
            places.remove();
            exchange.advance(place.endNs);
            if (place.isGivenUp) {
                place.request.refuse(VenueError.LOCK_TIME_EXCEEDED, place.endNs);
            } else {
                place.request.execute(Math.max(place.endNs, exchange.nowNs()));
            }
            ended++;
        }
        return ended;
    }

    /** {@return when a request ends next, epoch nanoseconds or never} */
    long nextTimeNs() {
        final Place next = places.peek();
        return next == null ? Feed.UNKNOWN : next.endNs;
    }

    /** When everything that concerns a currency and came before is done. */
    private long freeNs(final int accountId, final String currency) {
        return places.stream()
                .filter(place -> place.concerns(accountId, currency) && !place.isGivenUp)
                .mapToLong(Place::endNs)
                .max()
                .orElse(Long.MIN_VALUE);
    }
}
