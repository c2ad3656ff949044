package io.gimbal.feeds.deribit;

import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.Arrays;
import java.util.Locale;

/** The venue's words for states, sides and reasons, as values. A word that is not known has a value of its own. */
final class Words {
    private static final OrderState[] ORDER_STATES = OrderState.values();
    private static final FieldNames ORDER_STATE_WORDS = words(ORDER_STATES);
    private static final CancelReason[] CANCEL_REASONS = CancelReason.values();
    private static final FieldNames CANCEL_REASON_WORDS = words(CANCEL_REASONS);
    private static final FieldNames DIRECTIONS = FieldNames.of("buy", "sell");
    private static final FieldNames TIMES_IN_FORCE =
            FieldNames.of("good_til_cancelled", "immediate_or_cancel", "fill_or_kill", "good_til_day");
    private static final FieldNames INSTRUMENT_STATES = FieldNames.of(
            "open", "settlement", "halted", "locked", "delivered", "inactive", "closed", "archivized", "created");
    private static final int CLOSED = InstrumentState.INACTIVE.value();

    private Words() {}

    static OrderState orderState(final JsonScanner scanner) {
        final int id = scanner.word(ORDER_STATE_WORDS);
        return id < 0 ? OrderState.UNKNOWN : ORDER_STATES[id];
    }

    static CancelReason cancelReason(final JsonScanner scanner) {
        final int id = scanner.word(CANCEL_REASON_WORDS);
        return id < 0 ? CancelReason.OTHER : CANCEL_REASONS[id];
    }

    /** {@return the side, or {@code NULL_VAL} for a position of size zero and any other word} */
    static Side direction(final JsonScanner scanner) {
        return switch (scanner.word(DIRECTIONS)) {
            case 0 -> Side.BUY;
            case 1 -> Side.SELL;
            default -> Side.NULL_VAL;
        };
    }

    /** {@return the time in force, or {@code NULL_VAL} for any other word} */
    static TimeInForce timeInForce(final JsonScanner scanner) {
        return switch (scanner.word(TIMES_IN_FORCE)) {
            case 0 -> TimeInForce.GOOD_TIL_CANCELLED;
            case 1 -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case 2 -> TimeInForce.FILL_OR_KILL;
            case 3 -> TimeInForce.GOOD_TIL_DAY;
            default -> TimeInForce.NULL_VAL;
        };
    }

    /**
     * {@return the state; an expired or not yet opened instrument is inactive; {@code NULL_VAL} for any other word}
     */
    static InstrumentState instrumentState(final JsonScanner scanner) {
        final int id = scanner.word(INSTRUMENT_STATES);
        if (id < 0) {
            return InstrumentState.NULL_VAL;
        }
        return InstrumentState.get((short) Math.min(id + 1, CLOSED));
    }

    private static FieldNames words(final Enum<?>[] values) {
        return FieldNames.of(Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new));
    }
}
