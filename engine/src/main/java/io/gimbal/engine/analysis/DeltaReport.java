package io.gimbal.engine.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deltas of every option of a chain under each regime.
 *
 * @param stickiness the skew-stickiness ratio R
 * @param expiries   by coin and time
 */
public record DeltaReport(double stickiness, List<Expiry> expiries) {
    /**
     * One number per regime, coins per coin; null where it cannot be said.
     *
     * @param stickyStrike       Black's
     * @param stickyMoneyness    with a volatility that moves with the forward
     * @param skewStickiness     at the ratio of the report
     * @param minimumVariance    Hull and White's, on the option's own forward
     * @param venue              as published
     * @param averagedSettlement Black's on the variance of the average that the option settles on, times the share of the
     *                           delivery window still ahead; null from the expiry on
     */
    public record Deltas(
            @Nullable Double stickyStrike,
            @Nullable Double stickyMoneyness,
            @Nullable Double skewStickiness,
            @Nullable Double minimumVariance,
            @Nullable Double venue,
            @Nullable Double averagedSettlement) {}

    /**
     * One expiry.
     *
     * @param coin    what its option names begin with
     * @param expiry  ISO 8601
     * @param sum     of one coin of each option; null in a regime that one of them lacks
     * @param coinSum the same adjusted for the premium; null where options are settled in dollars
     * @param options by strike, call before put
     */
    public record Expiry(
            String coin,
            String expiry,
            Deltas sum,
            @Nullable Deltas coinSum,
            List<Option> options) {}

    /**
     * One option.
     *
     * @param instrument        the venue's name
     * @param forward           of the row's moment, USD per coin, by the source the smile is fitted on
     * @param k                 ln(strike / forward)
     * @param timeToExpiryYears at the row's moment
     * @param vol               that the Greeks are taken at, absolute
     * @param volSource         {@code smile}, or {@code mark} where no smile was fitted to the coin
     * @param skew              dvol/dk at the strike; null without a smile
     * @param vegaPerVolPoint   USD per 0.01 of volatility
     * @param premiumCoin       the option's value V / F
     * @param delta             unadjusted
     * @param coinDelta         less the premium in coins, the venue's less its mark; null where settled in dollars
     */
    public record Option(
            String instrument,
            double forward,
            double k,
            double timeToExpiryYears,
            double vol,
            String volSource,
            @Nullable Double skew,
            double vegaPerVolPoint,
            double premiumCoin,
            Deltas delta,
            @Nullable Deltas coinDelta) {}
}
