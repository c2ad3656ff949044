package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.StrategyConfigurationEncoder;
import io.gimbal.journal.codec.StrategyKind;

/**
 * Section {@code strategy}, with what {@code book.strategy} changed. All numbers times 1e8; 0 where nothing is said.
 *
 * @param kind            what says how much is held
 * @param floorUsd        equity that must not be broken
 * @param multiplier      of the cushion
 * @param largestExposure of the equity
 * @param floorRate       per year
 * @param ratchet         share of the equity
 * @param bandShare       share of the target
 * @param targetVol       of the equity
 * @param rentMarginUsd   per day
 * @param idleHalfWidth   coins
 * @param costRate        share of the notional
 */
public record StrategySettings(
        StrategyKind kind,
        long floorUsd,
        long multiplier,
        long largestExposure,
        long floorRate,
        long ratchet,
        long bandShare,
        long targetVol,
        long rentMarginUsd,
        long idleHalfWidth,
        long costRate) {
    private static final long BP_PER_ONE = 10_000;

    static StrategySettings of(final Values values) {
        return new StrategySettings(
                values.constant(StrategySchema.KIND, StrategyKind.class),
                values.number(StrategySchema.FLOOR_USD, 0),
                values.number(StrategySchema.MULTIPLIER, 0),
                values.number(StrategySchema.LARGEST_EXPOSURE),
                values.number(StrategySchema.FLOOR_RATE),
                values.number(StrategySchema.RATCHET),
                values.number(StrategySchema.BAND_SHARE),
                values.number(StrategySchema.TARGET_VOL, 0),
                values.number(StrategySchema.RENT_MARGIN_USD),
                values.number(StrategySchema.IDLE_HALF_WIDTH_COINS, 0),
                values.number(StrategySchema.COST_BP) / BP_PER_ONE);
    }

    /** {@return whether there is a strategy at all} */
    public boolean isWanted() {
        return kind != StrategyKind.NONE;
    }

    /** {@return whether it says itself what delta is aimed at} */
    public boolean ownsTarget() {
        return kind == StrategyKind.CPPI || kind == StrategyKind.VOL_TARGET;
    }

    /** Writes what the engine is told. */
    void encode(final StrategyConfigurationEncoder event) {
        event.kind(kind)
                .floor(floorUsd)
                .multiplier(multiplier)
                .largestExposure(largestExposure)
                .floorRate(floorRate)
                .ratchet(ratchet)
                .bandShare(bandShare)
                .targetVol(targetVol)
                .rentMargin(rentMarginUsd)
                .idleHalfWidth(idleHalfWidth)
                .costRate(costRate);
    }
}
