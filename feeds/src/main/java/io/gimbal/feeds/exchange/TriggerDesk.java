package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that wait for a price. Owned by the exchange's thread. */
final class TriggerDesk {
    private final List<ExchangeOrder> waiting = new ArrayList<>();

    /** {@return the price a trigger order watches; 0 while there is none} */
    static long reference(final ExchangeInstrument instrument, final TriggerSource source) {
        return switch (source) {
            case INDEX_PRICE -> instrument.indexPrice;
            case MARK_PRICE -> instrument.markPrice();
            case LAST_PRICE -> instrument.lastPrice;
        };
    }

    /** {@return whether it fires when the price rises to its trigger; else when it falls to it} */
    static boolean firesAbove(final VenueOrderType type, final Side side) {
        final boolean isTake = type == VenueOrderType.TAKE_LIMIT || type == VenueOrderType.TAKE_MARKET;
        return isTake == (side == Side.SELL);
    }

    void add(final ExchangeOrder order) {
        waiting.add(order);
        follow(order);
    }

    void remove(final ExchangeOrder order) {
        waiting.remove(order);
    }

    /** {@return the first order whose price has come, taken off the list; null for none} */
    @Nullable
    ExchangeOrder next() {
        for (int i = 0; i < waiting.size(); i++) {
            final ExchangeOrder order = waiting.get(i);
            follow(order);
            if (order.instrument.state == InstrumentState.OPEN && isDue(order)) {
                waiting.remove(i);
                return order;
            }
        }
        return null;
    }

    private static boolean isDue(final ExchangeOrder order) {
        final long reference = referenceOf(order);
        if (reference <= 0) {
            return false;
        }
        return firesAbove(order.type, order.side) ? reference >= order.triggerPrice : reference <= order.triggerPrice;
    }

    private static void follow(final ExchangeOrder order) {
        final long reference = referenceOf(order);
        if (order.type != VenueOrderType.TRAILING_STOP || reference <= 0) {
            return;
        }
        final long best = order.triggerReference;
        final boolean isSell = order.side == Side.SELL;
        if (best == Decimals.ABSENT || (isSell ? reference > best : reference < best)) {
            order.triggerReference = reference;
            order.triggerPrice = isSell ? reference - order.triggerOffset : reference + order.triggerOffset;
        }
    }

    private static long referenceOf(final ExchangeOrder order) {
        return order.trigger == null ? 0 : reference(order.instrument, order.trigger);
    }
}
