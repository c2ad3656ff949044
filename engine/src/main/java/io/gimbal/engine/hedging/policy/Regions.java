package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.DecisionReason;

/** The shapes of answer that policies give. Pure. */
final class Regions {
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;

    private Regions() {}

    /** Trades to the centre when due, whatever the deviation; never between. */
    static void clock(final HedgeView view, final HedgeTarget target, final boolean isDue, final double centre) {
        final double low = isDue ? centre : Math.min(centre, view.totalDelta());
        final double high = isDue ? centre : Math.max(centre, view.totalDelta());
        target.region(low, centre, centre, high);
        if (isDue) {
            target.trigger();
        }
    }

    /**
     * A band around a centre, at least one lot wide, with its deadline; what lands within half a lot lands on the
     * centre.
     */
    static void band(
            final HedgeView view,
            final HedgeTarget target,
            final double centre,
            final double outer,
            final double inner) {
        final double width = Math.max(outer, view.lotDelta());
        final double wished = inner >= outer ? width : Math.min(inner, width);
        final double landing = wished >= 0.5 * view.lotDelta() ? wished : 0;
        target.region(centre - width, centre - landing, centre + landing, centre + width);
        target.centre(centre);
        target.deadlineNs(deadlineNs(view, width));
        target.reasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
    }

    /** A band of two widths around the target, to the edge, each at least one lot. */
    static void sides(final HedgeView view, final HedgeTarget target, final double below, final double above) {
        final double low = view.targetDelta() - Math.max(below, view.lotDelta());
        final double high = view.targetDelta() + Math.max(above, view.lotDelta());
        target.region(low, low, high, high);
        target.centre(view.targetDelta());
        target.deadlineNs(deadlineNs(view, 0.5 * (high - low)));
        target.reasons(DecisionReason.INSIDE_BAND, DecisionReason.OUTSIDE_BAND);
    }

    /**
     * Expected time until a target that starts in the middle has moved by one half-width: {@code H² / a²}; an order
     * still open then is a band late.
     */
    private static long deadlineNs(final HedgeView view, final double halfWidth) {
        final double roughness = Bands.roughness(view.effectiveGamma(), view.vol(), view.price());
        final double ns = halfWidth * halfWidth / roughness * NS_PER_YEAR;
        return ns >= 0 && ns < HedgeTarget.NO_DEADLINE ? (long) ns : HedgeTarget.NO_DEADLINE;
    }

    /** Something a policy needs is absent: a plain band, to the edge, at least one lot wide. */
    static void fallback(final HedgeView view, final HedgeTarget target, final double halfWidth) {
        band(view, target, view.targetDelta(), halfWidth, halfWidth);
        target.reasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
    }

    /** What a trade costs: as measured, else as the desk assumes. */
    static double costRate(final HedgeView view, final double assumed) {
        return view.costRate() >= 0 ? view.costRate() : assumed;
    }

    /** No band is wider than half of what the delta can still move by; none at all where there are no options. */
    static double pinned(final HedgeView view, final double width) {
        final double most = 0.5 * view.liveAmount();
        return most > 0 ? Math.min(width, most) : width;
    }

    /** The target less what the options' delta changes by at another variance: more hedge where it is larger there. */
    static double shiftedCentre(final HedgeView view, final double varianceFactor) {
        return varianceFactor == 1
                ? view.targetDelta()
                : view.targetDelta() - view.hedgeRatio() * view.revaluation().deltaChange(varianceFactor);
    }
}
