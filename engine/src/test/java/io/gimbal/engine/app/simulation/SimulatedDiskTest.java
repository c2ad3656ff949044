package io.gimbal.engine.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gimbal.journal.Frame;
import io.gimbal.journal.Journal;
import io.gimbal.journal.JournalAppender;
import io.gimbal.journal.JournalContext;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.Predecessor;
import io.gimbal.journal.codec.GenesisEncoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.TimerEncoder;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedDiskTest {
    private static final long START_NS = 1_767_600_000_000_000_000L;

    @TempDir
    private Path folder;

    private final CrashPlan crashes = new CrashPlan();
    private int arrived;
    private final SimulatedDisk disk = new SimulatedDisk(crashes, (isInput, record, offset, length) -> arrived++);
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private Journal open() {
        return Journal.open(new JournalContext()
                .directory(folder.resolve("desk"))
                .storage(disk)
                .minFreeBytes(0)
                .startTimeNs(START_NS));
    }

    private void genesis(final Journal journal) {
        final Predecessor before = journal.predecessor();
        final GenesisEncoder genesis = new GenesisEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .startTimeNs(START_NS)
                .generation(journal.generation())
                .epoch(Integer.toUnsignedLong(journal.epoch()))
                .predecessorInSequence(before.lastInSequence())
                .predecessorOutSequence(before.lastOutSequence())
                .predecessorChain(before.inChain());
        append(journal.in(), genesis.encodedLength());
    }

    private void timer(final JournalAppender appender) {
        final TimerEncoder timer = new TimerEncoder().wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header);
        append(appender, timer.encodedLength());
    }

    private void append(final JournalAppender appender, final int blockLength) {
        appender.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength, START_NS, START_NS);
    }

    /** A process that dies leaves what it wrote, and nothing after. */
    private void die(final Journal journal) {
        assertThatThrownBy(() -> timer(journal.in())).isInstanceOf(CrashPlan.ProcessDeath.class);
        assertThatThrownBy(() -> timer(journal.out())).isInstanceOf(CrashPlan.ProcessDeath.class);
        journal.close();
        crashes.revive();
    }

    private int inputs() {
        int count = 0;
        final JournalReader reader = JournalReader.open(folder.resolve("desk"), disk);
        for (int generation = 1; generation <= reader.generations().size(); generation++) {
            try (JournalTailer tailer = reader.in(generation)) {
                while (tailer.next()) {
                    count++;
                }
            }
        }
        return count;
    }

    @Test
    void shouldKeepWhatWasWrittenBeforeTheProcessDied() {
        final Journal journal = open();
        genesis(journal);
        timer(journal.in());
        crashes.dieAt(CrashPoint.BEFORE_INPUT_APPEND, 1);
        die(journal);

        try (Journal next = open()) {
            assertThat(next.generation()).isEqualTo(2);
            assertThat(next.epoch()).isEqualTo(2);
            assertThat(next.predecessor().lastInSequence()).isEqualTo(2);
            genesis(next);
        }
        assertThat(inputs()).isEqualTo(3);
        assertThat(crashes.deaths()).containsEntry(CrashPoint.BEFORE_INPUT_APPEND, 1L);
    }

    @Test
    void shouldHoldTheRecordAfterWhichTheProcessDied() {
        final Journal journal = open();
        genesis(journal);
        crashes.dieAt(CrashPoint.AFTER_INPUT_APPEND, 2);
        timer(journal.in());
        die(journal);

        try (Journal next = open()) {
            assertThat(next.predecessor().lastInSequence()).isEqualTo(3);
            genesis(next);
        }
        assertThat(inputs()).isEqualTo(4);
        assertThat(arrived).isEqualTo(4);
    }

    @Test
    void shouldNotLetADeadProcessEndItsGenerationInOrder() {
        final Journal journal = open();
        genesis(journal);
        crashes.dieAt(CrashPoint.JOINING, 1);
        assertThatThrownBy(() -> crashes.pass(CrashPoint.JOINING)).isInstanceOf(CrashPlan.ProcessDeath.class);

        assertThatThrownBy(journal::close).isInstanceOf(UncheckedIOException.class);
        crashes.revive();
        try (Journal next = open()) {
            assertThat(next.predecessor().lastInSequence()).isOne();
            genesis(next);
        }
    }

    @Test
    void shouldFailOnceWhenItIsFull() {
        final Journal journal = open();
        genesis(journal);
        disk.failAfter(2);
        timer(journal.in());

        assertThatThrownBy(() -> timer(journal.in())).hasMessageContaining("no space left");
        assertThat(disk.failures()).isOne();
        journal.close();
        try (Journal next = open()) {
            assertThat(next.predecessor().lastInSequence()).isEqualTo(2);
            genesis(next);
        }
    }

    @Test
    void shouldFindBytesInWhatItHolds() {
        try (Journal journal = open()) {
            buffer.setMemory(0, Frame.MAX_LENGTH, (byte) 0);
            genesis(journal);
        }

        assertThat(disk.holds(new byte[] {0x6D, 0x47}))
                .as("the frame's magic, the other way round")
                .isFalse();
        assertThat(disk.holds(new byte[] {0x47, 0x6D})).isTrue();
        assertThat(disk.holds("loopback-only".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }
}
