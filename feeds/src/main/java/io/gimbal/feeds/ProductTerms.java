package io.gimbal.feeds;

/**
 * What a venue lists for a whole product: sizes, ticks and fees. Numbers are decimals times 1e8.
 *
 * @param contractSize  amount of one contract
 * @param minAmount     smallest order
 * @param tickSize      smallest price step
 * @param tickStepAbove price from which {@code tickSizeAbove} holds; 0 for none
 * @param tickSizeAbove price step above; 0 for none
 * @param makerFeeRate  of the underlying amount; may be negative
 * @param takerFeeRate  of the underlying amount
 */
public record ProductTerms(
        long contractSize,
        long minAmount,
        long tickSize,
        long tickStepAbove,
        long tickSizeAbove,
        long makerFeeRate,
        long takerFeeRate) {

    /**
     * The same product at other fees.
     *
     * @param makerRate of the underlying amount, times 1e8
     * @param takerRate of the underlying amount, times 1e8
     * @return a copy
     */
    public ProductTerms withFees(final long makerRate, final long takerRate) {
        return new ProductTerms(contractSize, minAmount, tickSize, tickStepAbove, tickSizeAbove, makerRate, takerRate);
    }

    /**
     * The same product in other sizes.
     *
     * @param contract amount of one contract, times 1e8
     * @param minimum  smallest order, times 1e8
     * @return a copy
     */
    public ProductTerms withSizes(final long contract, final long minimum) {
        return new ProductTerms(contract, minimum, tickSize, tickStepAbove, tickSizeAbove, makerFeeRate, takerFeeRate);
    }

    /**
     * The same product on another grid.
     *
     * @param tick      smallest price step, times 1e8
     * @param stepAbove price from which {@code tickAbove} holds, times 1e8; 0 for none
     * @param tickAbove price step above, times 1e8
     * @return a copy
     */
    public ProductTerms withTicks(final long tick, final long stepAbove, final long tickAbove) {
        return new ProductTerms(contractSize, minAmount, tick, stepAbove, tickAbove, makerFeeRate, takerFeeRate);
    }
}
