package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.hedging.instrument.Basis;
import io.gimbal.engine.hedging.instrument.InstrumentChoice;
import io.gimbal.journal.codec.ChoiceCause;
import io.gimbal.journal.codec.InstrumentKind;

/**
 * Which candidate new hedges are made with: the cheapest to the horizon, left for another only when that saves more than
 * it costs, or when it cannot carry the hedge any more. Owned by the engine thread; allocates nothing.
 */
final class HedgeChoice {
    private static final long NEVER = Long.MIN_VALUE;
    private static final double HALF = 0.5;

    private final Candidates candidates;
    private final ChoiceSettings settings;
    private final InstrumentChoice costs = new InstrumentChoice(HedgeLines.CAPACITY);
    private final double[] smallestUsd = new double[HedgeLines.CAPACITY];
    private int chosen = Candidates.NONE;
    private int previous = Candidates.NONE;
    private boolean isFound;
    private double sizeUsd;
    private long dueLookNs = NEVER;
    private ChoiceCause cause = ChoiceCause.NONE;
    private boolean isNew;
    private long comparedNs = NEVER;
    private double dailyVol = Double.NaN;

    HedgeChoice(final Candidates candidates, final ChoiceSettings settings) {
        this.candidates = candidates;
        this.settings = settings;
    }

    /** Whether the one in use may go on being used: it can be traded, and is not to be rolled while another could be. */
    boolean isStanding() {
        if (!isFound
                || !candidates.at(chosen).isLive()
                || !candidates.at(chosen).isRatioKnown()) {
            return false;
        }
        return !candidates.at(chosen).isRolling() || !isAnyBeyondRoll();
    }

    private boolean isAnyBeyondRoll() {
        for (int i = 0; i < candidates.count(); i++) {
            final Candidate candidate = candidates.at(i);
            if (candidate.isLive() && !candidate.isRolling() && candidate.isRatioKnown()) {
                return true;
            }
        }
        return false;
    }

    /** Says what volatility measured impact goes by, absolute per root day; NaN while it is not known. */
    void dailyVol(final double newVol) {
        dailyVol = newVol;
    }

    double dailyVol() {
        return dailyVol;
    }

    boolean isDue(final long nowNs) {
        return dueLookNs == NEVER || nowNs - dueLookNs >= settings.intervalNs();
    }

    /** The interval begins anew; looks at trades in between do not put it off. */
    void onDue(final long nowNs) {
        dueLookNs = nowNs;
    }

    /** Chooses for a hedge of the size last looked at: the one in use is gone. */
    void chooseAgain(final double index, final long nowNs) {
        choose(sizeUsd, index, 0, nowNs);
    }

    /**
     * Chooses.
     *
     * @param hedgeUsd what is to be carried in all, signed
     * @param index    USD per coin
     * @param sign     of the trade at hand, which must find room; 0 for none
     * @param nowNs    engine time
     */
    void choose(final double hedgeUsd, final double index, final int sign, final long nowNs) {
        final int current = inUse();
        compare(hedgeUsd, index, sign, nowNs);
        int found = costs.choose(current, settings.confidence());
        if (found == Candidates.NONE && sign != 0) {
            // No room anywhere is for the limits to say, of the one in use.
            compare(hedgeUsd, index, 0, nowNs);
            found = costs.choose(current, settings.confidence());
        }
        if (dueLookNs == NEVER) {
            dueLookNs = nowNs;
        }
        final boolean wasFound = isFound;
        isFound = found != Candidates.NONE;
        cause = cause(current, found);
        isNew = isFound != wasFound || (isFound && found != chosen);
        previous = wasFound ? chosen : Candidates.NONE;
        if (isFound) {
            take(found);
        }
    }

    /** Where the hedge is: in the one chosen, else where most of it is; while there is none, nothing costs a switch. */
    private int inUse() {
        return chosen != Candidates.NONE && candidates.isUsed(chosen) ? chosen : candidates.largestHeld();
    }

    private void take(final int found) {
        final boolean isRatioLost =
                chosen != Candidates.NONE && !candidates.at(chosen).isRatioKnown();
        if (cause == ChoiceCause.SWITCH || (isRatioLost && found != chosen)) {
            for (int i = 0; i < candidates.count(); i++) {
                candidates.at(i).move(true);
            }
        }
        chosen = found;
        candidates.at(found).move(false);
    }

    private void compare(final double hedgeUsd, final double index, final int sign, final long nowNs) {
        comparedNs = nowNs;
        double smallest = 0;
        for (int i = 0; i < candidates.count(); i++) {
            final BookLine line = candidates.at(i).line();
            smallestUsd[i] =
                    line == null ? 0 : candidates.at(i).usdOf(line.instrument().minAmount());
            smallest = Math.max(smallest, smallestUsd[i] / candidates.at(i).share());
        }
        final double size = Math.max(Math.abs(hedgeUsd), smallest);
        sizeUsd = hedgeUsd < 0 ? -size : size;
        final boolean isAnyBeyondRoll = isAnyBeyondRoll();
        costs.start(
                sizeUsd,
                settings.horizonYears(),
                settings.turnover(),
                settings.marginCostRate(),
                settings.riskAversion());
        for (int i = 0; i < candidates.count(); i++) {
            final Candidate candidate = candidates.at(i);
            final boolean isPassing = candidate.isRolling() && isAnyBeyondRoll;
            final boolean isTradable = candidate.isLive() && candidate.isRatioKnown() && !isPassing;
            final boolean hasRoom = sign == 0 || candidates.hasRoom(i, sign, smallestUsd[i]);
            costs.candidate(isTradable, smallestUsd[i] / candidate.share(), hasRoom ? Double.POSITIVE_INFINITY : 0);
            if (isTradable) {
                cost(i, candidate, index, nowNs);
            }
        }
    }

