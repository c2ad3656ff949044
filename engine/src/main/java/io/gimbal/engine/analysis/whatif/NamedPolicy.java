package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.policy.PolicyEntry;
import io.gimbal.engine.hedging.policy.PolicySpec;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.journal.codec.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy as people write it: {@code NAME[:key=value,key=value…]}, where {@code network=FILE} is the file of its network.
 *
 * @param name    as written
 * @param spec    the policy with its parameters
 * @param network of it; null where it has none, or the recorded one is meant
 */
public record NamedPolicy(
        String name, PolicySpec spec, @Nullable BandNetwork network) {
    /** The key of the file. */
    public static final String NETWORK = "network";

    /** What is said where there is no network at all. */
    public static final String MISSING = "needs network=FILE, for the journal holds none; gimbal train makes one, and"
            + " without one it is the band of whalley-wilmott-edge";

    /**
     * Whether a policy has a network.
     *
     * @param entry of the catalogue
     * @return true of one policy
     */
    public static boolean takesNetwork(final PolicyEntry entry) {
        return entry.kind() == PolicyKind.NO_TRANSACTION_BAND_NETWORK;
    }

    /**
     * Reads a text.
     *
     * @param text     of a policy
     * @param networks where its network comes from
     * @return the policy
     * @throws IllegalArgumentException when a name, key or value is not known or out of range, or there is no network; the
     *     message says what is allowed
     */
    public static NamedPolicy parse(final String text, final NetworkSource networks) {
        final int colon = text.indexOf(':');
        final List<String> pairs = new ArrayList<>();
        String file = null;
        if (colon >= 0) {
            for (final String pair : text.substring(colon + 1).split(",", -1)) {
                if (pair.strip().startsWith(NETWORK + '=')) {
                    file = pair.strip().substring(NETWORK.length() + 1);
                } else {
                    pairs.add(pair);
                }
            }
        }
        final String name = colon < 0 ? text : text.substring(0, colon);
        final PolicySpec spec = PolicySpec.parse(pairs.isEmpty() ? name : name + ':' + String.join(",", pairs));
        if (!takesNetwork(spec.entry()) && file != null) {
            throw new IllegalArgumentException("policy " + spec.entry().name() + " takes no network");
        }
        if (takesNetwork(spec.entry()) && file == null && !networks.isRecorded()) {
            throw new IllegalArgumentException("policy " + spec.entry().name() + " " + MISSING);
        }
        return new NamedPolicy(text.strip(), spec, file == null ? null : networks.read(file));
    }

    /** {@return every book under it} */
    public PolicyVariant variant() {
        return PolicyVariant.of(name, spec, network);
    }
}
