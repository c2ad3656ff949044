package io.gimbal.journal.file;

import io.gimbal.journal.Frame;
import io.gimbal.journal.MappedWindow;
import io.gimbal.journal.RecordReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Reads block files in order, following a writer as far as it has published. */
final class FileRecordReader implements RecordReader {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Path directory;

    private @Nullable MappedWindow block;
    private int index;
    private long position;
    private long slot;
    private int length;
    private String fault = "";

    FileRecordReader(final Path directory) {
        this.directory = directory;
        this.block = open(0);
    }

    /** The block, or null while it is absent or half made. */
    private @Nullable MappedWindow open(final int number) {
        final Path file = Block.file(directory, number);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        final MappedWindow window = MappedWindow.open(file);
        if (!window.covers(0, Block.HEADER_LENGTH) || Block.isBlank(window.buffer(), window.index(0))) {
            window.close();
            return null;
        }
        return window;
    }

    @Override
    public int next() {
        MappedWindow window = block;
        if (window == null) {
            window = open(0);
            block = window;
        }
        while (window != null) {
            if (position == 0 && !passHeader(window)) {
                return BROKEN;
            }
            slot = position;
            if (!window.covers(slot, Block.SLOT_HEADER_LENGTH)) {
                return END;
            }
            final int commit = window.intVolatile(slot);
            if (commit != Block.END_OF_BLOCK) {
                return commit == 0 ? END : record(window, commit);
            }
            final MappedWindow following = open(index + 1);
            if (following == null) {
                return broken("block ends and the next is missing: index=" + (index + 1));
            }
            window.close();
            window = following;
            block = following;
            index++;
            position = 0;
        }
        return END;
    }

    private boolean passHeader(final MappedWindow window) {
        slot = 0;
        window.covers(0, Block.HEADER_LENGTH);
        final String wrong = Block.fault(window.buffer(), window.index(0), index);
        if (wrong.isEmpty()) {
            position = Block.HEADER_LENGTH;
            return true;
        }
        broken(wrong);
        return false;
    }

    private int record(final MappedWindow window, final int commit) {
        if (commit < 0 || commit > Frame.MAX_LENGTH) {
            return broken("commit word: length=" + commit);
        }
        if (!window.covers(slot, Block.SLOT_HEADER_LENGTH + commit)) {
            return broken("file is cut inside a record: length=" + commit + ", bytes=" + window.size());
        }
        length = commit;
        position = slot + Block.slotLength(commit);
        return RECORD;
    }

    private int broken(final String what) {
        fault = what + ", position=" + slot + ", file="
                + Block.file(directory, index).getFileName();
        return BROKEN;
    }

    @Override
    public DirectBuffer buffer() {
        final MappedWindow window = block;
        return window == null ? NOTHING : window.buffer();
    }

    @Override
    public int offset() {
        final MappedWindow window = block;
        return window == null ? 0 : window.index(slot + Block.SLOT_HEADER_LENGTH);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public String fault() {
        return fault;
    }

    @Override
    public boolean hasFrameBehind() {
        final MappedWindow window = block;
        if (window != null && window.hasFrameFrom(slot + Block.SLOT_HEADER_LENGTH + 1)) {
            return true;
        }
        final int first = window == null ? 0 : index + 1;
        for (final Path file : Block.filesFrom(directory, first)) {
            try (MappedWindow later = MappedWindow.open(file)) {
                if (later.hasFrameFrom(0)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        final MappedWindow window = block;
        if (window != null) {
            window.close();
            block = null;
        }
    }
}
