package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentState;
import org.jspecify.annotations.Nullable;

/** One instrument at the simulated venue: its top of book as last seen, and our orders that rest in it, best first. */
final class SimulatedBook {
    final InstrumentSpec spec;
    long bid;
    long bidAmount;
    long ask;
    long askAmount;
    long position;
    InstrumentState state = InstrumentState.OPEN;

    @Nullable
    SimulatedOrder bestBuy;

    @Nullable
    SimulatedOrder bestSell;

    SimulatedBook(final InstrumentSpec spec) {
        this.spec = spec;
    }

    boolean hasBid() {
        return bidAmount > 0 && bid > 0;
    }

    boolean hasAsk() {
        return askAmount > 0 && ask > 0;
    }

    /** Middle of the quote, or absent when a side is empty. */
    long mid() {
        return hasBid() && hasAsk() ? bid + (ask - bid) / 2 : Decimals.ABSENT;
    }

    /** Whether an order at a limit would trade at once. */
    boolean crosses(final boolean isBuy, final long limit) {
        return isBuy ? hasAsk() && ask <= limit : hasBid() && bid >= limit;
    }

    /** Size on the side against which an order trades. */
    long opposite(final boolean isBuy) {
        return isBuy ? askAmount : bidAmount;
    }

    void take(final boolean isBuy, final long amount) {
        if (isBuy) {
            askAmount -= amount;
        } else {
            bidAmount -= amount;
        }
    }

    /** Adds an order behind those of better and of equal price. */
    void rest(final SimulatedOrder order) {
        SimulatedOrder better = null;
        SimulatedOrder worse = order.isBuy() ? bestBuy : bestSell;
        while (worse != null && (order.isBuy() ? worse.price >= order.price : worse.price <= order.price)) {
            better = worse;
            worse = worse.worse;
        }
        order.better = better;
        order.worse = worse;
        if (worse != null) {
            worse.better = order;
        }
        if (better != null) {
            better.worse = order;
        } else {
            setBest(order.isBuy(), order);
        }
    }

    /** Takes an order out; harmless when it does not rest. */
    void remove(final SimulatedOrder order) {
        final SimulatedOrder better = order.better;
        final SimulatedOrder worse = order.worse;
        if (better != null) {
            better.worse = worse;
        } else if ((order.isBuy() ? bestBuy : bestSell) == order) {
            setBest(order.isBuy(), worse);
        }
        if (worse != null) {
            worse.better = better;
        }
        order.better = null;
        order.worse = null;
    }

    private void setBest(final boolean isBuy, final @Nullable SimulatedOrder order) {
        if (isBuy) {
            bestBuy = order;
        } else {
            bestSell = order;
        }
    }
}
