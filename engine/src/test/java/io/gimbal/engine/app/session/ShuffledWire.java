package io.gimbal.engine.app.session;

import io.gimbal.feeds.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A wire that brings the account's notifications of one instant in another order; answers pass at once. Within a channel
 * the order stays, as the venue warrants: what is told of positions and what is told of money come apart.
 */
final class ShuffledWire implements Transport {
    /** In which order. */
    enum Order {
        AS_SENT,
        MONEY_FIRST,
        MONEY_LAST,
        MINGLED
    }

    static final long SEED = 20_260_801;

    private record Frame(DirectBuffer bytes, long timeNs, boolean isMoney) {}

    private final Transport wire;
    private final Order order;
    private final SplittableRandom random = new SplittableRandom(SEED);

    ShuffledWire(final Transport wire, final Order order) {
        this.wire = wire;
        this.order = order;
    }

    @Override
    public int poll(final long nowNs, final int limit, final Handler handler) {
        final List<Frame> held = new ArrayList<>();
        final int work = wire.poll(nowNs, Integer.MAX_VALUE, new Handler() {
            @Override
            public void onOpen(final long openNs) {
                handler.onOpen(openNs);
            }

            @Override
            public void onFrame(final DirectBuffer buffer, final int offset, final int length, final long timeNs) {
                final byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                final String text = new String(bytes, StandardCharsets.UTF_8);
                if (text.contains("\"channel\":\"user.")) {
                    held.add(new Frame(new UnsafeBuffer(bytes), timeNs, text.contains("user.portfolio")));
                } else {
                    handler.onFrame(buffer, offset, length, timeNs);
                }
            }

            @Override
            public void onClosed(final String reason, final long closedNs) {
                handler.onClosed(reason, closedNs);
            }
        });
        sort(held);
        held.forEach(frame -> handler.onFrame(frame.bytes(), 0, frame.bytes().capacity(), frame.timeNs()));
        return work;
    }

    private void sort(final List<Frame> held) {
        switch (order) {
            case MONEY_FIRST -> held.sort(Comparator.comparing(frame -> !frame.isMoney()));
            case MONEY_LAST -> held.sort(Comparator.comparing(Frame::isMoney));
            case MINGLED -> mingle(held);
            default -> {
                // As they came.
            }
        }
    }

    /** Each next one from either channel, by a seed. */
    private void mingle(final List<Frame> held) {
        final List<Frame> money = held.stream().filter(Frame::isMoney).toList();
        final List<Frame> rest = held.stream().filter(frame -> !frame.isMoney()).toList();
        final int all = held.size();
        held.clear();
        int fromMoney = 0;
        while (held.size() < all) {
            final int fromRest = held.size() - fromMoney;
            final boolean isMoney = fromRest == rest.size() || (fromMoney < money.size() && random.nextBoolean());
            held.add(isMoney ? money.get(fromMoney) : rest.get(fromRest));
            fromMoney += isMoney ? 1 : 0;
        }
    }

    @Override
    public void connect(final long nowNs) {
        wire.connect(nowNs);
    }

    @Override
    public int send(final DirectBuffer buffer, final int offset, final int length) {
        return wire.send(buffer, offset, length);
    }

    @Override
    public void disconnect() {
        wire.disconnect();
    }

    @Override
    public boolean isOpen() {
        return wire.isOpen();
    }

    @Override
    public long nextTimeNs() {
        return wire.nextTimeNs();
    }

    @Override
    public void close() {
        wire.close();
    }
}
