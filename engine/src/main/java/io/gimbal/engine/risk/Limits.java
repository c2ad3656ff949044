package io.gimbal.engine.risk;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;

/**
 * Hard limits of one underlying's hedging. Everything is 0 until configured, and 0 permits nothing. Owned by the engine
 * thread.
 */
public final class Limits {
    private double maxOrderUsd;
    private double maxPositionUsd;
    private double collarRate;
    private long maxIndexAgeNs;
    private long maxForwardAgeNs;
    private long maxVolAgeNs;
    private long maxQuoteAgeNs;
    private long maxCommandAgeNs;
    private long rejectBackOffNs;

    /** Creates limits that permit nothing. */
    public Limits() {}

    /**
     * Takes the limits of a configuration event.
     *
     * @param event wrapped on the message
     * @return false, and nothing taken, when one of them is negative
     */
    public boolean configure(final LimitsConfigurationDecoder event) {
        if (hasNegative(event)) {
            return false;
        }
        maxOrderUsd = Scaled.toDouble(event.maxOrderUsd());
        maxPositionUsd = Scaled.toDouble(event.maxPositionUsd());
        collarRate = Scaled.toDouble(event.collarRate());
        maxIndexAgeNs = event.maxIndexAgeNs();
        maxForwardAgeNs = event.maxForwardAgeNs();
        maxVolAgeNs = event.maxVolAgeNs();
        maxQuoteAgeNs = event.maxQuoteAgeNs();
        maxCommandAgeNs = event.maxCommandAgeNs();
        rejectBackOffNs = event.rejectBackOffNs();
        return true;
    }

    private static boolean hasNegative(final LimitsConfigurationDecoder event) {
        final long amounts = event.maxOrderUsd() | event.maxPositionUsd() | event.collarRate();
        final long marketAges =
                event.maxIndexAgeNs() | event.maxForwardAgeNs() | event.maxVolAgeNs() | event.maxQuoteAgeNs();
        // The sign bit of a union is set when any member's is.
        return (amounts | marketAges | event.maxCommandAgeNs() | event.rejectBackOffNs()) < 0;
    }

    /**
     * The largest part of an order that size and position limits permit. A trade that brings the worst end of the
     * position towards zero is always permitted up to zero.
     *
     * @param instrument   to trade
     * @param signedAmount scaled, positive buys
     * @param worstPosition scaled and signed: the position with everything in flight on the trade's side filled
     * @param price        USD per coin; of an option the index, for its limits are those of its underlying
     * @return scaled, same sign, whole lots, not larger than asked; 0 when nothing is permitted
     */
    public long permitted(
            final Instrument instrument, final long signedAmount, final long worstPosition, final double price) {
        return permitted(instrument, signedAmount, worstPosition, price, maxPositionUsd);
    }

    /**
     * The same under another cap on the position.
     *
     * @param instrument   to trade
     * @param signedAmount scaled, positive buys
     * @param worstPosition scaled and signed: the position with everything in flight on the trade's side filled
     * @param price        USD per coin
     * @param capUsd       largest position, USD, at least 0
     * @return scaled, same sign, whole lots, not larger than asked; 0 when nothing is permitted
     */
    public long permitted(
            final Instrument instrument,
            final long signedAmount,
            final long worstPosition,
            final double price,
            final double capUsd) {
        final double unitUsd = instrument.isAmountInUsd() ? 1 : price;
        final int sign = Long.signum(signedAmount);
        final double worst = sign * Scaled.toDouble(worstPosition) * unitUsd;
        final double room = worst < 0 ? capUsd - worst : Math.max(capUsd - worst, 0);
        final double size = Math.min(Math.abs(Scaled.toDouble(signedAmount)) * unitUsd, Math.min(maxOrderUsd, room));
        final long lots = (long) Math.floor(size / unitUsd / Scaled.toDouble(instrument.lot()) + 1e-9);
        final long amount = Math.min(lots * instrument.lot(), Math.abs(signedAmount));
        return amount >= instrument.minAmount() ? sign * amount : 0;
    }

    /**
     * The part of an order that the largest order permits at the price it may trade at: the sender's last look values an
     * order so, and one that it holds back would be asked for again and again.
     *
     * @param instrument   to trade
     * @param signedAmount scaled, positive buys, whole lots
     * @param price        USD per coin, the dearer of limit price and index
     * @return scaled, same sign, whole lots, not larger than asked; 0 when not even the smallest order is permitted
     */
    public long affordable(final Instrument instrument, final long signedAmount, final double price) {
        final double unitUsd = instrument.isAmountInUsd() ? 1 : price;
        final long asked = Math.abs(signedAmount);
        if (Scaled.toDouble(asked) * unitUsd <= maxOrderUsd) {
            return signedAmount;
        }
        long lots = (long) Math.floor(maxOrderUsd / unitUsd / Scaled.toDouble(instrument.lot()) + 1e-9);
        if (Scaled.toDouble(lots * instrument.lot()) * unitUsd > maxOrderUsd) {
            lots--;
        }
        final long amount = Math.min(lots * instrument.lot(), asked);
        return amount >= instrument.minAmount() ? Long.signum(signedAmount) * amount : 0;
    }

    /**
     * Whether a limit price is inside the collar around the index.
     *
     * @param limitPrice USD per coin
     * @param index      USD per coin, positive
     * @return false outside, and for anything not a number
     */
    public boolean isInsideCollar(final double limitPrice, final double index) {
        return Math.abs(limitPrice - index) <= collarRate * index;
    }

    /** {@return USD, the largest single order} */
    public double maxOrderUsd() {
        return maxOrderUsd;
    }

    /** {@return USD, the largest hedge position} */
    public double maxPositionUsd() {
        return maxPositionUsd;
    }

    /** {@return the largest distance of a limit price from the index, as a fraction} */
    public double collarRate() {
        return collarRate;
    }

    /** {@return nanoseconds after which the index is stale} */
    public long maxIndexAgeNs() {
        return maxIndexAgeNs;
    }

    /** {@return nanoseconds after which an expiry's forward is stale} */
    public long maxForwardAgeNs() {
        return maxForwardAgeNs;
    }

    /** {@return nanoseconds after which an option's volatility is stale} */
    public long maxVolAgeNs() {
        return maxVolAgeNs;
    }

    /** {@return nanoseconds after which the hedge instrument's quote is stale} */
    public long maxQuoteAgeNs() {
        return maxQuoteAgeNs;
    }

    /** {@return nanoseconds after which a command may no longer be sent} */
    public long maxCommandAgeNs() {
        return maxCommandAgeNs;
    }

    /** {@return nanoseconds without a new order after a rejection} */
    public long rejectBackOffNs() {
        return rejectBackOffNs;
    }

    /**
     * Adds the limits to a fingerprint.
     *
     * @param hash so far
     * @return the new fingerprint
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, maxOrderUsd);
        h = Bits.mix(h, maxPositionUsd);
        h = Bits.mix(h, collarRate);
        h = Bits.mix(h, maxIndexAgeNs);
        h = Bits.mix(h, maxForwardAgeNs);
        h = Bits.mix(h, maxVolAgeNs);
        h = Bits.mix(h, maxQuoteAgeNs);
        h = Bits.mix(h, maxCommandAgeNs);
        return Bits.mix(h, rejectBackOffNs);
    }
}
