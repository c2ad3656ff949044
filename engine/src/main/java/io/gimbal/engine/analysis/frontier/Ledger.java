package io.gimbal.engine.analysis.frontier;

/**
 * What one hedge on one path did: position, tracking and cost, USD and coins. A trade that takes is booked at once at
 * the mid, its all-in cost beside it. A fill of a resting order is booked at the end of its step: its price against the
 * mid at which it was decided is the shortfall, the mid's move from then to the step's end its adverse selection, and
 * both are cost; so the P&L is exactly the hedge's moves less the cost, whatever fills choose. Owned by one thread.
 */
final class Ledger {
    private final TradingCosts costs;
    private double position;
    private double tracking;
    private double takerCost;
    private double makerFees;
    private double makerShortfall;
    private double makerAdverse;
    private double unwind;
    private double takerValue;
    private double makerValue;
    private int trades;

    Ledger(final TradingCosts costs) {
        this.costs = costs;
    }

    /** Begins with the common target, paid for like any other trade that takes. */
    void begin(final HedgePath path) {
        position = 0.0;
        tracking = 0.0;
        takerCost = 0.0;
        makerFees = 0.0;
        makerShortfall = 0.0;
        makerAdverse = 0.0;
        unwind = 0.0;
        takerValue = 0.0;
        makerValue = 0.0;
        trades = 0;
        take(path, 0, path.target(0));
    }

    double position() {
        return position;
    }

    void take(final HedgePath path, final int step, final double newPosition) {
        final double value = Math.abs(newPosition - position) * path.price(step);
        takerValue += value;
        takerCost += costs.takerRate() * value + order(path, value);
        position = newPosition;
        trades++;
    }

    void hold(final HedgePath path, final int step) {
        tracking += (position - path.target(step)) * path.move(step);
    }

    /** Books a fill of an order that rested during a step, after {@link #hold}; quantity positive for a purchase. */
    void fill(final HedgePath path, final int step, final double quantity, final double price) {
        final double value = Math.abs(quantity) * price;
        makerValue += value;
        makerFees += costs.makerRate() * value + order(path, value);
        makerShortfall += quantity * (price - path.price(step));
        makerAdverse -= quantity * path.move(step);
        position += quantity;
        trades++;
    }

    void end(final HedgePath path) {
        final double value = Math.abs(position) * path.price(path.steps());
        unwind = costs.takerRate() * value + order(path, value);
    }

    /** What an order costs whatever its size, where it trades anything. */
    private double order(final HedgePath path, final double value) {
        return value > 0 ? costs.orderRate() * path.price(0) : 0.0;
    }

    double cost() {
        return takerCost + makerFees + makerShortfall + makerAdverse + unwind;
    }

    /** {@return one figure of the path} */
    double figure(final Figure figure, final HedgePath path) {
        return switch (figure) {
            case COST -> cost();
            case TRACKING -> tracking;
            case PNL -> path.commonPnl() + tracking - cost();
            case TRADING_COST -> cost() - unwind;
            case UNWIND -> unwind;
            case MAKER_FEES -> makerFees;
            case MAKER_SHORTFALL -> makerShortfall;
            case MAKER_ADVERSE -> makerAdverse;
            case MAKER_VALUE -> makerValue;
            case TAKER_VALUE -> takerValue;
            case TRADES -> trades;
        };
    }

    /** What is kept of a path; USD, except for the number of trades. */
    enum Figure {
        COST,
        TRADING_COST,
        TRACKING,
        PNL,
        UNWIND,
        MAKER_FEES,
        MAKER_SHORTFALL,
        MAKER_ADVERSE,
        MAKER_VALUE,
        TAKER_VALUE,
        TRADES
    }
}
