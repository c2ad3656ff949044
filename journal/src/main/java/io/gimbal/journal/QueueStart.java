package io.gimbal.journal;

/**
 * Where one queue of one generation begins.
 *
 * @param queue        {@code in} or {@code out}
 * @param generation   its number
 * @param epoch        of every record in it
 * @param sequence     of the last record before it
 * @param chain        after that record
 * @param predecessor  what a Genesis must say
 * @param isGenesisDue whether the first record must be a Genesis
 */
record QueueStart(
        String queue,
        int generation,
        int epoch,
        long sequence,
        long chain,
        Predecessor predecessor,
        boolean isGenesisDue) {

    /** The input queue of a generation. */
    static QueueStart in(final int generation, final int epoch, final Predecessor predecessor) {
        return new QueueStart(
                Generation.IN,
                generation,
                epoch,
                predecessor.lastInSequence(),
                predecessor.inChain(),
                predecessor,
                true);
    }

    /** The output queue of a generation. */
    static QueueStart out(final int generation, final int epoch, final Predecessor predecessor) {
        return new QueueStart(
                Generation.OUT,
                generation,
                epoch,
                predecessor.lastOutSequence(),
                predecessor.outChain(),
                predecessor,
                false);
    }

    /** Text that names a record of this queue. */
    String name(final long record) {
        return "queue=" + queue + ", generation=" + generation + ", sequence=" + record;
    }
}
