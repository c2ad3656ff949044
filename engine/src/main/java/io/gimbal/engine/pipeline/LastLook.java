package io.gimbal.engine.pipeline;

import io.gimbal.journal.codec.AmendOrderDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.SuppressReason;
import java.util.Arrays;

/**
 * The last check before the venue, independent of the engine: its instruments and limits come from the configuration,
 * its index from the inputs themselves. Owned by the sender thread. A new order or an amendment passes when its
 * instrument is listed, an index is known, its value is within the limit, its price is sane and the message budget has
 * room; a cancel needs room in the budget only.
 *
 * <p>Value in USD: the amount of an inverse future or perpetual; amount times the dearer of limit price and index for
 * other futures, perpetuals and spot; amount times index (the underlying's notional) for options. Sane price: within the
 * collar around the index, so a market order never is; an option's premium above 0 and at most its underlying, which is
 * one coin or the index.
 */
final class LastLook {
    private static final long ONE = 100_000_000L;
    private static final int NOT_LISTED = -1;

    private final ReferencePrices references;
    private final MessageBudget budget;
    private final int[] underlyingOf;
    private final InstrumentKind[] kindOf;
    private final Settlement[] settlementOf;
    private final long[] maxOrderUsd;
    private final long[] collarRate;
    private long highestOrderId;

    LastLook(final LastLookContext context, final ReferencePrices references) {
        this.references = references;
        budget = new MessageBudget(context.maxMessages(), context.cancelReserve(), context.rateWindowNs());
        final int instruments = context.instrumentCount();
        underlyingOf = new int[instruments];
        kindOf = new InstrumentKind[instruments];
        settlementOf = new Settlement[instruments];
        maxOrderUsd = new long[context.underlyingCount()];
        collarRate = new long[context.underlyingCount()];
        Arrays.fill(underlyingOf, NOT_LISTED);
        for (final LastLookContext.UnderlyingLimits limits : context.underlyings()) {
            maxOrderUsd[limits.underlyingId()] = limits.maxOrderUsd();
            collarRate[limits.underlyingId()] = limits.collarRate();
        }
        for (final LastLookContext.TradableInstrument instrument : context.instruments()) {
            underlyingOf[instrument.instrumentId()] = instrument.underlyingId();
            kindOf[instrument.instrumentId()] = instrument.kind();
            settlementOf[instrument.instrumentId()] = instrument.settlement();
        }
    }

    /**
     * Takes note of a new order's id, whatever becomes of the order. The engine numbers its orders upwards, so an id that
     * is not above all before it has been here.
     *
     * @param orderId of a new order
     * @return false for a repetition
     */
    boolean isFirstSight(final long orderId) {
        if (orderId <= highestOrderId) {
            return false;
        }
        highestOrderId = orderId;
        return true;
    }

    /**
     * Judges a new order.
     *
     * @param order the command
     * @param nowNs monotonic time
     * @return {@link SuppressReason#NONE} or the limit it breaks
     */
    SuppressReason newOrder(final NewOrderDecoder order, final long nowNs) {
        final boolean hasLimitPrice = order.orderType() == OrderType.LIMIT;
        final SuppressReason reason = judge(order.instrumentId(), order.amount(), hasLimitPrice ? order.price() : 0);
        return reason == SuppressReason.NONE ? rate(budget.tryOrder(nowNs)) : reason;
    }

    /**
     * Judges an amendment as if its new total were a new order.
     *
     * @param amend the command
     * @param nowNs monotonic time
     * @return {@link SuppressReason#NONE} or the limit it breaks
     */
    SuppressReason amend(final AmendOrderDecoder amend, final long nowNs) {
        final SuppressReason reason = judge(amend.instrumentId(), amend.amount(), amend.price());
        return reason == SuppressReason.NONE ? rate(budget.tryOrder(nowNs)) : reason;
    }

    /**
     * Judges a cancel.
     *
     * @param nowNs monotonic time
     * @return {@link SuppressReason#NONE} or {@link SuppressReason#LAST_LOOK_RATE}
     */
    SuppressReason cancel(final long nowNs) {
        return rate(budget.tryCancel(nowNs));
    }

    private SuppressReason judge(final int instrumentId, final long amount, final long price) {
        if (instrumentId < 0 || instrumentId >= underlyingOf.length || underlyingOf[instrumentId] == NOT_LISTED) {
            return SuppressReason.LAST_LOOK_INSTRUMENT;
        }
        final int underlyingId = underlyingOf[instrumentId];
        final long index = references.index(underlyingId);
        if (index <= 0 || !isSanePrice(instrumentId, price, index)) {
            return SuppressReason.LAST_LOOK_PRICE;
        }
        return isSaneSize(instrumentId, amount, price, index) ? SuppressReason.NONE : SuppressReason.LAST_LOOK_SIZE;
    }

    private boolean isSanePrice(final int instrumentId, final long price, final long index) {
        if (kindOf[instrumentId] == InstrumentKind.OPTION) {
            final boolean isInverse = settlementOf[instrumentId] == Settlement.INVERSE;
            return price > 0 && price <= (isInverse ? ONE : index);
        }
        return price > 0
                && isProductAtMost(Math.abs(price - index), ONE, index, collarRate[underlyingOf[instrumentId]]);
    }

    private boolean isSaneSize(final int instrumentId, final long amount, final long price, final long index) {
        final long max = maxOrderUsd[underlyingOf[instrumentId]];
        final boolean isOption = kindOf[instrumentId] == InstrumentKind.OPTION;
        if (!isOption && settlementOf[instrumentId] == Settlement.INVERSE) {
            return amount > 0 && amount <= max;
        }
        return amount > 0 && isProductAtMost(amount, isOption ? index : Math.max(price, index), max, ONE);
    }

    /** Compares a·b with c·d, all 0 or more, in 128 bits: a limit holds to its last digit. */
    private static boolean isProductAtMost(final long a, final long b, final long c, final long d) {
        final long high = Math.multiplyHigh(a, b);
        final long limitHigh = Math.multiplyHigh(c, d);
        return high < limitHigh || (high == limitHigh && Long.compareUnsigned(a * b, c * d) <= 0);
    }

    private static SuppressReason rate(final boolean hasRoom) {
        return hasRoom ? SuppressReason.NONE : SuppressReason.LAST_LOOK_RATE;
    }
}
