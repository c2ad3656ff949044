package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.InstrumentState;

/**
 * {@code instrument.state.}: an InstrumentStateChange each, or a word to the handler where the instrument is not defined
 * here. {@code platform_state}: a PlatformState each, of one underlying or of all; of an index that is not ours nothing.
 */
final class StateReader implements ChannelReader {
    private static final FieldNames NAMES =
            FieldNames.of("timestamp", "state", "instrument_name", "locked", "maintenance", "price_index");
    private static final FieldNames LOCKS = FieldNames.of("true", "partial");

    private final AsciiTable<MarketInstrument> instruments;
    private final AsciiTable<Integer> underlyings;
    private final AsciiText name = new AsciiText(64);
    private final AsciiText index = new AsciiText(64);
    private InstrumentState state = InstrumentState.NULL_VAL;
    private long timestamp;
    private boolean hasLock;
    private boolean isLocked;
    private boolean isMaintenance;

    StateReader(final AsciiTable<MarketInstrument> instruments, final AsciiTable<Integer> underlyings) {
        this.instruments = instruments;
        this.underlyings = underlyings;
    }

    @Override
    public Rejection read(final JsonScanner scanner, final MarketChannel channel) {
        clear();
        if (!scanner.enterObject()) {
            return Rejection.MISSING_FIELD;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            switch (field) {
                case 0 -> timestamp = scanner.integer();
                case 1 -> state = Words.instrumentState(scanner);
                case 2 -> name.read(scanner);
                case 3 -> {
                    hasLock = true;
                    isLocked = isLock(scanner);
                }
                case 4 -> {
                    hasLock = true;
                    isMaintenance = isLock(scanner);
                }
                default -> index.read(scanner);
            }
        }
        return check(channel.kind());
    }

    private static boolean isLock(final JsonScanner scanner) {
        return scanner.peek() == JsonKind.TEXT ? scanner.word(LOCKS) >= 0 : scanner.isTrue();
    }

    private void clear() {
        name.clear();
        index.clear();
        state = InstrumentState.NULL_VAL;
        timestamp = Decimals.ABSENT;
        hasLock = false;
        isLocked = false;
        isMaintenance = false;
    }

    private Rejection check(final ChannelKind kind) {
        if (kind == ChannelKind.PLATFORM_STATE) {
            return hasLock ? Rejection.NONE : Rejection.MISSING_FIELD;
        }
        if (name.length() == 0 || timestamp == Decimals.ABSENT) {
            return Rejection.MISSING_FIELD;
        }
        return (state == InstrumentState.NULL_VAL || timestamp < 0) ? Rejection.BAD_VALUE : Rejection.NONE;
    }

    @Override
    public void publish(final MarketChannel channel, final MarketOutput out) {
        if (channel.kind() == ChannelKind.PLATFORM_STATE) {
            publishPlatform(out);
            return;
        }
        final MarketInstrument instrument = instruments.find(name);
        if (instrument == null) {
            out.handler().onUnknownInstrument(name, state);
            return;
        }
        instrument.state = state;
        out.publisher()
                .instrumentStateChange()
                .venueTimeNs(timestamp * NS_PER_MS)
                .instrumentId(instrument.spec.instrumentId())
                .state(state);
        out.offer();
    }

    private void publishPlatform(final MarketOutput out) {
        final Integer known = underlyings.find(index);
        if (known == null && index.length() > 0) {
            return;
        }
        out.publisher()
                .platformState()
                .venueTimeNs(timestamp == Decimals.ABSENT ? 0 : timestamp * NS_PER_MS)
                .underlyingId(known == null ? MarketChannel.NO_UNDERLYING : known.intValue())
                .isLocked(isLocked ? BooleanType.TRUE : BooleanType.FALSE)
                .isMaintenance(isMaintenance ? BooleanType.TRUE : BooleanType.FALSE);
        out.offer();
    }
}
