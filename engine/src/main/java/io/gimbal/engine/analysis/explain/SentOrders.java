package io.gimbal.engine.analysis.explain;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** When orders were sent and changed, from the outputs that did it. Owned by one thread. */
final class SentOrders {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final AmendOrderDecoder amendment = new AmendOrderDecoder();
    private final Map<Long, Long> sentNs = new HashMap<>();
    private final Map<Long, Long> changedNs = new HashMap<>();

    /** Looks at an output. */
    void see(final DirectBuffer buffer, final int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, offset, header);
                sentNs.put(order.orderId(), order.engineTimeNs());
                changedNs.put(order.orderId(), order.engineTimeNs());
            }
            case AmendOrderDecoder.TEMPLATE_ID -> {
                amendment.wrapAndApplyHeader(buffer, offset, header);
                changedNs.put(amendment.orderId(), amendment.engineTimeNs());
            }
            default -> {
                // No order.
            }
        }
    }

    /** Seconds since it was sent; null where the outputs seen do not tell. */
    @Nullable
    Double ageS(final long orderId, final long nowNs) {
        return since(sentNs.get(orderId), nowNs);
    }

    /** Seconds since it was last changed, or sent; null likewise. */
    @Nullable
    Double unchangedS(final long orderId, final long nowNs) {
        return since(changedNs.get(orderId), nowNs);
    }

    private static @Nullable Double since(final @Nullable Long fromNs, final long nowNs) {
        return fromNs == null ? null : Texts.seconds(nowNs - fromNs);
    }
}
