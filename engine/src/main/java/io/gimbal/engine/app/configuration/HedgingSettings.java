package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.VolSource;

/**
 * Section {@code hedging}, with what {@code book.hedging} changed.
 *
 * @param targetCoins      delta to keep, coins times 1e8
 * @param policy           when to trade
 * @param landing          where a trade of the band policy ends
 * @param intervalNs       time between two trades of the interval policy, nanoseconds
 * @param projection       how a forward's delta counts in the hedge instrument
 * @param priceOffsetTicks limit price this far through the opposite side, ticks
 * @param volSource        whose volatilities value the options
 */
public record HedgingSettings(
        long targetCoins,
        PolicyKind policy,
        Landing landing,
        long intervalNs,
        Projection projection,
        int priceOffsetTicks,
        VolSource volSource) {
    static HedgingSettings of(final Values values) {
        return new HedgingSettings(
                values.number(Schema.TARGET_COINS),
                values.constant(Schema.POLICY, PolicyKind.class),
                values.constant(Schema.LANDING, Landing.class),
                values.secondsAsNs(Schema.INTERVAL_S),
                values.constant(Schema.PROJECTION, Projection.class),
                values.count(Schema.PRICE_OFFSET_TICKS),
                values.constant(Schema.VOL_SOURCE, VolSource.class));
    }
}
