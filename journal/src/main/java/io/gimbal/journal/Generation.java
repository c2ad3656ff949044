package io.gimbal.journal;

/**
 * One line of the MANIFEST: an uninterrupted run of the writer. While it is open its last sequences and chains are those
 * of its predecessor.
 *
 * @param number  from 1, contiguous
 * @param epoch   of the writer, unsigned; every record carries it
 * @param day     UTC day of its start, {@code yyyymmdd}
 * @param storage name of the storage that holds it
 * @param state   whether it is being written, was ended in order, or was sealed after an unclean stop
 * @param before  where the generation before ended
 * @param end     where this one ended, with its own number
 */
public record Generation(
        int number, int epoch, String day, String storage, State state, Predecessor before, Predecessor end) {
    /** Name of the queue of inputs. */
    public static final String IN = "in";

    /** Name of the queue of outputs. */
    public static final String OUT = "out";

    /** How a generation stands. */
    public enum State {
        /** Being written, or its writer died. */
        OPEN,
        /** Ended in order. */
        CLOSED,
        /** Its writer died; recovery found its last valid records. It is never appended to again. */
        SEALED
    }

    static Generation open(
            final int number, final int epoch, final String day, final String storage, final Predecessor before) {
        return new Generation(number, epoch, day, storage, State.OPEN, before, endingAt(number, before));
    }

    private static Predecessor endingAt(final int number, final Predecessor before) {
        return new Predecessor(
                number, before.lastInSequence(), before.inChain(), before.lastOutSequence(), before.outChain());
    }

    Generation ended(final State how, final Predecessor at) {
        return new Generation(number, epoch, day, storage, how, before, at);
    }

    QueueStart start(final String queue) {
        return IN.equals(queue) ? QueueStart.in(number, epoch, before) : QueueStart.out(number, epoch, before);
    }

    long lastSequence(final String queue) {
        return IN.equals(queue) ? end.lastInSequence() : end.lastOutSequence();
    }

    long chain(final String queue) {
        return IN.equals(queue) ? end.inChain() : end.outChain();
    }

    /** {@return sequence of its first input; no such input exists while it is empty} */
    public long firstInSequence() {
        return before.lastInSequence() + 1;
    }

    /** {@return sequence of its first output; no such output exists while it is empty} */
    public long firstOutSequence() {
        return before.lastOutSequence() + 1;
    }
}
