package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.AmendOrderEncoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.CancelOrderEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.NewOrderEncoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The whole way of orders makes no garbage: each is placed, edited, half filled and cancelled, and the frames there and
 * back, the session's bookkeeping and the events to the engine are all part of it.
 */
final class OrderAllocationTest {
    private static final int WARM_UP = 10_000;
    private static final int MEASURED = 10_000;
    private static final long STEP_NS = Desk.MILLI_NS;
    private static final byte[] BEFORE_ID = "\"id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE_LABEL = "\"label\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final String NUMBER = "##########";
    private static final String LABEL = "@@@@@@@@@@@@@@@@";
    private static final String ORDER = FakeVenue.order(LABEL, NUMBER, "open", "10.0", "0.0", 1);

    private final Desk desk;
    private final QuietTransport[] transports = new QuietTransport[2];
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final NewOrderEncoder order = new NewOrderEncoder();
    private final NewOrderDecoder orderDecoder = new NewOrderDecoder();
    private final AmendOrderEncoder amend = new AmendOrderEncoder();
    private final AmendOrderDecoder amendDecoder = new AmendOrderDecoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final CancelOrderDecoder cancelDecoder = new CancelOrderDecoder();
    private final Template answer = new Template("{\"order\":" + ORDER + ",\"trades\":[]}", true);
    private final Template cancelled = new Template(ORDER.replace("\"open\"", "\"cancelled\""), true);
    private final Template changes = new Template(
            RecordedFrames.notification(
                    "user.changes.any.any.raw",
                    FakeVenue.changes(
                            ORDER.replace("\"filled_amount\":0.0", "\"filled_amount\":5.0"),
                            FakeVenue.trade(LABEL, NUMBER, "5.0", "92000.0", 1))),
            false);
    private final UnsafeBuffer heartbeat =
            SampleFrames.buffer("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}");
    private final DirectText requestId = new DirectText();
    private final DirectText label = new DirectText();
    private long events;
    private long sent;
    private final Ingress engine = (buffer, offset, length, receiveTimeNs) -> ++events;

