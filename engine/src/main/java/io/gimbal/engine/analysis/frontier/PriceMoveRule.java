package io.gimbal.engine.analysis.frontier;

/** Trades to the target when the price has moved by a share, the parameter, since the last trade. */
final class PriceMoveRule implements HedgeRule {
    @Override
    public void hedge(final HedgePath path, final double parameter, final Ledger ledger) {
        double last = path.price(0);
        for (int step = 0; step < path.steps(); step++) {
            final double price = path.price(step);
            if (Math.abs(price / last - 1.0) > parameter) {
                ledger.take(path, step, path.target(step));
                last = price;
            }
            ledger.hold(path, step);
        }
    }
}
