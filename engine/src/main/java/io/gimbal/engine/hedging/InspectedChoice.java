package io.gimbal.engine.hedging;

import io.gimbal.engine.hedging.instrument.Basis;
import io.gimbal.engine.hedging.instrument.CandidateStatus;
import io.gimbal.engine.hedging.instrument.HorizonCost;
import io.gimbal.engine.hedging.instrument.InstrumentChoice;
import io.gimbal.journal.codec.ChoiceCause;
import io.gimbal.journal.codec.DecisionReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The last comparison of hedge candidates, and the candidates as they stand now, for analysis. Numbers that are not known
 * are NaN.
 *
 * @param cause          of the choice
 * @param comparedNs     engine time of the comparison; {@code Long.MIN_VALUE} before the first
 * @param chosenId       instrument in use; -1 where none can be
 * @param previousId     in use before; -1 for none
 * @param sizeUsd        hedge that was compared, signed
 * @param savingUsd      what the cheapest would save against the one in use
 * @param hurdleUsd      what the saving must exceed
 * @param horizonYears   of all costs
 * @param turnover       traded over it per USD of hedge
 * @param makerShare     share of a trade that is taken to rest
 * @param marginCostRate cost of capital per year
 * @param riskAversion   per USD
 * @param confidence     standard errors of the carry that a saving must exceed
 * @param candidates     in order of first mention
 */
public record InspectedChoice(
        ChoiceCause cause,
        long comparedNs,
        int chosenId,
        int previousId,
        double sizeUsd,
        double savingUsd,
        double hurdleUsd,
        double horizonYears,
        double turnover,
        double makerShare,
        double marginCostRate,
        double riskAversion,
        double confidence,
        List<OfCandidate> candidates) {
    /**
     * Keeps a list that nobody changes.
     *
     * @param cause          as above
     * @param comparedNs     as above
     * @param chosenId       as above
     * @param previousId     as above
     * @param sizeUsd        as above
     * @param savingUsd      as above
     * @param hurdleUsd      as above
     * @param horizonYears   as above
     * @param turnover       as above
     * @param makerShare     as above
     * @param marginCostRate as above
     * @param riskAversion   as above
     * @param confidence     as above
     * @param candidates     as above
     */
    public InspectedChoice {
        candidates = List.copyOf(candidates);
    }

    /**
     * One candidate. Rates and costs are those of the comparison; status, price and what is held are of now.
     *
     * @param instrumentId  dense
     * @param status        in the comparison
     * @param why           it cannot be traded now; {@code NULL_VAL} when it can
     * @param isRolling     whether its delivery is near
     * @param isMoving      whether what it holds is being carried elsewhere
     * @param price         USD per coin
     * @param years         to delivery; 0 for what has none
     * @param premium       ln(price / index) / years, per year; NaN for what has no delivery
     * @param weight        coins that one of its coins counts as
     * @param heldDelta     projected coins held in it
     * @param maxPositionUsd cap
     * @param spreadRate    fee and half-spread, share of the price
     * @param impact        share of the price per root USD
     * @param carryRate     share of a position of the compared side over the horizon; below 0 earns
     * @param carryError    standard error of it
     * @param marginRate    share of the position
     * @param basisVariance per year
     * @param onceUsd       in or out once
     * @param tradingUsd    by the turnover
     * @param carryUsd      funding or convergence
     * @param capitalUsd    for the margin
     * @param riskUsd       of straying from the index
     */
    public record OfCandidate(
            int instrumentId,
            CandidateStatus status,
            DecisionReason why,
            boolean isRolling,
            boolean isMoving,
            double price,
            double years,
            double premium,
            double weight,
            double heldDelta,
            double maxPositionUsd,
            double spreadRate,
            double impact,
            double carryRate,
            double carryError,
            double marginRate,
            double basisVariance,
            double onceUsd,
            double tradingUsd,
            double carryUsd,
            double capitalUsd,
            double riskUsd) {
        static OfCandidate of(
                final Candidate candidate,
                final InstrumentChoice costs,
                final int at,
                final double index,
                final long nowNs) {
            final HorizonCost cost = costs.cost(at);
            final double years = candidate.years(nowNs);
            return new OfCandidate(
                    candidate.instrumentId(),
                    cost.status(),
                    candidate.why(),
                    candidate.isRolling(),
                    candidate.isMoving(),
                    candidate.price(),
                    years,
                    Basis.premium(candidate.price(), index, years),
                    candidate.weight(),
                    candidate.deltaOf(candidate.amount()),
                    candidate.maxPositionUsd(),
                    costs.spreadRate(at),
                    costs.impact(at),
                    costs.carryRate(at),
                    costs.carryError(at),
                    costs.marginRate(at),
                    costs.basisVariance(at),
                    cost.onceUsd(),
                    cost.tradingUsd(),
                    cost.carryUsd(),
                    cost.capitalUsd(),
                    cost.riskUsd());
        }
    }

    static InspectedChoice of(
            final Candidates candidates,
            final HedgeChoice choice,
            final ChoiceSettings settings,
            final double index,
            final long nowNs) {
        final InstrumentChoice costs = choice.costs();
        final List<OfCandidate> all = new ArrayList<>();
        for (int i = 0; i < candidates.count(); i++) {
            all.add(OfCandidate.of(candidates.at(i), costs, i, index, nowNs));
        }
        return new InspectedChoice(
                choice.cause(),
                choice.comparedNs(),
                choice.isFound() ? candidates.at(choice.chosen()).instrumentId() : Candidates.NONE,
                choice.previous() == Candidates.NONE
                        ? Candidates.NONE
                        : candidates.at(choice.previous()).instrumentId(),
                choice.sizeUsd(),
                costs.savingUsd(),
                costs.hurdleUsd(),
                settings.horizonYears(),
                settings.turnover(),
                settings.makerShare(),
                settings.marginCostRate(),
                settings.riskAversion(),
                settings.confidence(),
                all);
    }
}
