package io.gimbal.engine.hedging.instrument;

/**
 * Chooses what carries a hedge: the instrument of least cost to the horizon among perpetuals, dated futures and spot,
 * left only for a saving that pays for the switch and for the doubt about it. Every part of every candidate's cost can
 * be asked for afterwards. Owned by the engine thread, reused; allocates at construction only.
 *
 * <p>Costs are USD over the horizon: trading by turnover; carry, of long and short apart (perpetual: funding expected;
 * future: convergence of its premium; spot: borrowing and custody); capital for margin; and risk,
 * {@code riskAversion / 2 · basis variance · size² · horizon}.
 */
public final class InstrumentChoice {
    private static final double HALF = 0.5;

    private final boolean[] isTradable;
    private final boolean[] isStandIn;
    private final double[] smallestUsd;
    private final double[] largestUsd;
    private final double[] spreadRates;
    private final double[] impacts;
    private final double[] longCarry;
    private final double[] shortCarry;
    private final double[] carryErrors;
    private final double[] marginRates;
    private final double[] basisVariances;
    private final HorizonCost[] costs;
    private int count;
    private double sizeUsd;
    private double years;
    private double turnover;
    private double capitalRate;
    private double riskAversion;
    private ChoiceReason reason = ChoiceReason.NONE;
    private double savingUsd;
    private double hurdleUsd;

    /**
     * Makes room.
     *
     * @param capacity most candidates, at least 1
     */
    public InstrumentChoice(final int capacity) {
        isTradable = new boolean[capacity];
        isStandIn = new boolean[capacity];
        smallestUsd = new double[capacity];
        largestUsd = new double[capacity];
        spreadRates = new double[capacity];
        impacts = new double[capacity];
        longCarry = new double[capacity];
        shortCarry = new double[capacity];
        carryErrors = new double[capacity];
        marginRates = new double[capacity];
        basisVariances = new double[capacity];
        costs = new HorizonCost[capacity];
        for (int i = 0; i < capacity; i++) {
            costs[i] = new HorizonCost();
        }
    }

    /**
     * Begins a choice and forgets the last.
     *
     * @param newSizeUsd      of the hedge, signed, long above 0
     * @param newYears        horizon, above 0
     * @param newTurnover     traded over the horizon per USD of hedge, without entry and exit, at least 0
     * @param newCapitalRate  cost of capital, per year, at least 0
     * @param newRiskAversion absolute, per USD, at least 0
     */
    public void start(
            final double newSizeUsd,
            final double newYears,
            final double newTurnover,
            final double newCapitalRate,
            final double newRiskAversion) {
        count = 0;
        sizeUsd = newSizeUsd;
        years = newYears;
        turnover = newTurnover;
        capitalRate = newCapitalRate;
        riskAversion = newRiskAversion;
    }

    /**
     * Adds a candidate; its costs must be said next.
     *
     * @param tradable    false where it is halted, missing, not allowed or delivered before the horizon ends
     * @param newSmallest smallest order, USD
     * @param newLargest  cap on the position, USD
     * @return its index, from 0; -1 where there is no room
     */
    public int candidate(final boolean tradable, final double newSmallest, final double newLargest) {
        if (count == isTradable.length) {
            return -1;
        }
        isTradable[count] = tradable;
        isStandIn[count] = false;
        smallestUsd[count] = newSmallest;
        largestUsd[count] = newLargest;
        trading(count, Double.NaN, Double.NaN, Double.NaN);
        carry(count, Double.NaN, Double.NaN, 0);
        capital(count, Double.NaN, Double.NaN);
        return count++;
    }

    /**
     * Says what trading a candidate costs.
     *
     * @param index      of the candidate
     * @param feeRate    share of the price, below 0 for a rebate
     * @param halfSpread share of the price, at least 0
     * @param impact     share of the price per root USD, {@link #impact}, at least 0
     */
    public void trading(final int index, final double feeRate, final double halfSpread, final double impact) {
        spreadRates[index] = halfSpread >= 0 ? feeRate + halfSpread : Double.NaN;
        impacts[index] = impact;
    }

