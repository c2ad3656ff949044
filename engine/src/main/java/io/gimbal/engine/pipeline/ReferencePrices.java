package io.gimbal.engine.pipeline;

import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;

/**
 * The last fresh index of each underlying, as it came in: the last look's own view of the market, which owes nothing to
 * the engine. Written by the ingest thread, read by the sender.
 */
final class ReferencePrices {
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final AtomicLongArray prices;

    /**
     * Makes room.
     *
     * @param underlyings ids 0 up to this are kept, others ignored
     */
    ReferencePrices(final int underlyings) {
        prices = new AtomicLongArray(underlyings);
    }

    /**
     * Looks at an input on its way in; anything but a fresh, positive index price of a known underlying is passed over.
     *
     * @param templateId of the input
     * @param buffer     holds it
     * @param offset     where its header begins
     */
    void observe(final int templateId, final DirectBuffer buffer, final int offset) {
        if (templateId != IndexPriceDecoder.TEMPLATE_ID) {
            return;
        }
        index.wrap(
                buffer,
                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                IndexPriceDecoder.BLOCK_LENGTH,
                IndexPriceDecoder.SCHEMA_VERSION);
        final int underlyingId = index.underlyingId();
        final boolean isKnown = underlyingId >= 0 && underlyingId < prices.length();
        if (isKnown && index.quality() == InputQuality.FRESH && index.price() > 0) {
            prices.lazySet(underlyingId, index.price());
        }
    }

    /**
     * Answers the index of an underlying.
     *
     * @param underlyingId any
     * @return decimal times 1e8, 0 while unknown
     */
    long index(final int underlyingId) {
        return underlyingId >= 0 && underlyingId < prices.length() ? prices.get(underlyingId) : 0;
    }
}
