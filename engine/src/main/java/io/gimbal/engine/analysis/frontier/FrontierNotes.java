package io.gimbal.engine.analysis.frontier;

import java.util.ArrayList;
import java.util.List;

/** What a study assumes, in words, for its report. */
final class FrontierNotes {
    private static final List<String> COMMON = List.of(
            "book: short one straddle at the money, one coin; linear perpetual future; no interest, no funding",
            "all policies see the same paths; all begin at the common target and take; the position at expiry is taken"
                    + " off at the all-in cost of taking",
            "tracking error: of the hedge against the delta at the hedger's own volatility, common to all policies",
            "an order that takes is filled whole at the mid of its decision, at fee and slippage",
            "a fill of a resting order counts in the position from the end of its step; its price against the mid of"
                    + " the decision and the mid's move until then are both cost",
            "a resting order is cancelled at the end of its step and decided anew",
            "an order costs orderCostBp whatever its size; two-band alone reckons with it, and is whalley-wilmott-edge"
                    + " where it is 0",
            "the book's gamma has one sign, so hoggard-whalley-wilmott is leland's clock");

    private FrontierNotes() {}

    static FrontierReport.Assumptions simulated(final FrontierSettings settings) {
        return new FrontierReport.Assumptions(
                settings.costs(),
                settings.queue(),
                settings.makerReach(),
                MakerRule.FILL_MINUTES,
                with(
                        "a resting order joins the back of the queue after both latencies; trades against it are"
                                + " Poisson with exponential sizes and sides that follow the step's move; the mid passing"
                                + " its price by a tick fills it whole, with the exact probability of a Brownian bridge;"
                                + " jumps come at a step's end and fill it as well",
                        "the mid has no memory: after a fill it goes on as if nothing had happened; a market whose"
                                + " moves go on after fills costs more, which --maker-fee-bp shows"));
    }

    static FrontierReport.Assumptions recorded(final BarSettings settings) {
        return new FrontierReport.Assumptions(
                settings.costs(),
                settings.queue(),
                settings.makerReach(),
                MakerRule.FILL_MINUTES,
                with(
                        "a resting order is filled, whole, where the bar traded beyond its price by a tick, and never"
                                + " by a touch; bars do not resolve latencies",
                        "the hedger's volatility is the root of the mean realised variance of the last day and of the"
                                + " last three days, looked at every hour of the straddle's life"));
    }

    private static List<String> with(final String first, final String second) {
        final List<String> notes = new ArrayList<>(COMMON);
        notes.add(first);
        notes.add(second);
        return notes;
    }
}
