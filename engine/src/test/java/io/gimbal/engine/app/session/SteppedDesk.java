package io.gimbal.engine.app.session;

import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.AlertDecoder;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SuppressReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine alone, told what a journal's session was told before its market spoke, and then a price at a time;
 * whatever it orders is filled at once at the touch. For many short paths; the pipeline's own journal says whether it
 * does the same.
 */
final class SteppedDesk {
    private static final double ONE = 1e8;
    private static final double HALF_SPREAD = 0.5;

    /** What a session begins with. */
    static final class Opening {
        private final List<byte[]> events = new ArrayList<>();
        private int hedgeInstrumentId;

        /** Reads the opening of a journal's first generation. */
        static Opening of(final Path directory) {
            final Opening opening = new Opening();
            try (JournalTailer in =
                    JournalReader.open(directory, JournalStorages.all()).in(1)) {
                while (in.next()
                        && in.type() != QuoteDecoder.TEMPLATE_ID
                        && in.type() != IndexPriceDecoder.TEMPLATE_ID) {
                    opening.add(in);
                }
            }
            return opening;
        }

        private void add(final JournalTailer in) {
            final byte[] bytes = new byte[in.payloadLength()];
            in.buffer().getBytes(in.payloadOffset(), bytes);
            events.add(bytes);
            if (in.type() == BookConfigurationDecoder.TEMPLATE_ID) {
                hedgeInstrumentId = new BookConfigurationDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder())
                        .hedgeInstrumentId();
            }
        }
    }

    final List<Double> orders = new ArrayList<>();
    final List<AlertCode> alerts = new ArrayList<>();
    final HedgeEngine engine = new HedgeEngine(this::onOutput);
    private final EventPublisher events = new EventPublisher();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final Opening opening;
    private final List<byte[]> sent = new ArrayList<>();
    private long sequence;
    private long nowNs;
    private long trades;

    SteppedDesk(final Opening opening, final long startNs) {
        this.opening = opening;
        nowNs = startNs;
        for (final byte[] event : opening.events) {
            sequence++;
            engine.onInput(new UnsafeBuffer(event), 0, event.length, sequence, nowNs);
        }
        events.connectionState().connectionId(0).phase(ConnectionPhase.READY);
        offer();
    }

    private boolean onOutput(final DirectBuffer buffer, final int offset, final int length) {
        final int type = header.wrap(buffer, offset).templateId();
        if (type == NewOrderDecoder.TEMPLATE_ID) {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            sent.add(bytes);
        } else if (type == AlertDecoder.TEMPLATE_ID) {
            alerts.add(new AlertDecoder()
                    .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                    .code());
        }
        return true;
    }

    private void offer() {
        events.offer(
                (buffer, offset, length, timeNs) -> {
                    sequence++;
                    engine.onInput(buffer, offset, length, sequence, timeNs);
                    return sequence;
                },
                nowNs);
    }

    /** The price of a later moment: the hedge instrument's quote, then the index; orders are filled. */
    void price(final long atNs, final double price) {
        price(atNs, price - HALF_SPREAD, price + HALF_SPREAD, price);
    }

    /** The same by an own quote. */
    void price(final long atNs, final double bid, final double ask, final double index) {
        nowNs = atNs;
        events.quote()
                .instrumentId(opening.hedgeInstrumentId)
                .bidPrice(Math.round(bid * ONE))
                .bidAmount(Math.round(1e6 * ONE))
                .askPrice(Math.round(ask * ONE))
                .askAmount(Math.round(1e6 * ONE));
        offer();
        events.indexPrice().underlyingId(0).price(Math.round(index * ONE));
        offer();
        while (!sent.isEmpty()) {
            final byte[] next = sent.remove(0);
            order.wrapAndApplyHeader(new UnsafeBuffer(next), 0, header);
            fill(order.side() == Side.BUY ? ask : bid);
        }
    }

    private void fill(final double price) {
        final long id = order.orderId();
        final long amount = order.amount();
        final Side side = order.side();
        orders.add((side == Side.BUY ? amount : -amount) / ONE);
        events.commandOutcome()
                .orderId(id)
                .commandType((short) NewOrderDecoder.TEMPLATE_ID)
                .outcome(SendOutcome.SENT)
                .reason(SuppressReason.NONE);
        offer();
        trades++;
        events.fill()
                .tradeId(trades)
                .orderId(id)
                .instrumentId(opening.hedgeInstrumentId)
                .side(side)
                .amount(amount)
                .price(Math.round(price * ONE))
                .feeCurrency(Currency.USD);
        offer();
        events.orderClosed().orderId(id).end(OrderEnd.FILLED).filledAmount(amount);
        offer();
    }

    /** What the hedge instrument's position is, coins. */
    double position() {
        return engine.position(opening.hedgeInstrumentId) / ONE;
    }
}
