package io.gimbal.engine.analysis;

import io.gimbal.engine.hedging.Egress;
import io.gimbal.engine.hedging.InputHandler;
import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Executes a journal again: every generation in order, every input through an engine, every output held against the one
 * that was journaled. Nothing is sent: no sender exists. The same serves recovery, where the engine then goes on live.
 * Owned by one thread.
 *
 * <p>An output that the engine makes beyond the end of a generation's outputs was never sent, for the sender journals
 * before it sends; that is allowed where the generation was not ended in order and is a difference where it was. An
 * output that was journaled and is not made again is a difference always.
 */
public final class Replay {
    private final JournalReader reader;
    private final OutputComparison comparison = new OutputComparison();
    private final LongConsumer progress;
    private long inputs;

    /**
     * Prepares a replay.
     *
     * @param reader   of the journal
     * @param progress told the number of inputs executed so far, now and then
     */
    public Replay(final JournalReader reader, final LongConsumer progress) {
        this.reader = reader;
        this.progress = progress;
    }

    /** {@return where the engine's outputs must go while this replay runs} */
    public Egress egress() {
        return comparison;
    }

    /**
     * Executes the journal up to the first difference.
     *
     * @param engine fresh, its outputs led to {@link #egress()}
     * @return what was found
     * @throws io.gimbal.journal.JournalCorruptException when a record is not what was written
     */
    public ReplayResult run(final InputHandler engine) {
        return run(engine, reader.generations().size());
    }

    /**
     * Executes the first generations of the journal, up to the first difference.
     *
     * @param engine fresh, its outputs led to {@link #egress()}
     * @param last   number of the last generation to execute; later ones are left
     * @return what was found
     * @throws io.gimbal.journal.JournalCorruptException when a record is not what was written
     */
    public ReplayResult run(final InputHandler engine, final int last) {
        final List<Generation> generations = reader.generations().subList(0, last);
        final long startNs = System.nanoTime();
        int done = 0;
        for (final Generation generation : generations) {
            try (JournalTailer in = reader.in(generation.number());
                    JournalTailer out = reader.out(generation.number())) {
                comparison.begin(generation, out);
                execute(engine, in);
                comparison.end();
            }
            if (comparison.difference() != null) {
                break;
            }
            done++;
        }
        return new ReplayResult(
                comparison.difference() == null,
                inputs,
                comparison.compared(),
                comparison.neverSent(),
                done,
                System.nanoTime() - startNs,
                comparison.difference());
    }

    /**
     * Executes the journal up to and with one input, or up to the first difference before. What stands in the journal beyond
     * is not looked at.
     *
     * @param engine     fresh, its outputs led to {@link #egress()}
     * @param generation that holds the input
     * @param inSequence of the input
     * @return the first difference, or null
     * @throws io.gimbal.journal.JournalCorruptException when a record so far is not what was written
     */
    public ReplayResult.@Nullable Difference runTo(
            final InputHandler engine, final Generation generation, final long inSequence) {
        final ReplayResult before = run(engine, generation.number() - 1);
        if (before.difference() != null) {
            return before.difference();
        }
        try (JournalTailer in = reader.in(generation.number());
                JournalTailer out = reader.out(generation.number())) {
            comparison.begin(generation, out);
            while (comparison.difference() == null && in.sequence() < inSequence && in.next()) {
                executeOne(engine, in);
            }
        }
        return comparison.difference();
    }

    private void execute(final InputHandler engine, final JournalTailer in) {
        while (comparison.difference() == null && in.next()) {
            executeOne(engine, in);
        }
        if (comparison.difference() == null) {
            progress.accept(inputs);
        }
    }

    private void executeOne(final InputHandler engine, final JournalTailer in) {
        engine.onInput(in.buffer(), in.payloadOffset(), in.payloadLength(), in.sequence(), in.wallNs());
        inputs++;
        if ((inputs & 0xFFF) == 0) {
            progress.accept(inputs);
        }
    }
}
