package io.gimbal.feeds.exchange;

import io.gimbal.journal.codec.Side;
import java.util.Arrays;

/**
 * One step of a book: the levels that are other than before. Reused; valid during the call that passes it.
 */
public final class BookChange {
    /** The level was not there before. */
    public static final int NEW = 0;

    /** The level has another amount. */
    public static final int CHANGE = 1;

    /** The level is gone. */
    public static final int DELETE = 2;

    private static final int INITIAL_LEVELS = 16;

    private final ExchangeInstrument instrument;
    private long[] prices = new long[INITIAL_LEVELS];
    private long[] amounts = new long[INITIAL_LEVELS];
    private int[] actions = new int[INITIAL_LEVELS];
    private int bids;
    private int count;
    private long changeId;
    private long previousChangeId;
    private long timeNs;

    BookChange(final ExchangeInstrument instrument) {
        this.instrument = instrument;
    }

    /** {@return whose book} */
    public ExchangeInstrument instrument() {
        return instrument;
    }

    /** {@return id of the book after it} */
    public long changeId() {
        return changeId;
    }

    /** {@return id of the book before it: that of the change before} */
    public long previousChangeId() {
        return previousChangeId;
    }

    /** {@return epoch nanoseconds} */
    public long timeNs() {
        return timeNs;
    }

    /** {@return number of levels, bids first, each side from its best price} */
    public int count() {
        return count;
    }

    /**
     * The side of a level.
     *
     * @param index below {@link #count()}
     * @return BUY for bids
     */
    public Side side(final int index) {
        return index < bids ? Side.BUY : Side.SELL;
    }

    /**
     * What happened to a level.
     *
     * @param index below {@link #count()}
     * @return {@link #NEW}, {@link #CHANGE} or {@link #DELETE}
     */
    public int action(final int index) {
        return actions[index];
    }

    /**
     * The price of a level.
     *
     * @param index below {@link #count()}
     * @return times 1e8
     */
    public long price(final int index) {
        return prices[index];
    }

    /**
     * The amount of a level after the step.
     *
     * @param index below {@link #count()}
     * @return times 1e8; 0 when it is gone
     */
    public long amount(final int index) {
        return amounts[index];
    }

    void begin(final long previous, final long id, final long nowNs) {
        previousChangeId = previous;
        changeId = id;
        timeNs = nowNs;
        bids = 0;
        count = 0;
    }

    void add(final Side side, final int action, final long price, final long amount) {
        if (count == prices.length) {
            prices = Arrays.copyOf(prices, 2 * count);
            amounts = Arrays.copyOf(amounts, 2 * count);
            actions = Arrays.copyOf(actions, 2 * count);
        }
        prices[count] = price;
        amounts[count] = amount;
        actions[count] = action;
        count++;
        bids += side == Side.BUY ? 1 : 0;
    }
}
