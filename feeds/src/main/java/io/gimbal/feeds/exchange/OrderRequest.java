package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the exchange, as it came: it is checked there. Numbers are decimals times 1e8,
 * {@link Decimals#ABSENT} for what was not said. Made fresh for each order; owned by the caller.
 */
public final class OrderRequest {
    final ExchangeInstrument instrument;
    final Side side;
    long amount = Decimals.ABSENT;
    long contracts = Decimals.ABSENT;
    long price = Decimals.ABSENT;
    VenueOrderType type = VenueOrderType.LIMIT;

    @Nullable
    TimeInForce timeInForce;

    String label = "";
    boolean isPostOnly;
    boolean isRejectPostOnly;
    boolean isReduceOnly;
    boolean isMmp;
    long displayAmount = Decimals.ABSENT;
    long triggerPrice = Decimals.ABSENT;
    long triggerOffset = Decimals.ABSENT;

    @Nullable
    TriggerSource trigger;

    long validUntilNs = Long.MAX_VALUE;
    long connectionId;

    /**
     * Begins a request: limit, good till cancelled, nothing else.
     *
     * @param instrument to trade
     * @param side       to buy or to sell
     */
    public OrderRequest(final ExchangeInstrument instrument, final Side side) {
        this.instrument = instrument;
        this.side = side;
    }

    /**
     * Begins a limit order.
     *
     * @param instrument to trade
     * @param side       to buy or to sell
     * @param amount     in the instrument's unit of amounts
     * @param price      limit
     * @return the request
     */
    public static OrderRequest limit(
            final ExchangeInstrument instrument, final Side side, final long amount, final long price) {
        return new OrderRequest(instrument, side).amount(amount).price(price);
    }

    /**
     * Begins a market order.
     *
     * @param instrument to trade
     * @param side       to buy or to sell
     * @param amount     in the instrument's unit of amounts
     * @return the request
     */
    public static OrderRequest market(final ExchangeInstrument instrument, final Side side, final long amount) {
        return new OrderRequest(instrument, side).amount(amount).type(VenueOrderType.MARKET);
    }

    /**
     * Sets the amount.
     *
     * @param value in the instrument's unit of amounts
     * @return this
     */
    public OrderRequest amount(final long value) {
        this.amount = value;
        return this;
    }

    /**
     * Sets the number of contracts, instead of the amount or agreeing with it.
     *
     * @param value times 1e8
     * @return this
     */
    public OrderRequest contracts(final long value) {
        this.contracts = value;
        return this;
    }

    /**
     * Sets the limit price.
     *
     * @param value in the instrument's unit of prices
     * @return this
     */
    public OrderRequest price(final long value) {
        this.price = value;
        return this;
    }

    /**
     * Sets the type.
     *
     * @param value any
     * @return this
     */
    public OrderRequest type(final VenueOrderType value) {
        this.type = value;
        return this;
    }

    /**
     * Sets the time in force; not to be said for market orders.
     *
     * @param value any
     * @return this
     */
    public OrderRequest timeInForce(final TimeInForce value) {
        this.timeInForce = value;
        return this;
    }

    /**
     * Sets the customer's word for it.
     *
     * @param value at most 64 characters
     * @return this
     */
    public OrderRequest label(final String value) {
        this.label = value;
        return this;
    }

    /**
     * Lets it only make: its price gives way by a tick where it would take.
     *
     * @return this
     */
    public OrderRequest postOnly() {
        this.isPostOnly = true;
        return this;
    }

    /**
     * Lets it only make: it is refused where it would take.
     *
     * @return this
     */
    public OrderRequest rejectPostOnly() {
        this.isPostOnly = true;
        this.isRejectPostOnly = true;
        return this;
    }

    /**
     * Lets it only reduce the position.
     *
     * @return this
     */
    public OrderRequest reduceOnly() {
        this.isReduceOnly = true;
        return this;
    }

    /**
     * Marks it for market-maker protection.
     *
     * @return this
     */
    public OrderRequest mmp() {
        this.isMmp = true;
        return this;
    }

    /**
     * Shows only a part of it at a time.
     *
     * @param value in the instrument's unit of amounts
     * @return this
     */
    public OrderRequest displayAmount(final long value) {
        this.displayAmount = value;
        return this;
    }

    /**
     * Lets it wait for a price.
     *
     * @param source which price
     * @param value  at which it is sent
     * @return this
     */
    public OrderRequest trigger(final TriggerSource source, final long value) {
        this.trigger = source;
        this.triggerPrice = value;
        return this;
    }

    /**
     * Lets it wait for a price to fall back from its best.
     *
     * @param source which price
     * @param offset by how much
     * @return this
     */
    public OrderRequest trailing(final TriggerSource source, final long offset) {
        this.trigger = source;
        this.triggerOffset = offset;
        return this;
    }

    /**
     * Refuses it when it is processed at that time or later.
     *
     * @param value epoch nanoseconds
     * @return this
     */
    public OrderRequest validUntilNs(final long value) {
        this.validUntilNs = value;
        return this;
    }

    /**
     * Says on whose connection it came, for cancel on disconnect.
     *
     * @param value of the server
     * @return this
     */
    public OrderRequest connectionId(final long value) {
        this.connectionId = value;
        return this;
    }
}
