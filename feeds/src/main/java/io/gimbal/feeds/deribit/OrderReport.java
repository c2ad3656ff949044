package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.Arrays;

/**
 * The venue's statement of one order, from an answer or a notification. Reused: holds the order read last. Numbers are
 * decimals times 1e8, {@link Decimals#ABSENT} where the venue gave none or a word. Owned by one thread; allocates nothing.
 */
public final class OrderReport {
    private static final FieldNames NAMES = FieldNames.of(
            "price",
            "amount",
            "filled_amount",
            "average_price",
            "contracts",
            "trigger_price",
            "display_amount",
            "creation_timestamp",
            "last_update_timestamp",
            "post_only",
            "reject_post_only",
            "reduce_only",
            "replaced",
            "is_liquidation",
            "mmp",
            "api",
            "label",
            "order_id",
            "instrument_name",
            "order_type",
            "direction",
            "time_in_force",
            "order_state",
            "cancel_reason");
    private static final int DECIMALS = 7;
    private static final int TIMES = 9;
    private static final int FLAGS = 16;
    private static final int LABEL = 16;
    private static final int ORDER_ID = 17;
    private static final int INSTRUMENT_NAME = 18;
    private static final int ORDER_TYPE = 19;
    private static final int DIRECTION = 20;
    private static final int TIME_IN_FORCE = 21;
    private static final int ORDER_STATE = 22;
    private static final long NS_PER_MS = 1_000_000L;

    private final long[] numbers = new long[TIMES];
    private final AsciiText label = new AsciiText(64);
    private final AsciiText orderId = new AsciiText(64);
    private final AsciiText instrumentName = new AsciiText(64);
    private final AsciiText orderType = new AsciiText(24);
    private int flags;
    private Side side = Side.NULL_VAL;
    private TimeInForce timeInForce = TimeInForce.NULL_VAL;
    private OrderState state = OrderState.UNKNOWN;
    private CancelReason cancelReason = CancelReason.NONE;

    /** Creates an empty report. */
    public OrderReport() {}

    /**
     * Takes the scanner's next value.
     *
     * @param scanner an order's object is next
     * @return whether it was one with an id, an instrument, a side, a state and an amount; false also after a fault
     */
    public boolean read(final JsonScanner scanner) {
        clear();
        if (!scanner.enterObject()) {
            return false;
        }
        for (int field; (field = scanner.nextField(NAMES)) != JsonScanner.END; ) {
            if (field < DECIMALS) {
                numbers[field] = scanner.decimalIfAny();
            } else if (field < TIMES) {
                numbers[field] = scanner.integerIfAny();
            } else if (field < FLAGS) {
                flags |= scanner.isTrue() ? 1 << field : 0;
            } else {
                readWord(scanner, field);
            }
        }
        return scanner.isOk() && isComplete();
    }

    /** {@return limit price; absent for market orders} */
    public long price() {
        return numbers[0];
    }

    /** {@return whole amount of the order, in the unit of amounts} */
    public long amount() {
        return numbers[1];
    }

    /** {@return how much of it has traded; 0 where the venue leaves it out} */
    public long filledAmount() {
        return numbers[2] == Decimals.ABSENT ? 0 : numbers[2];
    }

    /** {@return average price of what has traded; 0 or absent before that} */
    public long averagePrice() {
        return numbers[3];
    }

    /** {@return the amount in contracts} */
    public long contracts() {
        return numbers[4];
    }

    /** {@return price that triggers it; absent unless a trigger order} */
    public long triggerPrice() {
        return numbers[5];
    }

    /** {@return how much of it is shown; absent unless an iceberg} */
    public long displayAmount() {
        return numbers[6];
    }

    /** {@return when it was made, epoch nanoseconds, or 0} */
    public long creationTimeNs() {
        return numbers[7] == Decimals.ABSENT ? 0 : numbers[7] * NS_PER_MS;
    }

    /** {@return when it last changed, epoch nanoseconds, or 0} */
    public long lastUpdateTimeNs() {
        return numbers[8] == Decimals.ABSENT ? 0 : numbers[8] * NS_PER_MS;
    }

    /** {@return whether it may only make} */
    public boolean isPostOnly() {
        return flag(9);
    }

    /** {@return whether it is refused instead of re-priced when it would take} */
    public boolean isRejectPostOnly() {
        return flag(10);
    }

    /** {@return whether it may only reduce a position} */
    public boolean isReduceOnly() {
        return flag(11);
    }

    /** {@return whether it was edited} */
    public boolean isReplaced() {
        return flag(12);
    }

    /** {@return whether the venue made it to liquidate the account} */
    public boolean isLiquidation() {
        return flag(13);
    }

    /** {@return whether market maker protection watches it} */
    public boolean isMmp() {
        return flag(14);
    }

    /** {@return whether it came over the API, as the venue sees it} */
    public boolean isApi() {
        return flag(15);
    }

    /** {@return our key of the order; empty when it has none} */
    public AsciiText label() {
        return label;
    }

    /** {@return the venue's key of the order} */
    public AsciiText orderId() {
        return orderId;
    }

    /** {@return the instrument's name} */
    public AsciiText instrumentName() {
        return instrumentName;
    }

    /** {@return the venue's word: {@code limit}, {@code market}, {@code stop_market} …} */
    public AsciiText orderType() {
        return orderType;
    }

    /** {@return buy or sell} */
    public Side side() {
        return side;
    }

    /** {@return time in force; {@code NULL_VAL} when the venue's word is not known} */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** {@return its state} */
    public OrderState state() {
        return state;
    }

    /** {@return why it was cancelled, if it was} */
    public CancelReason cancelReason() {
        return cancelReason;
    }

    private boolean flag(final int field) {
        return (flags & (1 << field)) != 0;
    }

    private boolean isComplete() {
        return orderId.length() > 0
                && instrumentName.length() > 0
                && side != Side.NULL_VAL
                && state != OrderState.UNKNOWN
                && numbers[1] != Decimals.ABSENT;
    }

    private void clear() {
        Arrays.fill(numbers, Decimals.ABSENT);
        flags = 0;
        label.clear();
        orderId.clear();
        instrumentName.clear();
        orderType.clear();
        side = Side.NULL_VAL;
        timeInForce = TimeInForce.NULL_VAL;
        state = OrderState.UNKNOWN;
        cancelReason = CancelReason.NONE;
    }

    private void readWord(final JsonScanner scanner, final int field) {
        switch (field) {
            case LABEL -> label.read(scanner);
            case ORDER_ID -> orderId.read(scanner);
            case INSTRUMENT_NAME -> instrumentName.read(scanner);
            case ORDER_TYPE -> orderType.read(scanner);
            case DIRECTION -> side = Words.direction(scanner);
            case TIME_IN_FORCE -> timeInForce = Words.timeInForce(scanner);
            case ORDER_STATE -> state = Words.orderState(scanner);
            default ->
                cancelReason = scanner.peek() == JsonKind.NULL ? nullReason(scanner) : Words.cancelReason(scanner);
        }
    }

    private static CancelReason nullReason(final JsonScanner scanner) {
        scanner.skip();
        return CancelReason.NONE;
    }
}
