package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.hedging.instrument.BalanceStatus;
import io.gimbal.engine.hedging.instrument.ContractBalance;
import io.gimbal.engine.hedging.instrument.Roll;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import org.jspecify.annotations.Nullable;

/**
 * Moves hedge between candidates without moving the delta out of its band: a roll before delivery, a switch to a cheaper
 * candidate, a balance across expiries. Owned by the engine thread; allocates nothing.
 *
 * <p>A step is made only when the policy wants no trade and nothing is under way in any candidate. Its two legs go out
 * together, and each alone takes at most half of the room that the delta has on its side: whatever becomes of them, the
 * delta stays inside the band. Where it is further off the centre than a step, a leg of an earlier one having failed, one
 * leg alone is traded, the one that leads back.
 */
final class HedgeMoves {
    private static final double SHARE_OF_ROOM = 0.5;
    private static final double LOT_TOLERANCE = 1e-9;

    /** Balancing ends once exposures are inside this share of their limits. */
    private static final double SHARE_OF_LIMIT = 0.5;

    private final HedgeInstruments instruments;
    private final HedgeOrders orders;
    private final Candidates candidates;
    private final ContractBalance balance = new ContractBalance(HedgeLines.CAPACITY);
    private final TermExposure exposure = new TermExposure();
    private @Nullable BookLine first;
    private long firstAmount;
    private @Nullable BookLine second;
    private long secondAmount;
    private boolean isBalancing;

    HedgeMoves(final HedgeInstruments instruments, final HedgeOrders orders) {
        this.instruments = instruments;
        this.orders = orders;
        candidates = instruments.candidates();
    }

    TermExposure exposure() {
        return exposure;
    }

    /** Reckons the exposures across expiries, positions only; {@code offCentre} is in projected coins. */
    void see(
            final GreeksAggregator greeks,
            final DeltaSense sense,
            final double offCentre,
            final double index,
            final long nowNs) {
        exposure.see(greeks, candidates, sense, offCentre, index, nowNs);
    }

    /**
     * Finds the next step.
     *
     * @param view   of the policy, nothing in flight
     * @param target regions of the policy
     * @return why there is one, {@code NULL_VAL} when there is none
     */
    DecisionReason plan(final HedgeView view, final HedgeTarget target, final long nowNs) {
        first = null;
        second = null;
        if (!candidates.isQuiet()) {
            return DecisionReason.NULL_VAL;
        }
        final int source = source(nowNs);
        if (source != Candidates.NONE) {
            planMove(candidates.at(source), view.totalDelta(), target, nowNs);
            final boolean isLate = first == null;
            instruments
                    .reporter()
                    .stuck(
                            isLate,
                            DecisionReason.ROLL,
                            candidates.at(source).usdOf(candidates.at(source).amount()),
                            0);
            return isLate ? DecisionReason.NULL_VAL : DecisionReason.ROLL;
        }
        if (instruments.choiceSettings().isBalanced() && isOutOfBalance()) {
            final BalanceStatus status = solve(nowNs);
            if (status == BalanceStatus.BALANCED) {
                planPair(view.totalDelta(), target);
            }
            instruments
                    .reporter()
                    .stuck(
                            status != BalanceStatus.BALANCED,
                            DecisionReason.BALANCE,
                            exposure.slopeUsdYears(),
                            Math.min(instruments.choiceSettings().slopeLimitUsdYears(), Double.MAX_VALUE));
            return first == null ? DecisionReason.NULL_VAL : DecisionReason.BALANCE;
        }
        instruments.reporter().stuck(false, DecisionReason.BALANCE, 0, 0);
        return DecisionReason.NULL_VAL;
    }

    /**
     * The first candidate with something in it that should be in the one in use. One that has been emptied is done with:
     * what is put there later, to balance expiries, is meant to stay.
     */
    private int source(final long nowNs) {
        for (int i = 0; i < candidates.count(); i++) {
            final Candidate candidate = candidates.at(i);
            if (i != instruments.choice().chosen() && excess(candidate, nowNs) > 0) {
                return i;
            }
            if (candidate.isLive()) {
                candidate.move(false);
            }
        }
        return Candidates.NONE;
    }

    /** Contracts too many in a candidate that is left or rolled, without their sign. */
    private long excess(final Candidate candidate, final long nowNs) {
        final BookLine line = candidate.line();
        if (line == null || !candidate.isLive() || !(candidate.isMoving() || candidate.isRolling())) {
            return 0;
        }
        final long held = Math.abs(line.amount());
        final long rollBeforeNs = instruments.choiceSettings().rollBeforeNs();
        final long kept = candidate.isMoving() ? 0 : Math.abs(candidate.scheduledAmount(rollBeforeNs, nowNs));
        return Math.max(held - kept, 0) / line.instrument().contractSize();
    }

