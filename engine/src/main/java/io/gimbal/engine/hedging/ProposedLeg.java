package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayLegDecoder;

/** One leg of a proposal and what the checks found of it. Owned by its proposal, reused. */
final class ProposedLeg {
    int instrumentId;

    /** Place among the legs, as stated. */
    int index;

    /** Scaled, positive buys. */
    long amount;

    /** Scaled: the touch in the snapshot. */
    long price;

    /** Scaled: of the order. */
    long limitPrice;

    long orderId;
    OverlayCheck check = OverlayCheck.NULL_VAL;
    DecisionReason reason = DecisionReason.NULL_VAL;
    double value;
    double limitValue;

    /** USD of delta cash per 1 % that the leg adds, own valuation. */
    double gammaCash;

    /** USD per vol point that it adds. */
    double vega;

    /** USD paid at the limit price; 0 for a sale. */
    double premiumUsd;

    /** Place of its expiry in the book. */
    int expiry;

    ProposedLeg() {}

    void start(final OverlayLegDecoder event) {
        instrumentId = event.instrumentId();
        index = event.legIndex();
        amount = event.amount();
        price = event.limitPrice();
        limitPrice = price;
        orderId = 0;
        gammaCash = 0;
        vega = 0;
        premiumUsd = 0;
        expiry = -1;
        accept();
    }

    private void accept() {
        check = OverlayCheck.ACCEPTED;
        reason = DecisionReason.OVERLAY;
        value = 0;
        limitValue = 0;
    }

    void refuse(
            final OverlayCheck newCheck, final DecisionReason newReason, final double newValue, final double limit) {
        check = newCheck;
        reason = newReason;
        value = newValue;
        limitValue = limit;
        limitPrice = price;
    }

    boolean isAccepted() {
        return check == OverlayCheck.ACCEPTED;
    }

    long mixInto(final long hash) {
        return Bits.mix(Bits.mix(Bits.mix(hash, instrumentId), amount), price);
    }
}
