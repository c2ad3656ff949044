package io.gimbal.journal;

import io.gimbal.journal.file.FileStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the golden journal of the schema as it is now: two generations, every event twice, nothing that depends on the
 * time or the machine. Each release that changes the schema's version adds one and never touches the others: run
 * {@link #main} with the new folder, {@code journal/src/test/resources/golden/<version>}, and commit what it wrote.
 */
public final class GoldenJournal {
    private static final long START_NS = 1_681_344_000_000_000_000L;
    private static final long STEP_NS = 1_000_000_007L;
    private static final int FIRST_OUTPUT = 100;
    private static final int BLOCK_BYTES = 4096;
    private static final String DUMP = "dump.jsonl";

    private GoldenJournal() {}

    /**
     * Writes one.
     *
     * @param args the folder, which must not exist
     * @throws IOException when it cannot be written
     */
    public static void main(final String[] args) throws IOException {
        final Path folder = Path.of(args[0]);
        write(folder);
        final String text = String.join("\n", dump(folder)) + "\n";
        Files.write(folder.resolve(DUMP), text.getBytes(StandardCharsets.US_ASCII));
    }

    static void write(final Path folder) throws IOException {
        for (int generation = 1; generation <= 2; generation++) {
            final JournalContext context = new JournalContext()
                    .directory(folder)
                    .storage(new FileStorage())
                    .blockBytes(BLOCK_BYTES)
                    .minFreeBytes(0)
                    .startTimeNs(START_NS + generation * STEP_NS);
            try (Journal journal = Journal.open(context)) {
                fill(journal, new SampleEvents(generation));
            }
        }
        Files.delete(folder.resolve("LOCK"));
    }

    private static void fill(final Journal journal, final SampleEvents samples) {
        final UnsafeBuffer buffer = SampleEvents.buffer();
        int length = SampleEvents.genesis(journal, buffer, Frame.HEADER_LENGTH);
        long time = START_NS + journal.generation() * STEP_NS;
        journal.in().append(buffer, 0, length, time, 1);
        for (final int templateId : samples.templateIds()) {
            final JournalAppender appender = templateId < FIRST_OUTPUT ? journal.in() : journal.out();
            length = samples.encode(templateId, buffer, Frame.HEADER_LENGTH);
            time += STEP_NS;
            appender.append(buffer, 0, length, time, templateId);
        }
    }

    /** Every record as a line of JSON: generation by generation, inputs before outputs. */
    static List<String> dump(final Path folder) {
        final List<String> lines = new ArrayList<>();
        final EventJson json = new EventJson();
        final JournalReader reader = JournalReader.open(folder, new FileStorage());
        for (final Generation generation : reader.generations()) {
            append(lines, json, reader.in(generation.number()), Generation.IN, generation.number());
            append(lines, json, reader.out(generation.number()), Generation.OUT, generation.number());
        }
        return lines;
    }

    private static void append(
            final List<String> lines,
            final EventJson json,
            final JournalTailer tailer,
            final String queue,
            final int generation) {
        try (tailer) {
            while (tailer.next()) {
                lines.add(json.toJson(tailer, queue, generation));
            }
        }
    }

    static List<String> committedDump(final Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(DUMP), StandardCharsets.US_ASCII);
    }
}