    /** Costs are per USD of exposure; of a perpetual of another coin more or less than one USD stands against it. */
    private void cost(final int i, final Candidate candidate, final double index, final long nowNs) {
        final double resting = settings.makerShare();
        final double horizon = settings.horizonYears();
        final double share = candidate.share();
        candidate.state(resting);
        costs.trading(
                i, share * candidate.tradingRate(resting), 0, share * Math.sqrt(share) * candidate.impact(dailyVol));
        final double variance = candidate.basisVariance();
        costs.capital(i, share * candidate.marginRate(), variance);
        if (candidate.cross() != null) {
            costs.standIn(i);
        }
        final BookLine line = candidate.line();
        final InstrumentKind kind =
                line == null ? InstrumentKind.NULL_VAL : line.instrument().kind();
        switch (kind) {
            case PERPETUAL -> {
                final double paid = share * candidate.market().expectedFunding(horizon);
                costs.carry(i, paid, -paid, share * candidate.market().fundingError(horizon));
            }
            case FUTURE -> {
                final double years = candidate.years(nowNs);
                final double held = Math.min(horizon, years);
                final double premium = Basis.premium(candidate.price(), index, years);
                final double lost = Basis.convergence(candidate.price(), premium, held) / candidate.price();
                costs.carry(i, lost, -lost, Math.sqrt(variance * held));
            }
            default -> costs.carry(i, 0, 0, 0);
        }
    }

    /**
     * What one more dollar of a candidate costs to the horizon beside trading it, as looked at for the trade at hand: carry,
     * capital, the risk of its basis, and where another is in use the doubt about the difference of the two carries. The
     * comparison counts dollars of exposure; of a perpetual of another coin more or less than one stands against it.
     *
     * @param i       place of the candidate, which can be traded
     * @param sign    of the trade
     * @param tradeUsd how much of it, at least 0
     * @return share of the price; not finite where an input is missing
     */
    double holdingRate(final int i, final int sign, final double tradeUsd) {
        final Candidate candidate = candidates.at(i);
        final double held = sign * Math.signum((double) candidate.amount()) * candidate.usdOf(candidate.amount());
        final double capital = candidate.marginRate() * settings.marginCostRate() * settings.horizonYears();
        final double risk = settings.riskAversion() * candidate.basisVariance() * settings.horizonYears();
        final double doubt =
                i == chosen || chosen == Candidates.NONE ? 0 : settings.confidence() * costs.doubt(i, chosen);
        final double share = candidate.share();
        return (costs.carry(i, sign < 0) + risk * (held + HALF * tradeUsd) / share + doubt) / share
                + (held < 0 ? -capital : capital);
    }

    /**
     * Whether a candidate may get new hedge beside the one in use: it can be traded, is of the book's own coin, for another
     * coin's perpetual carries all of the hedge or none, and is neither left nor to be rolled.
     */
    boolean mayGrow(final int i) {
        final Candidate candidate = candidates.at(i);
        final boolean isLeft = candidate.isMoving() || (candidate.isRolling() && isAnyBeyondRoll());
        return candidate.isLive() && candidate.cross() == null && !isLeft;
    }

    private ChoiceCause cause(final int current, final int found) {
        final boolean isSame = found == chosen;
        return switch (costs.reason()) {
            case CHEAPEST -> ChoiceCause.CHEAPEST;
            case STAYS_CHEAPEST -> isSame ? ChoiceCause.STAYS_CHEAPEST : ChoiceCause.HELD;
            case SAVING_TOO_SMALL -> isSame ? ChoiceCause.SAVING_TOO_SMALL : ChoiceCause.HELD;
            case SWITCH -> ChoiceCause.SWITCH;
            case FORCED -> {
                final Candidate left = candidates.at(current);
                yield left.isLive() && left.isRolling() ? ChoiceCause.ROLL : ChoiceCause.FORCED;
            }
            case NONE -> ChoiceCause.NONE;
        };
    }

    /** Place of the one in use, or last in use where none can be; {@link Candidates#NONE} before the first. */
    int chosen() {
        return chosen;
    }

    /** Whether the one in use is of the book's own coin; a need is split between those alone. */
    boolean isOwnCoin() {
        return chosen == Candidates.NONE || candidates.at(chosen).cross() == null;
    }

    /** Place of the one in use before the last choice; {@link Candidates#NONE} where there was none. */
    int previous() {
        return previous;
    }

    /** Whether there is one that can carry the hedge. */
    boolean isFound() {
        return isFound;
    }

    /** Whether the last choice changed anything. */
    boolean isNew() {
        return isNew;
    }

    ChoiceCause cause() {
        return cause;
    }

    /** USD, signed. */
    double sizeUsd() {
        return sizeUsd;
    }

    /** When that was, engine time; {@code Long.MIN_VALUE} before the first. */
    long comparedNs() {
        return comparedNs;
    }

    /** The comparison of the last choice. */
    InstrumentChoice costs() {
        return costs;
    }

    long mixInto(final long hash) {
        long h = Bits.mix(hash, chosen);
        h = Bits.mix(h, isFound ? 1L : 0L);
        h = Bits.mix(h, sizeUsd);
        return Bits.mix(h, dueLookNs);
    }
}
