package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * An order as the exchange knows it. Live: it shows the present state. Numbers are decimals times 1e8. Written by the
 * exchange's thread only.
 */
public final class ExchangeOrder {
    final long number;
    final Account account;
    final ExchangeInstrument instrument;
    final Side side;
    final String orderId;
    final VenueOrderType originalType;
    final TimeInForce timeInForce;
    final String label;
    final long createdNs;
    final long connectionId;
    final ExactMoney filledValue = new ExactMoney();
    VenueOrderType type;
    long amount;
    long price;
    long filled;
    long visible;
    long displayAmount;
    long triggerPrice = Decimals.ABSENT;
    long triggerOffset = Decimals.ABSENT;
    long triggerReference = Decimals.ABSENT;

    @Nullable
    TriggerSource trigger;

    String triggerOrderId = "";
    boolean isPostOnly;
    boolean isRejectPostOnly;
    boolean isReduceOnly;
    boolean isMmp;
    boolean isReplaced;
    boolean isLiquidation;
    boolean isRiskReducing;
    OrderState state = OrderState.OPEN;
    CancelReason cancelReason = CancelReason.NONE;
    long updatedNs;

    @Nullable
    PriceLevel level;

    @Nullable
    ExchangeOrder before;

    @Nullable
    ExchangeOrder after;

    ExchangeOrder(
            final long number,
            final String orderId,
            final Account account,
            final OrderRequest request,
            final long nowNs) {
        this.number = number;
        this.orderId = orderId;
        this.account = account;
        this.instrument = request.instrument;
        this.side = request.side;
        this.originalType = request.type;
        this.type = request.type;
        this.timeInForce = request.timeInForce == null ? TimeInForce.GOOD_TIL_CANCELLED : request.timeInForce;
        this.label = request.label;
        this.createdNs = nowNs;
        this.updatedNs = nowNs;
        this.connectionId = request.connectionId;
        this.amount = request.amount;
        this.price = request.price;
        this.displayAmount = request.displayAmount;
        this.triggerPrice = request.triggerPrice;
        this.triggerOffset = request.triggerOffset;
        this.trigger = request.trigger;
        this.isPostOnly = request.isPostOnly;
        this.isRejectPostOnly = request.isRejectPostOnly;
        this.isReduceOnly = request.isReduceOnly;
        this.isMmp = request.isMmp;
    }

    /** {@return the venue's id} */
    public String orderId() {
        return orderId;
    }

    /** {@return the exchange's count of orders, from 1: the order in which they were made} */
    public long number() {
        return number;
    }

    /** {@return whose} */
    public Account account() {
        return account;
    }

    /** {@return where} */
    public ExchangeInstrument instrument() {
        return instrument;
    }

    /** {@return BUY or SELL} */
    public Side side() {
        return side;
    }

    /** {@return what it is now: a market-limit order becomes a limit order} */
    public VenueOrderType type() {
        return type;
    }

    /** {@return what it was sent as} */
    public VenueOrderType originalType() {
        return originalType;
    }

    /** {@return how long it stays} */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** {@return the customer's word; empty for none} */
    public String label() {
        return label;
    }

    /** {@return on whose connection it came} */
    public long connectionId() {
        return connectionId;
    }

    /** {@return when it was made, epoch nanoseconds} */
    public long createdNs() {
        return createdNs;
    }

    /** {@return when it last changed, epoch nanoseconds} */
    public long updatedNs() {
        return updatedNs;
    }

    /** {@return total amount, what was filled included} */
    public long amount() {
        return amount;
    }

    /** {@return what was filled} */
    public long filledAmount() {
        return filled;
    }

    /** {@return what is left} */
    public long remaining() {
        return amount - filled;
    }

    /** {@return limit price; {@link Decimals#ABSENT} for a market order: the wire says {@code market_price}} */
    public long price() {
        return price;
    }

    /** {@return average price of what was filled, rounded to 1e-8 (1e-6 where amounts are USD); 0 for none} */
    public long averagePrice() {
        return filled == 0 ? 0 : instrument.priceOf(filled, filledValue);
    }

    /** {@return what an iceberg shows at a time; {@link Decimals#ABSENT} for others} */
    public long displayAmount() {
        return displayAmount;
    }

    /** {@return price at which it is sent; {@link Decimals#ABSENT} for none} */
    public long triggerPrice() {
        return triggerPrice;
    }

    /** {@return fall-back from the best price at which it is sent; {@link Decimals#ABSENT} for none} */
    public long triggerOffset() {
        return triggerOffset;
    }

    /** {@return best price seen by a trailing stop; {@link Decimals#ABSENT} for others} */
    public long triggerReference() {
        return triggerReference;
    }

    /** {@return which price it watches, or null} */
    public @Nullable TriggerSource trigger() {
        return trigger;
    }

    /** {@return id of the trigger order that sent it; empty for none} */
    public String triggerOrderId() {
        return triggerOrderId;
    }

    /** {@return whether it only makes} */
    public boolean isPostOnly() {
        return isPostOnly;
    }

    /** {@return whether it is refused where it would take} */
    public boolean isRejectPostOnly() {
        return isRejectPostOnly;
    }

    /** {@return whether it only reduces the position} */
    public boolean isReduceOnly() {
        return isReduceOnly;
    }

    /** {@return whether market-maker protection covers it} */
    public boolean isMmp() {
        return isMmp;
    }

    /** {@return whether it was edited} */
    public boolean isReplaced() {
        return isReplaced;
    }

    /** {@return whether it liquidates} */
    public boolean isLiquidation() {
        return isLiquidation;
    }

    /** {@return whether the exchange counts it as reducing risk} */
    public boolean isRiskReducing() {
        return isRiskReducing;
    }

    /** {@return where it is in its life} */
    public OrderState state() {
        return state;
    }

    /** {@return why it was taken out} */
    public CancelReason cancelReason() {
        return cancelReason;
    }

    @Override
    public String toString() {
        return "ExchangeOrder[id=" + orderId + ", state=" + state + ", side=" + side + ", amount="
                + Decimals.text(amount) + ", filled=" + Decimals.text(filled) + "]";
    }
}
