package io.gimbal.engine.hedging.policy;

import io.gimbal.engine.book.Bits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy and the values of its parameters, all of them in range. As text: {@code NAME[:key=value,key=value…]}, for
 * instance
 * {@code whalley-wilmott-edge:risk_aversion_per_usd=1e-3,cost_bp=6}. Immutable.
 */
public final class PolicySpec {
    private static final double BASIS_POINT = 1e-4;
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;
    private static final int PARAMETERS = PolicyParameter.values().length;

    private final PolicyEntry entry;
    private final double[] values;

    private PolicySpec(final PolicyEntry entry, final double[] values) {
        this.entry = entry;
        this.values = values;
    }

    /**
     * Reads a policy as people write it.
     *
     * @param text {@code NAME[:key=value,key=value…]}
     * @return the policy with its parameters, defaults filled in
     * @throws IllegalArgumentException when a name or value is not known or out of range; the message says what, where
     *     and what is allowed
     */
    public static PolicySpec parse(final String text) {
        final int colon = text.indexOf(':');
        final String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        final Builder builder = of(name);
        if (colon >= 0) {
            for (final String pair : text.substring(colon + 1).split(",", -1)) {
                read(text, pair.strip(), builder);
            }
        }
        return builder.build();
    }

    private static void read(final String text, final String pair, final Builder builder) {
        final int equals = pair.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException(
                    "policy " + text + ": '" + pair + "' is no parameter; write NAME:key=value,key=value");
        }
        final String key = pair.substring(0, equals).strip();
        final PolicyParameter parameter = parameter(key);
        if (parameter == null || !builder.entry.takes(parameter)) {
            throw new IllegalArgumentException("policy " + builder.entry.name() + " takes no parameter '" + key
                    + "'; it takes " + keys(builder.entry));
        }
        if (builder.isSet(parameter)) {
            throw new IllegalArgumentException(
                    "policy " + builder.entry.name() + ": parameter " + key + " stands twice");
        }
        builder.set(
                parameter, number(builder.entry, key, pair.substring(equals + 1).strip()));
    }

    private static double number(final PolicyEntry entry, final String key, final String text) {
        try {
            return Double.parseDouble(text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "policy " + entry.name() + ": " + key + " must be a number, found '" + text + "'", e);
        }
    }

    private static @Nullable PolicyParameter parameter(final String key) {
        for (final PolicyParameter parameter : PolicyParameter.values()) {
            if (parameter.key().equals(key)) {
                return parameter;
            }
        }
        return null;
    }

    private static String keys(final PolicyEntry entry) {
        final List<String> keys = new ArrayList<>();
        entry.required().forEach(parameter -> keys.add(parameter.key()));
        entry.optional().forEach(parameter -> keys.add(parameter.key()));
        return keys.isEmpty() ? "none" : String.join(", ", keys);
    }

    /**
     * Begins a specification.
     *
     * @param name canonical
     * @return takes the values
     * @throws IllegalArgumentException when there is no such policy
     */
    public static Builder of(final String name) {
        final PolicyEntry entry = PolicyCatalogue.find(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "there is no policy '" + name + "'; there are " + String.join(", ", PolicyCatalogue.names()));
        }
        return new Builder(entry);
    }

    /** Collects the values of a policy's parameters. Owned by one thread. */
    public static final class Builder {
        private final PolicyEntry entry;
        private final double[] values = new double[PARAMETERS];
        private final boolean[] isSet = new boolean[PARAMETERS];

        Builder(final PolicyEntry entry) {
            this.entry = entry;
        }

        boolean isSet(final PolicyParameter parameter) {
            return isSet[parameter.slot()];
        }

        /**
         * Takes a value.
         *
         * @param parameter that the policy takes
         * @param value     in its unit
         * @return this
         * @throws IllegalArgumentException when the policy does not take it or it is out of range
         */
        public Builder set(final PolicyParameter parameter, final double value) {
            if (!entry.takes(parameter)) {
                throw new IllegalArgumentException("policy " + entry.name() + " takes no parameter '" + parameter.key()
                        + "'; it takes " + keys(entry));
            }
            if (!parameter.isInRange(value)) {
                throw new IllegalArgumentException("policy " + entry.name() + ": " + parameter.key() + " must be "
                        + parameter.least() + " to " + parameter.most() + " " + parameter.unit() + ", found " + value);
            }
            values[parameter.slot()] = value;
            isSet[parameter.slot()] = true;
            return this;
        }

        /** Whether every parameter without a default was said. */
        boolean isWhole() {
            for (final PolicyParameter parameter : entry.required()) {
                if (!isSet(parameter)) {
                    return false;
                }
            }
            return true;
        }

        /**
         * Ends the specification.
         *
         * @return the policy with its parameters, defaults filled in
         * @throws IllegalArgumentException when a parameter without a default is missing
         */
        public PolicySpec build() {
            final double[] all = values.clone();
            for (final PolicyParameter parameter : entry.required()) {
                if (!isSet(parameter)) {
                    throw new IllegalArgumentException("policy " + entry.name() + ": " + parameter.key()
                            + " is missing; say " + parameter.least() + " to " + parameter.most() + " "
                            + parameter.unit());
                }
            }
            for (final PolicyParameter parameter : entry.optional()) {
                if (!isSet(parameter)) {
                    all[parameter.slot()] = parameter.fallback() >= 0 ? parameter.fallback() : 0;
                }
            }
            return new PolicySpec(entry, all);
        }
    }

    /** {@return what the catalogue says of it} */
    public PolicyEntry entry() {
        return entry;
    }

    /**
     * A parameter's value.
     *
     * @param parameter any
     * @return in its unit, the default where none was said; 0 where it has none, or the policy does not take it
     */
    public double value(final PolicyParameter parameter) {
        return values[parameter.slot()];
    }

    /**
     * The same policy with another value of one parameter.
     *
     * @param parameter any
     * @param value     in its unit
     * @return a new specification; null when the policy does not take it or it is out of range
     */
    public @Nullable PolicySpec with(final PolicyParameter parameter, final double value) {
        if (!entry.takes(parameter) || !parameter.isInRange(value)) {
            return null;
        }
        final double[] changed = values.clone();
        changed[parameter.slot()] = value;
        return new PolicySpec(entry, changed);
    }

    /** A parameter in basis points, as a share. */
    double share(final PolicyParameter parameter) {
        return value(parameter) * BASIS_POINT;
    }

    /** A parameter in seconds, in years. */
    double years(final PolicyParameter parameter) {
        return value(parameter) / SECONDS_PER_YEAR;
    }

    /** {@return the policy; each call makes a new one} */
    public HedgePolicy policy() {
        return entry.maker().make(this);
    }

    /**
     * Adds name and values to a fingerprint.
     *
     * @param hash so far
     * @return with them
     */
    public long mixInto(final long hash) {
        long h = Bits.mix(hash, entry.kind().value());
        for (final double value : values) {
            h = Bits.mix(h, value);
        }
        return h;
    }
}
