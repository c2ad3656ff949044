package io.gimbal.feeds.deribit;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;

/**
 * One instrument as the venue lists it, before it has a number with us. Numbers are decimals times 1e8, as in
 * {@link InstrumentSpec}.
 *
 * @param name          the venue's
 * @param kind          option, dated future, perpetual or spot
 * @param settlement    inverse or linear
 * @param optionType    {@code NONE} unless an option
 * @param strike        0 unless an option
 * @param expiryNs      epoch nanoseconds; 0 for perpetuals and spot
 * @param contractSize  amount of one contract
 * @param minAmount     smallest order
 * @param tickSize      smallest price step
 * @param tickStepAbove price from which {@code tickSizeAbove} holds; 0 for none
 * @param tickSizeAbove price step above
 * @param makerFeeRate  list fee
 * @param takerFeeRate  list fee
 * @param state         it is in
 * @param currency      the venue's name of the account currency that settles it, such as {@code BTC} or {@code USDC}
 * @param baseCurrency  its coin
 * @param indexName     its index, such as {@code btc_usd}
 */
public record InstrumentListing(
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
        long takerFeeRate,
        InstrumentState state,
        String currency,
        String baseCurrency,
        String indexName) {

    InstrumentListing withState(final InstrumentState newState) {
        return new InstrumentListing(
                name,
                kind,
                settlement,
                optionType,
                strike,
                expiryNs,
                contractSize,
                minAmount,
                tickSize,
                tickStepAbove,
                tickSizeAbove,
                makerFeeRate,
                takerFeeRate,
                newState,
                currency,
                baseCurrency,
                indexName);
    }

    /**
     * Gives the instrument its numbers.
     *
     * @param instrumentId dense, from 0
     * @param underlyingId dense, from 0
     * @return the definition that everything else works with
     */
    public InstrumentSpec spec(final int instrumentId, final int underlyingId) {
        return new InstrumentSpec(
                instrumentId,
                underlyingId,
                name,
                kind,
                settlement,
                optionType,
                strike,
                expiryNs,
                contractSize,
                minAmount,
                tickSize,
                tickStepAbove,
                tickSizeAbove,
                makerFeeRate,
                takerFeeRate);
    }
}
