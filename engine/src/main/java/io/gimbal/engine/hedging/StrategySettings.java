package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Scaled;
import io.gimbal.journal.codec.StrategyConfigurationDecoder;
import io.gimbal.journal.codec.StrategyKind;

/**
 * What says how much of one underlying is held, as configured. Of the numbers only those of its kind are looked at.
 *
 * @param kind            which strategy
 * @param floor           equity that must not be broken, USD, above 0
 * @param multiplier      of the cushion, above 0
 * @param largestExposure as a multiple of the equity, above 0
 * @param floorRate       at which the floor grows, continuous, per year
 * @param ratchet         share of the equity below which the floor never lies, from 0 and below 1
 * @param bandShare       share by which the exposure may differ, from 0 and below 1; 0 leaves that to the policy
 * @param targetVol       of the equity, absolute per root year, above 0
 * @param rentMargin      USD per day beyond the rent before scalping begins again, at least 0
 * @param idleHalfWidth   coins, how far the delta may go while the rent is not paid, above 0
 * @param costRate        of a trade where it was not measured, share of the notional, at least 0 and below 1
 */
public record StrategySettings(
        StrategyKind kind,
        double floor,
        double multiplier,
        double largestExposure,
        double floorRate,
        double ratchet,
        double bandShare,
        double targetVol,
        double rentMargin,
        double idleHalfWidth,
        double costRate) {
    /** Largest multiple of a cushion or of the equity. */
    static final double MAX_MULTIPLE = 100;

    /** Largest volatility that the equity may be asked to have. */
    static final double MAX_VOL = 10;

    private static final double MAX_USD = 1e12;
    private static final double MAX_COINS = 1e6;

    static StrategySettings of(final StrategyConfigurationDecoder event) {
        return new StrategySettings(
                event.kind(),
                Scaled.toDouble(event.floor()),
                Scaled.toDouble(event.multiplier()),
                Scaled.toDouble(event.largestExposure()),
                Scaled.toDouble(event.floorRate()),
                Scaled.toDouble(event.ratchet()),
                Scaled.toDouble(event.bandShare()),
                Scaled.toDouble(event.targetVol()),
                Scaled.toDouble(event.rentMargin()),
                Scaled.toDouble(event.idleHalfWidth()),
                Scaled.toDouble(event.costRate()));
    }

    /** Whether everything that its kind looks at is in its range. */
    boolean isSound() {
        return switch (kind) {
            case NONE -> true;
            case CPPI ->
                isFloor(floor)
                        && isMultiple(multiplier)
                        && isMultiple(largestExposure)
                        && Math.abs(floorRate) <= 1
                        && isShare(ratchet)
                        && isShare(bandShare);
            case VOL_TARGET -> isVol(targetVol) && isMultiple(largestExposure) && isShare(bandShare);
            case GAMMA_SCALPING ->
                rentMargin >= 0
                        && rentMargin <= MAX_USD
                        && idleHalfWidth > 0
                        && idleHalfWidth <= MAX_COINS
                        && isShare(costRate);
            case NULL_VAL -> false;
        };
    }

    /** {@return whether it says itself what delta is aimed at} */
    public boolean ownsTarget() {
        return kind == StrategyKind.CPPI || kind == StrategyKind.VOL_TARGET;
    }

    StrategySettings withFloor(final double usd) {
        return with(usd, multiplier, targetVol);
    }

    StrategySettings withMultiplier(final double multiple) {
        return with(floor, multiple, targetVol);
    }

    StrategySettings withTargetVol(final double vol) {
        return with(floor, multiplier, vol);
    }

    private StrategySettings with(final double usd, final double multiple, final double vol) {
        return new StrategySettings(
                kind,
                usd,
                multiple,
                largestExposure,
                floorRate,
                ratchet,
                bandShare,
                vol,
                rentMargin,
                idleHalfWidth,
                costRate);
    }

    static boolean isFloor(final double usd) {
        return usd > 0 && usd <= MAX_USD;
    }

    static boolean isMultiple(final double multiple) {
        return multiple > 0 && multiple <= MAX_MULTIPLE;
    }

    static boolean isVol(final double vol) {
        return vol > 0 && vol <= MAX_VOL;
    }

    private static boolean isShare(final double share) {
        return share >= 0 && share < 1;
    }
}
