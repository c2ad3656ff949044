package io.gimbal.engine.hedging.policy;

import io.gimbal.journal.codec.PolicyKind;
import java.util.List;

/**
 * One policy of the catalogue.
 *
 * @param name     its canonical name, in small letters and hyphens
 * @param kind     its name in the journal; policies that differ in where they land share one
 * @param required parameters that must be said
 * @param optional parameters that may be said
 * @param meaning  one sentence
 * @param source   where it comes from
 * @param maker    makes it of values
 */
public record PolicyEntry(
        String name,
        PolicyKind kind,
        List<PolicyParameter> required,
        List<PolicyParameter> optional,
        String meaning,
        String source,
        Maker maker) {
    /** Makes a policy of the values of its parameters. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Makes it.
         *
         * @param spec holds every parameter of the policy, in range
         * @return the policy
         */
        HedgePolicy make(PolicySpec spec);
    }

    /**
     * Keeps copies of the lists.
     *
     * @param name     its canonical name
     * @param kind     its name in the journal
     * @param required parameters that must be said
     * @param optional parameters that may be said
     * @param meaning  one sentence
     * @param source   where it comes from
     * @param maker    makes it of values
     */
    public PolicyEntry {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    /**
     * Asks whether a parameter means anything to this policy.
     *
     * @param parameter any
     * @return whether it reads it
     */
    public boolean takes(final PolicyParameter parameter) {
        return required.contains(parameter) || optional.contains(parameter);
    }
}
