package io.gimbal.journal.chronicle;

import io.gimbal.journal.Frame;
import io.gimbal.journal.MappedWindow;
import io.gimbal.journal.RecordReader;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the documents of a data file in order, following a writer as far as it has published. */
final class ChronicleRecordReader implements RecordReader {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Path directory;

    private @Nullable MappedWindow file;
    private long position;
    private long document;
    private int length;
    private String fault = "";

    ChronicleRecordReader(final Path directory) {
        this.directory = directory;
        openFile();
    }

    private void openFile() {
        final Path found = CycleFile.find(directory);
        if (found != null) {
            file = MappedWindow.open(found);
        }
    }

    @Override
    public int next() {
        if (file == null) {
            openFile();
        }
        final MappedWindow window = file;
        if (window == null) {
            return END;
        }
        if (position == 0) {
            final int header = header(window);
            if (header != RECORD) {
                return header;
            }
        }
        return document(window);
    }

    /** Moves behind the file's header once it is whole. */
    private int header(final MappedWindow window) {
        if (!window.covers(0, CycleFile.HEADER_LENGTH)) {
            return END;
        }
        final int header = window.intVolatile(0);
        if (header == 0 || (header & CycleFile.NOT_COMPLETE) != 0) {
            return END;
        }
        final int size = header & CycleFile.LENGTH_MASK;
        if ((header & CycleFile.META) == 0 || size > CycleFile.MAX_FILE_HEADER) {
            return broken("header is no header: length=" + size);
        }
        if (!window.covers(CycleFile.HEADER_LENGTH, size)) {
            return broken("file is cut inside its header: bytes=" + window.size());
        }
        final String wrong = CycleFile.headerFault(window.buffer(), window.index(CycleFile.HEADER_LENGTH), size);
        if (!wrong.isEmpty()) {
            return broken(wrong);
        }
        position = CycleFile.next(0, size);
        return RECORD;
    }

    private int document(final MappedWindow window) {
        while (true) {
            document = position;
            if (!window.covers(document, CycleFile.HEADER_LENGTH)) {
                return END;
            }
            final int header = window.intVolatile(document);
            if (header == 0 || (header & CycleFile.NOT_COMPLETE) != 0) {
                return END;
            }
            final int size = header & CycleFile.LENGTH_MASK;
            if ((header & CycleFile.META) == 0) {
                return record(window, size);
            }
            position = CycleFile.next(document, size);
            if (position > window.size()) {
                return broken("document leads outside the file: length=" + size + ", bytes=" + window.size());
            }
        }
    }

    private int record(final MappedWindow window, final int size) {
        if (size > Frame.MAX_LENGTH) {
            return broken("document is longer than any record: length=" + size);
        }
        if (!window.covers(document, CycleFile.HEADER_LENGTH + size)) {
            return broken("file is cut inside a record: length=" + size + ", bytes=" + window.size());
        }
        length = size;
        position = CycleFile.next(document, size);
        return RECORD;
    }

    private int broken(final String what) {
        fault = what + ", position=" + document + ", directory=" + directory;
        position = document;
        return BROKEN;
    }

    @Override
    public DirectBuffer buffer() {
        final MappedWindow window = file;
        return window == null ? NOTHING : window.buffer();
    }

    @Override
    public int offset() {
        final MappedWindow window = file;
        return window == null ? 0 : window.index(document + CycleFile.HEADER_LENGTH);
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
        final MappedWindow window = file;
        return window != null && window.hasFrameFrom(document + CycleFile.HEADER_LENGTH + 1);
    }

    @Override
    public void close() {
        final MappedWindow window = file;
        if (window != null) {
            window.close();
            file = null;
        }
    }
}
