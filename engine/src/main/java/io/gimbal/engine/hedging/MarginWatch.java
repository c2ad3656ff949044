package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.Currency;

/**
 * How much of one book's equity its account's maintenance margin takes, as the venue stated the margin last and as the
 * book is valued now. Owned by the engine thread.
 */
final class MarginWatch {
    /** A ratio that rises above it is an event. */
    static final double LARGEST = 0.5;

    /** Below it the next rise is an event again. */
    static final double CALM = 0.45;

    private double coins = Double.NaN;
    private double dollars = Double.NaN;
    private boolean isHigh;

    void onBalance(final AccountBalanceDecoder event) {
        final long margin = event.maintenanceMargin();
        if (margin == AccountBalanceDecoder.maintenanceMarginNullValue() || margin < 0) {
            return;
        }
        if (event.currency() == Currency.COIN) {
            coins = Scaled.toDouble(margin);
        } else {
            dollars = Scaled.toDouble(margin);
        }
    }

    /**
     * Maintenance margin over equity, both in coins.
     *
     * @return at least 0; infinite without equity; NaN where no margin was ever stated
     */
    double ratio(final DeltaLedger ledger, final double index) {
        final double margin = Double.isNaN(dollars) ? coins : (Double.isNaN(coins) ? 0 : coins) + dollars / index;
        final double equity = ledger.coinEquity() + ledger.spotDelta() + ledger.usdEquity() / index;
        return equity > 0 || Double.isNaN(margin) ? margin / equity : Double.POSITIVE_INFINITY;
    }

    /** Whether the ratio has just risen above {@link #LARGEST}. */
    boolean isRising(final double ratio) {
        final boolean wasHigh = isHigh;
        isHigh = ratio > LARGEST || (isHigh && ratio >= CALM);
        return isHigh && !wasHigh;
    }

    long mixInto(final long hash) {
        return Bits.mix(Bits.mix(Bits.mix(hash, coins), dollars), isHigh ? 1L : 0L);
    }
}
