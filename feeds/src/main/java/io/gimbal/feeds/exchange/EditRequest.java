package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import org.jspecify.annotations.Nullable;

/**
 * A change of an order. What is not said stays as it is. Numbers are decimals times 1e8. Made fresh for each edit; owned by
 * the caller.
 */
public final class EditRequest {
    final String orderId;
    long amount = Decimals.ABSENT;
    long contracts = Decimals.ABSENT;
    long price = Decimals.ABSENT;
    long displayAmount = Decimals.ABSENT;
    long triggerPrice = Decimals.ABSENT;
    long triggerOffset = Decimals.ABSENT;

    @Nullable
    Boolean isPostOnly;

    @Nullable
    Boolean isRejectPostOnly;

    @Nullable
    Boolean isReduceOnly;

    long validUntilNs = Long.MAX_VALUE;

    /**
     * Begins an edit.
     *
     * @param orderId of the order
     */
    public EditRequest(final String orderId) {
        this.orderId = orderId;
    }

    /**
     * Sets the new total amount, what was filled already included.
     *
     * @param value in the instrument's unit of amounts
     * @return this
     */
    public EditRequest amount(final long value) {
        this.amount = value;
        return this;
    }

    /**
     * Sets the new total in contracts.
     *
     * @param value times 1e8
     * @return this
     */
    public EditRequest contracts(final long value) {
        this.contracts = value;
        return this;
    }

    /**
     * Sets the new limit price.
     *
     * @param value in the instrument's unit of prices
     * @return this
     */
    public EditRequest price(final long value) {
        this.price = value;
        return this;
    }

    /**
     * Sets what is shown at a time.
     *
     * @param value in the instrument's unit of amounts
     * @return this
     */
    public EditRequest displayAmount(final long value) {
        this.displayAmount = value;
        return this;
    }

    /**
     * Sets the trigger price.
     *
     * @param value in the unit of the price that is watched
     * @return this
     */
    public EditRequest triggerPrice(final long value) {
        this.triggerPrice = value;
        return this;
    }

    /**
     * Sets the trailing offset.
     *
     * @param value in the unit of the price that is watched
     * @return this
     */
    public EditRequest triggerOffset(final long value) {
        this.triggerOffset = value;
        return this;
    }

    /**
     * Sets whether it only makes.
     *
     * @param value whether
     * @return this
     */
    public EditRequest postOnly(final boolean value) {
        this.isPostOnly = value;
        return this;
    }

    /**
     * Sets whether it is cancelled rather than re-priced where it would take.
     *
     * @param value whether
     * @return this
     */
    public EditRequest rejectPostOnly(final boolean value) {
        this.isRejectPostOnly = value;
        return this;
    }

    /**
     * Sets whether it only reduces the position.
     *
     * @param value whether
     * @return this
     */
    public EditRequest reduceOnly(final boolean value) {
        this.isReduceOnly = value;
        return this;
    }

    /**
     * Refuses it when it is processed at that time or later.
     *
     * @param value epoch nanoseconds
     * @return this
     */
    public EditRequest validUntilNs(final long value) {
        this.validUntilNs = value;
        return this;
    }
}
