package io.gimbal.engine.hedging;

import static java.util.Objects.requireNonNull;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.journal.codec.DecisionReason;
import org.jspecify.annotations.Nullable;

/** What a tactic is shown of one evaluation. Owned by its hedger, reused. */
final class Situation {
    private final HedgeTarget target;
    private final Decision decision;
    private @Nullable UnderlyingBook book;
    private @Nullable BookLine hedge;
    private double lotDelta;
    private double delta;
    private double gamma;
    private long wanted;
    private long most;
    private long nowNs;
    private DecisionReason blocked = DecisionReason.NULL_VAL;

    Situation(final HedgeTarget target, final Decision decision) {
        this.target = target;
        this.decision = decision;
    }

    /** The market: a book, a quoted instrument to trade, and the coins that one contract of it adds. */
    void market(final UnderlyingBook newBook, final BookLine newHedge, final double newLotDelta, final long newNowNs) {
        book = newBook;
        hedge = newHedge;
        lotDelta = newLotDelta;
        nowNs = newNowNs;
    }

    /**
     * The need.
     *
     * @param newDelta   coins, orders that take counted as filled, unknown ones as what calls for the least trade
     * @param newGamma   of what is hedged, coins per USD
     * @param newWanted  scaled and signed: what to trade in all
     * @param newMost    scaled, at least 0: what the instrument may be traded by at most
     * @param newBlocked why nothing may be traded, or {@code NULL_VAL}
     */
    void need(
            final double newDelta,
            final double newGamma,
            final long newWanted,
            final long newMost,
            final DecisionReason newBlocked) {
        delta = newDelta;
        gamma = newGamma;
        most = newMost;
        wanted = Long.signum(newWanted) * Math.min(Math.abs(newWanted), newMost);
        blocked = newBlocked;
    }

    HedgeTarget target() {
        return target;
    }

    Decision decision() {
        return decision;
    }

    UnderlyingBook book() {
        return requireNonNull(book);
    }

    BookLine hedge() {
        return requireNonNull(hedge);
    }

    Instrument instrument() {
        return hedge().instrument();
    }

    /** Projected coins of one contract. */
    double lotDelta() {
        return lotDelta;
    }

    double delta() {
        return delta;
    }

    double gamma() {
        return gamma;
    }

    long wanted() {
        return wanted;
    }

    /** 1 to buy, -1 to sell, 0 for nothing. */
    int side() {
        return Long.signum(wanted);
    }

    long wantedLots() {
        return lots(wanted);
    }

    /** What may be traded at most, whole lots, without sign. */
    long mostLots() {
        return lots(most);
    }

    long lots(final long amount) {
        return amount / instrument().contractSize();
    }

    long minLots() {
        final long contract = instrument().contractSize();
        return Math.max((instrument().minAmount() + contract - 1) / contract, 1);
    }

    /** Where the delta is measured from: the middle of where trades land. */
    double middle() {
        return 0.5 * (target.innerLow() + target.innerHigh());
    }

    long nowNs() {
        return nowNs;
    }

    DecisionReason blocked() {
        return blocked;
    }
}
