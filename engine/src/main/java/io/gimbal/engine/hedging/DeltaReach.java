package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.DecisionReason;

/**
 * Where the delta stands to what the policy wants, when orders of unknown fate and options under way make it an interval.
 * Owned by the engine thread; keeps nothing of its own.
 */
final class DeltaReach {
    private final HedgeView view;
    private final HedgeTarget target;
    private final HedgeInstruments instruments;
    private final OverlayInFlight options;

    DeltaReach(
            final HedgeView view,
            final HedgeTarget target,
            final HedgeInstruments instruments,
            final OverlayInFlight options) {
        this.view = view;
        this.target = target;
        this.instruments = instruments;
        this.options = options;
    }

    /** The delta if what is not known turns out in the way that calls for the least trade. */
    double nearestEnd(final BookLine hedge) {
        final double low = view.totalDelta() + doubt(hedge, -1);
        final double high = view.totalDelta() + doubt(hedge, 1);
        if (high < target.outerLow()) {
            return high;
        }
        if (low > target.outerHigh()) {
            return low;
        }
        return low == high ? view.totalDelta() : target.centre();
    }

    /** What is not known may add, one side, projected coins. */
    double doubt(final BookLine hedge, final int sign) {
        return instruments.unknown(hedge, sign) + (sign < 0 ? options.low() : options.high());
    }

    /** Which way a trade leads from a delta: 1 buys, -1 sells, 0 where there is none. */
    int side(final double delta) {
        if (delta < target.outerLow()) {
            return 1;
        }
        return delta > target.outerHigh() ? -1 : 0;
    }

    /** Why nothing is traded where the policy leaves nothing to trade from the nearest end. */
    DecisionReason holdReason(final double held, final double certain) {
        if (side(view.totalDelta()) != 0) {
            return certain == view.totalDelta() ? DecisionReason.BELOW_LOT : DecisionReason.ORDER_UNKNOWN;
        }
        return side(held) != 0 && held != view.totalDelta() ? DecisionReason.IN_FLIGHT : target.holdReason();
    }
}
