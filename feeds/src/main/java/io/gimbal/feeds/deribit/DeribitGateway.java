package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.OrderGateway;
import io.gimbal.feeds.Transport;
import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import io.gimbal.feeds.deribit.VenueCounters.Count;
import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CancelOrderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes commands as requests of the venue. Every order bears its label, the last moment at which the venue may begin with
 * it, and all its flags in words; amounts and prices are exact decimals. Nothing is written while the session is not
 * ready, without credits, or when the venue would have to refuse; nothing is ever written twice. Owned by the thread that
 * steps the venue; allocates nothing.
 */
final class DeribitGateway implements OrderGateway {
    private static final byte[] LIMIT = FrameWriter.ascii("limit");
    private static final byte[] MARKET = FrameWriter.ascii("market");
    private static final byte[] GOOD_TIL_CANCELLED = FrameWriter.ascii("good_til_cancelled");
    private static final byte[] GOOD_TIL_DAY = FrameWriter.ascii("good_til_day");
    private static final byte[] FILL_OR_KILL = FrameWriter.ascii("fill_or_kill");
    private static final byte[] IMMEDIATE_OR_CANCEL = FrameWriter.ascii("immediate_or_cancel");
    private static final long MILLI_NS = 1_000_000L;

    /** Of the eight requests that the venue lets wait, two are left for cancellations. */
    private static final int MOST_ORDERS_WAITING = 6;

    private static final int MOST_WAITING = 8;

    private final RpcConnection connection;
    private final CreditBucket credits;
    private final AccountDesk desk;
    private final VenueCounters counters;
    private final ServerClock clock;
    private final long validForNs;
    private final int epoch;
    private final boolean isReadOnly;
    private final UnsafeBuffer label = new UnsafeBuffer(new byte[OrderLabel.MAX_LENGTH]);
    private List<InstrumentSpec> specs = List.of();
    private InstrumentIds instruments = new InstrumentIds(specs);
    private boolean isReady;
    private boolean isConnected;
    private long heldUntilNs = Long.MIN_VALUE;

    DeribitGateway(
            final DeribitContext context,
            final RpcConnection connection,
            final Credits credits,
            final AccountDesk desk,
            final VenueCounters counters) {
        this.connection = connection;
        this.credits = credits.matching;
        this.desk = desk;
        this.counters = counters;
        this.clock = connection.clock();
        this.validForNs = context.validForNs();
        this.epoch = context.epoch();
        this.isReadOnly = context.isReadOnly();
    }

    void instruments(final List<InstrumentSpec> chosen, final InstrumentIds ids) {
        specs = chosen;
        instruments = ids;
    }

    /** Lets orders pass, or cancellations alone, or nothing. */
    void admit(final boolean orders, final boolean cancellations) {
        isReady = orders;
        isConnected = cancellations;
    }

    /** No orders for a while: the venue pauses. */
    void hold(final long untilNs) {
        heldUntilNs = Math.max(heldUntilNs, untilNs);
    }

    @Override
    public int submit(final NewOrderDecoder command, final int ofEpoch, final long nowNs) {
        if (!isReady || isReadOnly || nowNs < heldUntilNs) {
            return NOT_CONNECTED;
        }
        if (!isValid(command) || ofEpoch != epoch) {
            counters.increment(Count.INVALID_COMMANDS);
            return NOT_CONNECTED;
        }
        if (connection.requests().matching() >= MOST_ORDERS_WAITING || !credits.tryTake(nowNs)) {
            counters.increment(Count.THROTTLED);
            return NOT_CONNECTED;
        }
        final OwnOrder order = desk.add(command.orderId());
        if (order == null) {
            counters.increment(Count.INVALID_COMMANDS);
            return NOT_CONNECTED;
        }
        order.instrumentId = command.instrumentId();
        order.isBuy = command.side() == Side.BUY;
        order.isPostOnly = command.isPostOnly() == BooleanType.TRUE;
        order.isReduceOnly = command.isReduceOnly() == BooleanType.TRUE;
        order.amount = command.amount();
        order.price = command.orderType() == OrderType.LIMIT ? command.price() : Decimals.ABSENT;
        order.sentNs = nowNs;
        order.validUntilMs = validUntilMs(command.maxAgeNs(), nowNs);
        final RpcRequest request = connection.begin(Purpose.NEW_ORDER, order.isBuy ? Methods.BUY : Methods.SELL, nowNs);
        request.orderKey = order.key;
        write(command, order);
        counters.increment(Count.ORDERS);
        return sent(connection.send(request), order);
    }

