package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.NetworkPolicy;
import io.gimbal.engine.hedging.policy.Revaluation;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.pricing.DeterministicMath;

/**
 * The policy of a trained network as the engine has it, at the risk aversion that the parameter is: shown the straddle at
 * every step, traded to the edge of its side.
 */
final class NetworkRule implements HedgeRule {
    /** A network makes the band of Whalley and Wilmott at most so much narrower, so nearer there is nothing to ask. */
    private static final double NARROWEST = 0.25;

    private final BandNetwork network;

    NetworkRule(final BandNetwork network) {
        this.network = network;
    }

    /** What one path's hedge keeps at hand. */
    private static final class Asked implements Revaluation {
        private final HedgeView view = new HedgeView();
        private final HedgeTarget target = new HedgeTarget();
        private final HedgePath path;
        private final NetworkPolicy policy;
        private int step;

        Asked(final HedgePath path, final NetworkPolicy policy) {
            this.path = path;
            this.policy = policy;
        }

        /** The delta that the policy leaves, of one that is this far from its target. */
        double left(final int newStep, final double error) {
            step = newStep;
            view.delta(error, 0, 0)
                    .gamma(-path.gamma(step), path.gamma(step))
                    .options(path.vol(step), path.yearsLeft(step), path.liveAmount(step))
                    .market(path.price(step), path.price(step))
                    .costRate(path.costRate())
                    .revaluation(this);
            policy.decide(view, target);
            return Math.min(Math.max(error, target.outerLow()), target.outerHigh());
        }

        @Override
        public double deltaChange(final double varianceFactor) {
            return path.target(step) - path.target(step, path.vol(step) * Math.sqrt(varianceFactor));
        }

        @Override
        public double gamma(final double varianceFactor) {
            return Double.NaN;
        }
    }

    @Override
    public void hedge(final HedgePath path, final double parameter, final Ledger ledger) {
        final double scale = 1.0 / DeterministicMath.cbrt(parameter);
        final Asked asked = new Asked(path, new NetworkPolicy(parameter, path.costRate(), 0, network));
        for (int step = 0; step < path.steps(); step++) {
            final double error = ledger.position() - path.target(step);
            if (Math.abs(error) > NARROWEST * path.bandWidth(step, parameter, scale)) {
                final double left = asked.left(step, error);
                if (left != error) {
                    ledger.take(path, step, path.target(step) + left);
                }
            }
            ledger.hold(path, step);
        }
    }
}
