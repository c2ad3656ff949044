package io.gimbal.engine.app.session;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.Frame;
import io.gimbal.journal.JournalAppender;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.MutableDirectBuffer;

/** A journal that keeps what a test asks about: orders, fills, alerts, the last decision; everything else is counted. */
final class Tape implements JournalAppender {
    /** One hedge order as the engine decided it. */
    record Order(long orderId, int instrumentId, Side side, long amount, long price, long timeNs) {
        /** {@return for instance {@code SELL 45000 @ 89990}} */
        String text() {
            return String.format(Locale.ROOT, "%s %s @ %s", side, Decimals.text(amount), Decimals.text(price));
        }
    }

    /** One execution as it entered the engine. */
    record Execution(long tradeId, long orderId, int instrumentId, long signedAmount, long price, long receiveTimeNs) {}

    final List<Order> orders = new ArrayList<>();
    final List<Execution> fills = new ArrayList<>();
    final List<AlertCode> alerts = new ArrayList<>();
    final int[] counts = new int[128];
    String lastDecision = "";
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
    private long sequence;

    @Override
    public long append(
            final MutableDirectBuffer buffer,
            final int offset,
            final int payloadLength,
            final long wallNs,
            final long monotonicNs) {
        sequence++;
        buffer.putLong(offset + Frame.SEQUENCE_OFFSET, sequence);
        final int at = offset + Frame.HEADER_LENGTH;
        final int type = header.wrap(buffer, at).templateId();
        counts[type]++;
        switch (type) {
            case NewOrderDecoder.TEMPLATE_ID -> onOrder(order.wrapAndApplyHeader(buffer, at, header));
            case FillDecoder.TEMPLATE_ID -> onFill(fill.wrapAndApplyHeader(buffer, at, header), wallNs);
            case AlertDecoder.TEMPLATE_ID ->
                alerts.add(alert.wrapAndApplyHeader(buffer, at, header).code());
            case HedgeDecisionDecoder.TEMPLATE_ID -> {
                decision.wrapAndApplyHeader(buffer, at, header);
                lastDecision = decision.action() + " " + decision.reason();
            }
            default -> {
                // Counted.
            }
        }
        return sequence;
    }

    private void onOrder(final NewOrderDecoder sent) {
        orders.add(new Order(
                sent.orderId(), sent.instrumentId(), sent.side(), sent.amount(), sent.price(), sent.engineTimeNs()));
    }

    private void onFill(final FillDecoder event, final long receiveTimeNs) {
        final long signed = event.side() == Side.BUY ? event.amount() : -event.amount();
        fills.add(new Execution(
                event.tradeId(), event.orderId(), event.instrumentId(), signed, event.price(), receiveTimeNs));
    }

    /** {@return how many messages of a kind were appended} */
    int count(final int templateId) {
        return counts[templateId];
    }

    @Override
    public long lastSequence() {
        return sequence;
    }

    @Override
    public long chain() {
        return 0;
    }

    @Override
    public long mappings() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
