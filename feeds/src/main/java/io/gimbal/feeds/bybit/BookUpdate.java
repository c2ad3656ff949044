package io.gimbal.feeds.bybit;

/** One message of a book, decoded but not yet applied. Refilled for each message by the market thread. */
final class BookUpdate {
    final Levels bids = new Levels();
    final Levels asks = new Levels();
    long venueTimeNs;
    long updateId;
    boolean isSnapshot;

    /** Prices and amounts of one side, in the order of the message. */
    static final class Levels {
        /** More than any message of 25 levels can change. */
        static final int CAPACITY = 256;

        private final long[] prices = new long[CAPACITY];
        private final long[] amounts = new long[CAPACITY];
        private int size;

        void clear() {
            size = 0;
        }

        /** False when it is no level, or one too many. */
        boolean add(final long price, final long amount) {
            if (size == CAPACITY || !(price > 0) || !(amount >= 0)) {
                return false;
            }
            prices[size] = price;
            amounts[size] = amount;
            size++;
            return true;
        }

        void applyTo(final BookSide side) {
            for (int i = 0; i < size; i++) {
                side.set(prices[i], amounts[i]);
            }
        }
    }
}
