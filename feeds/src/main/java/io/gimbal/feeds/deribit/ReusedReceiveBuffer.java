package io.gimbal.feeds.deribit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** Receives into one buffer again and again, unless somebody still reads the last one. Owned by the event loop's thread. */
final class ReusedReceiveBuffer implements RecvByteBufAllocator {
    private static final int CAPACITY = 128 << 10;
    private static final int MOST_READS = 16;

    @Override
    public ExtendedHandle newHandle() {
        return new ReusingHandle();
    }

    /** Of one channel. */
    private static final class ReusingHandle implements ExtendedHandle {
        private final ByteBuf reused = NettyTransport.ALLOCATOR.directBuffer(CAPACITY, CAPACITY);
        private int attempted;
        private int last;
        private int reads;

        @Override
        public ByteBuf allocate(final ByteBufAllocator allocator) {
            if (reused.refCnt() == 1) {
                return reused.clear().retain();
            }
            return NettyTransport.ALLOCATOR.directBuffer(CAPACITY, CAPACITY);
        }

        @Override
        public int guess() {
            return CAPACITY;
        }

        @Override
        public void reset(final ChannelConfig config) {
            reads = 0;
        }

        @Override
        public void incMessagesRead(final int count) {
            reads += count;
        }

        @Override
        public void lastBytesRead(final int bytes) {
            last = bytes;
        }

        @Override
        public int lastBytesRead() {
            return last;
        }

        @Override
        public void attemptedBytesRead(final int bytes) {
            attempted = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attempted;
        }

        @Override
        public boolean continueReading() {
            return last == attempted && reads < MOST_READS;
        }

        @Override
        public boolean continueReading(final UncheckedBooleanSupplier maybeMore) {
            return maybeMore.get() && reads < MOST_READS;
        }

        @Override
        public void readComplete() {
            last = 0;
        }
    }
}
