package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedChoice.Candidate;
import io.gimbal.engine.hedging.InspectedChoice;
import io.gimbal.engine.hedging.InspectedChoice.OfCandidate;
import io.gimbal.engine.hedging.instrument.BasisCurve;
import io.gimbal.engine.hedging.instrument.CandidateStatus;
import io.gimbal.journal.codec.ChoiceCause;
import io.gimbal.journal.codec.DecisionReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the comparison of hedge candidates, and works its costs out again from their terms. Used once, by one thread. */
final class ChoiceReader {
    /** Premium per year that still counts as none, as in the engine's own report. */
    private static final double FLAT_PREMIUM = 0.001;

    private static final double DAYS_PER_YEAR = 365;
    private static final double ROOT_MILLION = 1_000;
    private static final double HALF = 0.5;
    private static final double SAME = 1e-9;

    private final InspectedChoice of;
    private final Names names;
    private final double index;
    private final long nowNs;

    private ChoiceReader(final InspectedChoice of, final Names names, final double index, final long nowNs) {
        this.of = of;
        this.names = names;
        this.index = index;
        this.nowNs = nowNs;
    }

    static ExplainedChoice read(final InspectedChoice of, final Names names, final double index, final long nowNs) {
        return new ChoiceReader(of, names, index, nowNs).read();
    }

    private ExplainedChoice read() {
        final List<Candidate> candidates = new ArrayList<>();
        boolean agrees = true;
        for (final OfCandidate candidate : of.candidates()) {
            candidates.add(candidate(candidate));
            agrees &= !isCompared(candidate) || isByItsTerms(candidate);
        }
        return new ExplainedChoice(
                name(of.chosenId()),
                name(of.previousId()),
                of.cause().name(),
                meaning(of.cause()),
                of.comparedNs() == Long.MIN_VALUE ? null : Texts.seconds(nowNs - of.comparedNs()),
                of.sizeUsd(),
                of.savingUsd(),
                of.hurdleUsd(),
                of.horizonYears() * DAYS_PER_YEAR,
                of.turnover(),
                of.makerShare(),
                of.marginCostRate(),
                of.riskAversion(),
                of.confidence(),
                curve(),
                candidates,
                agrees && isWorthIt());
    }

    private @Nullable String name(final int instrumentId) {
        return instrumentId < 0 ? null : names.instrument(instrumentId);
    }

    static String meaning(final ChoiceCause cause) {
        return switch (cause) {
            case CHEAPEST -> "the cheapest, way in counted: no hedge is held anywhere yet";
            case STAYS_CHEAPEST -> "the one in use is the cheapest";
            case SAVING_TOO_SMALL -> "another is cheaper, by less than the switch and the doubt about it cost";
            case SWITCH -> "another is cheaper by more than the switch and the doubt about it cost";
            case FORCED -> "the one in use cannot carry the hedge any more";
            case ROLL -> "the one in use is about to be delivered";
            case HELD -> "the hedge is in it already";
            case NONE -> "no candidate can carry the hedge";
            default -> Figures.word(cause.name());
        };
    }

    // ------------------------------------------------------------------ candidates

    private static boolean isCompared(final OfCandidate candidate) {
        return candidate.status() != CandidateStatus.NOT_TRADABLE
                && candidate.status() != CandidateStatus.INPUT_UNUSABLE;
    }

    private Candidate candidate(final OfCandidate candidate) {
        final boolean isCompared = isCompared(candidate);
        return new Candidate(
                candidate.instrumentId(),
                names.instrument(candidate.instrumentId()),
                candidate.instrumentId() == of.chosenId(),
                candidate.status() == CandidateStatus.NOT_TRADABLE && candidate.isRolling()
                        ? "ROLLING"
                        : candidate.status().name(),
                candidate.why() == DecisionReason.NULL_VAL
                        ? null
                        : candidate.why().name(),
                candidate.price() > 0 ? candidate.price() : null,
                candidate.years() > 0 ? candidate.years() * DAYS_PER_YEAR : null,
                Texts.finite(candidate.premium()),
                candidate.weight(),
                candidate.heldDelta(),
                candidate.maxPositionUsd(),
                only(isCompared, candidate.spreadRate()),
                only(isCompared, candidate.impact() * ROOT_MILLION),
                only(isCompared, candidate.carryRate()),
                only(isCompared, candidate.carryError()),
                only(isCompared, candidate.marginRate()),
                only(isCompared, candidate.basisVariance()),
                only(isCompared, candidate.onceUsd()),
                only(isCompared, candidate.tradingUsd()),
                only(isCompared, candidate.carryUsd()),
                only(isCompared, candidate.capitalUsd()),
                only(isCompared, candidate.riskUsd()),
                only(isCompared, total(candidate)));
    }

    private static double total(final OfCandidate candidate) {
        return candidate.tradingUsd() + candidate.carryUsd() + candidate.capitalUsd() + candidate.riskUsd();
    }

    private static @Nullable Double only(final boolean isKnown, final double value) {
        return isKnown ? Texts.finite(value) : null;
    }

    // ------------------------------------------------------------------ worked out again

    private boolean isByItsTerms(final OfCandidate candidate) {
        final double size = Math.abs(of.sizeUsd());
        final double once = (candidate.spreadRate() + candidate.impact() * Math.sqrt(size)) * size;
        final double years = of.horizonYears();
        return isSame(once, candidate.onceUsd())
                && isSame(once * of.turnover(), candidate.tradingUsd())
                && isSame(candidate.carryRate() * size, candidate.carryUsd())
                && isSame(candidate.marginRate() * of.marginCostRate() * years * size, candidate.capitalUsd())
                && isSame(
                        HALF * of.riskAversion() * candidate.basisVariance() * years * size * size,
                        candidate.riskUsd());
    }

    /** A switch saves more than its hurdle, what stays for too small a saving does not. */
    private boolean isWorthIt() {
        return switch (of.cause()) {
            case SWITCH -> of.savingUsd() > of.hurdleUsd();
            case SAVING_TOO_SMALL -> of.savingUsd() <= of.hurdleUsd();
            default -> true;
        };
    }

    private static boolean isSame(final double one, final double other) {
        return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(other));
    }

    private ExplainedChoice.@Nullable Curve curve() {
        final BasisCurve curve = new BasisCurve(Math.max(of.candidates().size(), 1));
        curve.start(index);
        of.candidates().stream()
                .filter(candidate -> candidate.years() > 0 && candidate.why() == DecisionReason.NULL_VAL)
                .sorted(Comparator.comparingDouble(OfCandidate::years))
                .forEach(candidate -> curve.add(candidate.price(), candidate.years(), 1));
        return curve.count() == 0
                ? null
                : new ExplainedChoice.Curve(
                        curve.count(),
                        curve.level(),
                        curve.slope(),
                        curve.shape(FLAT_PREMIUM).name());
    }
}
