package io.gimbal.journal;

/**
 * Where the generation before ended; all zero before the first.
 *
 * @param generation      its number, 0 for none
 * @param lastInSequence  sequence of the last valid input
 * @param inChain         the hash chain after it
 * @param lastOutSequence sequence of the last valid output
 * @param outChain        the hash chain after it
 */
public record Predecessor(int generation, long lastInSequence, long inChain, long lastOutSequence, long outChain) {
    /** Before the first generation. */
    public static final Predecessor NONE = new Predecessor(0, 0, Chain.START, 0, Chain.START);
}