    /**
     * Coefficient of the square-root law: {@code Y σ_D / √V_D}.
     *
     * @param factor         Y, about 0.5 to 1
     * @param dailyVol       σ_D, per root day, at least 0
     * @param dailyVolumeUsd V_D, above 0
     * @return share of the price per root USD; NaN for arguments out of range
     */
    public static double impact(final double factor, final double dailyVol, final double dailyVolumeUsd) {
        return factor >= 0 && dailyVol >= 0 && dailyVolumeUsd > 0
                ? factor * dailyVol / Math.sqrt(dailyVolumeUsd)
                : Double.NaN;
    }

    /**
     * Says what holding a candidate costs over the horizon.
     *
     * @param index         of the candidate
     * @param ofLong        share of a long position, below 0 where it earns
     * @param ofShort       share of a short position
     * @param standardError of either forecast, at least 0
     */
    public void carry(final int index, final double ofLong, final double ofShort, final double standardError) {
        longCarry[index] = ofLong;
        shortCarry[index] = ofShort;
        carryErrors[index] = standardError;
    }

    /**
     * Says what a candidate ties up and how it strays.
     *
     * @param index         of the candidate
     * @param marginRate    share of the position, 1 for spot, at least 0
     * @param basisVariance of its return less the return of what is hedged, per year, at least 0
     */
    public void capital(final int index, final double marginRate, final double basisVariance) {
        marginRates[index] = marginRate;
        basisVariances[index] = basisVariance;
    }

    /**
     * Says that a candidate only stands in for one of what is hedged itself: it is left for one that costs less to the
     * horizon, whatever the way over costs, and taken like any other.
     *
     * @param index of the candidate
     */
    public void standIn(final int index) {
        isStandIn[index] = true;
    }

    /**
     * Chooses.
     *
     * @param current    candidate in use, -1 for none
     * @param confidence standard errors of the carry that a saving must exceed, at least 0
     * @return the candidate; -1 where none can carry the hedge
     */
    public int choose(final int current, final double confidence) {
        savingUsd = 0;
        hurdleUsd = 0;
        for (int i = 0; i < count; i++) {
            value(i);
        }
        final boolean isHeld = current >= 0 && current < count;
        final int cheapest = cheapest(isHeld && costs[current].isEligible() ? current : -1);
        if (cheapest < 0) {
            reason = ChoiceReason.NONE;
            return -1;
        }
        if (!isHeld || !costs[current].isEligible()) {
            reason = isHeld ? ChoiceReason.FORCED : ChoiceReason.CHEAPEST;
            return cheapest;
        }
        if (cheapest == current) {
            reason = ChoiceReason.STAYS_CHEAPEST;
            return current;
        }
        savingUsd = costs[current].totalUsd() - costs[cheapest].totalUsd();
        hurdleUsd = isStandIn[current] && !isStandIn[cheapest]
                ? 0
                : costs[current].onceUsd() + costs[cheapest].onceUsd() + confidence * doubtUsd(current, cheapest);
        final boolean isWorthIt = savingUsd > hurdleUsd;
        reason = isWorthIt ? ChoiceReason.SWITCH : ChoiceReason.SAVING_TOO_SMALL;
        return isWorthIt ? cheapest : current;
    }

    private void value(final int i) {
        final double size = Math.abs(sizeUsd);
        final double rate = spreadRates[i] + impacts[i] * Math.sqrt(size);
        final double carry = size * (sizeUsd < 0 ? shortCarry[i] : longCarry[i]);
        costs[i].set(
                rate * size,
                rate * size * turnover,
                carry,
                size * marginRates[i] * capitalRate * years,
                HALF * riskAversion * basisVariances[i] * years * size * size);
        costs[i].status(statusOf(i, size));
    }

