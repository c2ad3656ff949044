package io.gimbal.engine.pricing;

/**
 * Another way to the direct sum of a strip: the same arithmetic record by record as {@link CallStrip#addSums}, many
 * records at a time. An implementation may add the records up in another order, one that may differ from machine to
 * machine, so its sums agree with the strip's to rounding and not to the bit. Hence it serves analysis and measurements
 * and no output of the engine.
 *
 * <p>A kernel keeps its own copy of the records. Owned by one thread; grows only in {@link #load}.
 */
public interface StripKernel {
    /**
     * Takes over the records of a strip, instead of those it had. A later change of the strip is not seen before the next
     * load.
     *
     * @param strip to copy
     */
    void load(CallStrip strip);

    /**
     * Adds the sums of some of the loaded records to what an array holds. Of a single record added to zeros the bits are
     * those of {@link CallStrip#addSums}.
     *
     * @param from       first record
     * @param to         behind the last
     * @param forward    USD per coin, positive and finite
     * @param logForward {@link CallStrip#logForward} of it
     * @param rootTime   square root of the years to expiry, positive
     * @param out        receives {@link BlackSums#COUNT} sums
     * @param offset     of the first in it
     * @throws IndexOutOfBoundsException if the records are not among those loaded
     */
    void addSums(int from, int to, double forward, double logForward, double rootTime, double[] out, int offset);
}
