package io.gimbal.engine.hedging;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.risk.Limits;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.Side;

/**
 * Holds one leg of a proposal against what its option is now: open, quoted where the snapshot saw it, worth what it is to
 * cost, of a permitted size. Owned by the engine thread; allocates nothing.
 */
final class OverlayLegCheck {
    private final OverlaySettings settings;
    private final Limits limits;
    private final OverlayGreeks greeks;

    OverlayLegCheck(final OverlaySettings settings, final Limits limits, final OverlayGreeks greeks) {
        this.settings = settings;
        this.limits = limits;
        this.greeks = greeks;
    }

    /** Judges a leg and fills in what it would add; what was refused says why. */
    void judge(final UnderlyingBook book, final BookLine line, final ProposedLeg leg, final long nowNs) {
        final Instrument instrument = line.instrument();
        if (line.state() != InstrumentState.OPEN
                || DeliveryWindow.fractionLeft(nowNs, instrument.expiryNs()) < 1
                || nowNs >= instrument.expiryNs()) {
            leg.refuse(
                    OverlayCheck.STATE,
                    DecisionReason.INSTRUMENT_STATE,
                    line.state().value(),
                    1);
        } else if (isQuoted(book, line, leg, nowNs)) {
            final boolean isBuy = leg.amount > 0;
            leg.limitPrice = OrderSizing.limitPrice(
                    instrument, isBuy ? Side.BUY : Side.SELL, Scaled.toDouble(leg.price), settings.toleranceTicks());
            if (isNear(line, leg, isBuy ? line.ask() : line.bid()) && isWorth(line, leg)) {
                size(book, line, leg);
            }
        }
    }

    private boolean isQuoted(final UnderlyingBook book, final BookLine line, final ProposedLeg leg, final long nowNs) {
        final double ageNs = (double) line.quoteAgeNs(nowNs);
        if (!line.isQuoted()) {
            leg.refuse(OverlayCheck.QUOTE, DecisionReason.NO_QUOTE, line.bid(), line.ask());
            return false;
        }
        if (line.quoteAgeNs(nowNs) > settings.maxQuoteAgeNs()) {
            leg.refuse(OverlayCheck.QUOTE, DecisionReason.STALE_QUOTE, ageNs, (double) settings.maxQuoteAgeNs());
            return false;
        }
        if (line.volAgeNs(nowNs) > limits.maxVolAgeNs() || !greeks.value(book, line, nowNs)) {
            leg.refuse(OverlayCheck.QUOTE, DecisionReason.STALE_VOL, line.vol(), (double) limits.maxVolAgeNs());
            return false;
        }
        final int e = book.indexOfExpiry(line.instrument().expiryNs());
        if (book.expiry(e).forwardAgeNs(nowNs) > limits.maxForwardAgeNs()) {
            final double forwardAgeNs = (double) book.expiry(e).forwardAgeNs(nowNs);
            leg.refuse(
                    OverlayCheck.QUOTE, DecisionReason.STALE_FORWARD, forwardAgeNs, (double) limits.maxForwardAgeNs());
            return false;
        }
        leg.expiry = e;
        return true;
    }

    /** The touch stands where the snapshot saw it, give or take the tolerance. */
    private boolean isNear(final BookLine line, final ProposedLeg leg, final double touch) {
        final double tolerance = Scaled.toDouble(settings.toleranceTicks() * tick(line, leg.price));
        final double moved = Math.abs(touch - Scaled.toDouble(leg.price));
        if (!(moved <= tolerance + Scaled.toDouble(1))) {
            leg.refuse(OverlayCheck.PRICE_MOVED, DecisionReason.PRICE_MOVED, moved, tolerance);
            return false;
        }
        return true;
    }

    private static long tick(final BookLine line, final long price) {
        return line.instrument().tickAt(price);
    }

    /** The limit price is near our own value and, where there is one, the venue's mark. */
    private boolean isWorth(final BookLine line, final ProposedLeg leg) {
        final double limit = Scaled.toDouble(leg.limitPrice);
        final double room = settings.valueCollar() * greeks.priceVega() + Scaled.toDouble(tick(line, leg.limitPrice));
        final boolean isNearMark = !(line.markPrice() > 0) || Math.abs(limit - line.markPrice()) <= room;
        if (!(Math.abs(limit - greeks.price()) <= room && isNearMark)) {
            leg.refuse(OverlayCheck.VALUE_COLLAR, DecisionReason.PRICE_COLLAR, limit, greeks.price());
            return false;
        }
        return true;
    }

    private void size(final UnderlyingBook book, final BookLine line, final ProposedLeg leg) {
        final Instrument instrument = line.instrument();
        final long size = Math.abs(leg.amount);
        if (size % instrument.lot() != 0 || size < instrument.minAmount() || size > settings.maxLegAmount()) {
            final boolean isSmall = size < instrument.minAmount();
            leg.refuse(
                    OverlayCheck.LOTS,
                    isSmall ? DecisionReason.BELOW_LOT : DecisionReason.ORDER_SIZE,
                    Scaled.toDouble(leg.amount),
                    Scaled.toDouble(isSmall ? instrument.minAmount() : settings.maxLegAmount()));
            return;
        }
        if (limits.permitted(instrument, leg.amount, line.amount(), book.index()) != leg.amount) {
            final boolean isTooLarge =
                    limits.permitted(instrument, leg.amount, -leg.amount, book.index()) != leg.amount;
            leg.refuse(
                    OverlayCheck.ORDER_LIMITS,
                    isTooLarge ? DecisionReason.ORDER_SIZE : DecisionReason.POSITION,
                    Scaled.toDouble(leg.amount) * book.index(),
                    isTooLarge ? limits.maxOrderUsd() : limits.maxPositionUsd());
            return;
        }
        final double coins = Scaled.toDouble(leg.amount);
        leg.gammaCash = coins * greeks.gammaCash();
        leg.vega = coins * greeks.vega();
        leg.premiumUsd = premiumUsd(book, instrument, leg.amount, Scaled.toDouble(leg.limitPrice));
    }

    /** USD paid for a purchase; 0 for a sale. */
    static double premiumUsd(
            final UnderlyingBook book, final Instrument instrument, final long amount, final double price) {
        return Math.max(Scaled.toDouble(amount), 0) * price * (instrument.isInverse() ? book.index() : 1);
    }
}
