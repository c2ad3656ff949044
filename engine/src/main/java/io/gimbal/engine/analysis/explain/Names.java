package io.gimbal.engine.analysis.explain;

import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.RunMode;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.UnderlyingDefinitionDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/** What the inputs of a generation call things, and what its first one says of the run. Owned by one thread. */
final class Names {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GenesisDecoder genesis = new GenesisDecoder();
    private final UnderlyingDefinitionDecoder underlying = new UnderlyingDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final Map<Integer, String> coins = new HashMap<>();
    private final Map<Integer, String> instruments = new HashMap<>();
    private final Map<Integer, Integer> connections = new HashMap<>();
    private final Set<Integer> inUsd = new HashSet<>();
    private RunMode mode = RunMode.NULL_VAL;
    private long codeHash;

    /** Looks at an input. */
    void see(final DirectBuffer buffer, final int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case GenesisDecoder.TEMPLATE_ID -> {
                genesis.wrapAndApplyHeader(buffer, offset, header);
                mode = genesis.mode();
                codeHash = genesis.codeHash();
                coins.clear();
                instruments.clear();
                connections.clear();
                inUsd.clear();
            }
            case UnderlyingDefinitionDecoder.TEMPLATE_ID -> {
                underlying.wrapAndApplyHeader(buffer, offset, header);
                coins.put(underlying.underlyingId(), underlying.coin());
            }
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                instrument.wrapAndApplyHeader(buffer, offset, header);
                instruments.put(instrument.instrumentId(), instrument.name());
                connections.put(instrument.instrumentId(), instrument.connectionId());
                if (isInUsd(instrument)) {
                    inUsd.add(instrument.instrumentId());
                }
            }
            default -> {
                // Names nothing.
            }
        }
    }

    /** Amounts of inverse futures are dollars, all others coins. */
    private static boolean isInUsd(final InstrumentDefinitionDecoder defined) {
        return defined.settlement() == Settlement.INVERSE
                && (defined.kind() == InstrumentKind.FUTURE || defined.kind() == InstrumentKind.PERPETUAL);
    }

    boolean isInUsd(final int instrumentId) {
        return inUsd.contains(instrumentId);
    }

    String coin(final int underlyingId) {
        final String coin = coins.getOrDefault(underlyingId, "");
        return coin.isEmpty() ? "underlying " + underlyingId : coin;
    }

    /** With its venue's first connection where several instruments bear the name. */
    String instrument(final int instrumentId) {
        final String name = instruments.getOrDefault(instrumentId, "");
        if (name.isEmpty()) {
            return "instrument " + instrumentId;
        }
        final long namesakes =
                instruments.values().stream().filter(name::equals).count();
        return namesakes > 1 ? name + " at connection " + connections.get(instrumentId) : name;
    }

    String mode() {
        return mode.name();
    }

    String codeHash() {
        return HexFormat.of().toHexDigits(codeHash);
    }
}
