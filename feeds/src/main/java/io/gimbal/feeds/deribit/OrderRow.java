package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.OrderEnd;
import org.agrona.concurrent.UnsafeBuffer;

/** One order as the venue states it, in our numbers. Re-read for each; never kept. */
final class OrderRow {
    static final int LONGEST_ID = 32;

    private static final long MILLI_NS = 1_000_000L;

    final UnsafeBuffer label = new UnsafeBuffer(new byte[OrderLabel.MAX_LENGTH]);
    final UnsafeBuffer orderId = new UnsafeBuffer(new byte[OrderLabel.MAX_LENGTH]);
    private final OrderReport report = new OrderReport();
    int labelLength;
    int orderIdLength;
    int instrumentId;
    long amount;
    /** Limit price, {@link Decimals#ABSENT} where there is none. */
    long price;

    long filledAmount;
    long lastUpdateMs;

    OrderRow() {}

    /** Reads the object the scanner stands at; false when it is no whole order. */
    boolean read(final JsonScanner scanner, final InstrumentIds instruments) {
        final boolean isWhole = report.read(scanner)
                && report.orderId().length() <= LONGEST_ID
                && report.orderId().isVisible();
        labelLength = report.label().isCut() ? 0 : report.label().copyTo(label, 0);
        orderIdLength = report.orderId().copyTo(orderId, 0);
        instrumentId = instruments.find(report.instrumentName());
        amount = report.amount() == Decimals.ABSENT ? 0 : report.amount();
        price = report.price();
        filledAmount = Math.max(0, report.filledAmount());
        lastUpdateMs = report.lastUpdateTimeNs() / MILLI_NS;
        return isWhole;
    }

    boolean isOpen() {
        final OrderState state = report.state();
        return state == OrderState.OPEN || state == OrderState.UNTRIGGERED || state == OrderState.TRIGGERED;
    }

    boolean isClosed() {
        final OrderState state = report.state();
        return state == OrderState.FILLED || state == OrderState.REJECTED || state == OrderState.CANCELLED;
    }

    /** How a closed order ended. */
    OrderEnd end() {
        return switch (report.state()) {
            case FILLED -> OrderEnd.FILLED;
            case REJECTED -> OrderEnd.REJECTED;
            default -> report.cancelReason() == CancelReason.SETTLEMENT ? OrderEnd.EXPIRED : OrderEnd.CANCELLED;
        };
    }
}
