package io.gimbal.engine.analysis;

import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.TickerDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Reads the options' tickers from the inputs of an engine: fresh ones that say a forward and a mark volatility. An
 * instrument number means what the last definition said, as it does for the engine. Owned by one thread.
 */
final class JournalTickers {
    private static final double SCALE = 1e8;

    private final OptionHistory history;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final Int2ObjectHashMap<OptionHistory.Track> tracks = new Int2ObjectHashMap<>();

    JournalTickers(final OptionHistory history) {
        this.history = history;
    }

    void onInput(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        header.wrap(buffer, offset);
        final boolean isWhole = header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && header.blockLength() <= length - MessageHeaderDecoder.ENCODED_LENGTH;
        if (!isWhole) {
            return;
        }
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int block = header.blockLength();
        final int version = header.version();
        switch (header.templateId()) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                if (block >= InstrumentDefinitionDecoder.BLOCK_LENGTH) {
                    define(definition.wrap(buffer, body, block, version));
                }
            }
            case TickerDecoder.TEMPLATE_ID -> {
                if (block >= TickerDecoder.BLOCK_LENGTH) {
                    take(ticker.wrap(buffer, body, block, version));
                }
            }
            default -> {
                // Every other input says nothing of an option's volatility.
            }
        }
    }

    private void define(final InstrumentDefinitionDecoder event) {
        final int id = event.instrumentId();
        final boolean isOption = event.kindRaw() == InstrumentKind.OPTION.value()
                && (event.optionTypeRaw() == OptionType.CALL.value()
                        || event.optionTypeRaw() == OptionType.PUT.value());
        if (!isOption) {
            tracks.remove(id);
            return;
        }
        final OptionTerms terms = new OptionTerms(
                OptionTerms.coin(event.name()),
                event.expiryNs(),
                event.strike() / SCALE,
                event.optionTypeRaw() == OptionType.CALL.value());
        tracks.put(id, history.track(terms));
    }

    private void take(final TickerDecoder event) {
        final OptionHistory.Track track = tracks.get(event.instrumentId());
        if (track != null && event.qualityRaw() == InputQuality.FRESH.value()) {
            // An absent number is the smallest long: not above 0, so not priceable.
            history.record(track, event.venueTimeNs(), event.underlyingPrice() / SCALE, event.markVol() / SCALE);
        }
    }
}
