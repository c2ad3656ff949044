package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A way of hedging that a journal is re-run with.
 *
 * @param name   what it is called in the results
 * @param change what it makes of every book's settings; null leaves each as it was
 */
public record PolicyVariant(String name, @Nullable OpeningChange change) {
    /** The settings as they were, and as the operator changed them. */
    public static final PolicyVariant AS_RECORDED = new PolicyVariant("as-recorded", null);

    /**
     * Every book under one policy, and all else as it was.
     *
     * @param name    what it is called
     * @param spec    the policy
     * @param network of it; null where the policy has none, or the recorded one is meant
     * @return the variant
     */
    public static PolicyVariant of(final String name, final PolicySpec spec, final @Nullable BandNetwork network) {
        return new PolicyVariant(name, new PolicyChange(spec, network));
    }
}
