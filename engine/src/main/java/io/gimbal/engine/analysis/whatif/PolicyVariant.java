package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.policy.PolicySpec;
import org.jspecify.annotations.Nullable;

/**
 * A policy that a journal is re-run with.
 *
 * @param name what it is called in the results
 * @param spec the policy of every book; null leaves each book the one it had
 */
public record PolicyVariant(String name, @Nullable PolicySpec spec) {
    /** The policies as they were, and as the operator changed them. */
    public static final PolicyVariant AS_RECORDED = new PolicyVariant("as-recorded", null);

    /**
     * Reads a policy as people write it.
     *
     * @param text {@code NAME[:key=value,key=value…]}
     * @return the variant, called by that text
     * @throws IllegalArgumentException when a name or value is not known or out of range; the message says what is
     *     allowed
     */
    public static PolicyVariant parse(final String text) {
        return new PolicyVariant(text.strip(), PolicySpec.parse(text));
    }
}
