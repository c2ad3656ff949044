package io.gimbal.feeds.exchange;

import java.util.HashMap;
import java.util.Map;

/**
 * Prices of instruments over the grid of the scan: each move of the index under three volatilities. They are the same for
 * every account and every question asked between two changes of a mark, and are worked out once. Owned by the exchange's
 * thread.
 */
final class ScenarioPrices {
    private static final int VOLS = 3;
    private static final double SHOCK_DAYS = 30;
    private static final double SHOCK_POWER = 0.30;
    private static final double LARGEST_FALL = -0.9;
    private static final double DAY_NS = 86_400e9;

    private final ExchangeState state;
    private final MarginRules rules;
    private final Map<Integer, Grid> grids = new HashMap<>();

    ScenarioPrices(final ExchangeState state, final MarginRules rules) {
        this.state = state;
        this.rules = rules;
    }

    /** Prices of one instrument, and what they were worked out from. */
    private static final class Grid {
        private final long[] prices;
        private long nowNs;
        private long mark;
        private long forward;
        private double vol;

        Grid(final int count) {
            prices = new long[count];
        }

        boolean isOf(final ExchangeInstrument instrument, final long presentNs) {
            return nowNs == presentNs
                    && mark == instrument.markPrice()
                    && forward == instrument.forward()
                    && vol == instrument.markVol();
        }
    }

    /** {@return scenarios of the grid} */
    int count() {
        return VOLS * (2 * rules.scanSteps() + 1);
    }

    /**
     * The prices of an instrument in every scenario.
     *
     * @param instrument with a mark
     * @return times 1e8, above 0, in an order that is the same for all instruments; valid until the next call for it
     */
    long[] prices(final ExchangeInstrument instrument) {
        final Grid grid = grids.computeIfAbsent(instrument.id(), id -> new Grid(count()));
        if (!grid.isOf(instrument, state.nowNs)) {
            fill(grid, instrument);
        }
        return grid.prices;
    }

    private void fill(final Grid grid, final ExchangeInstrument instrument) {
        final boolean isOption = instrument.spec().isOption();
        int at = 0;
        for (int vol = -1; vol <= 1; vol++) {
            final double shock = isOption ? shock(instrument, vol) : 0;
            for (int step = -rules.scanSteps(); step <= rules.scanSteps(); step++) {
                final double move = rules.scanRange() * step / rules.scanSteps();
                grid.prices[at++] = Math.max(1, state.valuation.scenarioPrice(instrument, state.nowNs, move, shock));
            }
        }
        grid.nowNs = state.nowNs;
        grid.mark = instrument.markPrice();
        grid.forward = instrument.forward();
        grid.vol = instrument.markVol();
    }

    private double shock(final ExchangeInstrument option, final int vol) {
        if (vol == 0) {
            return 0;
        }
        final double days = Math.max(1, (option.spec().expiryNs() - state.nowNs) / DAY_NS);
        final double fade = StrictMath.pow(SHOCK_DAYS / days, SHOCK_POWER);
        return vol > 0 ? rules.volShockUp() * fade : Math.max(LARGEST_FALL, -rules.volShockDown() * fade);
    }
}
