package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.hedging.forecast.OwnCosts;
import io.gimbal.engine.hedging.instrument.Basis;
import io.gimbal.engine.hedging.instrument.BasisCurve;
import io.gimbal.engine.hedging.instrument.CandidateStatus;
import io.gimbal.engine.hedging.instrument.CrossRatio;
import io.gimbal.engine.hedging.instrument.CurveShape;
import io.gimbal.engine.hedging.instrument.HorizonCost;
import io.gimbal.journal.codec.AlertCode;
import io.gimbal.journal.codec.BasisShape;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.CandidateState;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Says which candidate carries the hedge, why, and what each would cost: on every change and once per interval; and how
 * the futures among them stand to the index. Owned by the engine thread.
 */
final class ChoiceReporter {
    /** Premium per year that still counts as none: what a half-spread of a basis point makes of a month. */
    private static final double FLAT_PREMIUM = 0.001;

    private static final double YEARS_PER_DAY = 1.0 / 365.0;

    private final int underlyingId;
    private final Candidates candidates;
    private final HedgeChoice choice;
    private final OutputPublisher out;
    private final BasisCurve curve = new BasisCurve(HedgeLines.CAPACITY);
    private boolean isStuck;

    ChoiceReporter(
            final int underlyingId, final Candidates candidates, final HedgeChoice choice, final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.candidates = candidates;
        this.choice = choice;
        this.out = out;
    }

    void reportIfNew() {
        report(false);
    }

    /** Reports the last choice where it changed anything or a report is due. */
    void report(final boolean isDue) {
        if (choice.isNew() && !choice.isFound()) {
            alertNone();
        }
        if (!choice.isNew() && !isDue) {
            return;
        }
        out.publish(out.instrumentChoice()
                .sizeUsd(OutputPublisher.clean(choice.sizeUsd()))
                .savingUsd(OutputPublisher.clean(choice.costs().savingUsd()))
                .hurdleUsd(OutputPublisher.clean(choice.costs().hurdleUsd()))
                .underlyingId(underlyingId)
                .chosenId(choice.isFound() ? idOf(choice.chosen()) : Candidates.NONE)
                .previousId(idOf(choice.previous()))
                .candidates(candidates.count())
                .cause(choice.cause())
                .encodedLength());
        for (int i = 0; i < candidates.count(); i++) {
            publish(candidates.at(i), choice.costs().cost(i));
            final MeasuredCost cost = candidates.at(i).cost();
            if (cost != null) {
                publish(candidates.at(i), cost);
            }
            final CrossTerms cross = candidates.at(i).cross();
            if (cross != null) {
                publish(candidates.at(i), cross);
            }
        }
    }

    private int idOf(final int index) {
        return index == Candidates.NONE ? Candidates.NONE : candidates.at(index).instrumentId();
    }

    private void publish(final Candidate candidate, final HorizonCost cost) {
        final boolean isKnown =
                cost.status() != CandidateStatus.NOT_TRADABLE && cost.status() != CandidateStatus.INPUT_UNUSABLE;
        out.publish(out.candidateCost()
                .onceUsd(isKnown ? OutputPublisher.clean(cost.onceUsd()) : 0)
                .tradingUsd(isKnown ? OutputPublisher.clean(cost.tradingUsd()) : 0)
                .carryUsd(isKnown ? OutputPublisher.clean(cost.carryUsd()) : 0)
                .capitalUsd(isKnown ? OutputPublisher.clean(cost.capitalUsd()) : 0)
                .riskUsd(isKnown ? OutputPublisher.clean(cost.riskUsd()) : 0)
                .price(OutputPublisher.clean(candidate.price()))
                .weight(OutputPublisher.clean(candidate.weight()))
                .heldDelta(OutputPublisher.clean(candidate.deltaOf(candidate.amount())))
                .underlyingId(underlyingId)
                .instrumentId(candidate.instrumentId())
                .state(state(candidate, cost.status()))
                .reason(candidate.whyNot())
                .encodedLength());
    }

    private void publish(final Candidate candidate, final MeasuredCost cost) {
        final OwnCosts own = cost.own();
        final double halfSpread = candidate.isLive() ? candidate.halfSpread() : 0;
        final double vol = choice.dailyVol();
        out.publish(out.candidateMeasure()
                .statedRate(OutputPublisher.clean(cost.statedRate(halfSpread)))
                .costRate(OutputPublisher.clean(cost.costRate(halfSpread, vol, candidate.price())))
                .takerRate(Forecasts.known(own.takerRate(vol)))
                .makerRate(Forecasts.known(own.makerRate()))
                .makerShare(Forecasts.known(own.makerShare()))
                .feeRate(OutputPublisher.clean(own.feeRate()))
                .spreadShare(OutputPublisher.clean(own.spreadShare()))
                .impact(OutputPublisher.clean(own.impact()))
                .makerAdverse(Forecasts.known(own.makerAdverse()))
                .takerMarkout(Forecasts.known(own.takerMarkout()))
                .fills(own.fills())
                .underlyingId(underlyingId)
                .instrumentId(candidate.instrumentId())
                .isBounded(cost.isBounded() ? BooleanType.TRUE : BooleanType.FALSE)
                .encodedLength());
    }