    private void planMove(final Candidate near, final double total, final HedgeTarget target, final long nowNs) {
        final Candidate far = candidates.at(instruments.choice().chosen());
        final BookLine nearLine = near.line();
        final BookLine farLine = far.line();
        if (nearLine == null || farLine == null || !far.isLive()) {
            return;
        }
        final int closing = -Long.signum(nearLine.amount());
        final long excess = excess(near, nowNs);
        final double nearLot = near.lotDelta();
        final double farLot = far.lotDelta();
        final double ahead = SHARE_OF_ROOM * room(total, target, closing);
        final double back = SHARE_OF_ROOM * room(total, target, -closing);
        final long pair = Math.min(excess, lots(Math.min(ahead, back), nearLot));
        final long taken = Math.min(Roll.farLots(pair, nearLot, farLot), lots(back, farLot));
        final double off = target.centre() - total;
        final boolean isCentred = Math.abs(off) < pair * nearLot;
        if (isCentred && isOrder(nearLine, pair) && isOrder(farLine, taken)) {
            first(nearLine, closing * pair);
            second(farLine, -closing * taken);
            return;
        }
        final double moved = Math.min(Math.abs(off), excess * nearLot);
        if (off * closing > 0) {
            single(nearLine, closing * Math.min(excess, lots(moved, nearLot)));
        } else if (off * closing < 0) {
            single(farLine, -closing * lots(moved, farLot));
        }
    }

    private static double room(final double total, final HedgeTarget target, final int sign) {
        return Math.max(sign > 0 ? target.outerHigh() - total : total - target.outerLow(), 0);
    }

    private static long lots(final double coins, final double lot) {
        return lot > 0 ? (long) Math.floor(coins / lot + LOT_TOLERANCE) : 0;
    }

    private static boolean isOrder(final BookLine line, final long lots) {
        final Instrument instrument = line.instrument();
        return lots > 0 && lots * instrument.contractSize() >= instrument.minAmount();
    }

    private void first(final BookLine line, final long lots) {
        first = line;
        firstAmount = lots * line.instrument().contractSize();
    }

    private void second(final BookLine line, final long lots) {
        second = line;
        secondAmount = lots * line.instrument().contractSize();
    }

    private void single(final BookLine line, final long lots) {
        if (isOrder(line, Math.abs(lots))) {
            first(line, lots);
        }
    }

    /** Begins beyond a limit and goes on until well inside, so that what hovers at a limit is not traded over and over. */
    private boolean isOutOfBalance() {
        final double level =
                Math.abs(exposure.levelUsd()) / instruments.choiceSettings().levelLimitUsd();
        final double slope = Math.abs(exposure.slopeUsdYears())
                / instruments.choiceSettings().slopeLimitUsdYears();
        final double worst = Math.max(level, slope);
        isBalancing = isBalancing ? worst > SHARE_OF_LIMIT : worst > 1;
        return isBalancing;
    }

    private BalanceStatus solve(final long nowNs) {
        balance.clear();
        final double resting = instruments.choiceSettings().makerShare();
        for (int i = 0; i < candidates.count(); i++) {
            final Candidate candidate = candidates.at(i);
            final BookLine line = candidate.line();
            final long contract = line == null ? 1 : line.instrument().contractSize();
            final double lotUsd = candidate.usdOf(contract);
            final boolean isOwn = candidate.cross() == null;
            final boolean isUsable = isOwn && candidate.isLive() && !candidate.isRolling() && lotUsd > 0;
            final double cost = candidate.tradingRate(resting);
            final double room = candidate.maxPositionUsd() - candidate.usdOf(candidate.amount());
            balance.contract(
                    lotUsd,
                    candidate.years(nowNs),
                    Math.max(cost, 0) * lotUsd,
                    isUsable && room > 0 ? (long) (room / lotUsd) : 0);
        }
        final boolean isLevelOff =
                Math.abs(exposure.levelUsd()) > instruments.choiceSettings().levelLimitUsd();
        return balance.solve(isLevelOff ? exposure.levelUsd() : 0, exposure.slopeUsdYears());
    }

    /** As much of the balanced pair at once as the room on both sides of the delta allows. */
    private void planPair(final double total, final HedgeTarget target) {
        double share = 1;
        for (int i = 0; i < candidates.count(); i++) {
            final double coins = balance.lots(i) * candidates.at(i).lotDelta();
            final double most = SHARE_OF_ROOM * room(total, target, coins > 0 ? 1 : -1);
            share = coins == 0 ? share : Math.min(share, most / Math.abs(coins));
        }
        final double off = target.centre() - total;
        for (int i = 0; i < candidates.count(); i++) {
            final BookLine line = candidates.at(i).line();
            final long lots = (long) Math.rint(share * balance.lots(i));
            final double coins = lots * candidates.at(i).lotDelta();
            final boolean isAway = off * coins < 0 && Math.abs(off) >= Math.abs(coins);
            if (line != null && !isAway && isOrder(line, Math.abs(lots))) {
                if (first == null) {
                    first(line, lots);
                } else {
                    second(line, lots);
                }
            }
        }
    }

    /** Sends the first leg of the step that was planned. */
    void sendFirst(final UnderlyingBook book, final DecisionReason reason, final long nowNs, final Decision decision) {
        final BookLine line = first;
        if (line != null) {
            orders.send(book, line, firstAmount, reason, nowNs, decision);
            decision.trade(instruments.deltaOf(line, firstAmount));
        }
    }

    boolean hasSecond() {
        return second != null;
    }

    /** Sends the second leg. */
    void sendSecond(final UnderlyingBook book, final DecisionReason reason, final long nowNs, final Decision decision) {
        final BookLine line = second;
        if (line != null) {
            orders.send(book, line, secondAmount, reason, nowNs, decision);
            decision.trade(instruments.deltaOf(line, secondAmount));
        }
    }

    long mixInto(final long hash) {
        return instruments.isMany() ? Bits.mix(hash, isBalancing ? 1L : 0L) : hash;
    }
}
