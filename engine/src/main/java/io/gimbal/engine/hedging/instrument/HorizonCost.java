package io.gimbal.engine.hedging.instrument;

/** What a hedge in one instrument costs to the horizon, part by part, USD. Owned by the engine thread, reused. */
public final class HorizonCost {
    private CandidateStatus status = CandidateStatus.NOT_TRADABLE;
    private double onceUsd;
    private double tradingUsd;
    private double carryUsd;
    private double capitalUsd;
    private double riskUsd;

    HorizonCost() {}

    void set(final double once, final double trading, final double carry, final double capital, final double risk) {
        onceUsd = once;
        tradingUsd = trading;
        carryUsd = carry;
        capitalUsd = capital;
        riskUsd = risk;
    }

    void status(final CandidateStatus newStatus) {
        status = newStatus;
    }

    boolean isEligible() {
        return status == CandidateStatus.ELIGIBLE;
    }

    /** {@return whether the instrument can carry the hedge; the figures are to be read only then} */
    public CandidateStatus status() {
        return status;
    }

    /** {@return trading the whole position once, in or out} */
    public double onceUsd() {
        return onceUsd;
    }

    /** {@return trading it by the turnover} */
    public double tradingUsd() {
        return tradingUsd;
    }

    /** {@return funding, convergence or borrowing; below 0 where it earns} */
    public double carryUsd() {
        return carryUsd;
    }

    /** {@return capital for the margin} */
    public double capitalUsd() {
        return capitalUsd;
    }

    /** {@return worth of the risk that it strays from what is hedged} */
    public double riskUsd() {
        return riskUsd;
    }

    /** {@return all but the way in and out} */
    public double totalUsd() {
        return tradingUsd + carryUsd + capitalUsd + riskUsd;
    }
}