    private void publish(final Candidate candidate, final CrossTerms cross) {
        final CrossRatio measured = cross.measured();
        final double variance = measured.exposureVariance();
        final double left = cross.residualVariance();
        final long held = candidate.amount();
        out.publish(out.crossHedge()
                .ratio(OutputPublisher.clean(cross.ratio()))
                .measuredRatio(Forecasts.known(measured.ratio()))
                .correlation(Forecasts.known(measured.correlation()))
                .shrinkage(Forecasts.known(measured.shrinkage()))
                .samples(OutputPublisher.clean(measured.samples()))
                .exposureVol(Forecasts.known(Math.sqrt(variance)))
                .residualVol(Forecasts.known(Math.sqrt(left)))
                .effectiveness(Forecasts.known(1 - left / variance))
                .coinsPerCoin(candidate.price() > 0 ? OutputPublisher.clean(cross.ratio() / candidate.beta()) : 0)
                .heldUsd(OutputPublisher.clean(Long.signum(held) * candidate.usdOf(held)))
                .underlyingId(underlyingId)
                .instrumentId(candidate.instrumentId())
                .kind(cross.kind())
                .reason(candidate.whyNot())
                .encodedLength());
    }

    private static CandidateState state(final Candidate candidate, final CandidateStatus status) {
        return switch (status) {
            case ELIGIBLE -> CandidateState.ELIGIBLE;
            case NOT_TRADABLE ->
                candidate.isLive() && candidate.isRolling() ? CandidateState.ROLLING : CandidateState.NOT_TRADABLE;
            case BELOW_SMALLEST_ORDER -> CandidateState.BELOW_SMALLEST_ORDER;
            case ABOVE_CAP -> CandidateState.ABOVE_CAP;
            case INPUT_UNUSABLE -> CandidateState.INPUT_UNUSABLE;
        };
    }

    private void alertNone() {
        final int last = Math.max(choice.chosen(), 0);
        out.publish(out.alert(AlertCode.NO_HEDGE_INSTRUMENT, Severity.CRITICAL)
                .underlyingId(underlyingId)
                .instrumentId(candidates.at(last).instrumentId())
                .reason(candidates.at(last).whyNot())
                .encodedLength());
    }

    /**
     * A roll or a balance that is due cannot be made: said when that begins.
     *
     * @param isNowStuck whether it cannot
     * @param reason     roll or balance
     * @param left       USD, or USD years
     * @param limit      what may be left
     */
    void stuck(final boolean isNowStuck, final DecisionReason reason, final double left, final double limit) {
        if (isNowStuck && !isStuck) {
            out.publish(out.alert(AlertCode.HEDGE_NOT_MOVED, Severity.WARNING)
                    .underlyingId(underlyingId)
                    .reason(reason)
                    .value(OutputPublisher.clean(left))
                    .limitValue(OutputPublisher.clean(limit))
                    .encodedLength());
        }
        isStuck = isNowStuck;
    }

    /** Publishes the term structure of the futures that are quoted; nothing where none is. */
    void reportBasis(final double index, final TermExposure exposure, final long nowNs) {
        curve.start(index);
        Candidate nearest = null;
        long afterNs = nowNs;
        for (Candidate next = next(afterNs); next != null; next = next(afterNs)) {
            final BookLine line = next.line();
            afterNs = line == null ? Long.MAX_VALUE : line.instrument().expiryNs();
            if (curve.add(next.price(), next.years(nowNs), 1) && nearest == null) {
                nearest = next;
            }
        }
        final BookLine line = nearest == null ? null : nearest.line();
        if (nearest == null || line == null) {
            return;
        }
        out.publish(out.basisSnapshot()
                .level(OutputPublisher.clean(curve.level()))
                .slope(OutputPublisher.clean(curve.slope()))
                .nearExpiryNs(line.instrument().expiryNs())
                .nearPremium(OutputPublisher.clean(curve.premium(0)))
                .nearConvergencePerDay(
                        OutputPublisher.clean(Basis.convergence(nearest.price(), curve.premium(0), YEARS_PER_DAY)))
                .levelUsd(OutputPublisher.clean(exposure.levelUsd()))
                .slopeUsdYears(OutputPublisher.clean(exposure.slopeUsdYears()))
                .underlyingId(underlyingId)
                .futures(curve.count())
                .shape(shape(curve.shape(FLAT_PREMIUM)))
                .encodedLength());
    }

    /** The live future that is delivered first after an instant; of two delivered together, the first mentioned. */
    private @Nullable Candidate next(final long afterNs) {
        Candidate first = null;
        long firstNs = Long.MAX_VALUE;
        for (int i = 0; i < candidates.count(); i++) {
            final BookLine line = candidates.at(i).line();
            final long expiryNs = line == null ? 0 : line.instrument().expiryNs();
            if (candidates.at(i).isLive() && expiryNs > afterNs && expiryNs < firstNs) {
                first = candidates.at(i);
                firstNs = expiryNs;
            }
        }
        return first;
    }

    private static BasisShape shape(final CurveShape shape) {
        return switch (shape) {
            case CONTANGO -> BasisShape.CONTANGO;
            case BACKWARDATION -> BasisShape.BACKWARDATION;
            case FLAT, UNKNOWN -> BasisShape.FLAT;
        };
    }

    long mixInto(final long hash) {
        return Bits.mix(hash, isStuck ? 1L : 0L);
    }
}
