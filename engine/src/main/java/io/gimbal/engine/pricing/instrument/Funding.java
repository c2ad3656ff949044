package io.gimbal.engine.pricing.instrument;

import java.util.List;

/**
 * What a long position in a perpetual pays for being one. At each funding payment it pays the share
 * {@code funding_share} of mark minus payoff; payments are {@code funding_years} apart. Holding the mark fixed by no
 * arbitrage, V before = (V after + share payoff) / (1 + share): the perpetual is worth expiries at the payments, the i-th
 * weighted w (1 - w)^(i-1), w = share / (1 + share). A share of 1 gives 1/2, 1/4, 1/8 and so on. Source: S. Bankman-Fried
 * and D. White, "Everlasting Options" (Paradigm, 2021).
 */
final class Funding {
    /** Years between two payments. */
    static final String YEARS = "funding_years";

    /** Share of mark minus payoff that one payment settles. */
    static final String SHARE = "funding_share";

    /** The smallest share that is summed up; it bounds the number of expiries. */
    static final double LEAST_SHARE = 0.01;

    private static final Output PER_PERIOD = new Output(
            "funding", "as the value", "mark minus payoff, what a long position pays over one funding period");
    private static final Output PER_YEAR =
            new Output("funding_per_year", "value per year", "the same per year, at the rate of now");

    private Funding() {}

    /** {@return the time between payments, all of the difference in continuous funding} */
    static Input years(final String meaning) {
        return new Input(YEARS, Role.OTHER, "years of 365 days", Range.POSITIVE, meaning);
    }

    /** {@return the share that one payment settles, 1 where it is not given} */
    static Input share() {
        final Range range = new Range(LEAST_SHARE, true, 1.0, "a share from 0.01 to 1");
        return new Input(SHARE, Role.OTHER, "1", range, 1.0, "share of mark minus payoff that one payment settles");
    }

    /** {@return the two outputs of {@link #write}} */
    static List<Output> outputs() {
        return List.of(PER_PERIOD, PER_YEAR);
    }

    /** {@return the weight of the next payment's payoff} */
    static double weight(final double share) {
        return share / (1.0 + share);
    }

    /** Writes mark minus payoff, and that times share over years between payments. */
    static void write(final double excess, final double share, final double years, final double[] out) {
        out[0] = excess + 0.0;
        out[1] = excess * share / years + 0.0;
    }
}