    OrderAllocationTest() {
        desk = new Desk(context -> {
            transports[0] = new QuietTransport(context.marketTransport());
            transports[1] = new QuietTransport(context.privateTransport());
            context.transports(transports[0], transports[1]).reconcileIntervalNs(3_600 * Desk.SECOND_NS);
        });
        desk.server.rule(
                "public/auth", params -> FakeVenue.auth("connection trade:read_write account:read", 31_536_000));
        desk.server.rule("private/get_account_summary", params -> FakeVenue.summary("BTC", 10_000, 10_000));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** A frame with places for the request's number, an order's label and a number of its own. */
    private static final class Template {
        private final UnsafeBuffer frame;
        private final byte[] text;

        private Template(final String content, final boolean isAnswer) {
            final String whole = isAnswer
                    ? "{\"jsonrpc\":\"2.0\",\"id\":^^^^^^^^^^,\"result\":" + content + ",\"usIn\":1,\"usOut\":2}"
                    : content;
            text = whole.getBytes(StandardCharsets.US_ASCII);
            frame = new UnsafeBuffer(text.clone());
        }

        /** Fills in; numbers are followed by spaces, the label by its closing quote and spaces. */
        private UnsafeBuffer with(final DirectText label, final long number, final DirectText requestId) {
            for (int at = 0; at < text.length; at++) {
                switch (text[at]) {
                    case '^' -> at = put(at, requestId, (byte) '^', false);
                    case '@' -> at = put(at, label, (byte) '@', true);
                    case '#' -> {
                        frame.putNaturalLongAscii(at, 1_000_000_000L + number);
                        at += NUMBER.length() - 1;
                    }
                    default -> {}
                }
            }
            return frame;
        }

        private int put(final int from, final DirectText value, final byte mark, final boolean isQuoted) {
            int at = from;
            for (; text[at] == mark || (isQuoted && text[at] == '"'); at++) {
                final int index = at - from;
                frame.putByte(at, index < value.length ? value.bytes[index] : (byte) ' ');
                if (isQuoted && index == value.length) {
                    frame.putByte(at, (byte) '"');
                }
            }
            return at - 1;
        }
    }

    /** A text that is cut out of a frame that was sent. */
    private static final class DirectText {
        private final byte[] bytes = new byte[32];
        private int length;

        private void read(final QuietTransport from, final byte[] before) {
            int at = 0;
            while (!isAt(from, at, before)) {
                at++;
            }
            at += before.length;
            length = 0;
            for (byte c = from.sent().getByte(at);
                    c != '"' && c != ',' && c != '}';
                    c = from.sent().getByte(++at)) {
                bytes[length++] = c;
            }
        }

        private static boolean isAt(final QuietTransport from, final int at, final byte[] text) {
            for (int i = 0; i < text.length; i++) {
                if (from.sent().getByte(at + i) != text[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    @Tag("allocation")
    @Test
    @Timeout(120)
    void shouldMakeNoGarbageOfAnyOrder() {
        desk.ready();
        transports[0].quiet();
        transports[1].quiet();
        run(1, WARM_UP);

        final long before = threads.getCurrentThreadAllocatedBytes();
        final long nothing = threads.getCurrentThreadAllocatedBytes() - before;
        final long start = threads.getCurrentThreadAllocatedBytes();
        run(1 + WARM_UP, MEASURED);
        final long bytes = threads.getCurrentThreadAllocatedBytes() - start - nothing;

        System.out.println(
                "orders=" + MEASURED + ", frames sent=" + sent + ", events=" + events + ", bytes allocated=" + bytes);
        assertThat(bytes).isZero();
        assertThat(sent).isEqualTo(3L * (WARM_UP + MEASURED));
        assertThat(desk.count(VenueCounters.Count.FILLS)).isEqualTo(WARM_UP + MEASURED);
        assertThat(desk.count(VenueCounters.Count.MALFORMED)).isZero();
        assertThat(desk.venue.openOrders()).isZero();
        assertThat(desk.venue.doubtfulOrders()).isZero();
    }

    private void run(final int first, final int times) {
        for (int id = first; id < first + times; id++) {
            check(place(id));
            label.read(transports[1], BEFORE_LABEL);
            receive(answer.with(label, id, requestId));
            check(change(id));
            receive(answer.with(label, id, requestId));
            receive(changes.with(label, id, requestId));
            check(end(id));
            receive(cancelled.with(label, id, requestId));
            transports[0].deliver(heartbeat);
            step();
        }
    }

    private int place(final int id) {
        order.wrapAndApplyHeader(command, 0, header)
                .orderId(id)
                .instrumentId(Desk.PERPETUAL)
                .side(id % 2 == 0 ? Side.BUY : Side.SELL)
                .price(92_000 * Desk.USD)
                .amount(10 * Desk.USD)
                .maxAgeNs(Desk.SECOND_NS)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GOOD_TIL_CANCELLED)
                .isPostOnly(BooleanType.TRUE)
                .isReduceOnly(BooleanType.FALSE);
        return desk.gateway()
                .submit(orderDecoder.wrapAndApplyHeader(command, 0, headerDecoder), Desk.EPOCH, desk.nowNs);
    }

    private int change(final int id) {
        amend.wrapAndApplyHeader(command, 0, header)
                .orderId(id)
                .amount(10 * Desk.USD)
                .price(92_001 * Desk.USD)
                .maxAgeNs(Desk.SECOND_NS);
        return desk.gateway().amend(amendDecoder.wrapAndApplyHeader(command, 0, headerDecoder), Desk.EPOCH, desk.nowNs);
    }

    private int end(final int id) {
        cancel.wrapAndApplyHeader(command, 0, header).orderId(id);
        return desk.gateway()
                .cancel(cancelDecoder.wrapAndApplyHeader(command, 0, headerDecoder), Desk.EPOCH, desk.nowNs);
    }

    private void check(final int result) {
        if (result != OrderGateway.SENT) {
            throw new AssertionError("not sent: result=" + result);
        }
        sent++;
        requestId.read(transports[1], BEFORE_ID);
    }

    private void receive(final UnsafeBuffer frame) {
        transports[1].deliver(frame);
        step();
    }

    private void step() {
        desk.nowNs += STEP_NS;
        desk.venue.poll(desk.nowNs);
        desk.venue.replies().poll(desk.nowNs, 64, engine);
        desk.venue.market().poll(desk.nowNs, 64, engine);
    }
}