    private CandidateStatus statusOf(final int i, final double size) {
        if (!isTradable[i]) {
            return CandidateStatus.NOT_TRADABLE;
        }
        final boolean isUsable = Math.abs(costs[i].totalUsd() + costs[i].onceUsd()) < Double.POSITIVE_INFINITY
                && carryErrors[i] >= 0
                && impacts[i] >= 0
                && marginRates[i] >= 0
                && basisVariances[i] >= 0
                && years > 0
                && turnover >= 0
                && capitalRate >= 0
                && riskAversion >= 0;
        if (!isUsable) {
            return CandidateStatus.INPUT_UNUSABLE;
        }
        if (!(size >= smallestUsd[i])) {
            return CandidateStatus.BELOW_SMALLEST_ORDER;
        }
        return size <= largestUsd[i] ? CandidateStatus.ELIGIBLE : CandidateStatus.ABOVE_CAP;
    }

    /** The least total, with entry where nothing is held; the one in use on a tie. */
    private int cheapest(final int held) {
        int cheapest = held;
        for (int i = 0; i < count; i++) {
            if (costs[i].isEligible() && (cheapest < 0 || compared(i, held) < compared(cheapest, held))) {
                cheapest = i;
            }
        }
        return cheapest;
    }

    private double compared(final int i, final int held) {
        return held < 0 ? costs[i].totalUsd() + costs[i].onceUsd() : costs[i].totalUsd();
    }

    private double doubtUsd(final int a, final int b) {
        return Math.abs(sizeUsd) * doubt(a, b);
    }

    /**
     * {@return what holding a candidate costs over the horizon, share of the position, as it was said last}
     *
     * @param index   of the candidate
     * @param isShort whether the position is
     */
    public double carry(final int index, final boolean isShort) {
        return isShort ? shortCarry[index] : longCarry[index];
    }

    /**
     * {@return how far the difference of two candidates' carries may be off, one standard error, share of the position}
     *
     * @param a candidate
     * @param b candidate
     */
    public double doubt(final int a, final int b) {
        return Math.sqrt(carryErrors[a] * carryErrors[a] + carryErrors[b] * carryErrors[b]);
    }

    /** {@return why} */
    public ChoiceReason reason() {
        return reason;
    }

    /** {@return what the cheapest would save against the one in use, USD to the horizon; 0 where they are one} */
    public double savingUsd() {
        return savingUsd;
    }

    /** {@return what the saving must exceed: way out, way in and doubt, USD; 0 where what stands in is left} */
    public double hurdleUsd() {
        return hurdleUsd;
    }

    /**
     * {@return fee and half-spread of a candidate, share of the price}
     *
     * @param index of the candidate
     */
    public double spreadRate(final int index) {
        return spreadRates[index];
    }

    /**
     * {@return impact of a candidate, share of the price per root USD}
     *
     * @param index of the candidate
     */
    public double impact(final int index) {
        return impacts[index];
    }

    /**
     * {@return what holding a position of the side compared costs, share of it over the horizon; below 0 earns}
     *
     * @param index of the candidate
     */
    public double carryRate(final int index) {
        return sizeUsd < 0 ? shortCarry[index] : longCarry[index];
    }

    /**
     * {@return standard error of that}
     *
     * @param index of the candidate
     */
    public double carryError(final int index) {
        return carryErrors[index];
    }

    /**
     * {@return margin of a candidate, share of the position}
     *
     * @param index of the candidate
     */
    public double marginRate(final int index) {
        return marginRates[index];
    }

    /**
     * {@return variance of a candidate's return less that of what is hedged, per year}
     *
     * @param index of the candidate
     */
    public double basisVariance(final int index) {
        return basisVariances[index];
    }

    /**
     * {@return the costs of a candidate, valid until the next choice}
     *
     * @param index of the candidate
     */
    public HorizonCost cost(final int index) {
        return costs[index];
    }
}
