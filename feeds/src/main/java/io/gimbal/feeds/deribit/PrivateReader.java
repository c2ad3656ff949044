package io.gimbal.feeds.deribit;

/**
 * Reads what the venue says of our own orders, trades and positions, in every form it comes in: {@code user.changes},
 * {@code user.orders}, {@code user.trades}, the answers to buy, sell, edit and cancel, and the lists that are asked for
 * after a reconnect. The handler is called once for each, in the order of the frame.
 *
 * <p>To have nothing told of a frame that turns out malformed further on, call {@link EnvelopeReader#finishFirst} before.
 * Owned by one thread; allocates nothing.
 */
public final class PrivateReader {
    private static final FieldNames CHANGES =
            FieldNames.of("order", "orders", "trade", "trades", "position", "positions", "has_more");

    private final OrderReport order = new OrderReport();
    private final TradeReport trade = new TradeReport();
    private final PositionReport position = new PositionReport();
    private boolean hasMore;
    private int refused;

    /** Creates a reader. */
    public PrivateReader() {}

    /** Called back for each order, trade and position; the reports are valid during the call. */
    public interface Handler {
        /**
         * The venue states an order.
         *
         * @param order complete
         */
        void onOrder(OrderReport order);

        /**
         * The venue states a trade of ours; perhaps not for the first time.
         *
         * @param trade complete
         */
        void onTrade(TradeReport trade);

        /**
         * The venue states a position.
         *
         * @param position complete
         */
        void onPosition(PositionReport position);
    }

    /**
     * Takes the scanner's next value: an object with any of {@code order(s)}, {@code trade(s)}, {@code position(s)}, each one
     * or many.
     *
     * @param scanner the object is next
     * @param handler is told
     * @return whether all of it was understood; false also after a fault
     */
    public boolean readChanges(final JsonScanner scanner, final Handler handler) {
        begin();
        if (!scanner.enterObject()) {
            return false;
        }
        for (int field; (field = scanner.nextField(CHANGES)) != JsonScanner.END; ) {
            switch (field) {
                case 0, 1 -> orders(scanner, handler);
                case 2, 3 -> trades(scanner, handler);
                case 4, 5 -> positions(scanner, handler);
                default -> hasMore = scanner.isTrue();
            }
        }
        return isUnderstood(scanner);
    }

    /**
     * Takes the scanner's next value: an order or an array of orders.
     *
     * @param scanner the value is next
     * @param handler is told
     * @return whether all of it was understood; false also after a fault
     */
    public boolean readOrders(final JsonScanner scanner, final Handler handler) {
        begin();
        orders(scanner, handler);
        return isUnderstood(scanner);
    }

    /**
     * Takes the scanner's next value: a trade or an array of trades.
     *
     * @param scanner the value is next
     * @param handler is told
     * @return whether all of it was understood; false also after a fault
     */
    public boolean readTrades(final JsonScanner scanner, final Handler handler) {
        begin();
        trades(scanner, handler);
        return isUnderstood(scanner);
    }

    /**
     * Takes the scanner's next value: a position or an array of positions.
     *
     * @param scanner the value is next
     * @param handler is told
     * @return whether all of it was understood; false also after a fault
     */
    public boolean readPositions(final JsonScanner scanner, final Handler handler) {
        begin();
        positions(scanner, handler);
        return isUnderstood(scanner);
    }

    /** {@return whether the venue said that there is more to ask for} */
    public boolean hasMore() {
        return hasMore;
    }

    /** {@return orders, trades and positions of the last value that lacked something or were no such thing} */
    public int refused() {
        return refused;
    }

    private void begin() {
        hasMore = false;
        refused = 0;
    }

    private boolean isUnderstood(final JsonScanner scanner) {
        return scanner.isOk() && refused == 0;
    }

    private void orders(final JsonScanner scanner, final Handler handler) {
        if (scanner.peek() != JsonKind.ARRAY) {
            order(scanner, handler);
            return;
        }
        scanner.enterArray();
        while (scanner.nextElement()) {
            order(scanner, handler);
        }
    }

    private void order(final JsonScanner scanner, final Handler handler) {
        if (scanner.peek() == JsonKind.NULL) {
            scanner.skip();
        } else if (order.read(scanner)) {
            handler.onOrder(order);
        } else {
            refused++;
        }
    }

    private void trades(final JsonScanner scanner, final Handler handler) {
        if (scanner.peek() != JsonKind.ARRAY) {
            trade(scanner, handler);
            return;
        }
        scanner.enterArray();
        while (scanner.nextElement()) {
            trade(scanner, handler);
        }
    }

    private void trade(final JsonScanner scanner, final Handler handler) {
        if (scanner.peek() == JsonKind.NULL) {
            scanner.skip();
        } else if (trade.read(scanner)) {
            handler.onTrade(trade);
        } else {
            refused++;
        }
    }

    private void positions(final JsonScanner scanner, final Handler handler) {
        if (scanner.peek() != JsonKind.ARRAY) {
            position(scanner, handler);
            return;
        }
        scanner.enterArray();
        while (scanner.nextElement()) {
            position(scanner, handler);
        }
    }

    private void position(final JsonScanner scanner, final Handler handler) {
        if (scanner.peek() == JsonKind.NULL) {
            scanner.skip();
        } else if (position.read(scanner)) {
            handler.onPosition(position);
        } else {
            refused++;
        }
    }
}
