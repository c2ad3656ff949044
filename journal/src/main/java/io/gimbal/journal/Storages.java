package io.gimbal.journal;

import java.util.Map;

/** Finds the storage that a generation was kept in. */
final class Storages {
    private Storages() {}

    /** Opens one queue of one generation. */
    static RecordReader open(
            final Map<String, JournalStorage> storages,
            final InstanceLayout layout,
            final Generation generation,
            final String queue) {
        final JournalStorage storage = storages.get(generation.storage());
        if (storage == null) {
            throw new IllegalStateException("no storage of this name is at hand: generation=" + generation.number()
                    + ", storage=" + generation.storage() + ", known=" + storages.keySet());
        }
        return storage.open(layout.queue(generation, queue));
    }
}