    @Override
    public int cancel(final CancelOrderDecoder command, final int ofEpoch, final long nowNs) {
        if (!isConnected || isReadOnly) {
            return NOT_CONNECTED;
        }
        if (connection.requests().matching() >= MOST_WAITING || !credits.tryTakeUrgent(nowNs)) {
            counters.increment(Count.THROTTLED);
            return NOT_CONNECTED;
        }
        final OwnOrder known = desk.find(ofEpoch, command.orderId());
        final OwnOrder numbered = known != null && known.venueIdLength > 0 ? known : null;
        final RpcRequest request = connection.begin(
                numbered == null ? Purpose.CANCEL_LABEL : Purpose.CANCEL_ORDER,
                numbered == null ? Methods.CANCEL_BY_LABEL : Methods.CANCEL,
                nowNs);
        request.orderKey = OwnOrders.key(ofEpoch, command.orderId());
        if (numbered == null) {
            writeLabel(ofEpoch, command.orderId());
        } else {
            connection.writer().text(Methods.ORDER_ID, numbered.venueId, 0, numbered.venueIdLength);
        }
        counters.increment(Count.CANCELS);
        return result(connection.send(request));
    }

    @Override
    public int amend(final AmendOrderDecoder command, final int ofEpoch, final long nowNs) {
        if (!isReady || isReadOnly || nowNs < heldUntilNs) {
            return NOT_CONNECTED;
        }
        final OwnOrder order = desk.find(ofEpoch, command.orderId());
        if (order == null || order.isClosed || !isValid(order, command)) {
            counters.increment(Count.INVALID_COMMANDS);
            return NOT_CONNECTED;
        }
        if (connection.requests().matching() >= MOST_ORDERS_WAITING || !credits.tryTake(nowNs)) {
            counters.increment(Count.THROTTLED);
            return NOT_CONNECTED;
        }
        order.validUntilMs = Math.max(order.validUntilMs, validUntilMs(command.maxAgeNs(), nowNs));
        final boolean isNumbered = order.venueIdLength > 0;
        final RpcRequest request =
                connection.begin(Purpose.EDIT_ORDER, isNumbered ? Methods.EDIT : Methods.EDIT_BY_LABEL, nowNs);
        request.orderKey = order.key;
        if (isNumbered) {
            connection.writer().text(Methods.ORDER_ID, order.venueId, 0, order.venueIdLength);
        } else {
            connection.writer().text(Methods.INSTRUMENT_NAME, instruments.name(order.instrumentId));
            writeLabel(ofEpoch, command.orderId());
        }
        connection.writer().decimal(Methods.AMOUNT, command.amount()).decimal(Methods.PRICE, command.price());
        writeFlags(order);
        connection.writer().number(Methods.VALID_UNTIL, validUntilMs(command.maxAgeNs(), nowNs));
        counters.increment(Count.AMENDS);
        final int result = result(connection.send(request));
        if (result == SEND_FAILED) {
            order.doubt(Long.MAX_VALUE);
        }
        return result;
    }

    @Override
    public int query(final long orderId, final int ofEpoch, final long nowNs) {
        final OwnOrder known = desk.find(ofEpoch, orderId);
        if (known != null && known.isClosed) {
            desk.restate(known, nowNs);
            return SENT;
        }
        final OwnOrder order = known == null ? desk.addEarlier(ofEpoch, orderId) : known;
        if (order == null) {
            counters.increment(Count.INVALID_COMMANDS);
            return NOT_CONNECTED;
        }
        if (known == null) {
            order.sentNs = nowNs;
            order.validUntilMs = validUntilMs(0, nowNs);
        }
        order.doubt(nowNs);
        return SENT;
    }

    int cancelAll(final long nowNs) {
        if (!isConnected || isReadOnly) {
            return NOT_CONNECTED;
        }
        credits.force(nowNs);
        counters.increment(Count.CANCELS);
        return result(connection.send(connection.begin(Purpose.CANCEL_ALL, Methods.CANCEL_ALL, nowNs)));
    }

