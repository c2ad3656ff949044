package io.gimbal.engine.hedging.policy;

import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.hedging.policy.network.NetworkScratch;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import org.jspecify.annotations.Nullable;

/**
 * The band of {@link WhalleyWilmottPolicy}, traded to the edge, times a factor of each side that a {@link BandNetwork}
 * says. Without a network, where the book is unlike what it was trained on, and where it was no better than the closed
 * forms, that band stands as it is, and the reasons say so. Each side is at least one lot, and at most half of the
 * amount by which the delta can still move.
 *
 * <p>Keeps nothing between two questions but room to compute in; owned by one thread.
 */
public final class NetworkPolicy implements HedgePolicy {
    private final double riskAversion;
    private final double costRate;
    private final double fallback;
    private final @Nullable BandNetwork network;
    private final WhalleyWilmottPolicy prior;
    private final NetworkInputs inputs = new NetworkInputs();
    private final NetworkScratch scratch = new NetworkScratch();

    /**
     * Makes a policy.
     *
     * @param riskAversion absolute, per USD, above 0
     * @param costRate     what a trade costs where it was not measured, share of the price per coin, at least 0
     * @param fallback     half-width of the band that stands in where an input is absent, coins, at least 0
     * @param network      null while there is none
     */
    public NetworkPolicy(
            final double riskAversion,
            final double costRate,
            final double fallback,
            final @Nullable BandNetwork network) {
        this.riskAversion = riskAversion;
        this.costRate = costRate;
        this.fallback = fallback;
        this.network = network;
        prior = new WhalleyWilmottPolicy(riskAversion, costRate, Landing.TO_EDGE, fallback);
    }

    /**
     * The same with another network.
     *
     * @param newNetwork null for none
     * @return a new policy
     */
    public NetworkPolicy with(final @Nullable BandNetwork newNetwork) {
        return new NetworkPolicy(riskAversion, costRate, fallback, newNetwork);
    }

    /** {@return the network that is asked; null while there is none} */
    public @Nullable BandNetwork network() {
        return network;
    }

    @Override
    public void decide(final HedgeView view, final HedgeTarget target) {
        if (network == null || !inputs.see(view, costRate, riskAversion) || !isSpokenFor(network, view)) {
            prior.decide(view, target);
            target.reasons(DecisionReason.FALLBACK_INSIDE, DecisionReason.FALLBACK_OUTSIDE);
            return;
        }
        final double below = inputs.prior() * BandNetwork.below(scratch);
        final double above = inputs.prior() * BandNetwork.above(scratch);
        Regions.sides(view, target, Regions.pinned(view, below), Regions.pinned(view, above));
    }

    private boolean isSpokenFor(final BandNetwork asked, final HedgeView view) {
        inputs.fill(view);
        asked.run(inputs.values(), scratch);
        return asked.isInside(scratch)
                && asked.isKept(asked.cell(inputs.costRate(), inputs.relativeWidth(), inputs.gamma()));
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.NO_TRANSACTION_BAND_NETWORK;
    }

    @Override
    public boolean isModelled() {
        return true;
    }
}
