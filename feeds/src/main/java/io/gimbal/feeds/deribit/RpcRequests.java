package io.gimbal.feeds.deribit;

import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection that are not answered yet, by number. Bounded and pooled; owned by its connection's
 * thread; allocates nothing after construction.
 */
final class RpcRequests {
    static final int CAPACITY = 256;

    private final RpcRequest[] open = new RpcRequest[CAPACITY];
    private final Long2ObjectHashMap<RpcRequest> byId = new Long2ObjectHashMap<>(4 * CAPACITY, 0.5f, false);
    private int count;
    private int matching;
    private long nextId = 1;

    RpcRequests() {
        for (int i = 0; i < CAPACITY; i++) {
            open[i] = new RpcRequest();
        }
    }

    boolean hasRoom() {
        return count < CAPACITY;
    }

    int size() {
        return count;
    }

    /** How many wait for the matching engine. */
    int matching() {
        return matching;
    }

    /** Opens a request; numbers never repeat, over reconnects either. */
    RpcRequest open(final RpcRequest.Purpose purpose, final long nowNs, final long deadlineNs) {
        if (count == CAPACITY) {
            throw new IllegalStateException("too many requests under way: capacity=" + CAPACITY);
        }
        final RpcRequest request = open[count++];
        request.id = nextId++;
        request.purpose = purpose;
        request.sentNs = nowNs;
        request.deadlineNs = deadlineNs;
        request.orderKey = 0;
        request.index = -1;
        request.round = 0;
        byId.put(request.id, request);
        matching += purpose.isMatching() ? 1 : 0;
        return request;
    }

    /** Closes a request that was answered or never left; null when there is none of that number. */
    @Nullable
    RpcRequest close(final long id) {
        final RpcRequest request = byId.remove(id);
        if (request == null) {
            return null;
        }
        int at = 0;
        while (open[at] != request) {
            at++;
        }
        count--;
        open[at] = open[count];
        open[count] = request;
        matching -= request.purpose.isMatching() ? 1 : 0;
        return request;
    }

    boolean has(final RpcRequest.Purpose purpose) {
        for (int i = 0; i < count; i++) {
            if (open[i].purpose == purpose) {
                return true;
            }
        }
        return false;
    }

    /** The earliest deadline, or {@code Long.MAX_VALUE}. */
    long nextDeadlineNs() {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            earliest = Math.min(earliest, open[i].deadlineNs);
        }
        return earliest;
    }

    /** Closes what is overdue, oldest first, and tells of each. */
    void expire(final long nowNs, final Consumer<RpcRequest> onExpired) {
        while (nextDeadlineNs() <= nowNs) {
            onExpired.accept(closed(oldest(nowNs)));
        }
    }

    /** Closes everything, oldest first, and tells of each. */
    void abandon(final Consumer<RpcRequest> onLost) {
        while (count > 0) {
            onLost.accept(closed(oldest(Long.MAX_VALUE)));
        }
    }

    private RpcRequest oldest(final long dueNs) {
        RpcRequest oldest = open[0];
        for (int i = 0; i < count; i++) {
            final boolean isDue = open[i].deadlineNs <= dueNs;
            if (isDue && (oldest.deadlineNs > dueNs || open[i].id < oldest.id)) {
                oldest = open[i];
            }
        }
        return oldest;
    }

    private RpcRequest closed(final RpcRequest request) {
        final RpcRequest closed = close(request.id);
        if (closed == null) {
            throw new IllegalStateException("request not open: id=" + request.id);
        }
        return closed;
    }
}
