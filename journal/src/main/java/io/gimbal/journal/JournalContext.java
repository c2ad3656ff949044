package io.gimbal.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Journal} needs to open. Filled in by one thread, checked once by {@link #conclude()}, unchangeable after
 * that.
 */
public final class JournalContext {
    /** Free space below which nothing more is written, unless set. */
    public static final long DEFAULT_MIN_FREE_BYTES = 1L << 30;

    private final List<JournalStorage> alsoReads = new ArrayList<>();

    private @Nullable Path directory;
    private @Nullable JournalStorage storage;
    private @Nullable LongSupplier usableBytes;
    private long minFreeBytes = DEFAULT_MIN_FREE_BYTES;
    private long startTimeNs;
    private long blockBytes;
    private long epochFloor;
    private boolean isDamageSealed;
    private boolean isConcluded;

    /** Starts with the defaults. */
    public JournalContext() {}

    /**
     * Sets the directory of the instance; made when absent. Mandatory.
     *
     * @param path on a local file system
     * @return this
     */
    public JournalContext directory(final Path path) {
        checkOpen();
        directory = path;
        return this;
    }

    /**
     * Sets the storage that keeps the new generation. Mandatory.
     *
     * @param writes any implementation
     * @return this
     */
    public JournalContext storage(final JournalStorage writes) {
        checkOpen();
        storage = writes;
        return this;
    }

    /**
     * Adds storages that earlier generations may have been kept in.
     *
     * @param storages any, in any order; the one that writes need not be among them
     * @return this
     */
    public JournalContext alsoReads(final JournalStorage... storages) {
        checkOpen();
        alsoReads.addAll(List.of(storages));
        return this;
    }

    /**
     * Sets the reserve of free space: appending stops with {@link JournalAppender#NO_SPACE} before less is left.
     *
     * @param bytes 0 or more; 0 switches the guard off
     * @return this
     */
    public JournalContext minFreeBytes(final long bytes) {
        checkOpen();
        minFreeBytes = bytes;
        return this;
    }

    /**
     * Sets how the guard learns what is free; the file system of the directory is asked unless set.
     *
     * @param bytes answers bytes that may still be written; called by the appending threads, at most every 16 MiB
     * @return this
     */
    public JournalContext usableBytes(final LongSupplier bytes) {
        checkOpen();
        usableBytes = bytes;
        return this;
    }

    /**
     * Sets the start of the generation, which names its day. Mandatory; a backtest gives its virtual start.
     *
     * @param epochNs epoch nanoseconds, positive
     * @return this
     */
    public JournalContext startTimeNs(final long epochNs) {
        checkOpen();
        startTimeNs = epochNs;
        return this;
    }

    /**
     * Sets how much file is mapped at a time.
     *
     * @param bytes a power of two from 4096 to 1 GiB; 0 leaves it to the storage
     * @return this
     */
    public JournalContext blockBytes(final long bytes) {
        checkOpen();
        blockBytes = bytes;
        return this;
    }

    /**
     * Sets the lowest epoch that may be taken, for a directory restored from an older copy.
     *
     * @param epoch 1 to 2^32 - 1
     * @return this
     */
    public JournalContext epochFloor(final long epoch) {
        checkOpen();
        epochFloor = epoch;
        return this;
    }

    /**
     * Lets recovery seal an unclean generation at its last valid record even when valid records lie behind the damage,
     * which are lost then. For an operator who has looked; a journal with such a hole is refused otherwise.
     *
     * @param isAccepted whether to lose them
     * @return this
     */
    public JournalContext sealDamage(final boolean isAccepted) {
        checkOpen();
        isDamageSealed = isAccepted;
        return this;
    }

    /**
     * Checks everything and freezes it. Idempotent.
     *
     * @return this
     * @throws IllegalStateException naming the property that is missing or out of range
     */
    public JournalContext conclude() {
        directory();
        storage();
        check(startTimeNs > 0, "startTimeNs", startTimeNs);
        check(minFreeBytes >= 0, "minFreeBytes", minFreeBytes);
        check(epochFloor >= 0 && epochFloor <= 0xFFFF_FFFFL, "epochFloor", epochFloor);
        check(
                blockBytes == 0 || (Long.bitCount(blockBytes) == 1 && blockBytes >= 4096 && blockBytes <= 1L << 30),
                "blockBytes",
                blockBytes);
        isConcluded = true;
        return this;
    }

    private static void check(final boolean isRight, final String property, final long value) {
        if (!isRight) {
            throw new IllegalStateException("journal property out of range: " + property + "=" + value);
        }
    }

    private void checkOpen() {
        if (isConcluded) {
            throw new IllegalStateException("the journal's context is concluded");
        }
    }

    private static <T> T set(final @Nullable T value, final String property) {
        if (value == null) {
            throw new IllegalStateException("journal property is not set: " + property);
        }
        return value;
    }

    Path directory() {
        return set(directory, "directory");
    }

    JournalStorage storage() {
        return set(storage, "storage");
    }

    /** All storages by name. */
    Map<String, JournalStorage> storages() {
        return byName(alsoReads, storage());
    }

    static Map<String, JournalStorage> byName(final List<JournalStorage> some, final JournalStorage... others) {
        final Map<String, JournalStorage> byName = new LinkedHashMap<>();
        some.forEach(each -> byName.put(each.name(), each));
        List.of(others).forEach(each -> byName.put(each.name(), each));
        return byName;
    }

    LongSupplier usableBytes() {
        return usableBytes != null ? usableBytes : directory().toFile()::getUsableSpace;
    }

    long minFreeBytes() {
        return minFreeBytes;
    }

    long startTimeNs() {
        return startTimeNs;
    }

    long blockBytes() {
        return blockBytes;
    }

    long epochFloor() {
        return epochFloor;
    }

    boolean isDamageSealed() {
        return isDamageSealed;
    }
}
