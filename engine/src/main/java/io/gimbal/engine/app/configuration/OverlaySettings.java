package io.gimbal.engine.app.configuration;

import io.gimbal.engine.pipeline.overlay.OverlayCosts;
import io.gimbal.engine.pipeline.overlay.OverlayRiskModel;
import io.gimbal.engine.pipeline.overlay.OverlayRules;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.journal.codec.BooleanType;

/**
 * Section {@code overlay}, or what a book makes of it. Numbers are decimals times 1e8 unless a duration or a count.
 *
 * @param isEnabled        whether options are traded at all
 * @param gammaLow         USD of delta per 1 %
 * @param gammaHigh        likewise
 * @param vegaLow          USD per vol point
 * @param vegaHigh         likewise
 * @param expiryVega       likewise, of one expiry; 0 for no limit
 * @param maxPremiumPerDay USD
 * @param maxLegAmount     coins
 * @param valueCollar      absolute volatility
 * @param toleranceTicks   ticks
 * @param maxSnapshotAgeNs nanoseconds
 * @param maxQuoteAgeNs    nanoseconds
 * @param minIntervalNs    nanoseconds
 * @param intervalNs       nanoseconds
 * @param delayNs          nanoseconds, in stepped runs
 * @param isWholeOnly      whether proposals are traded only in whole
 * @param minDays          days
 * @param maxDays          days
 * @param maxOptions       most options to choose from
 * @param riskModel        what moves a book
 */
public record OverlaySettings(
        boolean isEnabled,
        long gammaLow,
        long gammaHigh,
        long vegaLow,
        long vegaHigh,
        long expiryVega,
        long maxPremiumPerDay,
        long maxLegAmount,
        long valueCollar,
        int toleranceTicks,
        long maxSnapshotAgeNs,
        long maxQuoteAgeNs,
        long minIntervalNs,
        long intervalNs,
        long delayNs,
        boolean isWholeOnly,
        double minDays,
        double maxDays,
        int maxOptions,
        OverlayRiskModel riskModel) {
    private static final double PER_SCALED = 1e-8;
    private static final double MILLION = 1e6;

    static OverlaySettings of(final Values values) {
        return new OverlaySettings(
                values.flag(OverlaySchema.ENABLED),
                values.number(OverlaySchema.GAMMA_LOW_USD),
                values.number(OverlaySchema.GAMMA_HIGH_USD),
                values.number(OverlaySchema.VEGA_LOW_USD),
                values.number(OverlaySchema.VEGA_HIGH_USD),
                values.number(OverlaySchema.EXPIRY_VEGA_USD),
                values.number(OverlaySchema.MAX_PREMIUM_USD),
                values.number(OverlaySchema.MAX_LEG_COINS),
                values.number(OverlaySchema.VALUE_COLLAR_VOL),
                values.count(OverlaySchema.PRICE_TOLERANCE_TICKS),
                values.millisecondsAsNs(OverlaySchema.MAX_SNAPSHOT_AGE_MS),
                values.secondsAsNs(OverlaySchema.MAX_QUOTE_AGE_S),
                values.secondsAsNs(OverlaySchema.MIN_INTERVAL_S),
                values.secondsAsNs(OverlaySchema.INTERVAL_S),
                values.millisecondsAsNs(OverlaySchema.DELAY_MS),
                values.flag(OverlaySchema.WHOLE_ONLY),
                decimal(values, OverlaySchema.MIN_DAYS),
                decimal(values, OverlaySchema.MAX_DAYS),
                values.count(OverlaySchema.MAX_OPTIONS),
                new OverlayRiskModel(
                        decimal(values, OverlaySchema.RISK_AVERSION) / MILLION,
                        decimal(values, OverlaySchema.HOLDING_DAYS),
                        decimal(values, OverlaySchema.VARIANCE_SPREAD),
                        decimal(values, OverlaySchema.VOL_OF_VOL),
                        decimal(values, OverlaySchema.CORRELATION),
                        decimal(values, OverlaySchema.TERM_POWER)));
    }

    private static double decimal(final Values values, final Key key) {
        return values.number(key) * PER_SCALED;
    }

    /** {@return the limits that proposals are made for} */
    public OverlayRules rules() {
        return new OverlayRules(
                gammaLow * PER_SCALED,
                gammaHigh * PER_SCALED,
                vegaLow * PER_SCALED,
                vegaHigh * PER_SCALED,
                expiryVega > 0 ? expiryVega * PER_SCALED : Double.POSITIVE_INFINITY,
                maxPremiumPerDay * PER_SCALED,
                maxLegAmount,
                valueCollar * PER_SCALED,
                toleranceTicks,
                true);
    }

    /**
     * What trading costs.
     *
     * @param fees section fees
     * @return of options, and of the perpetual that hedges them
     */
    public OverlayCosts costs(final FeeSettings fees) {
        return new OverlayCosts(
                Math.max(fees.optionRate(), 0) * PER_SCALED,
                fees.optionCapRate() * PER_SCALED,
                Math.max(fees.perpetualTakerRate(), 0) * PER_SCALED);
    }

    /**
     * Tells the engine a book's limits; nothing where no options are traded.
     *
     * @param events        encoder
     * @param underlyingId  the book's place among the books, from 0
     * @param ingress       where the event goes
     * @param receiveTimeNs engine time of the start, epoch nanoseconds
     * @return what the ingress said, 0 where nothing is told
     */
    long offer(final EventPublisher events, final int underlyingId, final Ingress ingress, final long receiveTimeNs) {
        if (!isEnabled) {
            return 0;
        }
        events.overlayConfiguration()
                .gammaLow(gammaLow)
                .gammaHigh(gammaHigh)
                .vegaLow(vegaLow)
                .vegaHigh(vegaHigh)
                .expiryVega(expiryVega)
                .maxPremiumPerDay(maxPremiumPerDay)
                .maxLegAmount(maxLegAmount)
                .valueCollar(valueCollar)
                .maxSnapshotAgeNs(maxSnapshotAgeNs)
                .maxQuoteAgeNs(maxQuoteAgeNs)
                .minIntervalNs(minIntervalNs)
                .priceToleranceTicks(toleranceTicks)
                .underlyingId(underlyingId)
                .isWholeOnly(isWholeOnly ? BooleanType.TRUE : BooleanType.FALSE);
        return events.offer(ingress, receiveTimeNs);
    }
}
