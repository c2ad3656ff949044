package io.gimbal.journal;

import java.util.function.LongSupplier;

/**
 * Keeps a mapped file away from a full disk, where a store would kill the process long after it seemed to succeed: asks
 * the file system before every 16 MiB and before every claim of a block. Owned by one appender.
 */
final class SpaceGuard {
    private static final long INTERVAL_BYTES = 16L << 20;

    private final long minFreeBytes;
    private final LongSupplier usableBytes;

    private long uncheckedBytes;
    private long lookups;

    SpaceGuard(final long minFreeBytes, final LongSupplier usableBytes) {
        this.minFreeBytes = minFreeBytes;
        this.usableBytes = usableBytes;
    }

    /** Whether a record may be written that claims {@code reservation} bytes of new file space at once. */
    boolean permits(final int length, final long reservation) {
        final long unchecked = uncheckedBytes + length;
        if (minFreeBytes == 0 || (unchecked < INTERVAL_BYTES && reservation == 0)) {
            uncheckedBytes = unchecked;
            return true;
        }
        lookups++;
        if (usableBytes.getAsLong() - reservation < minFreeBytes) {
            return false;
        }
        uncheckedBytes = 0;
        return true;
    }

    /** How often the file system was asked. */
    long lookups() {
        return lookups;
    }
}
