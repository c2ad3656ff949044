package io.gimbal.feeds;

import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;

/**
 * What can be held or traded, as the venue defines it. Numbers are decimals times 1e8. Amounts are USD for inverse
 * futures and perpetuals, coins for everything else; prices are coin per coin for inverse options, USD per coin for
 * everything else. Here is the one place where prices meet the tick grid and amounts the lot grid.
 *
 * @param instrumentId  dense, from 0
 * @param underlyingId  dense, from 0
 * @param name          the venue's
 * @param kind          option, dated future, perpetual or spot
 * @param settlement    inverse (in coin) or linear (in USD)
 * @param optionType    {@code NONE} unless an option
 * @param strike        USD per coin; 0 unless an option
 * @param expiryNs      epoch nanoseconds; 0 for perpetuals and spot
 * @param contractSize  amount of one contract
 * @param minAmount     smallest order
 * @param tickSize      smallest price step up to {@code tickStepAbove}
 * @param tickStepAbove price from which {@code tickSizeAbove} holds; 0 for none
 * @param tickSizeAbove price step above
 * @param makerFeeRate  of the underlying amount; may be negative
 * @param takerFeeRate  of the underlying amount
 */
public record InstrumentSpec(
        int instrumentId,
        int underlyingId,
        String name,
        InstrumentKind kind,
        Settlement settlement,
        OptionType optionType,
        long strike,
        long expiryNs,
        long contractSize,
        long minAmount,
        long tickSize,
        long tickStepAbove,
        long tickSizeAbove,
        long makerFeeRate,
        long takerFeeRate) {

    /**
     * Checks what everything below relies on.
     *
     * @param instrumentId  as above
     * @param underlyingId  as above
     * @param name          as above
     * @param kind          as above
     * @param settlement    as above
     * @param optionType    as above
     * @param strike        as above
     * @param expiryNs      as above
     * @param contractSize  as above
     * @param minAmount     as above
     * @param tickSize      as above
     * @param tickStepAbove as above
     * @param tickSizeAbove as above
     * @param makerFeeRate  as above
     * @param takerFeeRate  as above
     * @throws IllegalArgumentException when an id is negative, or a size or a tick is not above 0
     */
    public InstrumentSpec {
        if (instrumentId < 0 || underlyingId < 0) {
            throw new IllegalArgumentException("instrument ids are from 0: name=" + name);
        }
        if (contractSize <= 0 || minAmount <= 0 || tickSize <= 0 || (tickStepAbove > 0 && tickSizeAbove <= 0)) {
            throw new IllegalArgumentException("sizes and ticks are above 0: name=" + name);
        }
    }

    /** {@return whether it is an option} */
    public boolean isOption() {
        return kind == InstrumentKind.OPTION;
    }

    /** {@return whether amounts are USD: inverse futures and perpetuals} */
    public boolean isUsdAmount() {
        return settlement == Settlement.INVERSE && (kind == InstrumentKind.FUTURE || kind == InstrumentKind.PERPETUAL);
    }

    /**
     * The tick at a price. The boundary itself lies on both grids and takes the upper one.
     *
     * @param price decimal times 1e8
     * @return step of prices there
     */
    public long tickAt(final long price) {
        return tickStepAbove > 0 && price >= tickStepAbove ? tickSizeAbove : tickSize;
    }

    /**
     * Tells whether a price is one the venue takes.
     *
     * @param price decimal times 1e8
     * @return true when it is above 0 and on the grid
     */
    public boolean isOnTick(final long price) {
        return price > 0 && price % tickAt(price) == 0;
    }

    /**
     * The grid price at or below a price.
     *
     * @param price decimal times 1e8, 0 or more
     * @return on the grid; 0 when the price is below the first tick
     */
    public long tickBelow(final long price) {
        return price - Math.floorMod(price, tickAt(price));
    }

    /**
     * The grid price at or above a price.
     *
     * @param price decimal times 1e8, 0 or more
     * @return on the grid
     */
    public long tickAbove(final long price) {
        final long tick = tickAt(price);
        return price + Math.floorMod(-price, tick);
    }

    /** {@return step of amounts: the smaller of the contract size and the smallest order} */
    public long lot() {
        return Math.min(contractSize, minAmount);
    }

    /**
     * Tells whether an amount is one the venue takes.
     *
     * @param amount decimal times 1e8, in the unit of amounts
     * @return true when it is a whole number of lots and not below the smallest order
     */
    public boolean isOrderAmount(final long amount) {
        return amount >= minAmount && amount % lot() == 0;
    }
}
