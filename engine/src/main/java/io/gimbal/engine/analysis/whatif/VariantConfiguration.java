package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.policy.PolicyEvents;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import org.agrona.DirectBuffer;

/**
 * A recorded {@code BookConfiguration} with another policy: target, hedge ratio, instrument, sense and all else that is
 * no matter of the policy stay as they were, and so does the half-width where the policy says none: a policy that
 * computes its own band falls back on the desk's. Owned by one thread.
 */
final class VariantConfiguration {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final EventPublisher publisher = new EventPublisher();
    private final MessageHeaderDecoder recordedHeader = new MessageHeaderDecoder();
    private final BookConfigurationDecoder decoder = new BookConfigurationDecoder();
    private final PolicySpec spec;
    private BookConfigurationEncoder event = publisher.bookConfiguration();

    VariantConfiguration(final PolicySpec spec) {
        this.spec = spec;
    }

    /**
     * Writes the event with the policy. Fields that an older version had not are absent.
     *
     * @param recorded holds the recorded one, of any version
     * @param offset   where it begins
     */
    void write(final DirectBuffer recorded, final int offset) {
        event = publisher.bookConfiguration();
        final int block = recordedHeader.wrap(recorded, offset).blockLength();
        final int known = Math.min(block, BookConfigurationEncoder.BLOCK_LENGTH);
        event.buffer().putBytes(event.offset(), recorded, offset + HEADER, known);
        final long recordedHalfWidth =
                decoder.wrapAndApplyHeader(recorded, offset, recordedHeader).bandHalfWidth();
        PolicyEvents.write(spec, event);
        if (spec.value(PolicyParameter.HALF_WIDTH_COINS) == 0) {
            event.bandHalfWidth(recordedHalfWidth);
        }
    }

    DirectBuffer buffer() {
        return event.buffer();
    }

    int offset() {
        return event.offset() - HEADER;
    }

    int length() {
        return HEADER + BookConfigurationEncoder.BLOCK_LENGTH;
    }
}
