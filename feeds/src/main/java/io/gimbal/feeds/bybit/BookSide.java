package io.gimbal.feeds.bybit;

/** One side of a book, best price first. Owned by the market thread; allocates nothing after construction. */
final class BookSide {
    private static final int CAPACITY = 2 * BybitBook.DEPTH;

    private final long[] prices = new long[CAPACITY];
    private final long[] amounts = new long[CAPACITY];
    private final int sign;
    private int size;

    private BookSide(final int sign) {
        this.sign = sign;
    }

    static BookSide bids() {
        return new BookSide(-1);
    }

    static BookSide asks() {
        return new BookSide(1);
    }

    void clear() {
        size = 0;
    }

    /** Sets what is offered at a price; amount 0 takes the price away. The worst price makes room in a full side. */
    void set(final long price, final long amount) {
        int at = 0;
        while (at < size && sign * prices[at] < sign * price) {
            at++;
        }
        final boolean isThere = at < size && prices[at] == price;
        if (amount == 0) {
            remove(at, isThere);
        } else if (isThere) {
            amounts[at] = amount;
        } else if (at < CAPACITY) {
            insert(at, price, amount);
        }
    }

    int size() {
        return size;
    }

    /** Of the level at a place, 0 the best; 0 behind the last. */
    long price(final int at) {
        return at < size ? prices[at] : 0;
    }

    /** Of the level at a place, 0 the best; 0 behind the last. */
    long amount(final int at) {
        return at < size ? amounts[at] : 0;
    }

    private void remove(final int at, final boolean isThere) {
        if (isThere) {
            size--;
            System.arraycopy(prices, at + 1, prices, at, size - at);
            System.arraycopy(amounts, at + 1, amounts, at, size - at);
        }
    }

    private void insert(final int at, final long price, final long amount) {
        size = Math.min(size + 1, CAPACITY);
        System.arraycopy(prices, at, prices, at + 1, size - at - 1);
        System.arraycopy(amounts, at, amounts, at + 1, size - at - 1);
        prices[at] = price;
        amounts[at] = amount;
    }
}
