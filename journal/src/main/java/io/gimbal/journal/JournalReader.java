package io.gimbal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a journal without locking or changing it, also while a writer runs: then the last generation is open and its
 * tailers grow. Shows the generations that the MANIFEST named when it was opened; open another to see later ones. Holds no
 * file open itself; each tailer does and is closed by its user.
 */
public final class JournalReader {
    private final InstanceLayout layout;
    private final Manifest manifest;
    private final Map<String, JournalStorage> storages;

    private JournalReader(
            final InstanceLayout layout, final Manifest manifest, final Map<String, JournalStorage> storages) {
        this.layout = layout;
        this.manifest = manifest;
        this.storages = storages;
    }

    /**
     * Opens the journal of a directory.
     *
     * @param directory of the instance
     * @param storages  those that its generations may be kept in
     * @return a reader of it
     * @throws JournalCorruptException when there is no MANIFEST or it is damaged
     * @throws UncheckedIOException    when it cannot be read
     */
    public static JournalReader open(final Path directory, final JournalStorage... storages) {
        final InstanceLayout layout = new InstanceLayout(directory);
        try {
            final Manifest manifest = Manifest.read(layout.manifest());
            if (manifest == null) {
                throw new JournalCorruptException(0, "no journal here, MANIFEST is absent: directory=" + directory);
            }
            return new JournalReader(layout, manifest, JournalContext.byName(List.of(storages)));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the journal: directory=" + directory, e);
        }
    }

    /** {@return all generations, oldest first} */
    public List<Generation> generations() {
        return manifest.generations();
    }

    /**
     * Opens the inputs of a generation.
     *
     * @param generation its number, from 1
     * @return a tailer before its first record; ends where the MANIFEST says, or follows the writer while it is open
     * @throws JournalCorruptException when the files are not this journal's
     */
    public JournalTailer in(final int generation) {
        return tailer(generation, Generation.IN);
    }

    /**
     * Opens the outputs of a generation.
     *
     * @param generation its number, from 1
     * @return a tailer before its first record; ends where the MANIFEST says, or follows the writer while it is open
     * @throws JournalCorruptException when the files are not this journal's
     */
    public JournalTailer out(final int generation) {
        return tailer(generation, Generation.OUT);
    }

    private JournalTailer tailer(final int number, final String queue) {
        if (number < 1 || number > generations().size()) {
            throw new IllegalArgumentException("no such generation: generation=" + number + ", generations="
                    + generations().size());
        }
        final Generation generation = generations().get(number - 1);
        return new FramedTailer(generation, queue, Storages.open(storages, layout, generation, queue));
    }

    /**
     * Finds the last input; reads through the last generation while that is open.
     *
     * @return its sequence, 0 when there is none
     * @throws JournalCorruptException when the open generation is damaged
     */
    public long lastInSequence() {
        return lastSequence(Generation.IN);
    }

    /**
     * Finds the last output; reads through the last generation while that is open.
     *
     * @return its sequence, 0 when there is none
     * @throws JournalCorruptException when the open generation is damaged
     */
    public long lastOutSequence() {
        return lastSequence(Generation.OUT);
    }

    private long lastSequence(final String queue) {
        if (generations().isEmpty()) {
            return 0;
        }
        final Generation last = generations().get(generations().size() - 1);
        if (last.state() != Generation.State.OPEN) {
            return last.lastSequence(queue);
        }
        try (JournalTailer tailer = tailer(last.number(), queue)) {
            boolean isMore;
            do {
                isMore = tailer.next();
            } while (isMore);
            return tailer.sequence();
        }
    }

    /**
     * Reads everything and judges it: every record, every generation's beginning and end. Goes on behind damage, so one
     * report counts all of it.
     *
     * @return the findings; damage is reported, not thrown
     */
    public VerifyReport verify() {
        return new Verification(layout, storages).run(manifest);
    }
}
