package io.gimbal.engine.app;

import io.gimbal.journal.Generation;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import picocli.CommandLine.Option;

/** Which queue of a journal a verb looks at. */
final class QueueOption {
    /** The two queues. */
    enum Queue {
        in,
        out
    }

    @Option(
            names = "--queue",
            paramLabel = "in|out",
            defaultValue = "in",
            description = "What the engine saw (in, the default) or what it decided (out).")
    private Queue queue = Queue.in;

    String name() {
        return queue == Queue.in ? Generation.IN : Generation.OUT;
    }

    JournalTailer open(final JournalReader reader, final int generation) {
        return queue == Queue.in ? reader.in(generation) : reader.out(generation);
    }
}
