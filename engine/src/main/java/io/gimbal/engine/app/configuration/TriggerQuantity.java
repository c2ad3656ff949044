package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.TriggerOperation;
import org.jspecify.annotations.Nullable;

/** What a trigger can compare with a number. */
enum TriggerQuantity {
    DEVIATION("deviation", TriggerOperation.DEVIATION, TriggerUnit.PLAIN),
    DEVIATION_COINS("deviation_coins", TriggerOperation.DEVIATION_COINS, TriggerUnit.PLAIN),
    SINCE_TRADE("since_trade", TriggerOperation.SINCE_TRADE, TriggerUnit.DURATION),
    PRICE_MOVE("price_move", TriggerOperation.PRICE_MOVE, TriggerUnit.BASIS_POINTS),
    TIME("time", TriggerOperation.TIME_OF_DAY, TriggerUnit.CLOCK),
    TIME_TO_EXPIRY("time_to_expiry", TriggerOperation.TIME_TO_EXPIRY, TriggerUnit.DURATION),
    GAMMA("gamma", TriggerOperation.GAMMA, TriggerUnit.PLAIN),
    VOL("vol", TriggerOperation.VOL, TriggerUnit.SHARE),
    PRICE("price", TriggerOperation.PRICE, TriggerUnit.PLAIN),
    MARGIN_RATIO("margin_ratio", TriggerOperation.MARGIN_RATIO, TriggerUnit.SHARE);

    private final String word;
    private final TriggerOperation operation;
    private final TriggerUnit unit;

    TriggerQuantity(final String word, final TriggerOperation operation, final TriggerUnit unit) {
        this.word = word;
        this.operation = operation;
        this.unit = unit;
    }

    /** {@return how it is written} */
    String word() {
        return word;
    }

    /** {@return the step that pushes it} */
    TriggerOperation operation() {
        return operation;
    }

    /** {@return how its numbers are written} */
    TriggerUnit unit() {
        return unit;
    }

    static @Nullable TriggerQuantity find(final String word) {
        for (final TriggerQuantity quantity : values()) {
            if (quantity.word.equals(word)) {
                return quantity;
            }
        }
        return null;
    }
}
