package io.gimbal.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameCheckTest {
    private static final QueueStart START = QueueStart.out(4, 9, new Predecessor(3, 50, 51, 70, 71));
    private static final QueueStart INPUTS = QueueStart.in(4, 9, new Predecessor(3, 50, 51, 70, 71));

    private final Checksum checksum = new Checksum();

    /** Keeps records in memory. */
    private static final class ListWriter implements RecordWriter {
        private final List<byte[]> records = new ArrayList<>();

        @Override
        public long reservation(final int length) {
            return 0;
        }

        @Override
        public void write(final DirectBuffer buffer, final int offset, final int length) {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            records.add(copy);
        }

        @Override
        public long mappings() {
            return 0;
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }

    private static List<byte[]> frames(final QueueStart start, final int count) {
        final ListWriter writer = new ListWriter();
        try (FramedAppender appender = new FramedAppender(start, writer, new SpaceGuard(0, () -> 0))) {
            new JournalFixture().append(appender, count, 100, 101);
        }
        return writer.records;
    }

    private void repairChecksum(final byte[] frame) {
        final UnsafeBuffer view = new UnsafeBuffer(frame);
        view.putInt(frame.length - 4, checksum.of(view, 0, frame.length - 4), LITTLE_ENDIAN);
    }

    private static void assertFault(final byte[] frame, final int fault, final String text) {
        final FrameCheck check = new FrameCheck(START);
        final UnsafeBuffer view = new UnsafeBuffer(frame);
        assertThat(check.check(view, 0, frame.length)).isEqualTo(fault);
        assertThat(check.describe(fault, view, 0, frame.length)).isEqualTo(text);
        assertThat(check.sequence()).isEqualTo(70);
        assertThat(check.chain()).isEqualTo(71);
    }

    @Test
    void shouldPassFramesInOrder() {
        final FrameCheck check = new FrameCheck(START);
        long sequence = 70;
        for (final byte[] frame : frames(START, 20)) {
            assertThat(check.check(new UnsafeBuffer(frame), 0, frame.length)).isEqualTo(FrameCheck.GOOD);
            sequence++;
            assertThat(check.sequence()).isEqualTo(sequence);
        }
        assertThat(sequence).isEqualTo(90);
    }

    @Test
    void shouldSayWhatIsWrongWithBothValues() {
        final byte[] magic = frames(START, 1).get(0);
        magic[0] = 0;
        assertFault(magic, FrameCheck.MAGIC, "magic: expected=0x00006d47, found=0x00006d00");

        final byte[] format = frames(START, 1).get(0);
        format[2] = 2;
        assertFault(format, FrameCheck.FORMAT, "format: expected=1, found=2");

        final byte[] epoch = frames(START, 1).get(0);
        epoch[8] = 8;
        repairChecksum(epoch);
        assertFault(epoch, FrameCheck.EPOCH, "epoch: expected=9, found=8");

        final byte[] type = frames(START, 1).get(0);
        type[3] = 17;
        repairChecksum(type);
        assertFault(type, FrameCheck.TYPE, "type: expected=100, found=17");

        final byte[] sequence = frames(START, 2).get(1);
        assertFault(sequence, FrameCheck.SEQUENCE, "sequence: expected=71, found=72");

        final byte[] chain = frames(START, 1).get(0);
        chain[50] ^= 1;
        repairChecksum(chain);
        assertFault(chain, FrameCheck.CHAIN, "chain: it does not follow from the record before");

        final byte[] length = frames(START, 1).get(0);
        length[4] ^= 1;
        repairChecksum(length);
        assertFault(length, FrameCheck.LENGTH, "length: record=" + length.length + ", longest=1024");
    }

    @Test
    void shouldSayBothChecksumsWhenOneBitIsWrong() {
        final byte[] frame = frames(START, 1).get(0);
        final CRC32C crc = new CRC32C();
        frame[77] ^= 8;
        crc.update(frame, 0, frame.length - 4);
        final int found = new UnsafeBuffer(frame).getInt(frame.length - 4, LITTLE_ENDIAN);

        assertFault(
                frame,
                FrameCheck.CHECKSUM,
                String.format("checksum: expected=0x%08x, found=0x%08x", (int) crc.getValue(), found));
    }

    @Test
    void shouldDemandGenesisFirstInTheInputsOnly() {
        final QueueStart unchecked = new QueueStart("in", 4, 9, 50, 51, INPUTS.predecessor(), false);
        final byte[] frame = frames(unchecked, 1).get(0);
        final FrameCheck check = new FrameCheck(INPUTS);
        final UnsafeBuffer view = new UnsafeBuffer(frame);

        assertThat(check.check(view, 0, frame.length)).isEqualTo(FrameCheck.GENESIS);
        assertThat(check.describe(FrameCheck.GENESIS, view, 0, frame.length))
                .isEqualTo("first record of a generation: expected=Genesis, found template=100");
    }

    @Test
    void shouldGoOnBehindDamageWithoutFurtherFaults() {
        final List<byte[]> frames = frames(START, 6);
        frames.get(2)[60] ^= 1;
        final FrameCheck check = new FrameCheck(START);
        final List<Integer> found = new ArrayList<>();
        for (final byte[] frame : frames) {
            final UnsafeBuffer view = new UnsafeBuffer(frame);
            final int fault = check.check(view, 0, frame.length);
            found.add(fault);
            if (fault != FrameCheck.GOOD) {
                check.skip(fault, view, 0, frame.length);
            }
        }
        assertThat(found).containsExactly(0, 0, FrameCheck.CHECKSUM, 0, 0, 0);

        frames.remove(4);
        frames.remove(2);
        final FrameCheck gap = new FrameCheck(START);
        found.clear();
        for (final byte[] frame : frames) {
            final UnsafeBuffer view = new UnsafeBuffer(frame);
            final int fault = gap.check(view, 0, frame.length);
            found.add(fault);
            if (fault != FrameCheck.GOOD) {
                gap.skip(fault, view, 0, frame.length);
            }
        }
        assertThat(found).containsExactly(0, 0, FrameCheck.SEQUENCE, FrameCheck.SEQUENCE);
    }

    @Test
    void shouldChangeTheChainWhenAnyBitChanges() {
        final long seed = 4711;
        final SplittableRandom random = new SplittableRandom(seed);
        for (int length = 1; length < 40; length++) {
            final byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            final UnsafeBuffer view = new UnsafeBuffer(bytes);
            final long chain = Chain.extend(seed, view, 0, length);
            assertThat(Chain.extend(seed + 1, view, 0, length)).isNotEqualTo(chain);
            for (int bit = 0; bit < 8 * length; bit++) {
                bytes[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThat(Chain.extend(seed, view, 0, length)).isNotEqualTo(chain);
                bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    @Test
    void shouldChainByItsDefinition() {
        final byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, (byte) 0xFF, 10, 11};
        BigInteger hash = step(BigInteger.valueOf(99), BigInteger.valueOf(bytes.length));
        hash = step(hash, new BigInteger("0807060504030201", 16));
        hash = step(hash, new BigInteger("0B0AFF", 16));

        assertThat(Chain.extend(99, new UnsafeBuffer(bytes), 0, bytes.length)).isEqualTo(hash.longValue());
    }

    private static BigInteger step(final BigInteger hash, final BigInteger word) {
        final BigInteger modulus = BigInteger.ONE.shiftLeft(64);
        final BigInteger product =
                hash.xor(word).multiply(new BigInteger("9E3779B97F4A7C15", 16)).mod(modulus);
        return product.shiftLeft(29).mod(modulus).or(product.shiftRight(35));
    }

    @Test
    void shouldChecksumAlikeWhereverTheBytesStand() {
        final byte[] bytes = "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        final ByteBuffer direct = ByteBuffer.allocateDirect(32);
        direct.position(7);
        final ByteBuffer slice = direct.slice();
        slice.put(2, bytes);
        final UnsafeBuffer onHeap = new UnsafeBuffer(new byte[20], 3, 15);
        onHeap.putBytes(1, bytes);

        assertThat(checksum.of(new UnsafeBuffer(bytes), 0, 9)).isEqualTo(0xE3069283);
        assertThat(checksum.of(new UnsafeBuffer(slice), 2, 9)).isEqualTo(0xE3069283);
        assertThat(checksum.of(new UnsafeBuffer(direct, 7, 20), 2, 9)).isEqualTo(0xE3069283);
        assertThat(checksum.of(onHeap, 1, 9)).isEqualTo(0xE3069283);
        assertThat(slice.position()).isZero();
        assertThat(direct.position()).isEqualTo(7);
    }
}
