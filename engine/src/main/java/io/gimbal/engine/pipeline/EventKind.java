package io.gimbal.engine.pipeline;

import io.gimbal.journal.codec.DeliveryEstimateDecoder;
import io.gimbal.journal.codec.ForwardPriceDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import io.gimbal.journal.codec.SurfaceSliceDecoder;
import io.gimbal.journal.codec.TickerDecoder;
import io.gimbal.journal.codec.TradePrintDecoder;
import io.gimbal.journal.codec.VolatilityIndexDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** What an encoded event is, told from its first bytes. */
final class EventKind {
    private EventKind() {}

    /**
     * Reads the template id.
     *
     * @param buffer holds one SBE message
     * @param offset where its header begins
     * @return the template id
     */
    static int templateId(final DirectBuffer buffer, final int offset) {
        final int at = offset + MessageHeaderDecoder.templateIdEncodingOffset();
        return buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Tells what a later event of the same kind makes obsolete. Funding is not among it, for it may carry a payment to
     * our account, and neither are definitions, state changes and deliveries.
     *
     * @param templateId of an input
     * @return whether it may be conflated when the ring runs full
     */
    static boolean isMarketData(final int templateId) {
        return switch (templateId) {
            case IndexPriceDecoder.TEMPLATE_ID,
                    ForwardPriceDecoder.TEMPLATE_ID,
                    QuoteDecoder.TEMPLATE_ID,
                    TickerDecoder.TEMPLATE_ID,
                    SurfaceSliceDecoder.TEMPLATE_ID,
                    VolatilityIndexDecoder.TEMPLATE_ID,
                    DeliveryEstimateDecoder.TEMPLATE_ID,
                    TradePrintDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }
}
