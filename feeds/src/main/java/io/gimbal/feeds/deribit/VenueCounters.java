package io.gimbal.feeds.deribit;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What happened between us and the venue since the start. Written by the thread that steps the venue; others may read,
 * and see each number at some recent moment.
 */
public final class VenueCounters {
    /** What is counted. */
    public enum Count {
        /** Connections that opened, the first one of each session included. */
        CONNECTS,
        /** Connections that opened after an earlier one was lost. */
        RECONNECTS,
        /** Attempts to connect that failed. */
        CONNECT_FAILURES,
        /** Logins. */
        LOGINS,
        /** Refreshes of the access token. */
        REFRESHES,
        /** Frames received. */
        FRAMES,
        /** Frames that could not be read. */
        MALFORMED,
        /** Order books that lost their chain of changes. */
        GAPS,
        /** Market events replaced by later ones, or dropped, because the engine was busy. */
        CONFLATED,
        /** Channels that were asked for and not granted. */
        CHANNELS_MISSING,
        /** Times nothing was heard for too long. */
        HEARTBEATS_MISSED,
        /** Requests without an answer in time. */
        TIMEOUTS,
        /** Orders refused with a definitive code. */
        REJECTS,
        /** Commands not sent because the credits were needed for something more urgent. */
        THROTTLED,
        /** Times the venue said 10028. */
        RATE_LIMITED,
        /** Orders sent. */
        ORDERS,
        /** Cancellations sent. */
        CANCELS,
        /** Edits sent. */
        AMENDS,
        /** Executions passed on. */
        FILLS,
        /** Executions seen again and dropped. */
        DUPLICATE_FILLS,
        /** Executions of orders that are not ours. */
        FOREIGN_FILLS,
        /** Orders with executions that the venue reported and never showed. */
        LOST_FILLS,
        /** Orders of unknown outcome whose end was found. */
        RESOLVED,
        /** Orders of an earlier session that were found open and cancelled. */
        ORPHANS_CANCELLED,
        /** Times the venue's position was not what its fills add up to. */
        POSITION_DIFFERENCES,
        /** News of instruments that were not chosen, new listings among them. */
        UNLISTED_INSTRUMENTS,
        /** Executions in instruments that were not chosen: they are in no book of ours. */
        UNLISTED_FILLS,
        /** Commands that the venue would have to refuse, not sent. */
        INVALID_COMMANDS,
        /** Times cancel-on-disconnect was read back as off. */
        COD_MISSING,
        /** Errors of the venue of any kind. */
        ERRORS
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

    VenueCounters() {}

    /**
     * Reads one counter.
     *
     * @param count which
     * @return its value
     */
    public long count(final Count count) {
        return counts.get(index(count));
    }

    @SuppressWarnings("EnumOrdinal") // Counters by constant; nothing that outlives the process holds the number.
    private static int index(final Count count) {
        return count.ordinal();
    }

    /** One writer: read, add and publish without a lock. */
    void add(final Count count, final long more) {
        counts.lazySet(index(count), counts.get(index(count)) + more);
    }

    void increment(final Count count) {
        add(count, 1);
    }
}
