package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.pricing.DeterministicMath;

/**
 * Trades when the position is further from the target than a half-width: to the target, or to the band's nearest edge.
 * The half-width is the parameter itself, coins, or Whalley and Wilmott's at the risk aversion that the parameter is.
 */
final class BandRule implements HedgeRule {
    private final boolean followsGamma;
    private final boolean toEdge;
    private final double everyMinutes;

    private BandRule(final boolean followsGamma, final boolean toEdge, final double everyMinutes) {
        this.followsGamma = followsGamma;
        this.toEdge = toEdge;
        this.everyMinutes = everyMinutes;
    }

    static BandRule fixedToTarget() {
        return new BandRule(false, false, 0.0);
    }

    static BandRule fixedToEdge() {
        return new BandRule(false, true, 0.0);
    }

    /** Looks at the fixed band only once in so many minutes. */
    static BandRule hybrid(final double everyMinutes) {
        return new BandRule(false, true, everyMinutes);
    }

    static BandRule whalleyWilmottToTarget() {
        return new BandRule(true, false, 0.0);
    }

    static BandRule whalleyWilmottToEdge() {
        return new BandRule(true, true, 0.0);
    }

    @Override
    public void hedge(final HedgePath path, final double parameter, final Ledger ledger) {
        final double scale = followsGamma ? 1.0 / DeterministicMath.cbrt(parameter) : parameter;
        final int every = path.steps(everyMinutes);
        for (int step = 0; step < path.steps(); step++) {
            if (step % every == 0) {
                inspect(path, step, followsGamma ? path.bandWidth(step, parameter, scale) : scale, ledger);
            }
            ledger.hold(path, step);
        }
    }

    private void inspect(final HedgePath path, final int step, final double width, final Ledger ledger) {
        final double target = path.target(step);
        final double error = ledger.position() - target;
        if (Math.abs(error) > width) {
            ledger.take(path, step, toEdge ? target + Math.copySign(width, error) : target);
        }
    }
}
