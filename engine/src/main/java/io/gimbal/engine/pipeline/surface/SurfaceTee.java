package io.gimbal.engine.pipeline.surface;

import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * An ingress that hands events on and shows options' quotes and forwards to the surfaces once they were accepted: a fit
 * sees what the engine sees. Owned by the ingest thread; allocates nothing.
 */
final class SurfaceTee implements Ingress {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final ForwardPriceDecoder forward = new ForwardPriceDecoder();
    private final Ingress target;
    private final BookSurface[] books;

    SurfaceTee(final Ingress target, final List<BookSurface> books) {
        this.target = target;
        this.books = books.toArray(new BookSurface[0]);
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNs) {
        final long answer = target.offer(buffer, offset, length, receiveTimeNs);
        if (answer >= 0) {
            for (final BookSurface book : books) {
                book.passTo(receiveTimeNs);
            }
            show(buffer, offset, receiveTimeNs);
        }
        return answer;
    }

    private void show(final DirectBuffer buffer, final int offset, final long timeNs) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case QuoteDecoder.TEMPLATE_ID -> {
                quote.wrapAndApplyHeader(buffer, offset, header);
                for (final BookSurface book : books) {
                    book.quotes().onQuote(quote, timeNs);
                }
            }
            case TickerDecoder.TEMPLATE_ID -> {
                ticker.wrapAndApplyHeader(buffer, offset, header);
                for (final BookSurface book : books) {
                    book.quotes().onTicker(ticker, timeNs);
                }
            }
            case ForwardPriceDecoder.TEMPLATE_ID -> {
                forward.wrapAndApplyHeader(buffer, offset, header);
                for (final BookSurface book : books) {
                    book.quotes().onForward(forward);
                }
            }
            default -> {
                // Every other event says nothing about smiles.
            }
        }
    }
}
