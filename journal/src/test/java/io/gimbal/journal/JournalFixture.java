package io.gimbal.journal;

import io.gimbal.journal.chronicle.ChronicleStorage;
import io.gimbal.journal.file.FileStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

/** Short words for what journal tests do over and over. */
final class JournalFixture {
    /** 2023-04-13T00:00:00Z. */
    static final long START_NS = 1_681_344_000_000_000_000L;

    static final EventJson JSON = new EventJson();
    static final JournalStorage FILE = new FileStorage();
    static final JournalStorage CHRONICLE = new ChronicleStorage();

    private final UnsafeBuffer buffer = SampleEvents.buffer();
    private final SampleEvents samples = new SampleEvents(42);

    static JournalContext context(final Path directory, final JournalStorage storage) {
        return new JournalContext()
                .directory(directory)
                .storage(storage)
                .alsoReads(FILE, CHRONICLE)
                .startTimeNs(START_NS)
                .blockBytes(1 << 16)
                .minFreeBytes(0);
    }

    static Journal open(final Path directory, final JournalStorage storage) {
        return Journal.open(context(directory, storage));
    }

    static JournalReader reader(final Path directory) {
        return JournalReader.open(directory, FILE, CHRONICLE);
    }

    long genesis(final Journal journal) {
        final int length = SampleEvents.genesis(journal, buffer, Frame.HEADER_LENGTH);
        return journal.in().append(buffer, 0, length, START_NS, 1);
    }

    /** Appends samples of the types in turn; the time is the start plus the sequence. */
    long append(final JournalAppender appender, final int count, final int... templateIds) {
        long sequence = 0;
        for (int i = 0; i < count; i++) {
            final int length = samples.encode(templateIds[i % templateIds.length], buffer, Frame.HEADER_LENGTH);
            sequence = appender.append(buffer, 0, length, START_NS + appender.lastSequence() + 1, i);
        }
        return sequence;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** A generation with a Genesis, {@code count - 1} more inputs and {@code count} outputs, ended in order. */
    static void writeGeneration(final Path directory, final JournalStorage storage, final int count) {
        final JournalFixture fixture = new JournalFixture();
        try (Journal journal = open(directory, storage)) {
            fixture.genesis(journal);
            fixture.append(journal.in(), count - 1, 7, 8, 5);
            fixture.append(journal.out(), count, 100, 101, 104);
        }
    }

    /** The first damage of a report that has one. */
    static Damage firstBad(final VerifyReport report) {
        return Objects.requireNonNull(report.firstBad(), "no damage was found");
    }

    /** Everything a tailer gives, one line per record; closes it. */
    static List<String> lines(final JournalTailer tailer, final String queue, final int generation) {
        final List<String> lines = new ArrayList<>();
        try (tailer) {
            while (tailer.next()) {
                lines.add(JSON.toJson(tailer, queue, generation) + " chain=" + tailer.chain() + " mono="
                        + tailer.monotonicNs());
            }
        }
        return lines;
    }
}
