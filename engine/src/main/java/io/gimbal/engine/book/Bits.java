package io.gimbal.engine.book;

/** The running fingerprint of the core's state and outputs: 64 bits, the same on every machine. */
public final class Bits {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Bits() {}

    /**
     * Adds one value to a fingerprint.
     *
     * @param hash  so far
     * @param value to add
     * @return the new fingerprint; depends on the order of the values
     */
    public static long mix(final long hash, final long value) {
        long h = (hash ^ value) * MULTIPLIER;
        h ^= h >>> 32;
        h *= 0xD6E8FEB86659FD93L;
        return h ^ (h >>> 29);
    }

    /**
     * Adds a floating-point number by its raw bits.
     *
     * @param hash  so far
     * @param value to add
     * @return the new fingerprint
     */
    public static long mix(final long hash, final double value) {
        return mix(hash, Double.doubleToRawLongBits(value));
    }
}
