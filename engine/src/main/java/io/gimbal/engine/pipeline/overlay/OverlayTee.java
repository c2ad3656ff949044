package io.gimbal.engine.pipeline.overlay;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.DeliveryDecoder;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InstrumentStateChangeDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OperatorCommandDecoder;
import io.gimbal.journal.codec.PositionSnapshotDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * An ingress that hands events on and shows the overlays what they follow once it was accepted: they see what the engine
 * sees. Owned by the ingest thread; allocates nothing but at an operator's word.
 */
final class OverlayTee implements Ingress {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final ForwardPriceDecoder forward = new ForwardPriceDecoder();
    private final InstrumentStateChangeDecoder state = new InstrumentStateChangeDecoder();
    private final PositionSnapshotDecoder position = new PositionSnapshotDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final DeliveryDecoder delivery = new DeliveryDecoder();
    private final OperatorCommandDecoder operator = new OperatorCommandDecoder();
    private final Ingress target;
    private final BookOverlay[] books;

    OverlayTee(final Ingress target, final List<BookOverlay> books) {
        this.target = target;
        this.books = books.toArray(new BookOverlay[0]);
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        final long answer = target.offer(buffer, offset, length, receiveTimeNs);
        if (answer >= 0) {
            for (final BookOverlay book : books) {
                book.passTo(receiveTimeNs);
                book.board().onAccepted(answer);
                show(book, buffer, offset, receiveTimeNs);
            }
        }
        return answer;
    }

    private void show(final BookOverlay book, final DirectBuffer buffer, final int offset, final long timeNs) {
        final OptionBoard board = book.board();
        switch (header.wrap(buffer, offset).templateId()) {
            case IndexPriceDecoder.TEMPLATE_ID -> board.onIndex(index.wrapAndApplyHeader(buffer, offset, header));
            case QuoteDecoder.TEMPLATE_ID -> board.onQuote(quote.wrapAndApplyHeader(buffer, offset, header), timeNs);
            case TickerDecoder.TEMPLATE_ID -> board.onTicker(ticker.wrapAndApplyHeader(buffer, offset, header), timeNs);
            case ForwardPriceDecoder.TEMPLATE_ID -> board.onForward(forward.wrapAndApplyHeader(buffer, offset, header));
            case InstrumentStateChangeDecoder.TEMPLATE_ID ->
                board.onState(state.wrapAndApplyHeader(buffer, offset, header));
            case PositionSnapshotDecoder.TEMPLATE_ID ->
                board.onPosition(position.wrapAndApplyHeader(buffer, offset, header));
            case FillDecoder.TEMPLATE_ID -> board.onFill(fill.wrapAndApplyHeader(buffer, offset, header), timeNs);
            case DeliveryDecoder.TEMPLATE_ID -> board.onDelivery(delivery.wrapAndApplyHeader(buffer, offset, header));
            case OperatorCommandDecoder.TEMPLATE_ID ->
                book.onOperator(operator.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                // Every other event says nothing about options held or on offer.
            }
        }
    }
}
