package io.gimbal.engine.hedging.policy.network;

import io.gimbal.journal.codec.PolicyNetworkEncoder;

/** A network as the events that bring it: the other way of {@link NetworkAssembly}. Pure; used when a book is configured. */
public final class NetworkEvents {
    private NetworkEvents() {}

    /**
     * Writes one chunk; whose network it is stands beside it.
     *
     * @param network trained
     * @param index   of the chunk, from 0 and below {@link NetworkShape#CHUNKS}
     * @param event   wrapped; all of it but the underlying's id is overwritten
     */
    public static void write(final BandNetwork network, final int index, final PolicyNetworkEncoder event) {
        final int from = index * NetworkShape.CHUNK;
        event.digest(network.digest())
                .w0(network.word(from))
                .w1(network.word(from + 1))
                .w2(network.word(from + 2))
                .w3(network.word(from + 3))
                .w4(network.word(from + 4))
                .w5(network.word(from + 5))
                .w6(network.word(from + 6))
                .w7(network.word(from + 7))
                .w8(network.word(from + 8))
                .w9(network.word(from + 9))
                .w10(network.word(from + 10))
                .w11(network.word(from + 11))
                .w12(network.word(from + 12))
                .w13(network.word(from + 13))
                .w14(network.word(from + 14))
                .w15(network.word(from + 15))
                .index(index)
                .count(NetworkShape.CHUNKS);
    }
}
