package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.policy.PolicyEvents;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkEvents;
import io.gimbal.engine.hedging.policy.network.NetworkShape;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.PolicyNetworkDecoder;
import io.gimbal.journal.codec.PolicyNetworkEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The same book under another policy: target, hedge ratio, instrument, sense and all else that is no matter of the policy
 * stay as they were, and so does the half-width where the policy says none: a policy that computes its own band falls back
 * on the desk's. A policy of a network that is given none takes the recorded one. Immutable.
 *
 * @param spec    the policy
 * @param network of it; null for the recorded one, or for none
 */
record PolicyChange(PolicySpec spec, @Nullable BandNetwork network) implements OpeningChange {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    @Override
    public List<DirectBuffer> of(final BookOpening recorded) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final List<DirectBuffer> changed = new ArrayList<>();
        for (final DirectBuffer event : recorded.events()) {
            switch (header.wrap(event, 0).templateId()) {
                case BookConfigurationDecoder.TEMPLATE_ID -> {
                    changed.add(book(event));
                    changed.addAll(networks(recorded));
                }
                case PolicyNetworkDecoder.TEMPLATE_ID -> {
                    // Stands behind the book, where the policy has one.
                }
                default -> changed.add(event);
            }
        }
        return changed;
    }

    /** Fields that an older version had not are absent. */
    private DirectBuffer book(final DirectBuffer recorded) {
        final EventPublisher publisher = new EventPublisher();
        final BookConfigurationEncoder event = publisher.bookConfiguration();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final int known = Math.min(header.wrap(recorded, 0).blockLength(), BookConfigurationEncoder.BLOCK_LENGTH);
        event.buffer().putBytes(event.offset(), recorded, HEADER, known);
        final long recordedHalfWidth = new BookConfigurationDecoder()
                .wrapAndApplyHeader(recorded, 0, header)
                .bandHalfWidth();
        PolicyEvents.write(spec, event);
        if (spec.value(PolicyParameter.HALF_WIDTH_COINS) == 0) {
            event.bandHalfWidth(recordedHalfWidth);
        }
        return BookOpening.copy(event.buffer(), event.offset() - HEADER, HEADER + event.encodedLength());
    }

    private List<DirectBuffer> networks(final BookOpening recorded) {
        if (spec.entry().kind() != PolicyKind.NO_TRANSACTION_BAND_NETWORK) {
            return List.of();
        }
        return network == null
                ? recorded.all(PolicyNetworkDecoder.TEMPLATE_ID)
                : events(network, recorded.underlyingId());
    }

    private static List<DirectBuffer> events(final BandNetwork network, final int underlyingId) {
        final EventPublisher publisher = new EventPublisher();
        final List<DirectBuffer> events = new ArrayList<>();
        for (int part = 0; part < NetworkShape.CHUNKS; part++) {
            final PolicyNetworkEncoder event = publisher.policyNetwork().underlyingId(underlyingId);
            NetworkEvents.write(network, part, event);
            events.add(BookOpening.copy(event.buffer(), event.offset() - HEADER, HEADER + event.encodedLength()));
        }
        return events;
    }
}
