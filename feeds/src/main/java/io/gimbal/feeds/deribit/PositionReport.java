package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import java.util.Arrays;

/**
 * The venue's statement of one position. Reused: holds the position read last. Numbers are decimals times 1e8, {@link
 * Decimals#ABSENT} where the venue gave none or a word. Owned by one thread; allocates nothing.
 */
public final class PositionReport {
    private static final FieldNames NAMES = FieldNames.of(
            "size",
            "size_currency",
            "average_price",
            "mark_price",
            "index_price",
            "settlement_price",
            "delta",
            "floating_profit_loss",
            "realized_profit_loss",
            "total_profit_loss",
            "realized_funding",
            "initial_margin",
            "maintenance_margin",
            "estimated_liquidation_price",
            "instrument_name",
            "direction");
    private static final int DECIMALS = 14;
    private static final int INSTRUMENT_NAME = 14;

    private final long[] numbers = new long[DECIMALS];
    private final AsciiText instrumentName = new AsciiText(64);
    private Side side = Side.NULL_VAL;

    /** Creates an empty report. */
    public PositionReport() {}

    /**
     * Takes the scanner's next value.
     *
     * @param scanner a position's object is next
     * @return whether it was one with an instrument and a size; false also after a fault
     */
    public boolean read(final JsonScanner scanner) {
        Arrays.fill(numbers, Decimals.ABSENT);
        instrumentName.clear();
        side = Side.NULL_VAL;
        if (!scanner.enterObject()) {
            return false;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            if (field < DECIMALS) {
                numbers[field] = scanner.decimalIfAny();
            } else if (field == INSTRUMENT_NAME) {
                instrumentName.read(scanner);
            } else {
                side = Words.direction(scanner);
            }
        }
        return scanner.isOk() && instrumentName.length() > 0 && numbers[0] != Decimals.ABSENT;
    }

    /** {@return amount held, negative when short whatever sign the venue gave it; USD for inverse futures, else coins} */
    public long signedSize() {
        return side == Side.SELL ? -Math.abs(numbers[0]) : numbers[0];
    }

    /** {@return coins held: futures only} */
    public long sizeCurrency() {
        return numbers[1];
    }

    /** {@return entry price} */
    public long averagePrice() {
        return numbers[2];
    }

    /** {@return mark price} */
    public long markPrice() {
        return numbers[3];
    }

    /** {@return index} */
    public long indexPrice() {
        return numbers[4];
    }

    /** {@return price of the last settlement} */
    public long settlementPrice() {
        return numbers[5];
    }

    /** {@return the venue's delta of the position, coins} */
    public long delta() {
        return numbers[6];
    }

    /** {@return unrealised result} */
    public long floatingProfitLoss() {
        return numbers[7];
    }

    /** {@return realised result since the last settlement} */
    public long realizedProfitLoss() {
        return numbers[8];
    }

    /** {@return both} */
    public long totalProfitLoss() {
        return numbers[9];
    }

    /** {@return funding since the last settlement} */
    public long realizedFunding() {
        return numbers[10];
    }

    /** {@return initial margin} */
    public long initialMargin() {
        return numbers[11];
    }

    /** {@return maintenance margin} */
    public long maintenanceMargin() {
        return numbers[12];
    }

    /** {@return where the venue thinks that it would liquidate; standard margin only} */
    public long estimatedLiquidationPrice() {
        return numbers[13];
    }

    /** {@return the instrument's name} */
    public AsciiText instrumentName() {
        return instrumentName;
    }
}
