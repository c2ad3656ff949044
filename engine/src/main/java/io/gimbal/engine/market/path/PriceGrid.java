package io.gimbal.engine.market.path;

/** Prices an order may have, and how far the touch is from the mid. Both in USD per coin. */
record PriceGrid(double halfSpread, double tick) {
    private static final double BP = 1e-4;

    static PriceGrid of(final QueueSettings settings, final double price) {
        return new PriceGrid(settings.halfSpreadBp() * BP * price, settings.tickBp() * BP * price);
    }

    double touch(final double mid, final boolean isBuy) {
        return isBuy ? tick * Math.floor((mid - halfSpread) / tick) : tick * Math.ceil((mid + halfSpread) / tick);
    }
}
