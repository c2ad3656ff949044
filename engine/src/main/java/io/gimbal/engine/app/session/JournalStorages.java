package io.gimbal.engine.app.session;

import io.gimbal.journal.JournalStorage;
import io.gimbal.journal.chronicle.ChronicleStorage;
import io.gimbal.journal.file.FileStorage;
import java.util.Arrays;

/** The storages that this program knows. */
public final class JournalStorages {
    private JournalStorages() {}

    /** {@return all of them, for reading} */
    public static JournalStorage[] all() {
        return new JournalStorage[] {new ChronicleStorage(), new FileStorage()};
    }

    /**
     * All of them and one more, for reading.
     *
     * @param storage one that a caller brings; may be one of them
     * @return the storages
     */
    static JournalStorage[] with(final JournalStorage storage) {
        final JournalStorage[] known = all();
        final JournalStorage[] storages = Arrays.copyOf(known, known.length + 1);
        storages[known.length] = storage;
        return storages;
    }

    /**
     * A storage by its name in the configuration.
     *
     * @param name chronicle or file
     * @return the storage
     */
    public static JournalStorage named(final String name) {
        for (final JournalStorage storage : all()) {
            if (storage.name().equals(name)) {
                return storage;
            }
        }
        throw new IllegalArgumentException("no such storage: name=" + name);
    }
}
