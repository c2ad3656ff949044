package io.gimbal.engine.hedging.policy.network;

import io.gimbal.engine.book.Bits;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts a network together from the events that bring it: chunks in order, each with the digest of the whole. What does
 * not fit is refused and drops what was collected; the network that was whole before stays. Owned by the engine
 * thread; allocates only when a network becomes whole.
 */
public final class NetworkAssembly {
    private final double[] row = new double[NetworkShape.CHUNKS * NetworkShape.CHUNK];
    private long digest;
    private int next;
    private @Nullable BandNetwork network;

    /** Begins with nothing. */
    public NetworkAssembly() {}

    /**
     * Takes the next chunk; the first begins anew.
     *
     * @param event one chunk
     * @return false when it cannot be meant: another shape, out of order, of another network, or the last of one whose
     *     words are none or not those of the digest
     */
    public boolean take(final PolicyNetworkDecoder event) {
        final int index = event.index();
        if (event.count() != NetworkShape.CHUNKS || index < 0 || (index > 0 && !isNext(index, event.digest()))) {
            next = 0;
            return false;
        }
        digest = event.digest();
        copy(event, index * NetworkShape.CHUNK);
        next = index + 1;
        return next < NetworkShape.CHUNKS || finish();
    }

    private boolean isNext(final int index, final long newDigest) {
        return index == next && newDigest == digest;
    }

    private boolean finish() {
        next = 0;
        for (int i = NetworkShape.SIZE; i < row.length; i++) {
            if (row[i] != 0) {
                return false;
            }
        }
        final BandNetwork whole = BandNetwork.of(Arrays.copyOf(row, NetworkShape.SIZE));
        if (whole == null || whole.digest() != digest) {
            return false;
        }
        network = whole;
        return true;
    }

    private void copy(final PolicyNetworkDecoder event, final int from) {
        row[from] = event.w0();
        row[from + 1] = event.w1();
        row[from + 2] = event.w2();
        row[from + 3] = event.w3();
        row[from + 4] = event.w4();
        row[from + 5] = event.w5();
        row[from + 6] = event.w6();
        row[from + 7] = event.w7();
        row[from + 8] = event.w8();
        row[from + 9] = event.w9();
        row[from + 10] = event.w10();
        row[from + 11] = event.w11();
        row[from + 12] = event.w12();
        row[from + 13] = event.w13();
        row[from + 14] = event.w14();
        row[from + 15] = event.w15();
    }

    /** {@return whether a network became whole by the last chunk, or none is being collected} */
    public boolean isSettled() {
        return next == 0;
    }

    /** {@return the last network that became whole; null before the first} */
    public @Nullable BandNetwork network() {
        return network;
    }

    /**
     * Adds what is known to a fingerprint; nothing where no chunk ever came.
     *
     * @param hash so far
     * @return with it
     */
    public long mixInto(final long hash) {
        long h = network == null ? hash : Bits.mix(hash, network.digest());
        if (next > 0) {
            h = Bits.mix(Bits.mix(h, digest), next);
            for (int i = 0; i < next * NetworkShape.CHUNK; i++) {
                h = Bits.mix(h, row[i]);
            }
        }
        return h;
    }
}
