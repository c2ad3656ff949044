package io.gimbal.feeds.deribit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Objects;
import org.agrona.collections.MutableLong;

/**
 * What came in and could not be used: counted by reason, the last few kept for people to look at. Owned by one thread;
 * allocates nothing but in {@link #text}.
 */
public final class MalformedFrames {
    /** How many frames are kept. */
    public static final int KEPT = 16;

    /** Bytes of a frame that are kept. */
    public static final int KEPT_LENGTH = 4096;

    private final EnumMap<Rejection, MutableLong> counts = new EnumMap<>(Rejection.class);
    private final byte[][] bytes = new byte[KEPT][KEPT_LENGTH];
    private final int[] lengths = new int[KEPT];
    private final long[] timesNs = new long[KEPT];
    private final Rejection[] reasons = new Rejection[KEPT];
    private long total;

    MalformedFrames() {
        Arrays.fill(reasons, Rejection.NONE);
        for (final Rejection reason : Rejection.values()) {
            counts.put(reason, new MutableLong());
        }
    }

    void keep(final Rejection reason, final JsonScanner scanner, final long receiveTimeNs) {
        final int at = (int) (total++ % KEPT);
        counter(reason).increment();
        lengths[at] = scanner.copyFrame(bytes[at]);
        timesNs[at] = receiveTimeNs;
        reasons[at] = reason;
    }

    /** {@return how many so far} */
    public long total() {
        return total;
    }

    /**
     * Counts by reason.
     *
     * @param reason which
     * @return how many so far
     */
    public long count(final Rejection reason) {
        return counter(reason).get();
    }

    /** {@return how many are kept now} */
    public int kept() {
        return (int) Math.min(total, KEPT);
    }

    /**
     * A frame that is kept.
     *
     * @param age 0 is the latest, below {@link #kept}
     * @return its first {@link #KEPT_LENGTH} bytes as a new string
     */
    public String text(final int age) {
        final int at = place(age);
        return new String(bytes[at], 0, lengths[at], StandardCharsets.UTF_8);
    }

    /**
     * Why a kept frame was rejected.
     *
     * @param age 0 is the latest, below {@link #kept}
     * @return the reason
     */
    public Rejection reason(final int age) {
        return reasons[place(age)];
    }

    /**
     * When a kept frame came.
     *
     * @param age 0 is the latest, below {@link #kept}
     * @return epoch nanoseconds
     */
    public long receiveTimeNs(final int age) {
        return timesNs[place(age)];
    }

    private MutableLong counter(final Rejection reason) {
        return Objects.requireNonNull(counts.get(reason));
    }

    private int place(final int age) {
        return (int) ((total - 1 - age) % KEPT);
    }
}
