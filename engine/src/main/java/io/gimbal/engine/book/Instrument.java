package io.gimbal.engine.book;

import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;

/**
 * What the venue says of an instrument; immutable.
 *
 * @param id            dense, from 0
 * @param underlyingId  the coin it belongs to
 * @param kind          option, future, perpetual or spot
 * @param settlement    inverse (in coin) or linear (in dollars)
 * @param isCall        for options; false for puts and everything else
 * @param strike        USD; 0 unless an option
 * @param expiryNs      epoch nanoseconds; 0 for perpetuals and spot
 * @param contractSize  scaled: USD (inverse futures) or coins per contract
 * @param minAmount     scaled: smallest order
 * @param tickSize      scaled
 * @param tickStepAbove scaled: price from which {@code tickSizeAbove} holds; 0 for none
 * @param tickSizeAbove scaled
 */
public record Instrument(
        int id,
        int underlyingId,
        InstrumentKind kind,
        Settlement settlement,
        boolean isCall,
        double strike,
        long expiryNs,
        long contractSize,
        long minAmount,
        long tickSize,
        long tickStepAbove,
        long tickSizeAbove) {

    /**
     * Reads a definition.
     *
     * @param event wrapped on the message
     * @return the instrument
     */
    public static Instrument of(final InstrumentDefinitionDecoder event) {
        return new Instrument(
                event.instrumentId(),
                event.underlyingId(),
                event.kind(),
                event.settlement(),
                event.optionType() == OptionType.CALL,
                Scaled.toDouble(event.strike()),
                event.expiryNs(),
                event.contractSize(),
                event.minAmount(),
                event.tickSize(),
                event.tickStepAbove(),
                event.tickSizeAbove());
    }

    /**
     * Adds the whole definition to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    long mixInto(final long hash) {
        long h = Bits.mix(hash, id);
        h = Bits.mix(h, underlyingId);
        h = Bits.mix(h, kind.value());
        h = Bits.mix(h, settlement.value());
        h = Bits.mix(h, isCall ? 1L : 0L);
        h = Bits.mix(h, strike);
        h = Bits.mix(h, expiryNs);
        h = Bits.mix(h, contractSize);
        h = Bits.mix(h, minAmount);
        h = Bits.mix(h, tickSize);
        h = Bits.mix(h, tickStepAbove);
        return Bits.mix(h, tickSizeAbove);
    }

    /** {@return whether premium and result are in the coin} */
    public boolean isInverse() {
        return settlement == Settlement.INVERSE;
    }

    /** {@return whether it is an option} */
    public boolean isOption() {
        return kind == InstrumentKind.OPTION;
    }

    /** {@return whether it is a dated future or a perpetual} */
    public boolean isFuture() {
        return kind == InstrumentKind.FUTURE || kind == InstrumentKind.PERPETUAL;
    }

    /** {@return whether amounts count dollars: inverse futures and perpetuals} */
    public boolean isAmountInUsd() {
        return isFuture() && isInverse();
    }

    /** {@return step of amounts, scaled: an option may be traded in parts of a contract, down to the smallest order} */
    public long lot() {
        return isOption() ? Math.min(contractSize, minAmount) : contractSize;
    }

    /**
     * The tick at a price. The boundary itself takes the upper one.
     *
     * @param price scaled
     * @return step of prices there, scaled
     */
    public long tickAt(final long price) {
        return tickStepAbove > 0 && price >= tickStepAbove ? tickSizeAbove : tickSize;
    }

    /**
     * Whether the definition can be priced and ordered at all.
     *
     * @return false for non-positive sizes or ticks, a step of the tick without the tick above it, an option without
     *     strike or expiry, an unknown kind
     */
    public boolean isSound() {
        final boolean isStepped = tickStepAbove == 0 || (tickStepAbove > 0 && tickSizeAbove > 0);
        final boolean sized = contractSize > 0 && minAmount > 0 && tickSize > 0 && isStepped;
        final boolean known = kind != InstrumentKind.NULL_VAL && settlement != Settlement.NULL_VAL;
        final boolean dated = kind == InstrumentKind.OPTION || kind == InstrumentKind.FUTURE;
        return sized && known && dated == (expiryNs > 0) && (!isOption() || strike > 0);
    }
}