    /** Cancels an order that an earlier session left, by the venue's number; tried again at the next comparison. */
    boolean cancelOrphan(final OrderRow row, final long nowNs) {
        final boolean hasPlace = connection.requests().matching() < MOST_WAITING;
        if (isReadOnly || !connection.isUp() || !hasPlace || !credits.tryTakeUrgent(nowNs)) {
            return false;
        }
        final RpcRequest request = connection.begin(Purpose.CANCEL_ORDER, Methods.CANCEL, nowNs);
        connection.writer().text(Methods.ORDER_ID, row.orderId, 0, row.orderIdLength);
        return connection.send(request) == Transport.SENT;
    }

    private void write(final NewOrderDecoder command, final OwnOrder order) {
        final boolean isLimit = command.orderType() == OrderType.LIMIT;
        final FrameWriter writer = connection.writer();
        writer.text(Methods.INSTRUMENT_NAME, instruments.name(command.instrumentId()))
                .decimal(Methods.AMOUNT, command.amount())
                .text(Methods.TYPE, isLimit ? LIMIT : MARKET);
        if (isLimit) {
            writer.decimal(Methods.PRICE, command.price())
                    .text(Methods.TIME_IN_FORCE, timeInForce(command.timeInForce()));
        }
        writeLabel(epoch, command.orderId());
        writeFlags(order);
        writer.number(Methods.VALID_UNTIL, order.validUntilMs);
    }

    /** All of them, in an edit too: what the venue takes a missing one for differs from method to method. */
    private void writeFlags(final OwnOrder order) {
        connection
                .writer()
                .flag(Methods.POST_ONLY, order.isPostOnly)
                .flag(Methods.REJECT_POST_ONLY, order.isPostOnly)
                .flag(Methods.REDUCE_ONLY, order.isReduceOnly);
    }

    private void writeLabel(final int ofEpoch, final long orderId) {
        final int length = desk.label().write(label, 0, ofEpoch, orderId);
        connection.writer().text(Methods.LABEL, label, 0, length);
    }

    private int sent(final int sending, final OwnOrder order) {
        final int result = result(sending);
        if (result == NOT_CONNECTED) {
            desk.remove(order);
        } else if (result == SEND_FAILED) {
            order.doubt(Long.MAX_VALUE);
        }
        return result;
    }

    private long validUntilMs(final long maxAgeNs, final long nowNs) {
        final long ageNs = maxAgeNs > 0 ? Math.min(maxAgeNs, validForNs) : validForNs;
        return clock.venueMs(nowNs) + Math.max(1, ageNs / MILLI_NS);
    }

    private boolean isValid(final NewOrderDecoder command) {
        final int id = command.instrumentId();
        if (id < 0 || id >= specs.size() || !OwnOrders.isOrderId(command.orderId())) {
            return false;
        }
        final InstrumentSpec spec = specs.get(id);
        final boolean isPriceGood = command.orderType() == OrderType.MARKET || spec.isOnTick(command.price());
        final boolean isSideGood = command.side() == Side.BUY || command.side() == Side.SELL;
        return isPriceGood && isSideGood && spec.isOrderAmount(command.amount());
    }

    private boolean isValid(final OwnOrder order, final AmendOrderDecoder command) {
        if (order.instrumentId < 0 || order.instrumentId >= specs.size()) {
            return false;
        }
        final InstrumentSpec spec = specs.get(order.instrumentId);
        return spec.isOnTick(command.price()) && spec.isOrderAmount(command.amount());
    }

    private static byte[] timeInForce(final TimeInForce timeInForce) {
        return switch (timeInForce) {
            case IMMEDIATE_OR_CANCEL -> IMMEDIATE_OR_CANCEL;
            case FILL_OR_KILL -> FILL_OR_KILL;
            case GOOD_TIL_DAY -> GOOD_TIL_DAY;
            default -> GOOD_TIL_CANCELLED;
        };
    }

    private static int result(final int sending) {
        return switch (sending) {
            case Transport.SENT -> SENT;
            case Transport.NOT_OPEN -> NOT_CONNECTED;
            default -> SEND_FAILED;
        };
    }
}
