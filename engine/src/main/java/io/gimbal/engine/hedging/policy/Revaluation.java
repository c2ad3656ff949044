package io.gimbal.engine.hedging.policy;

/**
 * The book's options at other volatilities than their own: every variance times one factor. For an option the delta at
 * the volatility that a theory of costs prescribes is exact so; of a book the factor is made of its gamma-weighted
 * volatility and time to expiry, which is exact where all of it has one volatility and one expiry. Costs a look at
 * every option held.
 */
public interface Revaluation {
    /**
     * How the options' delta changes.
     *
     * @param varianceFactor above 0; 1 is no change
     * @return coins, projected on the hedge instrument; not a number where it cannot be told
     */
    double deltaChange(double varianceFactor);

    /**
     * Net gamma there.
     *
     * @param varianceFactor above 0
     * @return coins per USD, projected; not a number where it cannot be told
     */
    double gamma(double varianceFactor);
}
