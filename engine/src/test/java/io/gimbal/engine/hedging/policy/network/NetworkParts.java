package io.gimbal.engine.hedging.policy.network;

import io.gimbal.engine.app.configuration.ConfigurationEvents;
import java.util.ArrayList;
import java.util.List;

/** The events that bring a network, as bytes. */
public final class NetworkParts {
    private NetworkParts() {}

    /** {@return the parts in order, for an underlying} */
    public static List<byte[]> of(final BandNetwork network, final int underlyingId) {
        final List<byte[]> parts = new ArrayList<>();
        new ConfigurationEvents()
                .offerNetwork(
                        network,
                        underlyingId,
                        (buffer, offset, length, time) -> {
                            final byte[] part = new byte[length];
                            buffer.getBytes(offset, part);
                            parts.add(part);
                            return parts.size();
                        },
                        1);
        return parts;
    }
}
