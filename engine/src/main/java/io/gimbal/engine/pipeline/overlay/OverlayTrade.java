package io.gimbal.engine.pipeline.overlay;

/**
 * What is proposed for one option, and why so.
 *
 * @param name             of the option
 * @param lots             signed, bought above 0
 * @param riskPerLotBefore change of risk and impact per lot bought, before any trade, USD
 * @param riskPerLotAfter  the same after the trades
 * @param costPerLot       USD; inside its no-trade region the magnitude of the change of risk is below it
 */
public record OverlayTrade(
        String name, long lots, double riskPerLotBefore, double riskPerLotAfter, double costPerLot) {}
