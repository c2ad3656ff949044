package io.gimbal.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A way to keep the records of one queue of one generation in a directory. The journal frames, checks and chains; a
 * storage only keeps byte strings in order and gives them back. Stateless: one object serves any number of directories
 * from any thread.
 */
public interface JournalStorage {
    /** {@return the name that stands in the MANIFEST: letters and digits} */
    String name();

    /**
     * Starts a new queue.
     *
     * @param directory   exists and is empty
     * @param blockBytes  how much file to map at a time; 0 for the storage's default
     * @param startTimeNs start of the generation, epoch nanoseconds
     * @return the writer; to be used by one thread at a time
     * @throws IOException when files cannot be made
     */
    RecordWriter create(Path directory, long blockBytes, long startTimeNs) throws IOException;

    /**
     * Opens a queue for reading; changes nothing on disk. A directory without a record, even one that a dying process
     * left half made, is an empty queue.
     *
     * @param directory of the queue; need not exist yet
     * @return a reader before the first record; to be used by one thread
     * @throws JournalCorruptException when a symbolic link or a second file stands where one file of this storage should
     */
    RecordReader open(Path directory);
}
